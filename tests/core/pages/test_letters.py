"""Letters and legal sentences: what they rest on, and how sure it is."""

import datetime as dt

import pytest

from collector.core.errors import BuildError
from collector.core.foreign import Address, Foreign
from collector.core.model import Citation, Confidence
from collector.core.pages.legal import legal_sentence, reviewed, sentences, sourced
from collector.core.pages.letters import letters_pages
from collector.core.pages.outlook import outlook
from tests.support.ledgers import PROVENANCE, TODAY, ledger, letter, procedure, statement

READ_ON = PROVENANCE.read_on


def marks(today=TODAY, **fields):
    return [one.replace("\u00a0", " ") for one in legal_sentence(statement(**fields), today).sourced.marks]


def test_a_sentence_carries_its_sources_and_dates():
    """Where it was read, when, and of which day the document is."""
    provenance = PROVENANCE.model_copy(
        update={
            "sources": (*PROVENANCE.sources, Citation(title="Sans adresse ; seule")),
            "document_date": dt.date(2018, 10, 10),
        }
    )

    shown = legal_sentence(statement(provenance=provenance), TODAY)

    assert Foreign("Le secret couvre tout\u00a0: sans exception.") == shown.text
    assert [("Texte consolidé", "https://droit.example/texte"), ("Sans adresse\u00a0; seule", "")] == [
        (one.title.words, one.url.url) for one in shown.sourced.sources
    ]
    assert (READ_ON, dt.date(2018, 10, 10)) == (shown.sourced.read_on, shown.sourced.document_date)
    assert [True, False] == [bool(one.url) for one in shown.sourced.sources]
    assert Address("") == shown.sourced.sources[1].url


@pytest.mark.parametrize(
    ("confidence", "single", "expected"),
    [
        (Confidence.CONFIRMED, False, ()),
        (Confidence.SINGLE, True, ()),
        (Confidence.TO_CHECK, False, ("à faire vérifier",)),
    ],
)
def test_a_page_says_how_sure_a_fact_is(confidence, single, expected):
    """What must be checked by a professional is marked; what one source alone says is told."""
    shown = sourced(PROVENANCE.model_copy(update={"confidence": confidence}))

    assert (single, expected) == (shown.single, shown.marks)


@pytest.mark.parametrize(("days", "expected"), [(365, []), (366, ["à relire : vérifié le 1er novembre 2026"])])
def test_a_sentence_older_than_its_review_period_is_to_be_read_again(days, expected):
    """On the last day of the period it still stands."""
    assert expected == marks(READ_ON + dt.timedelta(days=days))


def test_what_conflicts_stands_beside_and_is_marked():
    """One position is never shown alone: the others follow it, each once, and all say that authorities diverge."""
    known = {
        "a": statement("a", text="Retrait.", conflicts_with=("b",)),
        "b": statement("b", text="Maintien.", conflicts_with=("a",)),
        "c": statement("c", text="Autre."),
    }

    shown = sentences(("a", "c"), known, TODAY, "la page")

    assert ["Retrait.", "Maintien.", "Autre."] == [one.text.words for one in shown]
    assert [("les autorités divergent",), ("les autorités divergent",), ()] == [one.sourced.marks for one in shown]
    assert shown == sentences(("a", "b", "c", "a"), known, TODAY, "la page")


def test_a_conflict_with_nothing_stops_the_build():
    """The other position is never passed over in silence."""
    with pytest.raises(BuildError, match="la page rests on statement 'b'"):
        sentences(("a",), {"a": statement("a", conflicts_with=("b",))}, TODAY, "la page")


@pytest.mark.parametrize(("days", "expected"), [(365, 0), (366, 1)])
def test_a_letter_or_a_route_is_read_again_every_year(days, expected):
    """What has no period of its own says after a year that it must be read again."""
    assert expected == len(reviewed(PROVENANCE, READ_ON + dt.timedelta(days=days)).marks)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"valid_from": TODAY}, []),
        ({"valid_from": dt.date(2026, 11, 10)}, ["en vigueur à partir du 10 novembre 2026"]),
        ({"valid_until": TODAY}, []),
        ({"valid_until": dt.date(2026, 11, 8)}, ["n’est plus en vigueur depuis le 8 novembre 2026"]),
    ],
)
def test_a_sentence_says_when_it_is_in_force(fields, expected):
    """Both bounds are in force; outside, the page says so."""
    assert expected == marks(**fields)


def test_the_index_lists_letters_by_title():
    """Each line leads to the page of a letter, with whom it is for and when it serves."""
    letters = (letter("retrait", title="Z"), letter("acces", title="A : b"))

    index, *pages = letters_pages(outlook(ledger(letters=letters), TODAY, "1.0"), downloads=False)

    (family,) = index.view.families
    assert "Lettres de suivi" == family.name
    assert [("lettres/acces.md", "A\u00a0: b"), ("lettres/retrait.md", "Z")] == [
        (line.path, line.title.words) for line in family.letters
    ]
    assert ["lettres/acces.md", "lettres/retrait.md"] == [page.path for page in pages]


def test_a_letter_shows_what_it_rests_on():
    """Each legal sentence comes with its sources; the fields have their French labels."""
    kept = ledger(letters=(letter(statements=("secret",)),))
    _, page = letters_pages(outlook(kept, TODAY, "1.0"), downloads=True)

    assert ["Le secret couvre tout\u00a0: sans exception."] == [one.text.words for one in page.view.basis]
    assert ("opposition", True, ()) == (page.view.slug, page.view.downloads, page.view.sent_by)


def test_a_letter_shows_its_blocks():
    """Each with its kind, its runs and their weight; a hole is its label between brackets."""
    kept = ledger(letters=(letter(text="Un **gras** à {{ editeur }}."),))
    _, page = letters_pages(outlook(kept, TODAY, "1.0"), downloads=False)

    assert ["expediteur", "destinataire", "lieu", "objet", "paragraph", "signature"] == [
        one.kind for one in page.view.blocks
    ]
    assert [
        ("Un ", False, False),
        ("gras", True, False),
        (" à ", False, False),
        ("[Nom de l’éditeur]", False, True),
        (".", False, False),
    ] == [(run.pieces[0].words, run.bold, run.hole) for run in page.view.blocks[4].lines[0]]


def test_letters_stand_by_the_strategy_that_sends_them():
    """That of the first procedure that does; the page of each leads to all of them."""
    sent = {"id": "envoyer", "do": "Envoyez.", "letter": "opposition"}
    ways = {
        "b": procedure("b", steps=(sent,), strategy="offensive", title="Juge"),
        "a": procedure("a", steps=(sent,), strategy="pacifique", title="Ami"),
        "c": procedure("c"),
    }
    kept = ledger(letters=(letter(), letter("relance")), procedures=ways)

    index, page, _ = letters_pages(outlook(kept, TODAY, "1.0"), downloads=False)

    assert [("Stratégie offensive", ["lettres/opposition.md"]), ("Lettres de suivi", ["lettres/relance.md"])] == [
        (family.name, [line.path for line in family.letters]) for family in index.view.families
    ]
    assert ["Juge", "Ami"] == [one.title.words for one in page.view.sent_by]


def test_a_letter_that_cannot_be_read_stops_the_build():
    """The message names it."""
    kept = ledger(letters=(letter(text="{% if %}"),))

    with pytest.raises(BuildError, match="letter 'opposition': ligne 17"):
        list(letters_pages(outlook(kept, TODAY, "1.0"), downloads=False))


def test_a_letter_that_rests_on_nothing_known_stops_the_build():
    """A sentence that went missing is never passed over in silence."""
    with pytest.raises(BuildError, match=r"'opposition' rests on statement 'disparue'"):
        list(letters_pages(outlook(ledger(letters=(letter(statements=("disparue",)),)), TODAY, "1.0"), downloads=False))
