"""Affairs: what a person holds against one publisher, from the first capture to the end.

A person writes facts (`core/model/case.py`); everything else is derived from them and from the day: `chronology` (in
which order, how each route and the affair stand), `clocks` (deadlines), `planning` (routes and the next step),
`references` and `admission` (what cannot be written), `words` (French), `agenda` (the dates of a calendar), `pack`
(what goes to an insurer or a lawyer). Nothing derived is ever stored.
"""
