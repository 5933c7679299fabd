"""The pages of procedures: an index by family, and what each procedure says."""

import pytest

from collector.core.errors import BuildError
from collector.core.foreign import Address, Foreign
from collector.core.model import Practice, Profession
from collector.core.pages.outlook import outlook
from collector.core.pages.procedures import procedures_pages, secrecy
from tests.support.delays import delay
from tests.support.ledgers import PROVENANCE, TODAY, ledger, letter, practitioner, procedure, statement

STATEMENTS = {one.slug: one for one in map(statement, ("secret", "secret-medecin", "autre", "quatre-strategies"))}


def pages(*catalogue, **others):
    given = {"statements": STATEMENTS, "procedures": {one.slug: one for one in catalogue}} | others
    return list(procedures_pages(outlook(ledger(**given), TODAY, "1.0")))


def view(one, *others, **fields):
    """Return the view of the page of `one`."""
    (page,) = [page for page in pages(one, *others, **fields) if page.path == f"demarches/{one.slug}/index.md"]
    return page.view


def test_the_index_has_the_four_families_in_order():
    """Even an empty family stands: one sees that there is nothing, and where each procedure is from."""
    index, *_ = pages(procedure("b", order=9), procedure("a", order=3), procedure("c", strategy="preventive"))

    assert "demarches/index.md" == index.path
    assert [
        ("préventive", ["demarches/c/index.md"]),
        ("pacifique", []),
        ("défensive", ["demarches/a/index.md", "demarches/b/index.md"]),
        ("offensive", []),
    ] == [(family.name, [line.path for line in family.lines]) for family in index.view.families]
    assert Foreign("Faire retirer\u00a0: sans juge.") == index.view.families[0].lines[0].gist


def test_the_index_shows_what_authorities_disagree_on():
    """To reply or not: each position once, with its source, whichever procedures it concerns."""
    index, *_ = pages(procedure("taire", debated=("secret",)), procedure("repondre", debated=("autre", "secret")))

    assert [PROVENANCE.read_on] * 2 == [one.sourced.read_on for one in index.view.debated]


def test_the_index_says_where_the_families_come_from():
    """A sentence with its source; the grouping itself is ours, and needs none when nothing is grouped."""
    index, *_ = pages(procedure("taire"))

    assert [PROVENANCE.read_on] == [one.sourced.read_on for one in index.view.grouping]
    assert () == pages()[0].view.grouping


def test_an_empty_catalogue_has_an_index_alone():
    """A practice that looks before anything is written sees a page that says so."""
    (index,) = pages()

    assert [()] * 4 == [family.lines for family in index.view.families]


def test_each_procedure_has_its_page():
    """In order of slug, so that the same catalogue gives the same pages."""
    assert ["demarches/index.md", "demarches/a/index.md", "demarches/b/index.md"] == [
        page.path for page in pages(procedure("b"), procedure("a"))
    ]


def test_a_page_says_what_to_do():
    """Acts in order with their letters, what the request holds, where to send it, what must come before."""
    shown = view(
        procedure(
            first=("capture",),
            contents=("L’adresse : exacte.",),
            links=({"label": "Formulaire", "url": "https://site.example/formulaire"},),
            steps=(
                {"id": "ecrire", "do": "Écrivez.", "letter": "opposition"},
                {"id": "attendre", "do": "Attendez.", "delays": ("essai",)},
            ),
        ),
        procedure("capture"),
        letters=(letter(),),
        delays={"essai": delay()},
    )

    assert [("Écrivez.", "lettres/opposition.md"), ("Attendez.", None)] == [
        (one.act.words, one.letter and one.letter.path) for one in shown.steps
    ]
    assert [[], [("Essai", "l’événement", "article 1er d’une loi inventée")]] == [
        [(one.title.words, one.starts.words, one.basis.words) for one in step.clocks] for step in shown.steps
    ]
    assert ["Texte"] == [one.title.words for one in shown.steps[1].clocks[0].sourced.sources]
    assert ["demarches/capture/index.md"] == [one.path for one in shown.first]
    assert (Foreign("L’adresse\u00a0: exacte."),) == shown.items
    assert [("Formulaire", Address("https://site.example/formulaire"))] == [
        (one.label.words, one.url) for one in shown.links
    ]


def test_a_page_says_what_comes_after_and_what_is_closed():
    """After a refusal, a silence or an agreement; what this route weighs on; what closes it, each reason once."""
    shown = view(
        procedure(
            next=(
                {"after": "refus", "do": "Faites appel.", "procedures": ("appel",)},
                {"after": "silence", "do": "Relancez."},
                {"after": "accord", "do": "Vérifiez."},
            ),
            forecloses=({"procedure": "appel", "how": "Une seule fois."},),
            closes=({"when": {"gone": True}, "why": "disparu"}, {"when": {"can_reply": True}, "why": "disparu"}),
        ),
        procedure("appel"),
    )

    assert [("En cas de refus", ["demarches/appel/index.md"]), ("En cas de silence", []), ("Si c’est accepté", [])] == [
        (one.after, [other.path for other in one.then]) for one in shown.sequels
    ]
    assert [("demarches/appel/index.md", "Une seule fois.")] == [
        (one.on.path, one.how.words) for one in shown.weighings
    ]
    assert (Foreign("disparu"),) == shown.closings


def test_a_page_shows_the_law_with_its_sources():
    """What it rests on, sanctions, costs and disputed positions are sentences of the catalogue."""
    shown = view(
        procedure(statements=("secret",), sanctions=("autre",), cost_statements=("autre",), debated=("secret",))
    )

    assert [1] * 4 == [len(one) for one in (shown.law, shown.sanctions, shown.costs, shown.debated)]
    assert "https://droit.example/texte" == shown.law[0].sourced.sources[0].url.url


def test_what_is_written_is_bound_by_the_secrecy_of_the_profession():
    """The text of each profession of the practice, only where words will be read outside."""
    assert 1 == len(view(procedure(writes=True)).secrecy)
    assert () == view(procedure()).secrecy


def test_each_profession_has_its_own_text_or_the_common_one():
    """A nurse reads the text of nurses where the catalogue has it, and the common one otherwise; none is told twice."""
    common = STATEMENTS | {"secret-autres-professions": statement("secret-autres-professions", text="Le texte commun.")}
    own = common | {"secret-infirmier": statement("secret-infirmier", text="Le texte des infirmiers.")}
    people = [Profession.NURSE, Profession.MIDWIFE, Profession.PHYSICIAN]

    def told(statements):
        return [one.text.words for one in secrecy(people, statements, TODAY)]

    physicians = "Le secret couvre tout\u00a0: sans exception."
    assert [physicians, "Le texte commun."] == told(common)
    assert [physicians, "Le texte commun.", "Le texte des infirmiers."] == told(own)


def test_a_profession_without_any_text_stops_the_build():
    """The one sentence that must never be missing is not passed over in silence."""
    nurse = practitioner().model_copy(update={"profession": Profession.NURSE})

    with pytest.raises(BuildError, match="the secrecy of a profession rests on statement 'secret-autres-professions'"):
        pages(procedure(writes=True), practice=Practice(name="Cabinet", practitioners=(nurse,)))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"statements": ("perdu",)}, "'signalement' rests on statement 'perdu'"),
        ({"first": ("perdue",)}, "'signalement' names procedure 'perdue'"),
        ({"steps": ({"id": "a", "do": "A.", "letter": "perdue"},)}, "'signalement' sends letter 'perdue'"),
        ({"steps": ({"id": "a", "do": "A.", "delays": ("perdu",)},)}, "'signalement' counts delay 'perdu'"),
    ],
)
def test_a_name_that_leads_nowhere_stops_the_build(fields, told):
    """A missing sentence, procedure, letter or delay is told, never left out."""
    with pytest.raises(BuildError, match=told):
        pages(procedure(**fields))
