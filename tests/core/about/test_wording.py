"""The words of a mention, read once."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.about.lexicon import Sort
from collector.core.about.wording import Wording, Zone
from tests.support.mentions import lexicon


def _wording(text: str = "", **zones: str) -> Wording:
    return Wording(lexicon(), text=text, **zones)


def _plain(wording: Wording) -> list[str]:
    return [token.plain for token in wording.tokens]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Merci #DrPoulain et @PoleEnfants75", ["merci", "dr", "poulain", "et", "pole", "enfants", "75"]),
        ("@dr.camille_roux", ["dr", "camille", "roux"]),
        ("DrRoux et McDonald", ["dr", "roux", "et", "mcdonald"]),
        ("#LEMANS", ["lemans"]),
        ("l’œil d'Anne", ["l", "oeil", "d", "anne"]),
        ("Tra\u0302\u0300n", ["tran"]),
    ],
)
def test_words_are_read_as_people_write_them(text: str, expected: list[str]) -> None:
    """Tags and handles come apart, titles glued to a name too; accents, ligatures and marks are made plain."""
    assert expected == _plain(_wording(text))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "https://www.75013.avis-yeux.example/ophtalmo/tran-minh-anh.html",
            ["75013", "avis", "yeux", "ophtalmo", "tran", "minh", "anh"],
        ),
        ("https://registre.example/fiche?id=10999102023", ["registre", "fiche", "id", "10999102023"]),
        ("https://a.example/dr%20lef%C3%A8vre", ["a", "dr", "lefevre"]),
        ("https://b.example/articles/CBMi7ywRSl0UTDsyXvP3G3xSSEs5nHX", ["b", "articles"]),
        ("http://[nonsense", ["nonsense"]),
        ("", []),
    ],
)
def test_an_address_is_read_as_words(url: str, expected: list[str]) -> None:
    """Host, path and query; suffixes say nothing, and an opaque identifier holds no word."""
    assert expected == _plain(_wording(address=url))


def test_sentences_end_where_they_do() -> None:
    """Not at « Dr. », « J.-B. » or « H., »; an address has one sentence a part."""
    wording = _wording("Le Dr. J.-B. Roux, ORL. Bien ! Oui", address="https://x.example/a-b/c")
    ends = [token.plain for at, token in enumerate(wording.tokens) if wording.starts_sentence(at)]
    assert ["le", "bien", "oui", "x", "a", "c"] == ends


def test_what_joins_words_is_told() -> None:
    """A space, a hyphen, an apostrophe, a full stop may stand within a name; a comma may not."""
    wording = _wording("Anne-Sophie d'Arfeuil, Nantes")
    assert wording.joined(0, 4)
    assert not wording.joined(3, 5)
    assert "annesophiedarfeuil" in wording.runs
    assert "arfeuilnantes" not in wording.runs


def test_numbers_are_read_whatever_their_form() -> None:
    """Telephones in national form, numbers of eleven digits with or without spaces."""
    wording = _wording("+33 (0)1 99 00 13 40, RPPS 10 999 102 023", title="02.61.91.44.09")
    assert {"0199001340", "0261914409"} == wording.telephones
    assert {"10999102023"} == wording.long_numbers


@pytest.mark.parametrize(
    ("text", "sort", "of"),
    [
        ("une ophtalmologiste", Sort.FIELD, "ophtalmologie"),
        ("c lorl de nantes", Sort.FIELD, "orl"),
        ("le docteur des yeux", Sort.FIELD, "ophtalmologie"),
        ("les sages-femmes", Sort.FIELD, "sage-femme"),
        ("sa kinésithérapeute", Sort.FIELD, "kinesitherapie"),
        ("une séance de rééducation", Sort.SIGN, "kinesitherapie"),
        ("la troisième-ligne", Sort.TRADE, "sport"),
        ("à Clermont-Ferrand", Sort.TOWN, "clermont ferrand"),
    ],
)
def test_the_lexicon_is_met_in_every_form(text: str, sort: Sort, of: str) -> None:
    """Feminine, plural, hyphens, the glued article, colloquial phrases."""
    assert of in {hit.of for hit in _wording(text).hits[sort]}


def test_a_phrase_does_not_cross_a_sentence() -> None:
    """« sage. Femme » is no sage-femme."""
    assert [] == _wording("Il est sage. Femme heureuse").hits[Sort.FIELD]


def test_what_is_denied_is_told() -> None:
    """« pas la rhumato »: within two words and the same clause."""
    wording = _wording("Dr Leroy (pas la rhumato), gynéco")
    assert wording.places["rhumato"][0] in wording.denied
    assert wording.places["gyneco"][0] not in wording.denied


def test_distances_count_words_and_clauses() -> None:
    """From either side; two commas count for one word."""
    wording = _wording("Roux, de, Nantes, ORL")
    assert (3, 3) == (wording.distance(0, 3, 4), wording.distance(3, 0, 1))


@given(title=st.text(max_size=80), text=st.text(max_size=300), address=st.text(max_size=120))
def test_any_text_can_be_read(title: str, text: str, address: str) -> None:
    """Control characters, right-to-left, emoji, lone surrogates: every word has its place, zones in order."""
    wording = _wording(text, title=title, address=address)
    zones = [token.zone for token in wording.tokens]
    assert zones == sorted(zones)
    assert all(wording.tokens[at].plain == plain for plain, places in wording.places.items() for at in places)
    assert wording.slips is not None
    assert Zone.TITLE in zones or not any(char.isalpha() for char in title if char.isascii())


@pytest.mark.parametrize(
    "text",
    ["a" * 100_000, "pas dermato lefevre " * 5_000, "« " * 40_000, "a-" * 50_000, "." * 100_000, "#" + "aB" * 50_000, "01 " * 33_000],
    ids=["one letter", "denials", "quotes", "hyphens", "dots", "camel", "digits"],
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    """100 kB made to slow a pattern are read in bounded time."""
    started = time.process_time()
    wording = _wording(text, title=text[:5000], address=text[:5000])
    assert wording.runs is not None
    assert wording.slips is not None
    assert wording.telephones is not None
    assert time.process_time() - started < 5
