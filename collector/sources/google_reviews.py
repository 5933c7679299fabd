"""Makes mentions of reviews as Google writes them, in an export and in the answers of its interface alike.

Of a review's translation nothing leaves here (see `translation`). An id is the place and the review: the account
before them may differ from one export to the next.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from collector.core.model import Mention, MentionForm, Rating, Reply
from collector.core.text import clean, clean_line
from collector.sources.dates import day_of, published_on
from collector.sources.translation import original_words

PUBLISHER = "Google"
_STARS = {"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5}
_KEY = re.compile(r"locations/([^/]+)/reviews/[^/]+$")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:Z|\+00:00)", re.ASCII)
_UNREADABLE = "{count} élément(s) {where} n’ont pas pu être lus\u00a0: aucune disparition n’est déduite."
_UNREAD_PARTS = {
    "starRating": "{count} note(s) {where} sont illisibles\u00a0: ces avis sont gardés sans note",
    "createTime": "{count} date(s) {where} sont illisibles\u00a0: ces avis sont gardés sans date",
}
_MOST_TOLD = 10  # reviews named in a warning, by their rank
_NO_STARS = "STAR_RATING_UNSPECIFIED"  # Google's own word for none
_ONLY_TRANSLATED = (
    "{count} avis ne portent que la traduction de Google, sans l’original\u00a0: leur texte est laissé vide."
)


@dataclass(slots=True)
class GoogleReviews:
    """What was read so far: each review's latest state by id, and what went wrong.

    `scope` completes the id of a review that does not name its place. `latest` is the last change seen in any of them.
    """

    scope: str = ""
    unreadable: int = 0
    latest: str = ""
    _states: dict[str, tuple[str, Mention]] = field(default_factory=dict)
    _only_translated: set[str] = field(default_factory=set)
    _met: int = 0
    _unread: dict[str, list[int]] = field(default_factory=dict)

    def add(self, reviews: Iterable[object]) -> None:
        """Take in reviews, the latest state of each where there are several."""
        for review in reviews:
            self._met += 1
            native_id = self._native_id(review) if isinstance(review, dict) else ""
            if not isinstance(review, dict) or not native_id:
                self.unreadable += 1
                continue
            updated = moment_of(text_at(review, "updateTime"))
            self.latest = max(self.latest, updated)
            if native_id not in self._states or updated > self._states[native_id][0]:
                self._keep(review, native_id, updated)
                self._look_at_parts(review)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Return a mention for each review, in the order in which they came."""
        return tuple(mention for _, mention in self._states.values())

    def warnings(self, where: str) -> Iterator[str]:
        """Yield, in French, what the practice must know of what was read; `where` says in what (« de l’export »)."""
        if self.unreadable:
            yield _UNREADABLE.format(count=self.unreadable, where=where)
        for key, ranks in self._unread.items():
            told = ", ".join(map(str, ranks[:_MOST_TOLD])) + ("…" if len(ranks) > _MOST_TOLD else "")
            yield f"{_UNREAD_PARTS[key].format(count=len(ranks), where=where)} (avis n°\u00a0{told})."
        if self._only_translated:
            yield _ONLY_TRANSLATED.format(count=len(self._only_translated))

    def _keep(self, review: dict[str, object], native_id: str, updated: str) -> None:
        mention = _mention(review, native_id)
        self._states[native_id] = updated, mention
        self._only_translated.discard(native_id)
        if text_at(review, "comment").strip() and not mention.text:
            self._only_translated.add(native_id)

    def _look_at_parts(self, review: dict[str, object]) -> None:
        """Remember the rank of a review whose stars or day are said, and cannot be read."""
        stars, day = review.get("starRating"), review.get("createTime")
        if stars not in (None, "", _NO_STARS) and _rating(text_at(review, "starRating")) is None:
            self._unread.setdefault("starRating", []).append(self._met)
        if day not in (None, "") and day_of(text_at(review, "createTime")) is None:
            self._unread.setdefault("createTime", []).append(self._met)

    def _native_id(self, review: dict[str, object]) -> str:
        key = _KEY.search(clean_line(text_at(review, "name")))
        if key:
            return key[0]
        given = clean_line(text_at(review, "reviewId"))
        return f"{self.scope}reviews/{given}" if given else ""


def place_of_review(review: object) -> str:
    """Return the number of the place (`locations/…`) that a review names; empty when it names none."""
    key = _KEY.search(clean_line(text_at(review, "name"))) if isinstance(review, dict) else None
    return key[1] if key else ""


def moment_of(text: str) -> str:
    """Return a time of Google's in a form of one length, so that times compare as texts; empty if it is none."""
    found = _MOMENT.fullmatch(text)
    return f"{found[1]}T{found[2]}.{(found[3] or ''):0<9}Z" if found else ""


def text_at(review: dict[str, object], key: str) -> str:
    """Return the text that stands at `key`; empty for anything else."""
    value = review.get(key)
    return value if isinstance(value, str) else ""


def _mention(review: dict[str, object], native_id: str) -> Mention:
    return Mention(
        native_id=native_id,
        form=MentionForm.REVIEW,
        text=_original(text_at(review, "comment")),
        author=_author(_part(review, "reviewer")),
        publisher=PUBLISHER,
        published=published_on(day_of(text_at(review, "createTime"))),
        rating=_rating(text_at(review, "starRating")),
        reply=_reply(_part(review, "reviewReply")),
    )


def _author(reviewer: dict[str, object]) -> str:
    """Return the name of an author; none for one who hides it: « Un utilisateur Google » is nobody's name."""
    return "" if reviewer.get("isAnonymous") is True else clean_line(text_at(reviewer, "displayName"))


def _rating(word: str) -> Rating | None:
    stars = _STARS.get(word)
    return Rating(value=stars, scale=5, raw=word) if stars else None


def _reply(reply: dict[str, object]) -> Reply | None:
    """Return the reply that readers see: one that Google refused is seen by nobody."""
    text = "" if text_at(reply, "reviewReplyState") == "REJECTED" else _original(text_at(reply, "comment"))
    return Reply(text=text, on=day_of(text_at(reply, "updateTime"))) if text else None


def _original(text: str) -> str:
    return clean(original_words(clean(text)))


def _part(review: dict[str, object], key: str) -> dict[str, object]:
    value = review.get(key)
    return value if isinstance(value, dict) else {}
