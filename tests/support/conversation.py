"""Drives a kind that asks several times: each request is answered by a script, and kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from collector.core.errors import FetchError
from collector.core.model import Memory
from collector.core.reading import Capture, Kind, Outcome, Request, WatchPlan

Answer = tuple[int, bytes] | FetchError
EMPTY = Memory()


@dataclass
class Conversation:
    """What a kind asked for, in order, and how its watch ended."""

    outcome: Outcome | None = None
    asked: list[Request] = field(default_factory=list)


def converse(
    kind: Kind, plan: WatchPlan, script: Callable[[Request], Answer], memory: Memory = EMPTY, most: int = 500
) -> Conversation:
    """Answer all that `kind` asks; fail when it asks more than `most` times."""
    said = Conversation()
    reading = kind.read(plan, memory)
    request = next(reading)
    try:
        for _ in range(most):
            said.asked.append(request)
            answer = script(request)
            if isinstance(answer, FetchError):
                request = reading.throw(answer)
            else:
                request = reading.send(Capture(request, request.url, answer[0], {}, answer[1]))
    except StopIteration as stop:
        said.outcome = stop.value
        return said
    raise AssertionError(f"the kind asked more than {most} times")


def remembering(marks: Mapping[str, str], body_sha256: str | None = None) -> Memory:
    """Return a memory that holds these marks."""
    return Memory(marks=dict(marks), body_sha256=body_sha256)
