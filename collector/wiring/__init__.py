"""Builds the real edges and hands them over: the only package that knows everything.

`passes` makes one pass, `portal` builds and serves, `demo` plays the demo practice, `replies` judges drafts,
`shipped` finds what comes with the package.
"""

from collector.wiring.demo import DEMO_TODAY, demo
from collector.wiring.passes import check, collect, prepare, save
from collector.wiring.portal import Built, build, serve
from collector.wiring.replies import judge_reply

__all__ = ["DEMO_TODAY", "Built", "build", "check", "collect", "demo", "judge_reply", "prepare", "save", "serve"]
