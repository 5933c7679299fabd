"""The kinds of what a person gives: a table, saved e-mails, something seen and typed."""
