"""The kind `takeout`: the export of a Google Business Profile, as a ZIP or as one of its `reviews*.json`.

A snapshot: it holds all the reviews of the day, so that one missing from the next has been taken down; unless
something of it could not be read, which proves nothing. Google's translations never leave here. Reviews that the
owner wrote elsewhere (`Maps (your places)/Reviews.json`) are another export, and refused.

An export may hold several establishments, some of which have nothing to do with the practice: the watch then names
its own (`query`: title or number), and nothing is read while it does not.
"""

import json
import re
from dataclasses import dataclass, field

from collector.core.errors import FailureCode, ReadError
from collector.core.reading import Capture, Kind, Parsed, WatchPlan, single_get
from collector.core.text import clean_line, plain_words, shorten
from collector.sources.archive import is_zip, members
from collector.sources.decoding import decode, repaired
from collector.sources.google_reviews import GoogleReviews, place_of_review

_REVIEW_FILE = re.compile(r"(?:^|/)(?:reviews|avis)[^/]*\.json$", re.IGNORECASE)
_ABOUT_PLACE = re.compile(r"(?:^|/)(?:additional)?data\.json$", re.IGNORECASE)
_NUMBER_IN_FOLDER = re.compile(r"location-([^/]{1,64})$", re.IGNORECASE)
_TITLES = ("title", "locationName")
_NAMED = 5  # establishments named in a failure
_LONGEST_NAME = 40
_REPAIRED = (
    "Les accents de l’export étaient abîmés («\u00a0Ã©\u00a0» pour «\u00a0é\u00a0») et ont été rétablis\u00a0: "
    "déposez plutôt l’archive telle que Google la donne."
)

_WANTS = (
    "the export « Google Business Profile » of Google Takeout (takeout.google.com): its archive as it came, "
    "its folder, or one of its reviews*.json"
)


@dataclass(slots=True)
class _Place:
    """One establishment of an export: its reviews, and the folders where they lay."""

    reviews: GoogleReviews = field(default_factory=GoogleReviews)
    folders: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Export:
    """What was read so far: the establishments by number (by folder where reviews name none), titles by folder."""

    places: dict[str, _Place] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    unreadable: int = 0  # files
    repaired: bool = False
    own_reviews: bool = False

    def add(self, reviews: list[object], folder: str) -> None:
        """Take in one file of reviews."""
        in_folder = _NUMBER_IN_FOLDER.search(folder)
        home = in_folder[1] if in_folder else folder
        named = {place_of_review(review) for review in reviews} - {""}
        alone = next(iter(named)) if len(named) == 1 else home
        by_place: dict[str, list[object]] = {} if reviews else {home: []}
        for review in reviews:
            by_place.setdefault(place_of_review(review) or alone, []).append(review)
        for number, some in by_place.items():
            place = self.places.setdefault(number, _Place())
            place.reviews.add(some)
            place.folders.add(folder)

    def title(self, number: str) -> str:
        """Return the title of an establishment, empty where the export does not give it."""
        return next((self.titles[one] for one in sorted(self.places[number].folders) if one in self.titles), "")

    def chosen(self, query: str | None) -> _Place:
        """Return the establishment to read. ReadError(WHICH_PART), naming those there are, when it is not clear."""
        filled = [number for number, place in self.places.items() if place.reviews.mentions]
        among = filled or list(self.places)[:1]
        if query is not None:
            named = [number for number in self.places if self._answers(number, query)]
            unnamed = len(among) == 1 and not self.title(among[0])  # one file alone does not say whose it is
            among = named or (among if unnamed and not _is_number(query) else [])
        if len(among) != 1:
            told = (shorten(self.title(one) or one, _LONGEST_NAME) for one in (filled or self.places))
            raise ReadError(FailureCode.WHICH_PART, " | ".join(sorted(told)[:_NAMED]))
        return self.places[among[0]]

    def _answers(self, number: str, query: str) -> bool:
        title = plain_words(self.title(number))
        return number == query.strip().removeprefix("locations/") or (bool(title) and title == plain_words(query))


def parse(plan: WatchPlan, capture: Capture) -> Parsed:
    """Return the reviews of an export.

    ReadError: WRONG_EXPORT for any other file, OWN_REVIEWS for what the owner wrote, WHICH_PART where the watch does
    not say which of several establishments is its own, TOO_LARGE beyond the bounds.
    """
    export = _Export()
    if is_zip(capture.body):
        _read_archive(capture.body, export)
    else:
        _read_file(capture.body, export)
    reviews = export.chosen(plan.watch.query).reviews
    reviews.unreadable += export.unreadable
    exhaustive = plan.source.lists_everything and not reviews.unreadable and bool(reviews.mentions)
    warnings = ([_REPAIRED] if export.repaired else []) + list(reviews.warnings("de l’export"))
    return Parsed(reviews.mentions, exhaustive, warnings=tuple(warnings))


KIND = Kind("takeout", single_get(parse), wants=_WANTS)


def _read_file(body: bytes, export: _Export) -> None:
    root = _load(body, export)
    reviews = _received(root)
    if reviews is None:
        raise _not_reviews(own=_written_by_owner(root), detail="reviews[]")
    export.add(reviews, "")


def _read_archive(body: bytes, export: _Export) -> None:
    """Read every file of reviews in a ZIP: other exports may stand beside them, and one file may be broken."""
    for path, content in members(body, ".json"):
        folder = path.rpartition("/")[0]
        if _ABOUT_PLACE.search(path):
            _read_title(content, folder, export)
        elif _REVIEW_FILE.search(path):
            _read_member(content, folder, export)
    if not export.places:
        raise _not_reviews(own=export.own_reviews, detail="reviews.json")


def _read_member(content: bytes, folder: str, export: _Export) -> None:
    try:
        root = _load(content, export)
    except ReadError:
        export.unreadable += 1
        return
    reviews = _received(root)
    if reviews is not None:
        export.add(reviews, folder)
    elif _written_by_owner(root):
        export.own_reviews = True
    else:
        export.unreadable += 1


def _read_title(content: bytes, folder: str, export: _Export) -> None:
    """Remember what an establishment is called; what stands beside the reviews may be broken without harm."""
    try:
        root = _load(content, _Export())
    except ReadError:
        return
    if isinstance(root, dict):
        given = (root.get(key) for key in _TITLES)
        title = next((clean_line(one) for one in given if isinstance(one, str) and one.strip()), "")
        if title:
            export.titles.setdefault(folder, title)


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


def _not_reviews(*, own: bool, detail: str) -> ReadError:
    return ReadError(FailureCode.OWN_REVIEWS, "Maps") if own else ReadError(FailureCode.WRONG_EXPORT, detail)


def _is_number(query: str) -> bool:
    return query.strip().removeprefix("locations/").isdecimal()
