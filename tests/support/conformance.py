"""The examples by which every kind is tried, and who answers in place of the web.

One folder of `tests/sources/conformance/` tries one kind; CONTRIBUTING says what it holds.
"""

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from collector.core.errors import FailureCode, SourceError
from collector.core.model import Memory, Watch
from collector.core.reading import Capture, Failed, Kind, Outcome, Request, WatchPlan
from collector.sources import KINDS
from tests.support.reading import ADDRESS, EMPTY_MEMORY, ROOT, plan_of

FOLDER = ROOT / "tests" / "sources" / "conformance"
WALLS = sorted((FOLDER / "_walls").iterdir())
_MOST_REQUESTS = 60
_PLACE = "HOSTILE"
_PLACE_IN_JSON = "HOSTILE_IN_JSON"


@dataclass(frozen=True)
class Examples:
    """The folder of examples of one kind, or of one way of using it (`<kind>.<variant>`)."""

    folder: Path
    source: Mapping[str, Any] = field(default_factory=dict)
    watch: Mapping[str, Any] = field(default_factory=lambda: {"url": ADDRESS})
    conditional: bool = True
    without: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the name of the folder, by which a test says what it tried."""
        return self.folder.name

    @property
    def kind(self) -> Kind:
        """Return the kind that the folder is named after."""
        return KINDS[self.name.partition(".")[0]]

    @property
    def plan(self) -> WatchPlan:
        """Return the plan of a watch of a source of this kind, as `kind.yml` describes them."""
        plan = plan_of(self.kind.name, **self.source)
        watch = {"id": plan.watch.id, "source": plan.watch.source, **self.watch}
        return replace(plan, watch=Watch.model_validate(watch))

    @property
    def by_file(self) -> bool:
        """Tell whether this kind reads what a person deposits: no status, no wall, no header."""
        return "file" in self.watch

    def has(self, role: str) -> bool:
        """Tell whether there is an example for that role."""
        return bool(self._named(role))

    def answer(self, role: str) -> bytes:
        """Return the example for that role (« good », « empty »…), of which there is one."""
        [path] = self._named(role)
        return path.read_bytes()

    @property
    def places(self) -> int:
        """Return how many places the hostile answer has."""
        return self.answer("hostile").count(_PLACE.encode())

    def hostile(self, text: str) -> bytes:
        """Return the hostile answer with its places filled: as it is, or as JSON writes it."""
        filled = self.answer("hostile").replace(_PLACE_IN_JSON.encode(), json.dumps(text)[1:-1].encode())
        return filled.replace(_PLACE.encode(), text.encode())

    def failing(self) -> list[Path]:
        """Return the answers that must fail (`failing.<code>.<what>[.<status>].<extension>`)."""
        return self._named("failing")

    def outcome(
        self,
        body: bytes,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        memory: Memory = EMPTY_MEMORY,
    ) -> Outcome:
        """Return how a watch ends on `body`, after the answers that must come before it and before those after."""
        return Conversation(self, memory).end(self._answers(_Answer(body, status, headers or {})))

    def stopped_at(self, step: int, error: SourceError) -> Outcome | None:
        """Return how a watch ends whose request number `step` (from 0) fails to bring an answer; None if it has none.

        A fault that a kind lets pass is its watch's failure, as in a pass.
        """
        answers = itertools.islice(self._answers(_Answer(self.answer("good"))), step)
        conversation = Conversation(self, EMPTY_MEMORY)
        outcome = conversation.end(itertools.chain(answers, [error]))
        return outcome if len(conversation.asked) > step else None

    def _answers(self, tried: "_Answer") -> Iterator["_Answer"]:
        yield from (_Answer(path.read_bytes()) for path in self._named("before"))
        yield tried
        yield from (_Answer(path.read_bytes()) for path in self._named("next"))
        while self.has("empty"):
            yield _Answer(self.answer("empty"))

    def _named(self, role: str) -> list[Path]:
        return sorted(self.folder.glob(f"{role}.*"))


@dataclass(frozen=True)
class _Answer:
    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class Conversation:
    """A kind being read: each request gets the next answer, until it says how the watch ends."""

    def __init__(self, examples: Examples, memory: Memory) -> None:
        self._reading = examples.kind.read(examples.plan, memory)
        self.asked: list[Request] = []

    def end(self, answers: Iterator[_Answer | SourceError]) -> Outcome:
        """Return the outcome; a kind that asks without end, or for more than there is, is a fault of the test."""
        try:
            self.asked.append(next(self._reading))
            for answer in itertools.islice(answers, _MOST_REQUESTS):
                self.asked.append(self._said(answer))
        except StopIteration as stop:
            outcome: Outcome = stop.value
            return outcome
        except SourceError as error:
            return Failed(error)
        raise AssertionError(f"asked {len(self.asked)} times: {self.asked[-1]}")

    def _said(self, answer: _Answer | SourceError) -> Request:
        if isinstance(answer, SourceError):
            return self._reading.throw(answer)
        request = self.asked[-1]
        return self._reading.send(Capture(request, request.url, answer.status, answer.headers, answer.body))


def expected_failure(path: Path) -> tuple[FailureCode, int]:
    """Return the code and the HTTP status that the name of a failing answer says."""
    _, code, *rest = path.name.split(".")
    return FailureCode(code), next((int(one) for one in rest if one.isdigit()), 200)


def _read(folder: Path) -> Examples:
    path = folder / "kind.yml"
    said = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) if path.exists() else {}
    return Examples(folder, **said)


EXAMPLES = [_read(folder) for folder in sorted(FOLDER.iterdir()) if not folder.name.startswith("_")]
