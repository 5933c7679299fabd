"""What the catalogue says of each nature: name, articles, how long one may act, which procedures to consider."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import Field

from collector.core.model.base import Model, Slug, Text
from collector.core.model.catalogue import Provenance
from collector.core.triage.labels import Nature, Signal

_MONTHS_OF_A_YEAR = 12


class Limit(Model):
    """How many months one may act from the first publication; `statement` says so, with its source."""

    months: Annotated[int, Field(gt=0)]
    statement: Slug

    def last_day(self, published: dt.date) -> dt.date:
        """Return the last day on which one may act, counted without any extension: it binds us."""
        months = published.year * _MONTHS_OF_A_YEAR + published.month - 1 + self.months
        year, month = divmod(months, _MONTHS_OF_A_YEAR)
        for day in range(published.day, 27, -1):
            try:
                return dt.date(year, month + 1, day)
            except ValueError:
                continue
        return dt.date(year, month + 1, min(published.day, 28))


class NatureLaw(Model):
    """What is known of one nature. `article` is shown as it stands; it is empty where no law is at stake."""

    name: Text
    article: str = ""
    statements: tuple[Slug, ...] = ()
    limit: Limit | None = None
    procedures: tuple[Slug, ...] = ()


class SignalLaw(Model):
    """What a signal adds to a nature."""

    name: Text
    article: str = ""
    statements: tuple[Slug, ...] = ()
    procedures: tuple[Slug, ...] = ()


class TriageLaw(Model):
    """`law.yml`: everything that triage says of the law."""

    v: Literal[1] = 1
    last_days: Annotated[int, Field(gt=0)]  # so few left, and one must act now
    natures: Mapping[Nature, NatureLaw]
    signals: Mapping[Signal, SignalLaw]
    provenance: Provenance

    def statements(self, natures: Iterable[Nature], signals: Iterable[Signal]) -> tuple[Slug, ...]:
        """Return the sentences that say what these natures and signals are in law, each once."""
        named = [slug for one in natures if one in self.natures for slug in self.natures[one].statements]
        named += [slug for one in signals if one in self.signals for slug in self.signals[one].statements]
        return tuple(dict.fromkeys(named))
