"""A real browser for one capture: a profile thrown away, one way out to the network, and bounds on everything.

`program` finds the browser and says whether it can be used; `gateway` is its only way out; `taking` drives it, with
`watching` and `pieces`; `pictures` makes images smaller without loss. Playwright is known here only, and `program`
alone may be imported when the extra `capture` is not installed.
"""
