"""Builds the real edges and hands them over: the only package that knows everything.

`passes` makes one pass, `imports` that of what a person gives, `portal` builds and serves, `demo` plays the demo
practice, `shipped` finds what comes with the package.
"""

from collector.wiring.demo import DEMO_TODAY, demo
from collector.wiring.imports import choices, import_file, note
from collector.wiring.passes import check, collect, prepare, save
from collector.wiring.portal import Built, build, serve

__all__ = [
    "DEMO_TODAY",
    "Built",
    "build",
    "check",
    "choices",
    "collect",
    "demo",
    "import_file",
    "note",
    "prepare",
    "save",
    "serve",
]
