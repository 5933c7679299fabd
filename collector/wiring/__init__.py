"""Builds the real edges and hands them over: the only package that knows everything.

`passes` makes one pass, `portal` builds and serves, `coverage` records what people looked at, `demo` plays the demo
practice, `shipped` finds what comes with the package.
"""

from collector.wiring.coverage import Checked, CheckRequest, check_in, remaining, sign
from collector.wiring.demo import DEMO_TODAY, demo
from collector.wiring.passes import check, collect, prepare, save
from collector.wiring.portal import Built, build, serve

__all__ = [
    "DEMO_TODAY",
    "Built",
    "CheckRequest",
    "Checked",
    "build",
    "check",
    "check_in",
    "collect",
    "demo",
    "prepare",
    "remaining",
    "save",
    "serve",
    "sign",
]
