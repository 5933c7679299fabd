"""Ten years of monthly passes: what is left is exactly what the table allows, and the log explains all the rest."""

import datetime as dt
import random
from collections import Counter

from collector.core.clocks.workdays import after_months
from collector.core.kept import Kept, missing_words
from collector.core.model import About, Assessment, Match, Ruling
from collector.core.retention import falling, removable, remove
from collector.edges.files.catalog import load_retention
from tests.support.ledgers import decision, finding, gone, on, words

RULES = load_retention()
NATURES = ("injure", "diffamation", "haine", "menace", "faux_avis", "avis_negatif", "avis_positif", "hors_sujet")
FIRST = dt.date(2026, 1, 5)
YEARS = 10
LONG = "Deux heures d’attente pour rien. " * 30


class Practice:
    """A practice that sees three mentions a month and sometimes rules on one; each pass removes what is due."""

    def __init__(self) -> None:
        self.chance = random.Random(20261125)
        self.kept = Kept()
        self.log: Counter[tuple[str, bool]] = Counter()

    def play(self, month: int) -> dt.date:
        """Make the pass of a month; return its day."""
        today = after_months(FIRST, month)
        self._see(month, today)
        self._rule(today)
        due = removable(falling(self._worded(), self.kept.decisions, RULES), self.kept.texts, today)
        changes, log = remove(self.kept, due, today)
        assert {one.finding for one in log if not one.cut} == set(changes.erased)
        self.log.update((one.finding, one.cut) for one in log)
        texts = {**self.kept.texts, **{one.finding: one for one in changes.texts}}
        self.kept = Kept(
            {**self.kept.findings, **{one.id: one for one in changes.findings}},
            {name: one for name, one in texts.items() if name not in changes.erased},
            decisions=self.kept.decisions,
        )
        return today

    def _worded(self):
        return [one for one in self.kept.findings.values() if one.id in self.kept.texts]

    def _see(self, month, today):
        for place in range(3):
            number = 3 * month + place
            day = today - dt.timedelta(days=self.chance.randrange(40))
            match = Match(about=About.UNCERTAIN if self.chance.random() < 0.1 else About.YES, score=0.7, reasons=())
            nature = Assessment(nature=self.chance.choice(NATURES))
            seen = finding(number, first_seen=today, published=on(day), match=match, assessment=nature)
            self.kept = Kept(
                {**self.kept.findings, seen.id: seen},
                {**self.kept.texts, seen.id: words(number, LONG)},
                decisions=self.kept.decisions,
            )

    def _rule(self, today):
        number = self.chance.randrange(len(self.kept.findings))
        ruling = self.chance.choice((Ruling.ACT, Ruling.NOT_US, Ruling.WATCH))
        vanished = self.chance.choice(list(self.kept.findings.values()))
        self.kept = Kept(
            {**self.kept.findings, vanished.id: vanished.model_copy(update=gone(today))},
            self.kept.texts,
            decisions=(*self.kept.decisions, decision(number, ruling, today)),
        )


def test_ten_years_leave_what_the_table_allows():
    """After each of 120 passes no text is older than its rule, nothing is removed twice or without a line in the log."""
    practice = Practice()
    for month in range(12 * YEARS):
        today = practice.play(month)
        planned = {one.finding: one for one in falling(practice._worded(), practice.kept.decisions, RULES)}
        assert all(one.erase_on > today for one in planned.values())
        texts = practice.kept.texts
        late = [name for name, one in planned.items() if one.cut_on and one.cut_on <= today]
        assert all(texts[name].versions[0].cut_on and len(texts[name].versions[0].text) <= 300 for name in late)
        assert () == missing_words(practice.kept)

    erased = {name for name, one in practice.kept.findings.items() if one.erased}
    assert erased == {name for name, cut in practice.log if not cut}
    assert set(practice.kept.findings) == erased | set(practice.kept.texts)
    assert {1} == set(practice.log.values())
    assert len(erased) > len(practice.kept.texts) > 0
