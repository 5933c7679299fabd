"""Masking of what must not be kept of third parties."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.identity import reading_key
from collector.core.masking import TOKEN, Masker, MaskingRules
from tests.support.mentions import colleague, masking_rules, practice, practitioner

RULES = masking_rules()
MASKER = Masker(RULES, practice())
NIR, PHONE, EMAIL, HEALTH, NAME = (
    "[numéro de sécurité sociale]",
    "[téléphone]",
    "[courriel]",
    "[donnée de santé]",
    "[nom]",
)
# What texts are made of, so that secrets meet, touch and overlap.
_PIECES = st.sampled_from(
    [
        "Mme ", "Durand", " M. ", "Petit", "Dr Lefèvre", "Anne-Sophie Lefèvre", "Léa", " sophie ", "06 39 98 12 34",
        "0639981234", "03 53 01 41 10", "a.b@c.example", "cancer", " du sein", " enceinte", "suivie pour ", "ma fille ",
        "je m'appelle ", "1 85 05 78 006 084 36", "185057800608436", "[nom]", NIR, HEALTH, "[", "]", "@", "+33 ", ".",
        ", ", "\n", "-", "'", "’", "œ", "É", "e\u0301", "\u20dd", "Kowalska", "S. ", "12", " ", "X", "@Pseudo", "(at)",
        "IRM", "du dos", "mal ", "DURAND ", "l’", "Cabinet médical des Tilleuls",
    ]
)  # fmt: skip


def _both(masked):
    return masked.text, masked.kinds


_TEXTS = st.lists(_PIECES | st.characters(), max_size=14).map("".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NIR 1 85 05 78 006 084 36.", f"NIR {NIR}."),
        ("185057800608436", NIR),
        ("2850578006084", NIR),
        ("1 85 05 2A 006 084 36", NIR),
        ("1.85.05.78.006.084/36", NIR),
        ("RPPS 10999004102, SIRET 12345678900012", "RPPS 10999004102, SIRET 12345678900012"),
        ("3 85 05 78", "3 85 05 78"),
    ],
)
def test_social_security_numbers_are_masked(text, expected):
    """Thirteen or fifteen digits, spaced or not, Corsica included; other long numbers stay."""
    assert expected == MASKER.mask(text).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("au 06 39 98 12 34 ou 06.39.98.12.34", f"au {PHONE} ou {PHONE}"),
        ("0639981234, 06-39-98-12-34", f"{PHONE}, {PHONE}"),
        ("+33 6 39 98 12 34 et +33 (0)6 39 98 12 34", f"{PHONE} et {PHONE}"),
        ("0033639981234", PHONE),
        ("+32 2 555 12 34", PHONE),
        ("０６３９９８１２３４", PHONE),
        ("appelez le 03 53 01 41 10 ou +33353014110", "appelez le 03 53 01 41 10 ou +33353014110"),
        ("le 15, le 3624, 12/06/2026, 06 39 98 12", "le 15, le 3624, 12/06/2026, 06 39 98 12"),
    ],
)
def test_telephones_are_masked_but_the_practices_own(text, expected):
    """French numbers in all their forms, and foreign ones with a plus."""
    assert expected == MASKER.mask(text).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sophie.durand+avis@mail.example, merci", f"{EMAIL}, merci"),
        ("écrire à so(at)mail.example", f"écrire à {EMAIL}"),
        ("so [at] mail.example", EMAIL),
        ("so arobase mail.example", EMAIL),
        ("so @ mail.example", EMAIL),
        ("merci @so.durand", f"merci {NAME}"),
        (
            "merci @CabinetMedicalDesTilleuls @DrAnneSophieLefevre",
            "merci @CabinetMedicalDesTilleuls @DrAnneSophieLefevre",
        ),
        ("5 @ 3", "5 @ 3"),
    ],
)
def test_addresses_of_people_are_masked(text, expected):
    """E-mails, even disguised, and names on networks, but the practice's own."""
    assert expected == MASKER.mask(text).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reçue pour mon cancer du sein.", f"Reçue pour mon {HEALTH}."),
        ("Mon Œdème de Quincke, mes migraines chroniques", f"Mon {HEALTH}, mes {HEALTH}"),
        ("Mme Durand, ma fille Léa et le Dr Autre", f"Mme {NAME}, ma fille {NAME} et le Dr {NAME}"),
        ("diabète, migraine", f"{HEALTH}, {HEALTH}"),
        ("diabète migraine", HEALTH),
        ("Sophie-Durand", NAME),
        ("0639981234cancer", f"{PHONE}{HEALTH}"),
        ("Mme IRM", f"Mme {HEALTH}"),
        ("[nom] et [donnée de santé]", "[nom] et [donnée de santé]"),
        ("rien à cacher", "rien à cacher"),
        ("", ""),
    ],
)
def test_health_and_names_are_masked_in_place(text, expected):
    """The rest of the text does not move; neighbours of one kind make one; where kinds meet the graver one shows."""
    assert expected == MASKER.mask(text).text


@pytest.mark.parametrize(
    "text",
    [
        "Merci Dr Lefèvre",
        "Docteur LEFEVRE Anne-Sophie, A.-S. Lefèvre, Karim Haddad",
        "Mme Lefèvre et M. Haddad",
        "Lefèvre",
        "Merci Karim",
        "le Cabinet médical des Tilleuls",
        "nos enfants à Saint-Aubin",
    ],
)
def test_what_is_ours_stays(text):
    """Practitioners' names in every form, and the names of the practice's places."""
    assert text == MASKER.mask(text).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Julie Lefèvre", NAME),
        ("ma fille Anne", f"ma fille {NAME}"),
        ("Mme Durand-Lefèvre", f"Mme {NAME}"),
    ],
)
def test_what_only_resembles_ours_is_masked(text, expected):
    """A patient may bear a practitioner's first name or surname."""
    assert expected == MASKER.mask(text).text


def test_a_practice_whose_name_says_health_keeps_it():
    """The names of places are read before anything is masked."""
    own = practice(practitioner(practice={"name": "Maison de l’Allergie"}), name="Centre Diabète et Sophie")
    masker = Masker(RULES, own)
    text = "À la Maison de l’Allergie et au Centre Diabète et Sophie"
    assert text == masker.mask(text).text


def test_the_author_is_masked_wherever_named():
    """The author's name counts as a third party's, known first name or not."""
    assert f"Avis de {NAME}, merci" == MASKER.mask("Avis de Iga KOWALSKA, merci", "Iga Kowalska").text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mme Durand a un cancer, 06 39 98 12 34, a@b.example, 185057800608436",
            ("email", "health", "name", "nir", "phone"),
        ),
        ("Mme Durand et M. Morel", ("name",)),
        ("rien", ()),
        ("[nom]", ()),
    ],
)
def test_the_kinds_are_told(text, expected):
    """What was masked is told by kind, once, in order; what came masked already is not."""
    kinds = MASKER.mask(text).kinds
    assert expected == kinds
    assert all(type(kind) is str for kind in kinds)


@given(_TEXTS, st.sampled_from(["", "Sophie Durand", "Kowalska X", "Petit", "[nom]"]))
def test_masking_twice_changes_nothing(text, author):
    """A masked text has nothing left to mask."""
    once = MASKER.mask(text, author)
    assert (once.text, ()) == (MASKER.mask(once.text, author).text, MASKER.mask(once.text, author).kinds)


@given(_TEXTS)
def test_masking_only_replaces(text):
    """What is not a mask stood in the text, in the same order."""
    masked = MASKER.mask(text).text
    position = 0
    source = unicodedata.normalize("NFC", text)
    for kept in TOKEN.split(masked):
        position = source.index(kept, position) + len(kept)


@given(st.sampled_from(["06 39 98 12 34", "185057800608436", "sophie@mail.example", "un cancer", "Mme Durand"]), _TEXTS)
def test_a_secret_is_masked_whatever_follows(secret, text):
    """No neighbour brings a secret back."""
    told = secret.split(" ", 1)[-1] if secret[0] in "uM" else secret
    assert told not in MASKER.mask(f"{secret}. {text}").text.split(". ")[0]


@pytest.mark.parametrize(
    "unit",
    [
        "a", "é", "0", "1 ", "06 ", "a@", "a.", "A. ", "+", "l'", "@a", "[nom]", "Léa-", "Léa ", "Mme ", "Mme de la ",
        "ma fille ", "je m'appelle ", "suivie pour ", "cancer du sein ", "grave ", "Dr Lefèvre ", "Lefèvre ", "a s ",
        "0639981234cancer", "de la ", "Durand Sophie ", "Sophie ", "1 85 05 ", "x (at) ",
    ],
)  # fmt: skip
@pytest.mark.slow
def test_no_text_takes_long(unit):
    """100 kB made to slow the masks take no longer than a few seconds."""
    text = unit * (100_000 // len(unit))
    started = time.process_time()
    MASKER.mask(text, "Sophie Durand")
    assert time.process_time() - started < 30


def test_a_text_that_never_ends_being_masked_is_masked_whole():
    """What still shows a secret after the allowed turns is not kept in part."""
    glued = "enceinte0639981234"

    assert f"{HEALTH}{PHONE}" == MASKER.mask(glued).text
    assert (NAME, ("name", "phone")) == _both(Masker(RULES, practice(), turns=1).mask(glued))


def test_the_rules_are_part_of_how_a_watch_is_read():
    """Better rules change the fingerprint of a reading, so that answers are read again."""
    assert RULES is MASKER.rules
    better = MaskingRules.model_validate(RULES.model_dump() | {"particles": ("de",)})
    assert reading_key(RULES) != reading_key(better)
    assert reading_key(RULES) == reading_key(masking_rules())


def test_a_practice_without_telephones_masks_them_all():
    """An empty number of ours keeps nobody else's."""
    masker = Masker(RULES, practice(practitioner(phone=""), colleague(phone="")))
    assert PHONE == masker.mask("03 53 01 41 10").text
