"""The kind `alert-mail`: the e-mails of Google Alerts, saved from a mailbox and deposited.

Each result is a mention: its address out of Google's wrapper, its title, the few words that the alert shows. The day is
that on which Google told it. A mailbox never says all that there is: nothing vanishes for not standing in it. Other
e-mails of the same mailbox are passed over without a trace.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from collector.core.errors import FailureCode, ReadError
from collector.core.identity import canonical_url, host_of
from collector.core.model import DateKind, Mention, MentionForm, Published
from collector.core.reading import Capture, Kind, Parsed, WatchPlan, single_get
from collector.core.text import LONGEST_NAME, clean, clean_line, plain_words, shorten
from collector.sources.addresses import unwrap, web_address
from collector.sources.dates import day_of, published_on
from collector.sources.deposited.mailbox import Letter, letters
from collector.sources.markup import LINK, read_markup, text_of

_SENDER = "googlealerts-noreply@google.com"
_SUBJECT = re.compile(r"(?:google alerte?s?|alertes? google)\s{0,3}[-–—:]\s{0,3}(\S.{0,300})", re.IGNORECASE)
_RESULT = '[itemtype*="schema.org/Article"]'
_LINE_LINK = re.compile(r"\s{0,20}<(https?://[^\s<>]{1,4000})>\s{0,20}")
_BOLD = re.compile(r"\*(\S(?:[^*\n]{0,200}\S)?)\*")
_LONGEST_TITLE = 1_000
_LONGEST_TEXT = 20_000
_MOST_TITLE_LINES = 5
_MOST_SNIPPET_LINES = 20
_UNREADABLE = "{count} e-mail(s) d’alerte n’ont pas pu être lus."

_WANTS = "e-mails of Google Alerts saved from a mailbox (.eml, .mbox, or a folder of .eml)"


@dataclass(frozen=True, slots=True)
class _Result:
    """One result of an alert, as the e-mail shows it."""

    link: str
    title: str
    outlet: str = ""
    text: str = ""


def parse(plan: WatchPlan, capture: Capture) -> Parsed:
    """Return the results of all the alerts of a file of e-mails.

    ReadError: WRONG_EXPORT for a file without any alert, WHICH_PART where the watch names one that is not there.
    """
    wanted = plain_words(plan.watch.query or "")
    names: set[str] = set()
    found: dict[str, Mention] = {}
    unreadable = 0
    for letter in letters(capture.body):
        name = _alert(letter) if letter is not None else None
        if letter is None:
            unreadable += 1
            continue
        if name is None:
            continue
        names.add(name)
        if wanted and plain_words(name) != wanted:
            continue
        results = [mention for one in _results(letter) if (mention := _mention(one, letter))]
        unreadable += not results
        for mention in results:
            found.setdefault(mention.native_id, mention)
    _require_alerts(names, wanted)
    warnings = (_UNREADABLE.format(count=unreadable),) if unreadable else ()
    return Parsed(tuple(found.values()), warnings=warnings)


KIND = Kind("alert-mail", single_get(parse), wants=_WANTS)


def _require_alerts(names: set[str], wanted: tuple[str, ...]) -> None:
    if not names:
        raise ReadError(FailureCode.WRONG_EXPORT, "Google Alerts")
    if wanted and wanted not in {plain_words(one) for one in names}:
        raise ReadError(FailureCode.WHICH_PART, str(len(names)))  # not their names: anybody writes subjects


def _alert(letter: Letter) -> str | None:
    """Return the name of the alert that an e-mail is; empty when it does not say it, None when it is no alert."""
    subject = _SUBJECT.search(letter.subject)
    if subject:
        return subject[1].strip()
    return "" if _SENDER in letter.sender.lower() else None


def _results(letter: Letter) -> Iterator[_Result]:
    """Yield the results that an e-mail shows, from its HTML, else from its plain text."""
    met = set[str]()
    for one in (*_in_html(letter.html), *(_in_text(letter.text) if not letter.html else ())):
        if one.link not in met:
            met.add(one.link)
            yield one


def _in_html(source: str) -> Iterator[_Result]:
    if not source:
        return
    tree = read_markup(source).tree
    marked = tree.css(_RESULT)
    for node in marked:
        link = next((one for one in node.css(LINK) if _is_wrapped(one.attributes.get("href"))), None)
        if link is not None:
            yield _Result(
                link=link.attributes.get("href") or "",
                title=text_of(link),
                outlet=_property(node, "publisher"),
                text=_property(node, "description"),
            )
    if not marked:
        for link in tree.css(LINK):
            if _is_wrapped(link.attributes.get("href")):
                yield _Result(link=link.attributes.get("href") or "", title=text_of(link))


def _property(node: LexborNode, name: str) -> str:
    found = node.css_first(f'[itemprop="{name}"]')
    return text_of(found) if found is not None else ""


def _in_text(text: str) -> Iterator[_Result]:
    """Yield the results of the plain text: a title, its address between < and >, the outlet, the first words."""
    lines = text[: 10 * _LONGEST_TEXT].splitlines()
    for place, line in enumerate(lines):
        link = _LINE_LINK.fullmatch(line)
        if link and _is_wrapped(link[1]):
            before = _paragraph(lines[max(0, place - _MOST_TITLE_LINES) : place][::-1])[::-1]
            outlet, *words = _under(lines[place + 1 : place + 1 + _MOST_SNIPPET_LINES]) or [""]
            yield _Result(link[1], _plain(before), _plain([outlet]), _plain(words))


def _under(lines: list[str]) -> list[str]:
    """Return the paragraph that follows the address of a result: its outlet, then its first words."""
    start = next((place for place, line in enumerate(lines) if line.strip()), len(lines))
    paragraph = _paragraph(lines[start:])
    rest = lines[start + len(paragraph) :]
    labelled = bool(rest) and _LINE_LINK.fullmatch(rest[0]) is not None
    return paragraph[:-1] if labelled else paragraph  # « Facebook » says what the next address is


def _paragraph(lines: list[str]) -> list[str]:
    """Return the lines up to a blank one or an address."""
    taken = []
    for line in lines:
        if not line.strip() or _LINE_LINK.fullmatch(line):
            break
        taken.append(line)
    return taken


def _plain(lines: list[str]) -> str:
    return _BOLD.sub(r"\1", " ".join(line.strip() for line in lines))


def _is_wrapped(link: str | None) -> bool:
    """Tell the address of a result: Google wraps it, as it does not those of its own pages and of sharing."""
    return bool(link) and unwrap(link or "") != link


def _mention(result: _Result, letter: Letter) -> Mention | None:
    address = web_address(result.link)
    title = shorten(clean_line(result.title), _LONGEST_TITLE)
    if address is None or not title:
        return None
    outlet = shorten(clean_line(result.outlet), LONGEST_NAME)
    return Mention(
        native_id=canonical_url(address) or address,
        form=MentionForm.ARTICLE,
        url=address,
        title=title.removesuffix(f" - {outlet}") if outlet else title,
        text=shorten(clean(result.text), _LONGEST_TEXT),
        publisher=outlet or host_of(address),
        published=_told_on(letter),
    )


def _told_on(letter: Letter) -> Published:
    day = day_of(letter.date)
    return published_on(None) if day is None else Published(earliest=None, latest=day, kind=DateKind.INDEXED)
