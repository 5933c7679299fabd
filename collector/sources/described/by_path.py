"""The kind `json-api`: an interface that answers in JSON, asked and read as its source describes.

An error is Failed however it is told. A first page that cannot be read fails the watch; a later one leaves what was
read, with a warning. The engines that a search of searches says silent are told, and when nothing came back while some
were silent, that proves nothing: Failed. An answer of one page that was not modified, or is the same, is Unchanged.
"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field

from collector.core.errors import FailureCode, ReadError, SourceError
from collector.core.model import JsonReading, Memory, Mention
from collector.core.reading import (
    Capture,
    Failed,
    Found,
    Kind,
    Reading,
    Request,
    Unchanged,
    Validators,
    WatchPlan,
    validators_of,
)
from collector.sources.described.answers import content, items_of, silent_parts
from collector.sources.described.asking import Asking
from collector.sources.described.mentions import MentionMaker, Say
from collector.sources.described.values import text_of, value_at, written

_NOT_MODIFIED = 304
_OK = 200
_UNREADABLE = "{count} élément(s) de cette réponse n’ont pas pu être lus."
_SILENT = "Des moteurs n’ont pas répondu ({names})\u00a0: des mentions peuvent manquer."
_CUT_SHORT = "La page {number} des résultats n’a pas pu être lue\u00a0: des mentions peuvent manquer."
_MORE = "Il y a d’autres résultats\u00a0: seules les {number} premières pages ont été lues."


def read(plan: WatchPlan, memory: Memory) -> Reading:
    """Read a watch of a source described by a JsonReading."""
    reading = plan.source.reading
    assert isinstance(reading, JsonReading)  # the model gives no source of this kind another
    try:
        asking = yield from _opened(plan, reading)
        capture = yield asking.page("", memory)
        if capture.status == _NOT_MODIFIED:
            return Unchanged()
        if capture.status == _OK and reading.paging is None and capture.sha256 == memory.body_sha256:
            return Unchanged()
        gathered = _Gathered(plan, reading)
        root = gathered.add(capture)
    except SourceError as error:
        return Failed(error)
    yield from _further(reading, asking, gathered, root)
    return gathered.outcome(capture)


KIND = Kind("json-api", read)


def _opened(plan: WatchPlan, reading: JsonReading) -> Generator[Request, Capture, Asking]:
    """Open the session that the source takes, if any."""
    asking = Asking(plan, reading, {})
    session = reading.session
    if session is None:
        return asking
    capture = yield asking.opening(session)
    root = content(reading, capture)
    given = {name: text_of(value_at(root, path)) for name, path in session.gives.items()}
    for name, path in session.gives.items():
        if not given[name]:
            raise ReadError(FailureCode.UNEXPECTED_FORMAT, path)
    return Asking(plan, reading, given)


def _further(
    reading: JsonReading, asking: Asking, gathered: "_Gathered", root: object
) -> Generator[Request, Capture, None]:
    """Read the pages after the first, as far as the source says and its description allows."""
    if reading.paging is None:
        return
    asked = ""
    for number in range(2, reading.paging.most + 1):
        following = gathered.following(root, number)
        if following in ("", asked):
            return
        asked = following
        try:
            root = gathered.add((yield asking.page(asked, Memory())))
        except SourceError:
            gathered.tell(_CUT_SHORT.format(number=number))
            return
    if gathered.following(root, reading.paging.most + 1) not in ("", asked):
        gathered.tell(_MORE.format(number=reading.paging.most))


@dataclass
class _Gathered:
    """What the pages of one watch have given so far."""

    plan: WatchPlan
    reading: JsonReading
    mentions: dict[str, Mention] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    unreadable: int = 0
    last_count: int = 0

    def add(self, capture: Capture) -> object:
        """Take in the mentions of one page, and return its content; ReadError if it is not what it should be."""
        root = content(self.reading, capture)
        items = items_of(self.reading, root)
        silent = silent_parts(self.reading.silent, root)
        if silent and not items:
            raise ReadError(FailureCode.ENGINES_SILENT, silent)
        maker = MentionMaker(self.plan, self.reading.form, self.reading.dates, capture.url)
        read = [mention for one in items if (mention := maker.mention(self._say(one)))]
        if items and not read:
            raise ReadError(FailureCode.UNEXPECTED_FORMAT, f"{self.reading.items}[]")
        for mention in read:
            self.mentions.setdefault(mention.native_id, mention)
        self.last_count = len(items)
        self.unreadable += len(items) - len(read)
        if silent:
            self.tell(_SILENT.format(names=silent))
        return root

    def following(self, root: object, number: int) -> str:
        """Return what asks for the page `number` (the first is 1) after the page `root`; empty when there is none."""
        paging = self.reading.paging
        if paging is None or not self.last_count:
            return ""
        if paging.cursor is not None:
            return text_of(value_at(root, paging.cursor))
        if paging.more is not None and not value_at(root, paging.more):
            return ""
        return str(paging.start + paging.step * (number - 1))

    def tell(self, warning: str) -> None:
        """Keep a warning once."""
        if warning not in self.warnings:
            self.warnings.append(warning)

    def outcome(self, first: Capture) -> Found:
        """Return how the watch ends; what was damaged or read in part is not remembered, and proves no absence."""
        if self.unreadable:
            self.tell(_UNREADABLE.format(count=self.unreadable))
        whole = not self.warnings
        remembered = whole and self.reading.paging is None
        return Found(
            mentions=tuple(self.mentions.values()),
            exhaustive=whole and self.plan.source.lists_everything,
            validators=validators_of(first) if remembered else Validators(),
            warnings=tuple(self.warnings),
        )

    def _say(self, item: object) -> Say:
        parts: Mapping[str, tuple[str, ...]] = dict(self.reading.mention)
        return Say(lambda part: written(parts[part], item, address=part == "url"))
