"""When words go: the first rule that fits decides, from the right day, and an open affair holds everything."""

import datetime as dt

import pytest

from collector.core.model import About, Assessment, Decision, KeptBy, KeptFrom, Match, Published, Retention, Ruling
from collector.core.retention import falling, removable
from collector.edges.files.catalog import load_retention
from tests.support.ledgers import PROVENANCE, decision, finding, finding_id, gone, on, uncertain, words

RULES = load_retention()
SEEN = dt.date(2026, 11, 1)


def of(nature, *decisions, match=None, **fields):
    """Return when the words of one finding of that nature go, by the shipped rules."""
    given = {"assessment": Assessment(nature=nature), **fields}
    one = finding(1, **(given if match is None else given | {"match": match}))
    (planned,) = falling([one], decisions, RULES)
    return planned


@pytest.mark.parametrize(
    ("nature", "rule", "goes"),
    [
        ("injure", "infraction-de-presse", dt.date(2027, 3, 1)),
        ("diffamation", "infraction-de-presse", dt.date(2027, 3, 1)),
        ("haine", "infraction-discriminatoire", dt.date(2027, 12, 1)),
        ("menace", "autre-infraction", dt.date(2027, 11, 1)),
        ("faux_avis", "faux-avis-denigrement", dt.date(2028, 11, 1)),
        ("avis_negatif", "avis-negatif", dt.date(2028, 11, 1)),
        ("avis_positif", "avis-positif-ou-neutre", dt.date(2027, 11, 1)),
        ("hors_sujet", "hors-sujet", dt.date(2026, 12, 1)),
        ("a-qualifier", "autre", dt.date(2027, 11, 1)),
    ],
)
def test_each_nature_has_its_length(nature, rule, goes):
    """The catalogue's table: an offence goes a month after its limitation, praise after a year."""
    planned = of(nature)

    assert (rule, goes) == (planned.rule.slug, planned.erase_on)


def test_a_nature_besides_counts():
    """A negative review that may also be an insult follows the offence's shorter length."""
    planned = of("avis_negatif", assessment=Assessment(nature="avis_negatif", also=("injure",)))

    assert "infraction-de-presse" == planned.rule.slug


def test_a_decision_comes_first():
    """« Not us » goes at once, « act » keeps five years from the decision, and the last decision is the one."""
    away = of("injure", decision(1, Ruling.NOT_US, SEEN))
    kept = of("injure", decision(1, Ruling.NOT_US, SEEN), decision(1, Ruling.ACT, dt.date(2026, 11, 9)))

    assert (SEEN, "pas-nous") == (away.erase_on, away.rule.slug)
    assert (dt.date(2031, 11, 9), "action-decidee") == (kept.erase_on, kept.rule.slug)


def test_the_earliest_day_of_publication_counts_for_an_offence():
    """An interval counts from its first day, an unknown day from the first sight."""
    long_ago = of("injure", published=on(dt.date(2026, 8, 1)))
    unknown = of("injure", published=Published(earliest=None, latest=None, kind="seen"))

    assert dt.date(2026, 12, 1) == long_ago.erase_on
    assert dt.date(2027, 3, 1) == unknown.erase_on


def test_a_doubtful_match_goes_after_a_year():
    """Nobody confirmed it: it may be a homonym's."""
    assert "a-confirmer" == of("avis_negatif", match=uncertain()).rule.slug


def test_a_review_that_is_gone_goes_a_month_later():
    """What vanished is kept a month more, never longer than otherwise."""
    planned = of("avis_negatif", **gone(dt.date(2026, 12, 31)))

    assert dt.date(2027, 1, 31) == planned.erase_on


def test_an_open_affair_holds_everything():
    """Nothing of a held finding is due, however late."""
    one = finding(1, assessment=Assessment(nature="injure"))
    (planned,) = falling([one], (), RULES, held={finding_id(1)})

    assert planned.held
    assert not planned.due(dt.date.max)
    assert [] == list(removable([planned], {finding_id(1): words(1)}, dt.date.max))


def test_what_was_cut_is_not_cut_again():
    """A negative review is cut once, after a year, and erased after two."""
    planned = of("avis_negatif")
    whole = {finding_id(1): words(1)}
    cut = {finding_id(1): words(1, cut_on=dt.date(2027, 11, 1))}

    assert [] == list(removable([planned], whole, dt.date(2027, 10, 31)))
    assert [planned] == list(removable([planned], whole, dt.date(2027, 11, 1)))
    assert [] == list(removable([planned], cut, dt.date(2028, 10, 31)))
    assert [planned] == list(removable([planned], cut, dt.date(2028, 11, 1)))


def test_without_a_rule_that_fits_nothing_goes():
    """A rule for people never erases by itself, nor one for another nature."""
    rule = Retention(
        slug="essai", data="-", order=1, natures=("injure",), months=1, length="-", why="-", provenance=PROVENANCE
    )
    by_hand = rule.model_copy(update={"by": KeptBy.PERSON, "natures": ()})
    decided = rule.model_copy(update={"natures": (), "from_": KeptFrom.DECIDED})
    match = Match(about=About.YES, score=1, reasons=())
    one = finding(1, match=match)

    assert () == falling([one], (), [rule, by_hand])
    (undecided,) = falling([one], (), [decided])
    assert dt.date(2026, 12, 1) == undecided.erase_on
    ruled = Decision(finding=one.id, ruling=Ruling.WATCH, on=dt.date(2027, 1, 31), by="-")
    (planned,) = falling([one], (ruled,), [decided])
    assert dt.date(2027, 2, 28) == planned.erase_on
