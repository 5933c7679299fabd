"""Builds the real edges and hands them over: the only package that knows everything.

`passes` makes one pass, `imports` that of what a person gives, `ledger` loads what is known, `portal` builds and
serves, `alerts` tells, `affairs` follows
affairs, `doctor` looks for what is wrong, `watches` proposes watches, `coverage` records what people
looked at, `clocks` counts delays, `identify` looks a practitioner up, `identity`, `judgement` and `replies` judge lines
of JSON, `demo` plays the demo practice, `shipped` finds what comes with the package.
"""

from collector.wiring.affairs import (
    Fact,
    Noted,
    Opening,
    calendar,
    list_affairs,
    note_event,
    open_affair,
    pack,
    show_affair,
)
from collector.wiring.alerts import ADDRESSES, notify, pending, summary
from collector.wiring.clocks import clocks
from collector.wiring.coverage import Checked, CheckRequest, check_in, remaining, sign
from collector.wiring.demo import DEMO_TODAY, demo
from collector.wiring.doctor import doctor
from collector.wiring.identify import identify, wanted_of
from collector.wiring.identity import identity_judge
from collector.wiring.imports import choices, import_file, note
from collector.wiring.judgement import judge_triage
from collector.wiring.passes import check, collect, prepare, save
from collector.wiring.portal import Built, build, serve
from collector.wiring.replies import judge_reply
from collector.wiring.watches import suggest

__all__ = [
    "ADDRESSES",
    "DEMO_TODAY",
    "Built",
    "CheckRequest",
    "Checked",
    "Fact",
    "Noted",
    "Opening",
    "build",
    "calendar",
    "check",
    "check_in",
    "choices",
    "clocks",
    "collect",
    "demo",
    "doctor",
    "identify",
    "identity_judge",
    "import_file",
    "judge_reply",
    "judge_triage",
    "list_affairs",
    "note",
    "note_event",
    "notify",
    "open_affair",
    "pack",
    "pending",
    "prepare",
    "remaining",
    "save",
    "serve",
    "show_affair",
    "sign",
    "suggest",
    "summary",
    "wanted_of",
]
