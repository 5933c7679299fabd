"""When a mention was published, said as honestly as the source lets us; and whether it is still there.

A date that is not known is never shown as one: an interval is an interval, the day of a reading is called so.
"""

import datetime as dt
from dataclasses import dataclass

from collector.core.french import day_in_full
from collector.core.model import DateKind, Finding, MentionForm, Published

_FEMININE = frozenset((MentionForm.LISTING, MentionForm.ARTICLE))


@dataclass(frozen=True, slots=True)
class Moment:
    """When a mention was published: after its form in a name (« Avis du 8 juin 2026 »), and as a sentence."""

    named: str
    full: str


def moment(finding: Finding) -> Moment:
    """Return when a finding was published, or failing that, when it was first seen."""
    published, known = finding.published, _known(finding.published)
    if known is None:
        seen = day_in_full(finding.first_seen)
        return Moment(f", {_agreed('vu', finding)} le {seen}", "date de publication inconnue")
    if published.kind is DateKind.INDEXED:
        read = _agreed("repéré", finding)
        full = f"{read} par le moteur de recherche {_interval(published)} ; date de publication inconnue"
        return Moment(f", {read} le {day_in_full(known)}", full)
    return Moment(_named(published, known), f"{_agreed('publié', finding)} {_interval(published)}")


def dated(finding: Finding) -> dt.date:
    """Return the day by which lists sort a finding: published at the latest, or else first seen."""
    return _known(finding.published) or finding.first_seen


def newest_first(finding: Finding) -> tuple[int, int, str]:
    """Return the sort key of every list of findings: by date of publication, then first seen, then id."""
    return (-dated(finding).toordinal(), -finding.first_seen.toordinal(), finding.id)


def gone_since(finding: Finding) -> dt.date | None:
    """Return the day a mention was found gone from a source that lists everything; None while it is not gone."""
    last = finding.absences[-1] if finding.absences else None
    return last.since if last is not None and last.until is None else None


def state_in_short(finding: Finding, last_seen: dt.date | None) -> str:
    """Return the state as lists show it: « disparu », « en ligne », or « vu » when its source names it no more."""
    if gone_since(finding) is not None:
        return "disparu"
    return "vu" if last_seen is None else "en ligne"


def state_in_full(finding: Finding, last_seen: dt.date | None) -> str:
    """Return whether the mention is still online, as far as its source tells.

    `last_seen` is the last good reading in which it stood; None when the last answer of its source has it no more.
    """
    gone = gone_since(finding)
    if gone is not None:
        return f"disparu depuis le {day_in_full(gone)}"
    if last_seen is None:
        return "vu, puis sorti des réponses de sa source, qui ne liste pas tout : peut-être encore en ligne"
    return f"en ligne, vu pour la dernière fois le {day_in_full(last_seen)}"


def _known(published: Published) -> dt.date | None:
    return None if published.kind is DateKind.SEEN else published.latest or published.earliest


def _agreed(participle: str, finding: Finding) -> str:
    """Return the participle in the gender of the form as screens name it: « une fiche », « une publication »."""
    return f"{participle}e" if finding.form in _FEMININE else participle


def _named(published: Published, known: dt.date) -> str:
    day = day_in_full(known)
    if published.earliest == published.latest:
        return f" du {day}"
    if published.earliest is None:
        return f", avant le {day}"
    return f", après le {day}" if published.latest is None else f", vers le {day}"


def _interval(published: Published) -> str:
    """Return « le 8 juin 2026 », « entre le … et le … », « au plus tard le … » or « au plus tôt le … »."""
    earliest, latest = published.earliest, published.latest
    if earliest is not None and latest is not None and earliest != latest:
        return f"entre le {day_in_full(earliest)} et le {day_in_full(latest)}"
    if earliest is None:
        assert latest is not None, "a known moment has at least one of both"
        return f"au plus tard le {day_in_full(latest)}"
    return f"au plus tôt le {day_in_full(earliest)}" if latest is None else f"le {day_in_full(earliest)}"
