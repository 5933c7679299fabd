"""Builds the real edges and hands them over: the only package that knows everything.

`passes` makes one pass, `imports` that of what a person gives, `ledger` loads what is known, `letters` writes letters,
`portal` builds and serves, `alerts` tells, `affairs` follows affairs (and `cases` what others need of them), `doctor`
looks for what is wrong, `watches` proposes watches, `coverage` records what people looked at, `clocks` counts delays,
`law` gathers what must be read again, `retention` says what goes when and erases, `identify` looks a practitioner up,
`identity`, `judgement` and `replies` judge lines of JSON, `demo` plays the demo practice, `shipped` finds what comes
with the package.

Each command loads only the modules that it needs.
"""
