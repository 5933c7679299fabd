"""The facts that Renom knows for a letter: each from its place, and nothing where nothing is known."""

import datetime as dt

import pytest

from collector.core.letters.facts import About, Writer, facts, impossible_day
from collector.core.model import (
    Category,
    DateKind,
    MentionForm,
    Policy,
    Practice,
    ProfessionTerms,
    Published,
    Publisher,
    Words,
)
from tests.support.cases import event
from tests.support.ledgers import PROVENANCE, TODAY, finding, letter, on, practitioner, sha256_of, source

TERMS = ProfessionTerms(secrecy="R. 1", order="Ordre essayé")
SITE = source("avis", "Avis Santé", category=Category.REVIEWS)
PUBLISHER = Publisher(
    slug="avis", name="Avis", legal_name="Avis SAS", address="1 rue, Ville", host="Hôte", provenance=PROVENANCE
)


def known(*names, about=None, person=None, policies=(), to=None, practice=None):
    """Return the facts known for a letter that asks for `names`."""
    fields = {name: name for name in ("editeur", *names)}
    text = " ".join(f"{{{{ {name} }}}}" for name in fields)
    person = person or practitioner()
    practice = practice or Practice(name="Cabinet", practitioners=(person,))
    writer = Writer(person, practice, TERMS, policies)
    return facts(letter(text=text, fields=fields), writer, about or About(), to, TODAY)


def test_who_writes_comes_from_the_practice():
    """Name, specialty, address, telephone, number, article and Order; a missing address is no fact."""
    given = {"address": "1 place des Tilleuls", "postcode": "99410", "phone": "01 99 00 00 01", "rpps": "10999004102"}
    person = practitioner().model_copy(update=given)
    names = ("nom", "profession", "adresse", "lieu", "telephone", "rpps", "article_sur_le_secret", "ordre")

    assert {
        "nom": "Dr Anne Lefèvre",
        "profession": "médecine générale",
        "adresse": "1 place des Tilleuls\n99410 Beaurivage",
        "lieu": "Beaurivage",
        "telephone": "01 99 00 00 01",
        "rpps": "10999004102",
        "article_sur_le_secret": "R. 1",
        "ordre": "Ordre essayé",
    } == known(*names, person=person)
    assert {"nom", "profession", "lieu", "article_sur_le_secret", "ordre"} == set(known(*names))


def test_the_day_is_that_of_the_letter():
    """Written in full; what the letter does not ask for is left out."""
    assert {"date_de_la_lettre": "9\u00a0novembre 2026"} == known("date_de_la_lettre")


def test_a_practice_gives_facts_of_its_own():
    """What practice.yml says under `letters` fills the field of that name."""
    person = practitioner()
    practice = Practice(name="Cabinet", practitioners=(person,), letters={"courriel": "contact@cabinet.example"})

    assert {"courriel": "contact@cabinet.example"} == known("courriel", practice=practice)


def test_the_contract_that_helps_is_named():
    """The one that covers e-reputation first, then liability; a contract of somebody else is not ours."""
    policies = (
        Policy(kind="protection-juridique", insurer="Défense", policy="PJ 1"),
        Policy(kind="rcp", insurer="Mutuelle", policy="RC 1"),
        Policy(kind="rcp", insurer="Autre", policy="RC 2", guarantee="yes", for_=("p2",)),
    )
    covered = policies[0].model_copy(update={"guarantee": "yes"})

    assert {"assureur": "Défense", "numero_de_contrat": "PJ 1"} == known(
        "assureur", "numero_de_contrat", policies=policies[:1]
    )
    assert "PJ 1" == known("numero_de_contrat", policies=policies)["numero_de_contrat"]
    assert "Défense" == known("assureur", policies=(covered, policies[1]))["assureur"]
    assert {} == known("assureur", policies=policies[2:])


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (on(dt.date(2026, 11, 1)), "le 1er\u00a0novembre 2026"),
        (
            Published(earliest=dt.date(2026, 9, 1), latest=dt.date(2026, 10, 2), kind=DateKind.PUBLISHED),
            "entre le 1er\u00a0septembre 2026 et le 2\u00a0octobre 2026",
        ),
        (
            Published(earliest=None, latest=dt.date(2026, 10, 2), kind=DateKind.PUBLISHED),
            "au plus tard le 2\u00a0octobre 2026",
        ),
        (
            Published(earliest=dt.date(2026, 10, 2), latest=None, kind=DateKind.PUBLISHED),
            "au plus tôt le 2\u00a0octobre 2026",
        ),
        (Published(earliest=None, latest=None, kind=DateKind.PUBLISHED), None),
        (on(dt.date(2026, 12, 1)), None),
        (on(dt.date(1989, 12, 31)), None),
        (Published(earliest=dt.date(2026, 10, 2), latest=None, kind=DateKind.SEEN), None),
        (Published(earliest=dt.date(2026, 10, 2), latest=None, kind=DateKind.INDEXED), None),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(published, expected):
    """An interval stays one; a day to come, or before the web, is no fact; neither is the day of a reading."""
    told = known("mise_en_ligne", about=About((finding(1, published=published),), SITE))

    assert ({} if expected is None else {"mise_en_ligne": expected}) == told


@pytest.mark.parametrize(
    ("day", "impossible"), [(TODAY, False), (TODAY + dt.timedelta(1), True), (dt.date(1990, 1, 1), False)]
)
def test_a_day_that_cannot_be_is_seen(day, impossible):
    """Today can be; tomorrow cannot."""
    assert impossible is impossible_day(finding(1, published=on(day)), TODAY)


def test_a_finding_gives_its_address_and_its_days():
    """Several mentions give their addresses line by line; one without address, and the list is not complete."""
    both = About((finding(1), finding(2)), SITE)
    names = ("adresse_exacte", "date_de_connaissance", "nature_du_message")

    assert {
        "adresse_exacte": "https://avis.example/1\nhttps://avis.example/2",
        "date_de_connaissance": "1er\u00a0novembre 2026",
        "nature_du_message": "texte",
    } == known(*names, about=both)
    assert {"date_de_connaissance": "1er\u00a0novembre 2026"} == known(
        *names, about=About((finding(1, url=None),), source("vu", category=Category.VIDEO))
    )
    assert "nature_du_message" not in known(*names, about=About((finding(1),)))


def test_words_are_quoted_when_they_are_whole_and_asked_for():
    """Never what was masked, cut or erased, and never without a person's word."""
    one = finding(1, text_length=5)
    held = Words(sha256=sha256_of(1), title="", text="Nul !")
    masked = held.model_copy(update={"masked": ("name",)})

    def passages(words, **fields):
        return known("passages", about=About((one,), SITE, words=words, **fields)).get("passages")

    assert "Nul !" == passages({one.id: held}, quote=True)
    assert passages({one.id: held}) is None
    assert passages({one.id: masked}, quote=True) is None
    assert passages({one.id: held.model_copy(update={"text": "Nul"})}, quote=True) is None
    assert passages({}, quote=True) is None


def test_the_title_of_an_article_is_its_reference():
    """Of an article only: the title of a review belongs to its author's words."""
    words = Words(sha256=sha256_of(1), title="Le cabinet déménage", text="")
    article = finding(1, form=MentionForm.ARTICLE)

    assert {"titre_du_message": "Le cabinet déménage"} == known(
        "titre_du_message", about=About((article,), words={article.id: words})
    )
    assert {} == known("titre_du_message", about=About((finding(1),), words={article.id: words}))


def test_the_publisher_answers_for_its_own_site():
    """Name, address in lines, host; what the catalogue does not state is no fact."""
    names = ("site", "destinataire", "adresse_du_destinataire", "hebergeur")

    assert {
        "site": "Avis Santé",
        "destinataire": "Avis SAS",
        "adresse_du_destinataire": "1 rue\nVille",
        "hebergeur": "Hôte",
    } == known(*names, about=About((finding(1),), SITE, PUBLISHER))
    bare = PUBLISHER.model_copy(update={"legal_name": "", "address": "", "host": ""})
    assert {"site": "Avis Santé", "destinataire": "Avis"} == known(*names, about=About((), SITE, bare))
    assert {"site": "Avis Santé"} == known(*names, about=About((finding(1),), SITE))


def test_an_engine_does_not_answer_for_what_it_shows():
    """An article met through an aggregator is of its own title; behind an engine, nobody is known."""
    names = ("site", "destinataire")
    engine = source("moteur", category=Category.ENGINE)

    assert {"site": "La Gazette"} == known(
        *names, about=About((finding(1, publisher="La Gazette"),), engine, PUBLISHER)
    )
    assert {} == known(*names, about=About((finding(1),), engine, PUBLISHER))
    assert {"destinataire": "Avis SAS"} == known(*names, about=About((finding(1),), engine, PUBLISHER, chosen=True))
    two = (finding(1, publisher="A"), finding(2, publisher="B"))
    assert {"site": "Avis Santé", "destinataire": "Avis SAS"} == known(*names, about=About(two, SITE, PUBLISHER))


def test_a_letter_that_always_goes_to_one_goes_to_it():
    """Whatever the site: the engine is asked to delist, not the site."""
    engine = Publisher(slug="moteur", name="Moteur", provenance=PROVENANCE)

    assert {"destinataire": "Moteur"} == known("destinataire", about=About((), SITE, PUBLISHER), to=engine)


def test_an_event_that_happened_once_gives_its_day():
    """Two letters were sent: which one is meant, only a person knows. A day that is not known is none."""
    names = ("date_de_la_demande", "date_de_reception", "date_de_la_decision", "date_du_retrait")
    once = (event("sent", "2026-11-03"), event("received", "2026-11-04"), event("refused", "2026-11-08"))
    unknown = event("removed", None, earliest="2026-11-01", latest="2026-11-03")  # type: ignore[arg-type]

    assert {
        "date_de_la_demande": "3\u00a0novembre 2026",
        "date_de_reception": "4\u00a0novembre 2026",
        "date_de_la_decision": "8\u00a0novembre 2026",
    } == known(*names, about=About(events=(*once, unknown)))
    twice = (*once, event("sent", "2026-11-05"))
    assert "date_de_la_demande" not in known(*names, about=About(events=twice))
