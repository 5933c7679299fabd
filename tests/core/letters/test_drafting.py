"""One letter from a whole ledger: about what, by whom, whether it serves, what is asked for, what to be careful of."""

import dataclasses
import datetime as dt

import pytest

from collector.core.errors import LetterError
from collector.core.letters.blocks import texts
from collector.core.letters.drafting import Request, draft
from collector.core.letters.serving import Standing, proposed, sends, standing
from collector.core.letters.telling import IMPOSSIBLE_DAY, UNQUOTED, how_to_give, only_if
from collector.core.model import (
    Assessment,
    Condition,
    Confidence,
    MentionForm,
    Practice,
    Profession,
    ProfessionTerms,
    Publisher,
)
from collector.core.procedures import Facts, fits
from collector.core.triage.labels import Nature, Signal
from tests.support.cases import case, event
from tests.support.ledgers import (
    PROVENANCE,
    TODAY,
    finding,
    finding_id,
    gone,
    ledger,
    letter,
    on,
    practitioner,
    procedure,
    statement,
    words,
)

TERMS = {one: ProfessionTerms(secrecy=f"R. {one}", order="Ordre") for one in Profession}
SENDS = ({"id": "envoyer", "do": "Envoyez.", "letter": "opposition"},)
LETTERS, PROCEDURES = (letter(),), (procedure(steps=SENDS),)
INSULT = Assessment(nature="injure")


def book(*findings, letters=LETTERS, procedures=PROCEDURES, **fields):
    """Return a ledger with a letter that one procedure sends."""
    return ledger(findings, letters=letters, procedures={one.slug: one for one in procedures}, **fields)


def made(kept, subject=None, slug="opposition", today=TODAY, **asked):
    return draft(Request(slug, subject or finding_id(1), **asked), kept, today, TERMS)


def refusal(kept, *names, **asked):
    """Return why a letter is refused, with plain spaces."""
    with pytest.raises(LetterError) as caught:
        made(kept, *names, **asked)
    return str(caught.value).replace("\u00a0", " ")


def test_a_letter_is_filled_with_what_is_known_and_what_is_given():
    """What a person gives wins over what is known; the rest is missing."""
    fields = {"editeur": "éditeur", "nom": "nom", "courriel": "courriel"}
    model = letter(text="{{ nom }} {{ courriel }}", fields=fields)
    kept = book(finding(1), letters=(model,))

    found = made(kept, given={"editeur": "Éditions", "nom": "Docteur Lefèvre"})

    assert ("Dr Anne Lefèvre", TODAY, ()) == (found.author, found.day, found.cautions)
    assert "Docteur Lefèvre [à compléter\u00a0: courriel]" in list(texts(found.letter.blocks))
    assert ["courriel\u00a0: --set courriel=…"] == [
        how_to_give(one).replace(" :", "\u00a0:") for one in found.letter.missing
    ]


def test_names_that_lead_nowhere_are_told():
    """A letter (with those like it), a finding or an affair, a field, a signer."""
    kept = book(finding(1), cases=(case(),))

    assert "Aucune lettre ne s’appelle « oposition ». Voulez-vous dire opposition ?" in refusal(kept, slug="oposition")
    assert refusal(kept, slug="zzz").startswith("Aucune lettre ne s’appelle « zzz ». La liste :")
    assert "Rien ne s’appelle « f-0 » (1 relevé, 1 affaire)" in refusal(kept, "f-0")
    assert "ne demande pas « nom », « zut ». Ses champs : editeur." in refusal(kept, given={"zut": "", "nom": ""})
    assert "--by suivi de l’un de ces noms : p1." in refusal(kept, by="p9")
    missing = book(finding(1), letters=(letter(to="nulle-part"),))
    assert "s’adresse à « nulle-part »" in refusal(missing)


def test_one_person_signs():
    """Who is concerned; the only practitioner for the practice; otherwise somebody must be named."""
    both = Practice(name="Cabinet", practitioners=(practitioner(), practitioner(2, "Roux")))

    assert "Dr Anne Lefèvre" == made(book(finding(1, practitioner="cabinet"))).author
    kept = book(finding(1, practitioner="cabinet"), finding(2), practice=both)
    assert "l’un de ces noms : p1, p2." in refusal(kept)
    assert "Dr Anne Roux" == made(kept, by="p2").author
    assert "Dr Anne Lefèvre" == made(kept, finding_id(2)).author
    affair = case(for_=("p2",), findings=(finding_id(2),))
    assert "Dr Anne Roux" == made(dataclasses.replace(kept, cases=(affair,)), affair.id).author


def test_a_closed_route_refuses_its_letter_with_the_reason():
    """The reason is that of the route; `anyway` writes it, and the caution stays."""
    closed = procedure(
        steps=SENDS, title="Droit de réponse", closes=({"when": {"gone": True}, "why": "plus en ligne"},)
    )
    kept = book(finding(1, assessment=INSULT, **gone(TODAY)), procedures=(closed,))

    told = "« Droit de réponse » est fermé pour ce relevé : plus en ligne."
    assert f"{told} Pour l’écrire quand même : ajoutez --anyway." == refusal(kept)
    assert (told,) == tuple(one.replace("\u00a0", " ") for one in made(kept, anyway=True).cautions)


def test_a_letter_that_serves_others_is_refused():
    """It says what it serves for and when not; a general letter is never refused."""
    serves = letter(fits=Condition(natures=(Nature.THREAT,)))
    kept = book(finding(1, assessment=INSULT), letters=(serves,))

    assert "ne correspond pas à ce relevé. Elle sert dans ce cas : La fiche a été créée sans vous." in refusal(kept)
    assert () == made(book(finding(1), letters=(letter(general=True),), procedures=())).cautions
    threat = finding(1, assessment=Assessment(nature="menace"))
    assert () == made(book(threat, letters=(serves,))).cautions


def test_a_finding_to_be_qualified_gets_a_letter_with_an_if():
    """What it must be is said; what is open in any case needs no « if »."""
    insult = procedure(steps=SENDS, opens=({"natures": ("injure", "menace"), "order": 10},))

    (told,) = made(book(finding(1), procedures=(insult,))).cautions

    assert told.replace("\u00a0", " ").endswith("cette lettre ne sert que si c’est une injure ou une menace.")
    assert "" == only_if(Standing())
    one = dataclasses.replace(Standing(), supposed=(Nature.THREAT,))
    assert only_if(one).endswith("si c’est une menace.")


def test_what_nobody_verified_is_told():
    """Statements under the letter, the article on secrecy of the profession, and the model itself."""
    doubtful = PROVENANCE.model_copy(update={"confidence": Confidence.TO_CHECK})
    model = letter(
        to="moteur",
        statements=("secret", "su"),
        fields={"editeur": "e", "article_sur_le_secret": "a"},
        text="{{ article_sur_le_secret }}",
        provenance=doubtful,
    )
    known = {
        "secret": statement(text="Douteux.", provenance=doubtful),
        "su": statement("su"),
        "secret-medecin": statement("secret-medecin", text="Article.", provenance=doubtful),
    }
    engine = Publisher(slug="moteur", name="Moteur", provenance=doubtful)
    kept = dataclasses.replace(book(finding(1), letters=(model,), publishers={"moteur": engine}), statements=known)

    assert ["le texte de ce modèle.", "le nom et l’adresse de Moteur.", "Douteux.", "Article."] == [
        one.rpartition("\u00a0: ")[2] for one in made(kept).cautions
    ]
    sure = engine.model_copy(update={"provenance": PROVENANCE})
    bare = dataclasses.replace(kept, statements={}, publishers={"moteur": sure})
    assert 1 == len(made(bare).cautions)


def test_words_that_are_not_whole_are_not_quoted():
    """Asked to quote, the letter says that it could not; a day that cannot be is told as well."""
    model = letter(text="« {{ passages }} »", fields={"editeur": "e", "passages": "passages"})
    one = finding(1, text_length=99, published=on(TODAY + dt.timedelta(9)))
    kept = book(one, letters=(model,), texts=[words(1)])

    assert (UNQUOTED, IMPOSSIBLE_DAY) == tuple(
        told.replace("\u00a0", " ").replace(" :", " :") for told in made(kept, quote=True).cautions
    )
    whole = book(finding(1, text_length=len("Trois heures d’attente.")), letters=(model,), texts=[words(1)])
    assert "« Trois heures d’attente. »" in list(texts(made(whole, quote=True).letter.blocks))


def test_an_affair_fills_a_letter_with_all_its_findings():
    """Their addresses, its publisher, its events; a finding that is no longer kept is left out."""
    fields = {one: one for one in ("editeur", "adresse_exacte", "destinataire", "site", "date_de_la_demande")}
    model = letter(text=" ".join(f"{{{{ {one} }}}}" for one in fields), fields=fields)
    held = Publisher(slug="avis", name="Avis SAS", provenance=PROVENANCE)
    affair = case(event("sent", "2026-11-03"), findings=(finding_id(1), finding_id(2), finding_id(7)), publisher="avis")
    kept = book(finding(1), finding(2), letters=(model,), cases=(affair,), publishers={"avis": held})

    said = next(one for one in texts(made(kept, affair.id).letter.blocks) if "avis.example" in one)

    assert (
        "https://avis.example/1\nhttps://avis.example/2 Avis SAS [à compléter\u00a0: site] 3\u00a0novembre 2026" in said
    )


def test_a_route_chosen_in_an_affair_opens_its_letter():
    """A person decided: nothing closes it. Otherwise the finding that the letter fits best decides."""
    closed = procedure(steps=SENDS, closes=({"when": {}, "why": "toujours fermé"},))
    other = procedure("autre")
    affair = case(findings=(finding_id(1),), procedures=("signalement", "inconnue"))
    kept = book(finding(1, assessment=INSULT), procedures=(closed, other), cases=(affair,))

    assert () == made(kept, affair.id).cautions
    undecided = dataclasses.replace(kept, cases=(affair.model_copy(update={"procedures": ("autre",)}),))
    assert "toujours fermé" in refusal(undecided, affair.id)
    empty = dataclasses.replace(kept, cases=(case(),))
    assert "Dr Anne Lefèvre" == made(empty, case().id).author


def test_an_affair_over_several_sources_names_none():
    """One letter goes to one site: without a publisher or a source of the affair, none is guessed."""
    model = letter(text="{{ site }}", fields={"editeur": "e", "site": "nom du site"})
    two = (finding(1), finding(2, source="autre"))
    affair = case(findings=(finding_id(1), finding_id(2)), publisher="avis", source=None)
    kept = book(*two, letters=(model,), cases=(affair,))

    assert ["editeur", "site"] == [one.name for one in made(kept, affair.id).letter.missing]


def test_the_routes_of_a_letter_stand_or_not():
    """Open, supposed, closed or beside; a letter that no route sends is general."""
    known = Facts((Nature.INSULT,), MentionForm.REVIEW)
    way, other = procedure(steps=SENDS), procedure("autre")

    assert frozenset({"opposition"}) == sends(way)
    assert Standing(open=(way,)) == standing(letter(), known, None, TODAY, (way, other))
    assert standing(letter(), known, None, TODAY, (other,)).serves
    assert Standing(general=True) == standing(letter(general=True), known, None, TODAY, (way,))
    apart = procedure(steps=SENDS, opens=({"natures": ("menace",), "order": 10},))
    assert not standing(letter(), known, None, TODAY, (apart,)).serves


def test_a_route_proposes_the_letters_that_serve():
    """In the order of its steps, once each, those that the catalogue has and that fit."""
    steps = [{"id": f"e{place}", "do": "Envoyez.", "letter": one} for place, one in enumerate(("b", "a", "b", "c"))]
    way = procedure(steps=(*steps, {"id": "fin", "do": "Attendez."}))
    letters = (letter("a"), letter("b"), letter("c", fits=Condition(signals=(Signal.BLACKMAIL,))))

    def slugs(natures):
        return [one.slug for one in proposed(way, letters, Facts(natures, MentionForm.REVIEW), None)]

    assert ["b", "a"] == slugs((Nature.INSULT,))
    assert ["b", "a", "c"] == slugs(())


def test_what_nobody_knows_yet_cannot_be_against():
    """Natures and signals are not asked of a finding to be qualified; its source and its form are."""
    asked = Condition(natures=(Nature.THREAT,), mainly=(Nature.THREAT,), signals=(Signal.BLACKMAIL,))
    unknown = Facts((), MentionForm.REVIEW)

    assert fits(asked, unknown, None)
    assert not fits(asked.model_copy(update={"forms": (MentionForm.ARTICLE,)}), unknown, None)
    assert not fits(asked, Facts((Nature.INSULT,), MentionForm.REVIEW), None)
