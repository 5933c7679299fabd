"""Counts time as the law does: public holidays, last days of delays, and why.

`workdays` knows which days are worked, `deadlines` counts, `reasons` says in French how it was counted, `questions`
reads what somebody asks. Everything is computed from the catalogue's delays and a start; nothing is ever stored.
"""
