"""Builds the real edges and hands them over: the only package that knows everything.

`passes` makes one pass, `portal` builds and serves, `demo` plays the demo practice, `judgement` judges lines,
`shipped` finds what comes with the package.
"""

from collector.wiring.demo import DEMO_TODAY, demo
from collector.wiring.judgement import judge_reply
from collector.wiring.passes import check, collect, prepare, save
from collector.wiring.portal import Built, build, serve

__all__ = ["DEMO_TODAY", "Built", "build", "check", "collect", "demo", "judge_reply", "prepare", "save", "serve"]
