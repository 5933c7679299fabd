"""The kind `takeout`: the export of a Google Business Profile, as a ZIP or as one of its `reviews*.json`.

A snapshot: it holds all the reviews of the day, so that one missing from the next has been taken down; unless
something of it could not be read, which proves nothing. Google's translations never leave here. Reviews that the
owner wrote elsewhere (`Maps (your places)/Reviews.json`) are another export, and refused.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from collector.core.errors import FailureCode, ReadError
from collector.core.model import Mention, MentionForm, Rating, Reply
from collector.core.reading import Capture, Kind, Parsed, WatchPlan, single_get
from collector.core.text import clean, clean_line
from collector.sources.archive import is_zip, members
from collector.sources.dates import day_of, published_on
from collector.sources.decoding import decode, repaired
from collector.sources.translation import original_words

_PUBLISHER = "Google"
_STARS = {"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5}
_REVIEW_FILE = re.compile(r"(?:^|/)(?:reviews|avis)[^/]*\.json$", re.IGNORECASE)
_KEY = re.compile(r"locations/[^/]+/reviews/[^/]+$")  # the account before it may differ from one export to the next
_UNREADABLE = "{count} élément(s) de l’export n’ont pas pu être lus\u00a0: aucune disparition n’est déduite."
_REPAIRED = (
    "Les accents de l’export étaient abîmés («\u00a0Ã©\u00a0» pour «\u00a0é\u00a0») et ont été rétablis\u00a0: "
    "déposez plutôt l’archive telle que Google la donne."
)
_ONLY_TRANSLATED = (
    "{count} avis ne portent que la traduction de Google, sans l’original\u00a0: leur texte est laissé vide."
)


@dataclass(slots=True)
class _Export:
    """What was read so far: each review's latest state by id, and what went wrong."""

    reviews: dict[str, tuple[str, Mention]] = field(default_factory=dict)
    unreadable: int = 0
    repaired: bool = False
    only_translated: int = 0

    def add(self, reviews: list[object]) -> None:
        """Take in reviews, the latest state of each where the export holds several."""
        for review in reviews:
            native_id = _native_id(review) if isinstance(review, dict) else ""
            if not isinstance(review, dict) or not native_id:
                self.unreadable += 1
                continue
            updated = _text(review, "updateTime")
            if native_id not in self.reviews or updated > self.reviews[native_id][0]:
                mention = _mention(review, native_id)
                self.only_translated += bool(_text(review, "comment").strip() and not mention.text)
                self.reviews[native_id] = (updated, mention)

    def warnings(self) -> Iterator[str]:
        """Yield what the practice must know of the export."""
        if self.repaired:
            yield _REPAIRED
        if self.unreadable:
            yield _UNREADABLE.format(count=self.unreadable)
        if self.only_translated:
            yield _ONLY_TRANSLATED.format(count=self.only_translated)


def parse(plan: WatchPlan, capture: Capture) -> Parsed:
    """Return the reviews of an export. ReadError(WRONG_EXPORT) for any other file, TOO_LARGE beyond the bounds."""
    export = _Export()
    if is_zip(capture.body):
        _read_archive(capture.body, export)
    else:
        _read_file(capture.body, export)
    mentions = tuple(mention for _, mention in export.reviews.values())
    exhaustive = plan.source.lists_everything and not export.unreadable and bool(mentions)
    return Parsed(mentions, exhaustive, warnings=tuple(export.warnings()))


KIND = Kind("takeout", single_get(parse))


def _read_file(body: bytes, export: _Export) -> None:
    root = _load(body, export)
    reviews = _received(root)
    if reviews is None:
        raise ReadError(FailureCode.WRONG_EXPORT, "Maps/Reviews.json" if _written_by_owner(root) else "reviews[]")
    export.add(reviews)


def _read_archive(body: bytes, export: _Export) -> None:
    """Read every file of reviews in a ZIP: other exports may stand beside them, and one file may be broken."""
    found = False
    for path, content in members(body, ".json"):
        if not _REVIEW_FILE.search(path):
            continue
        try:
            root = _load(content, export)
        except ReadError:
            export.unreadable += 1
            continue
        reviews = _received(root)
        if reviews is not None:
            found = True
            export.add(reviews)
        elif not _written_by_owner(root):
            export.unreadable += 1
    if not found:
        raise ReadError(FailureCode.WRONG_EXPORT, "reviews.json")


def _load(body: bytes, export: _Export) -> object:
    text = decode(body)
    mended = repaired(text)
    try:
        root: object = json.loads(text if mended is None else mended)
    except (ValueError, RecursionError) as error:
        raise ReadError(FailureCode.WRONG_EXPORT, "JSON") from error
    export.repaired |= mended is not None
    return root


def _received(root: object) -> list[object] | None:
    """Return the reviews that the owner received; None for a file that holds something else."""
    reviews = root.get("reviews") if isinstance(root, dict) else None
    return reviews if isinstance(reviews, list) else None


def _written_by_owner(root: object) -> bool:
    """Tell the reviews that the owner wrote elsewhere on Maps, which stand in the same archive."""
    return isinstance(root, dict) and root.get("type") == "FeatureCollection"


def _native_id(review: dict[str, object]) -> str:
    key = _KEY.search(clean_line(_text(review, "name")))
    if key:
        return key[0]
    given = clean_line(_text(review, "reviewId"))
    return f"reviews/{given}" if given else ""


def _mention(review: dict[str, object], native_id: str) -> Mention:
    return Mention(
        native_id=native_id,
        form=MentionForm.REVIEW,
        text=clean(original_words(clean(_text(review, "comment")))),
        author=clean_line(_text(_part(review, "reviewer"), "displayName")),
        publisher=_PUBLISHER,
        published=published_on(day_of(_text(review, "createTime"))),
        rating=_rating(_text(review, "starRating")),
        reply=_reply(_part(review, "reviewReply")),
    )


def _rating(word: str) -> Rating | None:
    stars = _STARS.get(word)
    return Rating(value=stars, scale=5, raw=word) if stars else None


def _reply(reply: dict[str, object]) -> Reply | None:
    text = clean(original_words(clean(_text(reply, "comment"))))
    return Reply(text=text, on=day_of(_text(reply, "updateTime"))) if text else None


def _part(review: dict[str, object], key: str) -> dict[str, object]:
    value = review.get(key)
    return value if isinstance(value, dict) else {}


def _text(review: dict[str, object], key: str) -> str:
    value = review.get(key)
    return value if isinstance(value, str) else ""
