"""Yes, no or uncertain, and why."""

import pytest

from collector.core.about.judge import Judge
from collector.core.model import About, Match
from tests.support.mentions import lexicon, practitioner

YES, NO, UNCERTAIN = About.YES, About.NO, About.UNCERTAIN
NB = "\u00a0"


def _judged(text: str = "", title: str = "", address: str = "", **fields: object) -> Match:
    judge = Judge([practitioner(**fields)], lexicon())
    return judge.judged(judge.read(title=title, text=text, address=address), "lefevre")


HOMONYMS = (
    "Dr Anne Lefèvre, cardiologue à Port-Clairac",
    "Anne-Sophie Lefèvre, navigatrice",
    "Dr Anne-Sophie Lefèvre, dermatologue à Saint-Aubin",
)


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("RPPS 10999004102", YES, f"Numéro RPPS{NB}: 10999004102"),
        ("Anne-Sophie Lefèvre, pédiatre", YES, f"Spécialité{NB}: pédiatre"),
        ("Dr Lefèvre, 12 place des Tilleuls", YES, f"Rue{NB}: 12 place des Tilleuls"),
        ("Dr Anne-Sophie Lefèvre, Saint-Aubin", YES, f"Ville{NB}: Saint-Aubin"),
        ("Dr Anne-Sophie Lefèvre : bébé a bien pris du poids", YES, f"Vocabulaire de la spécialité{NB}: pédiatre"),
        ("Anne-Sophie Lefèvre, pédiatre à Brest", UNCERTAIN, "Une autre ville est nommée"),
        ("Dr A.-S. Lefèvre, pédiatre à Brest", UNCERTAIN, "Une autre ville est nommée"),
        ("Dr Lefèvre, pédiatre à Brest", UNCERTAIN, "Une autre ville est nommée"),
        ("Dr A.-S. Lefèvre, Saint-Aubin", UNCERTAIN, "Initiale et nom, sans la spécialité"),
        ("Dr A.-S. Lefèvre, Saint-Aubin, pour mon bébé", YES, "Initiale et nom lus dans le texte"),
        ("Dr Lefèvre, Saint-Aubin", UNCERTAIN, "Nom sans prénom ni spécialité"),
        ("Dr Lefèvre, Saint-Aubin : mon bébé respire, sa courbe remonte", YES, "Nom précédé de son titre lu dans le texte"),
        ("Dr Lefèvre à Brest", NO, "Une autre ville est nommée"),
        ("Mme Lefèvre part en vacances", NO, "Rien ne parle de soins"),
        ("Lefèvre, pédiatre à Saint-Aubin", YES, "Nom seul lu dans le texte"),
        ("Lefèvre, pédiatre", UNCERTAIN, "Nom seul, une autre personne peut le porter"),
        ("Lefèvre, une bonne consultation à Saint-Aubin", UNCERTAIN, "Nom seul, une autre personne peut le porter"),
        ("Lefèvre gagne", NO, "Nom seul, sans rien qui désigne ce praticien"),
        ("Anne-Sophie Lefèvre gagne le relais de Saint-Aubin", UNCERTAIN, "Rien ne dit la profession"),
        ("Anne-Sophie Lefèvre", UNCERTAIN, "Prénom et nom, sans rien qui les confirme"),
        ("Dr Lefaivre, pédiatre à Saint-Aubin", YES, "Nom autrement orthographié"),
        ("Anne-Sophie Lefaivre, pédiatre", YES, "Nom autrement orthographié"),
        ("Dr Lefaivre à Saint-Aubin", UNCERTAIN, "Le nom ressemble, rien ne le confirme assez"),
        ("Dr Lefaivre", NO, "Un autre nom, qui ressemble"),
        ("la navigatrice Anne-Sophie Lefèvre", NO, f"Autre métier{NB}: sport"),
        ("le photographe Anne-Sophie Lefèvre, pédiatre, 12 place des Tilleuls", YES, "Nom complet lu dans le texte"),
        ("l'avocate Anne-Sophie Lefèvre, 12 place des Tilleuls", UNCERTAIN, f"Autre métier{NB}: droit et comptabilité"),
        ("Anne-Sophie Lefèvre, 19 ans, rêve de médailles", NO, "Personne trop jeune pour exercer"),
        ("Anne-Sophie Lefèvre, née vers 1720", NO, "Histoire, généalogie ou fiction"),
        ("Anne-Sophie Lefèvre nous a quittés", NO, "Annonce d’un décès"),
        ("Décès d'Anne-Sophie Lefèvre, pédiatre à Saint-Aubin", UNCERTAIN, "Annonce d’un décès"),
        ("Depuis le décès de mon mari, le Dr Lefèvre, pédiatre, suit les enfants", YES, f"Spécialité{NB}: pédiatre"),
        ("Dr Lefèvre ou Lefort, pédiatre à Saint-Aubin", UNCERTAIN, "L’auteur n’est pas sûr du nom"),
        ("Dr Lefèvre je crois, pédiatre à Saint-Aubin", UNCERTAIN, "L’auteur n’est pas sûr du nom"),
        ("Dr Lefèvre ou une infirmière, pédiatrie, Saint-Aubin", YES, f"Spécialité{NB}: pédiatre"),
        ("Le cabinet médical des Tilleuls est fermé", UNCERTAIN, "Le cabinet est partagé, et personne n’est nommé"),
        ("Le cabinet médical des Tilleuls et le docteur Astier", NO, "Une autre personne du cabinet est nommée"),
        ("Un pédiatre place des Tilleuls", UNCERTAIN, "Spécialité et rue, sans aucun nom"),
        ("Merci docteur Anne-Sophie", UNCERTAIN, "Prénom seul"),
        ("Anne-Sophie L., merci", UNCERTAIN, "Prénom seul"),
        ("merci docteur AS pour le vaccin", UNCERTAIN, "Prénom seul"),
        ("le docteur Anne-Sophie, pédiatre au cabinet médical des Tilleuls", YES, "Prénom précédé d’un titre"),
        ("une pédiatre, Lefèv quelque chose", UNCERTAIN, "Début du nom seulement"),
        ("Anne-Sophie Martin, merci", NO, "Rien ne désigne ce praticien"),
        ("MARTIN Anne-Sophie, pédiatre", NO, "Rien ne désigne ce praticien"),
        ("Garage Lefèvre", NO, "Nom d’un commerce, d’une rue, d’un établissement ou d’une organisation"),
        ("Dr Julie Lefèvre. Merci Dr Lefèvre, Saint-Aubin", NO, "Autre prénom devant ou derrière ce nom"),
        ("Boulangerie Anne-Sophie Lefèvre. Anne-Sophie Lefèvre sourit", NO, "Nom d’un commerce, d’une rue, d’un établissement ou d’une organisation"),
        ("", NO, "Rien ne désigne ce praticien"),
    ],
)  # fmt: skip
def test_each_rule_decides_and_says_why(text: str, expected: About, reason: str) -> None:
    """One text a rule: its decision, and the reason shown."""
    match = _judged(text)
    assert expected is match.about
    assert reason in match.reasons


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Dr Anne Lefèvre, cardiologue", NO, f"Autre métier{NB}: cardiologie"),
        ("Dr Anne Lefèvre à Port-Clairac", NO, "Un homonyme déclaré est nommé"),
        ("Dr Lefèvre à Port-Clairac", NO, f"Répond à la description d’un homonyme{NB}: {HOMONYMS[0]}"),
        ("Dr Lefèvre. Un cardiologue en or", NO, f"Répond à la description d’un homonyme{NB}: {HOMONYMS[0]}"),
        ("Dr Lefèvre : verrue gelée, acné partie", NO, f"Répond à la description d’un homonyme{NB}: {HOMONYMS[2]}"),
        (
            "Anne-Sophie Lefèvre vogue. La navigation, quelle vie",
            NO,
            f"Répond à la description d’un homonyme{NB}: {HOMONYMS[1]}",
        ),
        ("Dr Anne-Sophie Lefèvre, Saint-Aubin", UNCERTAIN, f"Peut aussi désigner{NB}: {HOMONYMS[2]}"),
        ("Dr Lefèvre, Saint-Aubin, pour bébé", UNCERTAIN, "Nom sans prénom ni spécialité"),
        ("Dr A. Lefèvre, Saint-Aubin", UNCERTAIN, f"Peut aussi désigner{NB}: {HOMONYMS[2]}"),
        ("Dr Anne-Sophie Lefèvre à Brest", UNCERTAIN, f"Peut aussi désigner{NB}: {HOMONYMS[2]}"),
        ("Dr Anne-Sophie Lefèvre, pédiatre à Saint-Aubin", YES, f"Spécialité{NB}: pédiatre"),
        ("Dr Lefèvre, pédiatre (pas la cardiologue)", YES, f"Spécialité{NB}: pédiatre"),
        ("Dr Lefèvre, pédiatre à Saint-Aubin, pas Julie Lefèvre", YES, f"Spécialité{NB}: pédiatre"),
    ],
)
def test_declared_homonyms_are_told_apart(text: str, expected: About, reason: str) -> None:
    """What is said of one of them is not ours; what fits both is for a person; what is denied does not count."""
    match = _judged(text, known_homonyms=HOMONYMS)
    assert expected is match.about
    assert reason in match.reasons


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le petit chat", NO),
        ("Petit, bonne consultation à Saint-Aubin", NO),
        ("petit, pédiatre à Saint-Aubin", YES),
        ("voir Petit, place des Tilleuls", YES),
        ("petit retard place des Tilleuls", UNCERTAIN),
        ("Petit : atelier poterie pour enfants, un pédiatre parle", NO),
        ("petit pédiatre, club de Saint-Aubin", UNCERTAIN),
    ],
)
def test_a_surname_that_is_a_word_needs_more(text: str, expected: About) -> None:
    """Alone it is the word; beside the field or in the right street it may be the name."""
    assert expected is _judged(text, last_name="Petit").about


@pytest.mark.parametrize(
    ("fields", "text", "expected"),
    [
        ({"phone_shared": False}, "0353014110", YES),
        ({}, "0353014110", UNCERTAIN),
        ({"practice": {"name": "Pédiatrie des Lavandes", "solo": True}}, "Pédiatrie des Lavandes : fermé", YES),
        (
            {"practice": {"name": "Pédiatrie des Lavandes", "solo": True}},
            "Pédiatrie des Lavandes, Dr Astier",
            UNCERTAIN,
        ),
        ({"practice": {"name": "Cabinet Lefèvre", "solo": True}}, "Cabinet Lefèvre : à l’heure", YES),
        ({"practice": {"name": "Cabinet Lefèvre", "solo": True}}, "Le Dr Julie Lefèvre, Cabinet Lefèvre", NO),
        ({"practice": {"name": "Pédiatrie des Lavandes", "solo": True}}, "rue des Lavandes", NO),
        ({"last_name": "Ortzibarre"}, "Pr Anne-Sophie Ortzibarre a parlé", YES),
        ({"last_name": "Ortzibarre"}, "Dr A. Ortzibarre, Saint-Aubin", YES),
        ({"last_name": "Ortzibarre"}, "Ortzibarre, pédiatre", YES),
        ({"last_name": "Ortzibarre"}, "Dr Ortzibarre à Brest", UNCERTAIN),
        ({"known_homonyms": ("Dr Lefort, pédiatre à Orle",)}, "Dr Lefort, pédiatre", NO),
        ({"last_name": "Lefors", "known_homonyms": ("Dr Paul Lefort, pédiatre à Orle",)}, "Dr Lefort, pédiatre", NO),
        ({"specialty": "x"}, "Dr Lefèvre, cardiologue", UNCERTAIN),
        ({"specialty": "—"}, "Dr Lefèvre, cardiologue", UNCERTAIN),
        ({"specialty": "phoniatre"}, "Dr Lefèvre, phoniatrie", YES),
        ({"specialty": "médecin nucléaire"}, "Dr Lefèvre, médecine nucléaire", YES),
        (
            {"known_homonyms": ("Dr Anne-Sophie Lefèvre, dermatologue à Port-Clairac",)},
            "Dr Anne-Sophie Lefèvre, Saint-Aubin",
            YES,
        ),
        ({"specialty": "pédiatre"}, "Dr Anne-Sophie Lefèvre, Saint-Aubin, spécialiste des allergies", YES),
    ],
)
def test_what_is_known_of_the_person_counts(fields: dict[str, object], text: str, expected: About) -> None:
    """A direct line, a place of one's own, a rare name, a specialty that nothing tells."""
    assert expected is _judged(text, **fields).about


@pytest.mark.parametrize(
    ("title", "text", "address", "expected"),
    [
        ("Pédiatre Saint-Aubin", "lefevre, top", "", YES),
        ("Avis", "Rapide.", "https://x.example/saint-aubin/pediatre/anne-sophie-lefevre", YES),
        ("Dr Lefèvre – Cardiologue", "Merci docteur", "", NO),
        ("Cardiologue, avis", "Merci Dr Lefèvre", "", NO),
        ("Anne-Sophie Lefèvre", "Chirurgienne orthopédiste à Saint-Aubin", "", NO),
        ("Anne-Sophie Lefèvre", "Professeure de mathématiques à Saint-Aubin", "", NO),
        ("Anne-Sophie Lefèvre", "Allergologue à Saint-Aubin", "", YES),
        ("Anne-Sophie Lefèvre", "Psychologue, Saint-Aubin", "", NO),
        ("Anne-Sophie Lefèvre", "Psychologue Brest", "", NO),
        ("Anne-Sophie Lefèvre, Saint-Aubin", "Psychologue", "", NO),
        ("Dr Anne-Sophie Lefèvre, Saint-Aubin", "Infirmière à l’accueil désagréable", "", YES),
        ("Dr Anne-Sophie Lefèvre, Saint-Aubin", "Mon cardiologue m’envoie chez elle", "", YES),
        ("Dr Anne-Sophie Lefèvre, Saint-Aubin", "Je la vois. Cardiologue aussi, mon mari", "", YES),
        ("Dr Lefèvre", "Merci.", "https://x.example/cardiologue/dr-lefevre", NO),
        ("Nécrologie", "Le docteur Anne-Sophie Lefèvre", "", NO),
        ("Avis", "Le Dr Lefèvre m’a envoyée chez un cardiologue", "https://x.example/99410/pediatre/lefevre", YES),
    ],
)
def test_every_zone_speaks(title: str, text: str, address: str, expected: About) -> None:
    """The evidence may stand in the title or in the address alone."""
    assert expected is _judged(text, title, address).about


def test_scores_follow_the_answer() -> None:
    """A number is certain; more clues make a surer yes; a no is low, an uncertain between."""
    texts = [
        "Lefèvre gagne",
        "Anne-Sophie Lefèvre",
        "Dr Lefèvre, pédiatre",
        "Dr Lefèvre, pédiatre à Saint-Aubin",
        "10999004102",
    ]
    scores = [_judged(text).score for text in texts]
    assert sorted(set(scores)) == scores
    assert 1.0 == scores[-1]


@pytest.mark.parametrize(
    "text", ["Dr Zzyzx Lefèvre, 12 place des Tilleuls, hémorroïdes", "la navigatrice Zzyzx Lefèvre"]
)
def test_reasons_repeat_no_word_of_the_mention(text: str) -> None:
    """They hold what the practice or the catalogue says."""
    told = " ".join(_judged(text).reasons).lower()
    assert "zzyzx" not in told
    assert "hémorroïdes" not in told
