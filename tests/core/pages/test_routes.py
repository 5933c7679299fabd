"""What the page of a finding says can be done."""

import datetime as dt

import pytest

from collector.core.errors import BuildError
from collector.core.foreign import Address, Foreign
from collector.core.model import Assessment, Condition, DateKind, Published
from collector.core.pages.finding import finding_pages
from collector.core.pages.outlook import outlook
from collector.core.pages.routes import SUPPOSED, what_to_do
from collector.core.triage.labels import Nature
from tests.support.delays import delay
from tests.support.ledgers import TODAY, finding, ledger, letter, on, procedure, source, statement

INSULT = Assessment(nature="injure")


def to_do(one, *catalogue, **others):
    kept = ledger([one], procedures={each.slug: each for each in catalogue}, **others)
    return what_to_do(one, outlook(kept, TODAY, "1.0"))


def paths(some):
    return [one.path for one in some]


def test_without_a_catalogue_nothing_is_said():
    """No section, rather than an empty one that would read as « there is nothing to do »."""
    assert to_do(finding(1)) is None


def test_open_routes_say_what_they_need_and_weigh():
    """Name, family, what comes first, cost, risk, what they close; a route of which the catalogue knows nothing is not named."""
    flag = procedure(
        "signaler",
        first=("capturer",),
        forecloses=({"procedure": "appel", "how": "Une fois."}, {"procedure": "inconnue", "how": "Non."}),
    )

    shown = to_do(finding(1, assessment=INSULT), flag, procedure("capturer", order=1), procedure("appel", order=60))

    capture, flagged = shown.now
    assert ("demarches/capturer/index.md", "défensive", ()) == (capture.name.path, capture.family, capture.first)
    assert ["demarches/capturer/index.md"] == paths(flagged.first)
    assert [("demarches/appel/index.md", "Une fois.")] == [(one.on.path, one.how.words) for one in flagged.weighings]
    assert (Foreign("Gratuit."), Foreign("Aucun."), None) == (flagged.cost, flagged.risk, flagged.last_day)
    assert ["demarches/appel/index.md"] == [one.name.path for one in shown.later]
    assert () == shown.branches


@pytest.mark.parametrize(
    ("form", "expected"),
    [("report", "https://avis.example/signaler"), ("notice", "https://avis.example/notifier"), (None, "")],
)
def test_a_route_leads_to_the_form_of_its_source(form, expected):
    """Where the catalogue knows the form of the site, the finding leads there."""
    known = source("site", report="https://avis.example/signaler", notice="https://avis.example/notifier")
    one = finding(1, source="site", assessment=INSULT)

    assert [Address(expected)] == [route.entrance for route in to_do(one, procedure(form=form), sources=[known]).now]


@pytest.mark.parametrize("where", ["avis", "source-disparue"])
def test_a_route_without_a_known_form_leads_nowhere(where):
    """A source without form, or no longer in the catalogue, gives no address rather than a wrong one."""
    shown = to_do(finding(1, source=where, assessment=INSULT), procedure(form="report"))

    assert [Address("")] == [route.entrance for route in shown.now]


LIMITS = ({"delay": "presse-3-mois", "statement": "secret"},)
PRESS = {"presse-3-mois": delay(slug="presse-3-mois")}


def test_an_open_route_says_its_last_day():
    """Counted from the first possible day of publication; a route with a clock is never for later."""
    one = finding(1, assessment=INSULT, published=on(dt.date(2026, 10, 12)))

    shown = to_do(one, procedure(order=80, limits=LIMITS), delays=PRESS)

    assert ([dt.date(2027, 1, 12)], ()) == ([route.last_day for route in shown.now], shown.later)


def test_a_route_is_closed_after_its_last_day():
    """Published three months and a day ago: too late, and the law says so."""
    one = finding(1, assessment=INSULT, published=on(dt.date(2026, 8, 8)))

    shown = to_do(one, procedure(limits=LIMITS), delays=PRESS)

    assert ((), 1) == (shown.now, len(shown.closed[0].law))
    assert shown.closed[0].why.words.endswith("le délai a pris fin le 8\u00a0novembre 2026")


def test_an_unknown_day_of_publication_closes_nothing():
    """No day is invented: the route stays open without one."""
    unknown = Published(earliest=None, latest=None, kind=DateKind.SEEN)
    one = finding(1, assessment=INSULT, published=unknown, first_seen=dt.date(2026, 1, 5))

    assert [None] == [route.last_day for route in to_do(one, procedure(limits=LIMITS), delays=PRESS).now]


def test_closed_routes_say_why_with_the_law():
    """The reason in French, and the sentence of the catalogue when there is one; what does not fit is only named."""
    closed = (
        {"when": {"mainly": ("injure",)}, "why": "fermé : ici", "statement": "secret"},
        {"when": {"mainly": ("menace",)}, "why": "fermé là"},
    )
    catalogue = (procedure("a", closes=closed), procedure("b", opens=({"forms": ("listing",), "order": 1},)))

    shown = to_do(finding(1, assessment=INSULT), *catalogue)
    other = to_do(finding(1, assessment=Assessment(nature="menace")), *catalogue)

    assert [(Foreign("fermé\u00a0: ici"), 1)] == [(one.why, len(one.law)) for one in shown.closed]
    assert [(Foreign("fermé là"), 0)] == [(one.why, len(one.law)) for one in other.closed]
    assert ["demarches/b/index.md"] == paths(shown.beside)


def test_a_reason_whose_sentence_is_lost_stops_the_build():
    """A closed door that cannot say by which law it is closed is a fault of the catalogue."""
    closes = ({"when": {}, "why": "fermé", "statement": "perdu"},)

    with pytest.raises(BuildError, match="procedure 'a' rests on statement 'perdu'"):
        to_do(finding(1, assessment=INSULT), procedure("a", closes=closes))


def test_before_anybody_has_judged_each_nature_has_its_routes():
    """« Si c’est une injure »: the routes that it would open, after those open in any case."""
    shown = to_do(finding(1), procedure("capture"), procedure("plainte", opens=({"natures": ("injure",), "order": 2},)))

    assert ["demarches/capture/index.md"] == [one.name.path for one in shown.now]
    assert [("une injure", ["demarches/plainte/index.md"])] == [
        (one.supposed, paths(one.then)) for one in shown.branches
    ]


def test_each_nature_can_be_supposed():
    """No nature is without its words on a page."""
    assert set(Nature) == set(SUPPOSED)


def test_the_secrecy_shown_is_that_of_whom_the_finding_is_about():
    """Of the practitioner; of everybody in the practice when it is about the practice."""
    statements = {one.slug: one for one in (statement(), statement("secret-medecin", text="Le texte des médecins."))}

    for whom in ("p1", "cabinet"):
        shown = to_do(finding(1, practitioner=whom), procedure(), statements=statements)
        assert ["Le texte des médecins."] == [one.text.words for one in shown.secrecy]


def test_the_page_of_a_finding_holds_what_can_be_done():
    """It stands on the page where one decides."""
    seen_from = outlook(ledger([finding(1)], procedures={"a": procedure("a")}), TODAY, "1.0")

    (page,) = finding_pages(seen_from)

    assert what_to_do(finding(1), seen_from) == page.view.to_do


def test_an_open_route_names_its_letters_and_their_command():
    """Those that serve the finding, each with its page and what to type to have it filled."""
    sends = {"id": "envoyer", "do": "Envoyez.", "letter": "opposition"}
    threats = {"id": "menaces", "do": "Envoyez.", "letter": "menaces"}
    letters = (letter(), letter("menaces", fits=Condition(natures=(Nature.THREAT,))))
    one = finding(1, assessment=INSULT)

    shown = to_do(one, procedure(steps=(sends, threats)), letters=letters)

    (route,) = shown.now
    assert [("lettres/opposition.md", f"renom letter {one.id} opposition")] == [
        (way.name.path, way.command) for way in route.letters
    ]
