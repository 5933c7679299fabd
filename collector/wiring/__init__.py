"""Builds the real edges and hands them over: the only package that knows everything.

`passes` makes one pass, `ledger` loads what is known, `portal` builds and serves, `alerts` tells, `doctor` looks for
what is wrong, `demo` plays the demo practice, `shipped` finds what comes with the package.
"""

from collector.wiring.alerts import ADDRESSES, notify, pending, summary
from collector.wiring.demo import DEMO_TODAY, demo
from collector.wiring.doctor import doctor
from collector.wiring.identify import identify, wanted_of
from collector.wiring.identity import identity_judge
from collector.wiring.passes import check, collect, prepare, save
from collector.wiring.portal import Built, build, serve

__all__ = [
    "ADDRESSES",
    "DEMO_TODAY",
    "Built",
    "build",
    "check",
    "collect",
    "demo",
    "doctor",
    "identify",
    "identity_judge",
    "notify",
    "pending",
    "prepare",
    "save",
    "serve",
    "summary",
    "wanted_of",
]
