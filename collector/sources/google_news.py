"""The kind `google-news`: the feed of a search in Google News.

Items come by relevance: mentions are sorted by date. Links are opaque and stay as they are; each mention carries the
host of its publisher instead. What an item groups below it becomes mentions of its own, never HTML. Google serves
another edition without a word when its three parameters disagree: what another country's press says proves nothing
here, and is Failed.
"""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from selectolax.lexbor import LexborHTMLParser

from collector.core.errors import FailureCode, ReadError
from collector.core.french import spaced
from collector.core.identity import host_of
from collector.core.known import SAME_ARTICLE_DAYS
from collector.core.model import Mention
from collector.core.reading import Capture, Kind, Parsed, WatchPlan, place_of, single_get
from collector.core.text import clean, clean_line, fold, plain_words
from collector.sources.addresses import web_address
from collector.sources.feed_document import FeedDocument, FeedItem
from collector.sources.feed_mentions import ACCEPT, MentionMaker, main_language, open_feed, parsed

_GROUP = "<ol"
_MOST_RELATED = 20  # articles of one group
_MOST_GROUPED = 500  # articles of all groups
_LONGEST_GROUP = 100_000  # characters of HTML
_TITLES = {"fr": "Google Actualités", "en": "Google News"}  # how a feed of each language names itself
_UNPROVEN = spaced("L’édition servie par Google n’a pas pu être vérifiée : elle peut ne pas être française.")


def parse(plan: WatchPlan, capture: Capture) -> Parsed:
    """Return the articles of a search, the newest first; ReadError as `open_feed`, and WRONG_EDITION."""
    answer = open_feed(capture)
    proven = _is_edition_asked(plan, answer.document)
    maker = replace(MentionMaker.of(plan, capture, answer.document), outlet="")
    items = [*map(_alone, answer.items), *itertools.islice(_grouped(answer.items), _MOST_GROUPED)]
    hosts = {fold(item.outlet): host_of(item.outlet_home) for item in items if item.outlet and item.outlet_home}
    read = [
        mention.model_copy(update={"publisher_host": host_of(item.outlet_home) or hosts.get(fold(item.outlet), "")})
        for item in items
        if (mention := maker.mention(item))
    ]
    return parsed(plan, answer, _distinct(sorted(read, key=_newest_first)), *([] if proven else [_UNPROVEN]))


KIND = Kind("google-news", single_get(parse, accept=ACCEPT))


def _alone(item: FeedItem) -> FeedItem:
    """Return an item without the articles that its description lists."""
    return replace(item, content="") if _GROUP in item.content else item


def _grouped(items: Sequence[FeedItem]) -> Iterator[FeedItem]:
    """Yield the articles that descriptions list beside their own, each once; their dates are not told."""
    met = {item.id for item in items}
    for item in items:
        for one in _listed(item) if _GROUP in item.content else ():
            if (one.id or one.link) not in met:
                met.add(one.id or one.link)
                yield one


def _listed(item: FeedItem) -> Iterator[FeedItem]:
    for entry in LexborHTMLParser(clean(item.content[:_LONGEST_GROUP])).css("ol > li")[:_MOST_RELATED]:
        link, outlet = entry.css_first("a[href]"), entry.css_first("font")
        if link is not None:
            address = link.attributes.get("href") or ""
            yield FeedItem(
                id=_article(address),
                link=address,
                title=link.text(),
                outlet="" if outlet is None else outlet.text(),
                language=item.language,
            )


def _article(address: str) -> str:
    """Return the id in the address of an article, the `guid` of its item; empty if there is none."""
    path = urlsplit(web_address(address) or "").path
    name = path.rpartition("/articles/")[2]
    return name if name != path and "/" not in name else ""


def _newest_first(mention: Mention) -> tuple[int, str]:
    """Return a sort key: by date, the undated last, then by id, so that the order of relevance changes nothing."""
    day = mention.published.latest
    return (-day.toordinal() if day else 0, mention.native_id)


def _distinct(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield each article once: Google gives one several ids. The same site, the same title, two days apart at most."""
    kept: dict[tuple[str, tuple[str, ...]], list[dt.date]] = {}
    for mention in mentions:
        day = mention.published.latest
        where = mention.publisher_host or fold(mention.publisher) or mention.native_id
        key = (where, plain_words(mention.title))
        days = kept.get(key)
        if days is not None and (day is None or not days or (days[-1] - day).days <= SAME_ARTICLE_DAYS):
            continue
        kept.setdefault(key, []).extend([day] if day else [])
        yield mention


def _is_edition_asked(plan: WatchPlan, document: FeedDocument) -> bool:
    """Tell whether the feed proves to be of the edition asked; ReadError(WRONG_EDITION) if it proves another.

    True also when the watch asks for none.
    """
    asked, served = _parameters(place_of(plan)), _parameters(document.link)
    if "hl" not in asked:
        return True
    language = document.language or served.get("hl", "")
    country = language.partition("-")[2] or served.get("gl", "")
    wanted, place = main_language(asked["hl"]), asked.get("gl", "")
    if not language:
        named = {name for name, title in _TITLES.items() if clean_line(document.title).endswith(title)}
        language = next(iter(named), "")
    if not language:
        return False
    if main_language(language) != wanted or (country and place and fold(country) != fold(place)):
        raise ReadError(FailureCode.WRONG_EDITION, _told(main_language(language), country))
    return True


def _told(language: str, country: str) -> str:
    """Return the edition served, as short as a detail may be."""
    return "-".join(one for one in (language, country.upper()) if one.isalnum() and len(one) <= 3)


def _parameters(address: str) -> Mapping[str, str]:
    try:
        query = urlsplit(address).query
    except ValueError:
        return {}
    return {name: values[0] for name, values in parse_qs(query).items()}
