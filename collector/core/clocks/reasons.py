"""Says in French how a delay was counted, step by step: the « pourquoi » of a deadline. Decides nothing."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from collector.core.clocks.workdays import Calendar
from collector.core.errors import ClockError
from collector.core.french import counted as with_noun
from collector.core.french import day_in_full, listed, spaced, weekday
from collector.core.model import Confidence, Delay, Rollover, Side, Unit

TO_CHECK = "à faire vérifier"
_MARKS = {Confidence.CONFIRMED: "", Confidence.SINGLE: "une seule source", Confidence.TO_CHECK: TO_CHECK}
_UNITS = {
    Unit.HOURS: ("heure", "heures"),
    Unit.DAYS: ("jour", "jours"),
    Unit.WORKING_DAYS: ("jour ouvré", "jours ouvrés"),
    Unit.MONTHS: ("mois", "mois"),
    Unit.YEARS: ("an", "ans"),
}
_BY_DATE = frozenset((Unit.MONTHS, Unit.YEARS))


@dataclass(frozen=True, slots=True)
class Start:
    """When a delay starts: an interval, because sites say « il y a 2 mois »; the same twice when it is known.

    Both are days, or moments when the hour is known. Raise ClockError when they are not in order.
    """

    earliest: dt.date
    latest: dt.date

    def __post_init__(self) -> None:
        if self.last_day < self.first_day or self._reversed_hours():
            raise ClockError(
                f"latest ({self.latest}) is before from ({self.earliest}): exchange them, or remove latest"
            )

    def _reversed_hours(self) -> bool:
        earliest, latest = self.earliest, self.latest
        if not isinstance(earliest, dt.datetime) or not isinstance(latest, dt.datetime):
            return False
        return (earliest.tzinfo is None) == (latest.tzinfo is None) and latest < earliest

    @property
    def first_day(self) -> dt.date:
        """Return the day from which the clock runs."""
        return _day(self.earliest)

    @property
    def last_day(self) -> dt.date:
        """Return the last day on which it may have started."""
        return _day(self.latest)

    @property
    def has_hour(self) -> bool:
        """Return whether the hour of the start is known."""
        return isinstance(self.earliest, dt.datetime)


@dataclass(frozen=True, slots=True)
class Count:
    """One count: from `first`, where the number leads (`nominal`), the day kept (`last`), the days passed over."""

    amount: int
    first: dt.date
    nominal: dt.date
    last: dt.date
    passed: tuple[dt.date, ...]


def opening(delay: Delay, start: Start) -> Iterator[str]:
    """Yield the rule and its start."""
    yield spaced(f"Règle : {_lowered(delay.title)}, {_span(delay, delay.amount)}.")
    if start.earliest == start.latest:
        yield spaced(f"Départ : {delay.from_}, le {_in_full(start.earliest)}.")
        return
    between = f"entre le {_in_full(start.earliest)} et le {_in_full(start.latest)}"
    yield spaced(
        f"Départ : {delay.from_}, {between}. La date exacte n’est pas connue : le compte part de la première possible."
    )


def counting(delay: Delay, count: Count, calendar: Calendar) -> Iterator[str]:
    """Yield the steps of one count, in days, working days, months or years."""
    span, first, nominal = _span(delay, count.amount), day_in_full(count.first), _named(count.nominal)
    if delay.unit in _BY_DATE:
        yield spaced(f"{span} de quantième à quantième : du {first} au {nominal}.")
        if count.nominal.day != count.first.day:
            yield spaced(f"Ce mois-là n’a pas de {count.first.day} : le délai finit à son dernier jour.")
    else:
        yield spaced(f"Le {first} ne compte pas ; {span} après : {nominal}.")
    if count.passed:
        yield spaced(f"Non comptés : {listed([_unworked(day, calendar) for day in count.passed])}.")
    yield from _ending(delay, count, calendar)
    days = {*count.passed, count.nominal} if delay.holidays == "zone" else set()
    for note in dict.fromkeys(_note(day, calendar) for day in sorted(days)):
        if note:
            yield spaced(note)


def _ending(delay: Delay, count: Count, calendar: Calendar) -> Iterator[str]:
    if calendar.is_worked(count.nominal):
        return
    if delay.rollover is Rollover.NEXT_WORKING_DAY:
        yield spaced(
            f"Le {_unworked(count.nominal, calendar)} n’est pas un jour ouvrable : "
            f"le délai court jusqu’à la fin du {_named(count.last)}."
        )
    else:
        yield spaced(
            f"Le {_unworked(count.nominal, calendar)} n’est pas un jour ouvrable : il ne prolonge pas ce délai."
        )


def hours(delay: Delay, start: Start) -> str:
    """Return how a delay in hours is counted."""
    if start.has_hour:
        return spaced(f"{_span(delay, delay.amount)} d’heure à heure ; nuits, dimanches et jours fériés comptent.")
    side = "de sa première minute" if delay.binds is Side.US else "de sa dernière minute"
    return spaced(f"L’heure n’est pas connue : {_span(delay, delay.amount)}, par prudence, à partir {side}.")


def new_start(act: dt.date) -> str:
    """Return that an act starts the delay again."""
    return spaced(f"L’acte du {day_in_full(act)} interrompt le délai : un nouveau délai entier part de ce jour.")


def too_late_act(act: dt.date, last: dt.date) -> str:
    """Return that an act came too late."""
    return spaced(
        f"L’acte du {day_in_full(act)} vient après le {day_in_full(last)} : le délai était fini, il n’y change rien."
    )


def lengthened(delay: Delay, announced: dt.date) -> str:
    """Return that the delay is lengthened."""
    assert delay.extension is not None, "only a delay that can be lengthened is"
    more = _span(delay, delay.extension.amount)
    return spaced(f"Prolongation de {more}, annoncée le {day_in_full(announced)} ({delay.extension.when}).")


def too_late_extension(announced: dt.date, last: dt.date) -> str:
    """Return that a lengthening was announced too late."""
    told, end = day_in_full(announced), day_in_full(last)
    return spaced(f"Prolongation annoncée le {told}, après le {end} : trop tard, elle ne compte pas.")


def closing(delay: Delay, last: dt.date, late_after: dt.date | None, opens_from: dt.date) -> Iterator[str]:
    """Yield what comes out, then what it rests on, what to beware of, and how sure it is."""
    last_day = _day(last)
    if delay.opens:
        yield spaced(f"À partir du {_named(last_day + dt.timedelta(days=1))} : {delay.opens}, sans dernier jour.")
        if opens_from > last_day + dt.timedelta(days=1):
            yield spaced(f"Par prudence, attendez le {_named(opens_from)} : le départ est peut-être plus tardif.")
    elif isinstance(last, dt.datetime):
        yield spaced(f"Dernier moment utile : {_named(last_day)} à {_hour(last)}.")
    else:
        yield spaced(f"Dernier jour utile : {_named(last_day)}, jusqu’à minuit.")
    if late_after is not None and late_after > last_day:
        yield spaced(f"Par prudence, n’y voyez un retard qu’après le {_named(late_after)}.")
    yield spaced(f"Façon de compter : {delay.counting}")
    read_on = day_in_full(delay.provenance.read_on)
    yield spaced(f"Texte : {delay.basis}{_marked(delay.provenance.confidence)} ; lu le {read_on}.")
    if delay.interruption is not None:
        yield spaced(f"Repart de zéro : {delay.interruption.by}")
        if delay.interruption.not_by:
            yield spaced(f"Ne l’interrompt pas : {delay.interruption.not_by}")
    for one in delay.cautions:
        yield spaced(f"Attention : {one.text}{_marked(one.confidence)}.")
    if delay.valid_until is not None and last_day > delay.valid_until:
        yield spaced(f"Ce texte n’est connu que jusqu’au {day_in_full(delay.valid_until)} : {TO_CHECK} pour la suite.")


def _unworked(day: dt.date, calendar: Calendar) -> str:
    holiday = calendar.holiday(day)
    return _named(day) if holiday is None else f"{_named(day)} (jour férié : {holiday.name})"


def _note(day: dt.date, calendar: Calendar) -> str:
    holiday = calendar.holiday(day)
    return "" if holiday is None else holiday.note


def _marked(confidence: Confidence) -> str:
    mark = _MARKS[confidence]
    return f" ({mark})" if mark else ""


def _span(delay: Delay, amount: int) -> str:
    return with_noun(amount, *_UNITS[delay.unit])


def _lowered(title: str) -> str:
    """Return a title as the middle of a sentence; an acronym keeps its capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _named(day: dt.date) -> str:
    return f"{weekday(day)} {day_in_full(day)}"


def _in_full(when: dt.date) -> str:
    return f"{_named(_day(when))} à {_hour(when)}" if isinstance(when, dt.datetime) else _named(when)


def _hour(when: dt.datetime) -> str:
    return f"{when.hour}\u00a0h\u00a0{when.minute:02}"


def _day(when: dt.date) -> dt.date:
    return when.date() if isinstance(when, dt.datetime) else when
