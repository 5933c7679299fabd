"""What pages say of the clocks that may be running on a finding."""

import datetime as dt

import pytest

from collector.core.clocks.findings import is_unqualified, reminders
from collector.core.foreign import Foreign
from collector.core.model import Assessment, DateKind, MentionForm, Published, Rating, Ruling
from collector.core.pages.delays import finding_clocks, near_ends
from collector.core.pages.outlook import outlook
from tests.support.cases import between as between_days
from tests.support.cases import case, event
from tests.support.delays import DELAYS, PARIS
from tests.support.ledgers import TODAY, decision, finding, finding_id, gone, ledger, on, report, run, uncertain

ARTICLE = {"form": MentionForm.ARTICLE, "rating": None}
UNKNOWN = Published(earliest=None, latest=None, kind=DateKind.SEEN)


def seen(*findings, today=TODAY, **fields):
    return outlook(ledger(findings, **({"delays": DELAYS, "calendar": PARIS} | fields)), today, "1.0")


def clocks(one, **fields):
    return finding_clocks(one, seen(one, **fields))


def between(earliest, latest) -> Published:
    return Published(earliest=earliest, latest=latest, kind=DateKind.PUBLISHED)


def test_each_clock_runs_under_its_condition():
    """A review may be an insult, or a disparagement; only an article may be answered by right."""
    review = [one.condition for one in clocks(finding(1))]

    assert ["si c’est une injure ou une diffamation publique", "si c’est un dénigrement"] == review
    assert 3 == len(clocks(finding(1, **ARTICLE)))


def test_the_clock_runs_from_the_earliest_publication():
    """« Il y a 2 mois », read on 1 November: the press clock counts from the first possible day, and says why."""
    press, _ = clocks(finding(1, published=between(dt.date(2026, 8, 20), dt.date(2026, 9, 20))))

    assert (True, dt.date(2026, 11, 20), "restent 11\u00a0jours", False) == (
        press.certain, press.last_day, press.left, press.over
    )  # fmt: skip
    assert Foreign("Action pour injure ou diffamation publique") == press.title
    assert any("le compte part de la première possible" in one.words for one in press.why)


@pytest.mark.parametrize(
    ("published", "left", "over"),
    [
        (dt.date(2026, 8, 10), "reste 1\u00a0jour", False),
        (dt.date(2026, 8, 9), "dernier jour aujourd’hui", False),
        (dt.date(2026, 8, 8), "passé depuis 1\u00a0jour", True),
    ],
)
def test_the_days_left_are_told_in_words(published, left, over):
    """On 9 November: one day left, none, or one too late."""
    press = clocks(finding(1, published=on(published)))[0]

    assert (left, over) == (press.left, press.over)


@pytest.mark.parametrize(
    "published",
    [
        UNKNOWN,
        Published(earliest=None, latest=dt.date(2026, 11, 1), kind=DateKind.PUBLISHED),
        Published(earliest=dt.date(2026, 11, 1), latest=dt.date(2026, 11, 1), kind=DateKind.INDEXED),
    ],
    ids=["seen", "before", "indexed"],
)
def test_an_unknown_start_gives_the_latest_end(published):
    """A mention without date was online when first seen: the end is the latest possible, and the page says so."""
    press = clocks(finding(1, published=published))[0]

    assert (False, dt.date(2027, 2, 1)) == (press.certain, press.last_day)
    assert press.why[0].words.startswith("Date de mise en ligne inconnue")


def test_an_open_interval_ends_when_it_was_seen():
    """« Après le 3 octobre »: it was published before it was seen."""
    press = clocks(finding(1, published=between(dt.date(2026, 10, 3), None)))[0]

    assert (True, dt.date(2027, 1, 3)) == (press.certain, press.last_day)
    assert any("le dimanche 1er\u00a0novembre 2026" in one.words for one in press.why)


def test_a_far_end_is_not_counted_in_days():
    """Five years are « plus d’un an », not eighteen hundred days."""
    assert "dans plus d’un an" == clocks(finding(1))[1].left


def test_a_delay_read_too_long_ago_says_so():
    """Half a year after its texts were read, the press clock asks to be read again."""
    spring = dt.date(2027, 6, 1)
    recent = finding(1, first_seen=spring)

    assert "À relire\u00a0: textes lus le 25\u00a0novembre 2026." == clocks(recent, today=spring)[0].why[0].words
    assert not any("À relire" in one.words for one in clocks(finding(1))[0].why)


def test_a_listing_has_no_clock():
    """An address in a directory insults nobody."""
    assert () == clocks(finding(1, form=MentionForm.LISTING))


def test_praise_has_no_clock():
    """Five stars and kind words alarm nobody; praise that may also be something else, or badly rated, keeps its clocks."""
    praise, best = Assessment(nature="avis_positif"), Rating(value=5, scale=5, raw="5")
    doubtful = Assessment(nature="avis_positif", also=("injure",))

    assert () == clocks(finding(1, assessment=praise, rating=best))
    assert 2 == len(clocks(finding(1, assessment=doubtful, rating=best)))
    assert 2 == len(clocks(finding(1, assessment=praise)))


def test_without_the_catalogue_there_is_no_clock():
    """Nor with a day of reading that no law of ours can count."""
    long_ago = dt.date(1754, 1, 1)
    assert () == clocks(finding(1), delays={})
    assert () == clocks(
        finding(1, first_seen=long_ago, published=Published(earliest=None, latest=None, kind=DateKind.SEEN))
    )


@pytest.mark.parametrize(
    ("dated", "told"),
    [
        (dt.date(1989, 12, 31), "aucune page n’était alors en ligne"),
        (dt.date(2026, 11, 3), "elle était pourtant déjà en ligne le 1er\u00a0novembre 2026"),
    ],
)
def test_a_date_that_cannot_be_is_not_believed(dated, told):
    """Before the web, or after the reading: the page says so, and the clock runs as for an unknown date."""
    doubtful = finding(1, published=on(dated))
    first = clocks(doubtful)[0]
    assert told in first.why[0].words
    assert (False, dt.date(2027, 2, 1)) == (first.certain, first.last_day)
    assert () == near_ends(seen(doubtful))


def test_a_date_of_the_next_day_is_that_of_another_time_zone():
    """A site that is a day ahead is believed, and the clock runs from the day of the reading."""
    first = clocks(finding(1, published=on(dt.date(2026, 11, 2))))[0]
    assert (True, dt.date(2027, 2, 1)) == (first.certain, first.last_day)


def test_an_act_noted_in_an_affair_starts_the_press_clock_again():
    """An interrupting act moves the end; one noted before the publication is not counted."""
    acts = case(event("interrupted", "2026-10-01"), event("interrupted", "2026-11-05"), findings=(finding_id(1),))
    assert dt.date(2027, 2, 5) == clocks(finding(1), cases=(acts,))[0].last_day


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        ("2027-01-29", "2027-02-01", dt.date(2027, 4, 29)),
        ("2027-01-29", "2027-02-02", dt.date(2027, 2, 1)),
    ],
)
def test_an_act_of_an_uncertain_day_counts_only_without_doubt(earliest, latest, expected):
    """In time even on its last possible day, it counts from the first one; otherwise it changes nothing."""
    acts = case(between_days("interrupted", earliest, latest), findings=(finding_id(1),))
    assert expected == clocks(finding(1), cases=(acts,))[0].last_day


def test_a_right_that_opens_is_no_end():
    """A delay without last day would not be shown as one."""
    opening = {"presse-3-mois": DELAYS["cnil-saisine"]}

    assert () == clocks(finding(1), delays=opening)
    assert () == near_ends(seen(finding(1), delays=opening))


def test_the_home_page_shows_the_three_that_end_first():
    """Nearest first, of those still to come; the same day twice goes by name."""
    days = {1: 30, 2: 12, 3: 9, 4: 8, 5: 12, 6: 20}
    findings = [finding(number, published=on(dt.date(2026, 8, day))) for number, day in days.items()]

    near = near_ends(seen(*findings))

    assert [(finding_id(3), 9), (finding_id(2), 12), (finding_id(5), 12)] == [
        (one.row.finding, one.last_day.day) for one in near
    ]
    assert "dernier jour aujourd’hui" == near[0].left


def test_the_home_page_shows_only_what_is_open_dated_and_not_good():
    """Closed, vanished, undated and well-rated findings have no place there; doubtful ones have."""
    may = {"first_seen": dt.date(2026, 5, 1)}
    findings = (
        finding(1),
        finding(2, published=UNKNOWN),
        finding(3, rating=Rating(value=4, scale=5, raw="4")),
        finding(4, **may, **gone(dt.date(2026, 6, 1))),
        finding(5, match=uncertain()),
        finding(6, rating=None),
        finding(7, form=MentionForm.LISTING),
    )

    near = near_ends(seen(*findings, decisions=(decision(1, Ruling.IGNORE),)))

    assert [finding_id(5), finding_id(6)] == [one.row.finding for one in near]


@pytest.mark.parametrize(
    ("after", "until", "expected"),
    [
        (dt.date(2026, 9, 13), dt.date(2026, 9, 14), False),
        (dt.date(2026, 9, 14), dt.date(2026, 9, 15), True),
        (dt.date(2026, 9, 15), dt.date(2026, 9, 29), False),
        (dt.date(2026, 9, 28), dt.date(2026, 10, 30), True),
        (dt.date(2026, 10, 10), dt.date(2026, 11, 2), False),
    ],
    ids=["before", "day 45", "between", "days 60 and 75", "over"],
)
def test_a_reminder_comes_at_each_alert(after, until, expected):
    """Published and seen on 1 August: a reminder for the passes that meet day 45, 60 or 75, none once it is over."""
    one = finding(1, published=on(dt.date(2026, 8, 1)), first_seen=dt.date(2026, 8, 1))

    found = list(reminders([one], seen(one).ledger, after, until))

    assert expected == bool(found)
    assert not found or [(one, dt.date(2026, 11, 1))] == found


def test_a_finding_met_late_has_no_reminder_of_the_past():
    """Seen on day 70, it is told as news, then on day 75."""
    one = finding(1, published=on(dt.date(2026, 8, 1)), first_seen=dt.date(2026, 10, 10))

    assert [] == list(reminders([one], seen(one).ledger, dt.date.min, dt.date(2026, 10, 14)))
    assert 1 == len(list(reminders([one], seen(one).ledger, dt.date.min, dt.date(2026, 10, 15))))


def test_what_triage_qualifies_is_qualified():
    """Until then the page says that nobody has."""
    assert is_unqualified(finding(1))
    assert not is_unqualified(finding(1, assessment=Assessment(nature="injure")))


def test_the_pages_say_if_and_why(tmp_path):
    """The rendered page has the condition, the day, what is left, the reasons; the home page links to it."""
    from tests.support.pages import shown

    findings = (
        finding(1, published=on(dt.date(2026, 8, 31))),
        finding(2, published=UNKNOWN, assessment=Assessment(nature="injure")),
        finding(3, published=on(dt.date(2026, 8, 1))),
    )
    whole = ledger(findings, delays=DELAYS, calendar=PARIS, runs=(run(TODAY, report(1, "avis")),))

    pages = shown(whole, TODAY, tmp_path)

    first, second, third = (pages[f"releves/{finding_id(number)}/index.md"] for number in (1, 2, 3))
    assert "Personne n’a encore qualifié ce relevé" in first
    assert "dernier jour utile le 30\u00a0novembre 2026 (restent 21\u00a0jours)" in first
    assert "Façon de compter" in first
    assert "La qualification reste probable" in second
    assert "au plus tard, le 1er\u00a0février 2027" in second
    assert "Faites comme si c’était urgent" in second
    assert "le dernier jour utile était le 1er\u00a0novembre 2026 (passé depuis 8\u00a0jours)" in third
    home = pages["index.md"]
    assert "Le 30\u00a0novembre 2026 (restent 21\u00a0jours)" in home
    assert f'href="releves/{finding_id(1)}/"' in home
