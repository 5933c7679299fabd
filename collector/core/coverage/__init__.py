"""What is watched, what is looked at by hand, and what nobody looks at: the inventory that the Ordre asks for.

`places` are its rows, `looks` what people saw there, `cells` its states, `tasks` what remains to look at; `issue_form`
reads a sign-off that comes from elsewhere, `references` says which names lead nowhere.
"""
