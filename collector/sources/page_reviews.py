"""Makes mentions of the reviews that a page describes, each with whom it is about when the page says so.

A review keeps its id when its words are edited: the id is what the site gives, else its date, the initials of its
author and whom it is about. No name and no word enters an id, since ids are kept for ever.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass

from collector.core.identity import initials
from collector.core.model import Mention, MentionForm, Rating, Reply
from collector.core.text import LONGEST_NAME, clean_line, fold, shorten
from collector.sources.addresses import web_address
from collector.sources.dates import day_of, published_on
from collector.sources.listings import Place, businesses
from collector.sources.ratings import rating_of
from collector.sources.structured_data import Graph, Item

_REVIEWS = frozenset(("Review", "UserReview", "CriticReview", "EmployerReview", "Recommendation"))
_LONGEST_TEXT = 50_000  # characters of a review that are looked at
_HOLDING = ("review", "reviews")  # the second is out of use, and still met


@dataclass(frozen=True, slots=True)
class _About:
    """Whom a review is about: as the page says it (`said`, which enters the id), or as it can only be (`shown`)."""

    said: str
    shown: str


def read_reviews(graph: Graph, place: Place) -> list[Mention]:
    """Return a mention for each review of the page; one described in two syntaxes counts once."""
    holders = {id(one): item for item in graph.items for one in graph.items_of(item, *_HOLDING)}
    named = {fold(graph.text_of(one, "name")): one for one in businesses(graph)}
    default = next(iter(named.values())) if len(named) == 1 else None
    taken: Counter[str] = Counter()
    told: set[tuple[str, ...]] = set()
    mentions = []
    for item in graph.items:
        if not (item.types & _REVIEWS or id(item) in holders):
            continue
        said = next(iter(graph.items_of(item, "itemReviewed")), holders.get(id(item)))
        mention = _mention(graph, item, _About(_name(graph, said), _name(graph, said or default)), place)
        content = _content(mention)
        if mention.text and content in told:
            continue
        told.add(content)
        taken[mention.native_id] += 1
        mentions.append(_numbered(mention, taken[mention.native_id]))
    return mentions


def _name(graph: Graph, item: Item | None) -> str:
    return clean_line(graph.text_of(item, "name")) if item else ""


def _mention(graph: Graph, item: Item, about: _About, place: Place) -> Mention:
    author = clean_line(graph.text_of(item, "author", "creator"))
    day = day_of(graph.text_of(item, "datePublished", "dateCreated"))
    text = shorten(graph.text_of(item, "reviewBody", "description", "text"), _LONGEST_TEXT)
    return Mention(
        native_id=_native_id(graph, item, (place.scope, about.said, initials(author), str(day or "")), text),
        form=MentionForm.REVIEW,
        url=_url(graph, item, place),
        title=_title(clean_line(graph.text_of(item, "headline", "name")), about.shown),
        text=text,
        author=author,
        publisher=shorten(clean_line(graph.text_of(item, "publisher")), LONGEST_NAME),
        published=published_on(day),
        rating=_rating(graph, item),
        reply=_reply(graph, item),
    )


def _native_id(graph: Graph, item: Item, evidence: tuple[str, str, str, str], text: str) -> str:
    """Return the id of a review: from what the site gives, else from `evidence` (page, about, initials, date).

    Without author and date only its words are left, hashed too: better a new id at each edit than another's id. A
    date that cannot be read (« il y a 2 mois ») is none, since it changes by itself.
    """
    scope, _, author, day = evidence
    given = "" if item.id.startswith("_:") else graph.absolute_id(item)
    given = given or graph.text_of(item, "identifier") or _pointed(graph.text_of(item, "url"))
    if given:
        return _hashed(scope, given)
    return _hashed(*evidence, "" if author or day else text)


def _hashed(*parts: str) -> str:
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()
    return f"avis:{digest[:20]}"


def _pointed(url: str) -> str:
    """Return `url` if it can point to one review: many sites give the page's own address to all."""
    return url if "#" in url else ""


def _numbered(mention: Mention, number: int) -> Mention:
    """Tell apart reviews that nothing else tells apart: same author and day."""
    return mention if number == 1 else mention.model_copy(update={"native_id": f"{mention.native_id}-{number}"})


def _content(mention: Mention) -> tuple[str, ...]:
    value = str(mention.rating.value) if mention.rating else ""
    return (fold(mention.author), str(mention.published.latest), value, fold(mention.text))


def _title(headline: str, about: str) -> str:
    """Return a title that names whom the review is about, since several businesses may share a page."""
    if not about:
        return headline
    return f"{headline} (avis sur {about})" if headline else f"Avis sur {about}"


def _url(graph: Graph, item: Item, place: Place) -> str | None:
    given = graph.text_of(item, "url")
    return (web_address(given, place.address or "") if given else None) or place.address


def _rating(graph: Graph, item: Item) -> Rating | None:
    """Return the rating that a review gives, in a part of its own or, against the rule, as a bare value."""
    for given in graph.items_of(item, "reviewRating"):
        if rating := rating_of(graph.text_of(given, "ratingValue"), best=graph.text_of(given, "bestRating")):
            return rating
    return rating_of(graph.text_of(item, "reviewRating", "ratingValue"))


def _reply(graph: Graph, item: Item) -> Reply | None:
    for comment in graph.items_of(item, "comment"):
        text = graph.text_of(comment, "text", "commentText", "description")
        if text:
            return Reply(text=text, on=day_of(graph.text_of(comment, "datePublished", "dateCreated")))
    return None
