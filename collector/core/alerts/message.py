"""Puts a digest into French words: a subject that may be read over a shoulder, and a short body."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collector.core.alerts.digest import Digest
from collector.core.french import NO_BREAK, counted, day_in_full, listed, of_month
from collector.core.model import Finding
from collector.core.pages.coverage import subject_name
from collector.core.pages.moments import moment
from collector.core.pages.outlook import Outlook
from collector.core.pages.page import HOME, affair_page, month_page, relative_url
from collector.core.pages.rows import FORMS, nature_in_full, rating_in_full

_MOST = 20  # findings named one by one; beyond, the portal lists them


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: plain text, French. `urgent` messages go out at once and say so."""

    subject: str
    body: str
    urgent: bool


def message(digest: Digest, seen_from: Outlook) -> Message:
    """Return the message that tells `digest`. It holds no third party's words, no author, no health detail."""
    lines = [
        *_news(digest, seen_from),
        *_reminders(digest, seen_from),
        *_affairs(digest, seen_from),
        *_blind(digest, seen_from),
        *_month(digest, seen_from),
        "",
        f"Passage du {day_in_full(digest.on)}.{_at(seen_from, HOME, ' Le portail')}",
        "Ce message ne répète aucun texte publié : lisez-le dans le portail, et ne le transférez pas.",
    ]
    return Message(_subject(digest), "\n".join(lines).strip() + "\n", urgent=bool(digest.urgent))


def _subject(digest: Digest) -> str:
    happened = digest.happened
    counts = (
        (len(happened.appeared), "relevé nouveau", "relevés nouveaux"),
        (len(happened.changed), "modifié", "modifiés"),
        (len(happened.vanished), "disparu", "disparus"),
        (len(happened.returned), "revenu", "revenus"),
    )
    told = [counted(count, one, many) for count, one, many in counts if count]
    if digest.urgent:
        told = [f"à voir aujourd’hui, {listed(told)}"]
    if digest.reminders:
        told.append(counted(len(digest.reminders), "délai à surveiller", "délais à surveiller"))
    if digest.affairs:
        told.append(counted(len(digest.affairs), "échéance d’affaire", "échéances d’affaires"))
    if digest.month is not None:
        told.append(f"bilan {of_month(digest.month)}")
    if digest.blind:
        told.append(counted(len(digest.blind), "veille aveugle", "veilles aveugles"))
    return f"Renom{NO_BREAK}: {', '.join(told)}"


def _news(digest: Digest, seen_from: Outlook) -> Iterator[str]:
    happened, urgent = digest.happened, {one.id for one in digest.urgent}
    yield from _named("À voir aujourd’hui", digest.urgent, seen_from)
    yield from _named("Nouveau", [one for one in happened.appeared if one.id not in urgent], seen_from)
    yield from _named("Modifié", [one for one in happened.changed if one.id not in urgent], seen_from)
    yield from _named("Disparu", happened.vanished, seen_from)
    yield from _named("Revenu", happened.returned, seen_from)


def _named(title: str, findings: Sequence[Finding], seen_from: Outlook) -> Iterator[str]:
    if not findings:
        return
    yield f"{title}{NO_BREAK}:"
    for one in findings[:_MOST]:
        yield f"- {_what(one, seen_from)}{_read_at(one, seen_from)}"
    if len(findings) > _MOST:
        yield f"- et {counted(len(findings) - _MOST, 'autre', 'autres')}, dans le portail"
    yield ""


def _what(one: Finding, seen_from: Outlook) -> str:
    """Return what tells a finding from another: what, when, whom, where, stars and nature; never its words."""
    rating, judged = rating_in_full(one.rating), one.assessment.made_by
    told = (
        f"{FORMS[one.form]}{moment(one).named}",
        subject_name(seen_from.ledger.practice, one.practitioner),
        seen_from.source_of(one).words,
        f"note {rating}" if rating else "",
        nature_in_full(one.assessment.nature) if judged else "",
    )
    return ", ".join(filter(None, told))


def _read_at(one: Finding, seen_from: Outlook) -> str:
    """Return where a finding is read; its number, where the practice has not said where its portal is."""
    return _at(seen_from, seen_from.places[one.id]) or f" ({one.id})"


def _reminders(digest: Digest, seen_from: Outlook) -> Iterator[str]:
    if not digest.reminders:
        return
    yield f"Délai à surveiller, si c’est une injure ou une diffamation{NO_BREAK}:"
    for one in digest.reminders[:_MOST]:
        place = _read_at(one.finding, seen_from)
        yield f"- {_what(one.finding, seen_from)}, dernier jour utile le {day_in_full(one.last_day)}{place}"
    if len(digest.reminders) > _MOST:
        yield f"- et {counted(len(digest.reminders) - _MOST, 'autre', 'autres')}, dans le portail"
    yield ""


def _affairs(digest: Digest, seen_from: Outlook) -> Iterator[str]:
    if not digest.affairs:
        return
    yield f"Échéances d’affaires{NO_BREAK}:"
    for one in digest.affairs[:_MOST]:
        clock, day = one.clock, day_in_full(one.clock.day)
        sort = "ouvert depuis" if clock.last_day is None else "dernier jour utile" if clock.binds_us else "attendu pour"
        place = _at(seen_from, affair_page(one.case))
        yield f"- {one.case}, {clock.delay.title}, {sort} le {day}{place}"
    if len(digest.affairs) > _MOST:
        yield f"- et {counted(len(digest.affairs) - _MOST, 'autre', 'autres')}, dans le portail"
    yield ""


def _blind(digest: Digest, seen_from: Outlook) -> Iterator[str]:
    for one in digest.blind:
        name = seen_from.watch_name(one.watch, one.source).source.words
        passes = counted(one.passes, "passage", "passages")
        yield f"Veille aveugle{NO_BREAK}: {name} n’a pas pu être lue depuis le {day_in_full(one.since)} ({passes})."
        yield "Son silence ne dit rien : regardez cette source à la main."
        yield ""


def _month(digest: Digest, seen_from: Outlook) -> Iterator[str]:
    if digest.month is None:
        return
    yield f"Le bilan {of_month(digest.month)} est prêt.{_at(seen_from, month_page(digest.month))}"
    if not digest.happened.any:
        yield "Rien de nouveau depuis le passage précédent."


def _at(seen_from: Outlook, page: str, label: str = "") -> str:
    """Return where a page is read; nothing when the practice has not said where its portal is."""
    portal = seen_from.ledger.practice.portal.rstrip("/")
    if not portal:
        return ""
    return f"{label}{NO_BREAK}: {portal}/{relative_url(page, HOME).removeprefix('./')}"
