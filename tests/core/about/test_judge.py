"""A group of practitioners judged in one reading."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.about.judge import Judge
from collector.core.model import About
from tests.support.mentions import colleague, lexicon, practitioner

YES, NO, UNCERTAIN = About.YES, About.NO, About.UNCERTAIN
_GROUP = Judge([practitioner(known_homonyms=("Lefèvre, navigatrice",)), colleague()], lexicon())
_FIRST = ("Anne", "Paul", "Léa", "Marc", "Inès")
_SYLLABLES = ("bar", "cot", "dul", "fem", "gir", "lon", "mav", "nev", "pri", "tus")


def _about(judge: Judge, text: str, people: tuple[str, ...] | None = None) -> dict[str, About]:
    judged = judge.judged_among(judge.read(text=text), people)
    return {one: match.about for one, match in judged.items() if match.about is not NO}


def test_a_list_names_several() -> None:
    """Each is judged by what stands beside the name, in the order of the group."""
    text = "Pédiatrie : Dr Anne-Sophie Lefèvre. Cardiologie : Dr Haddad, Saint-Aubin."
    assert {"lefevre": YES, "haddad": YES} == _about(_GROUP, text)
    assert {"haddad": YES} == _about(_GROUP, text, ("haddad",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10999004102", {"lefevre": YES}),
        ("au cabinet médical des Tilleuls", {"lefevre": UNCERTAIN, "haddad": UNCERTAIN}),
        ("au cabinet médical des tilleuls, docteur haddad", {"haddad": YES}),
        ("un pédiatre place des Tilleuls", {"lefevre": UNCERTAIN}),
        ("merci docteur Karim", {"haddad": UNCERTAIN}),
        ("Karim, mon cardiologue", {"haddad": UNCERTAIN}),
        ("Dr Hadad, cardiologue à Saint-Aubin", {"haddad": YES}),
        ("Karim part en vacances", {}),
        ("", {}),
    ],
)
def test_whoever_something_designates_is_judged(text: str, expected: dict[str, About]) -> None:
    """Numbers, places, names well or badly written, first names: the index loses nobody."""
    assert expected == _about(_GROUP, text)


@pytest.mark.parametrize(
    ("second", "text", "expected"),
    [
        ({"specialty": "cardiologue"}, "Dr Lefèvre, cardiologue", {"b": YES}),
        ({"specialty": "pédiatre"}, "Dr Lefèvre, pédiatre", {"a": UNCERTAIN, "b": UNCERTAIN}),
        ({"specialty": "pédiatre", "first_name": "Paul"}, "Dr Paul Lefèvre, pédiatre", {"b": YES}),
        ({"specialty": "pédiatre", "first_name": "Paul"}, "Dr P. Lefèvre, pédiatre", {"b": YES}),
        ({"specialty": "pédiatre", "first_name": "Alix"}, "Dr A. Lefèvre, pédiatre", {"a": UNCERTAIN, "b": UNCERTAIN}),
        ({"specialty": "pédiatre", "last_name": "Lefort"}, "Dr Lefèvre, pédiatre", {"a": YES}),
    ],
)
def test_colleagues_of_one_name_are_told_apart_by_what_differs(
    second: dict[str, object], text: str, expected: dict[str, About]
) -> None:
    """The field or the first name; what both share is for a person."""
    judge = Judge([practitioner(id="a"), practitioner(id="b", **second)], lexicon())
    assert expected == _about(judge, text)


def test_those_designated_by_nothing_are_not_judged() -> None:
    """Judging costs only for those whom something in the text may designate."""
    assert {} == dict(_GROUP.judged_among(_GROUP.read(text="Dr Zimmer, dentiste à Brest")))


@pytest.mark.slow
def test_a_thousand_practitioners_are_found_in_one_reading() -> None:
    """The same answers as one by one, in less than a tenth of a second a text."""
    people = [
        practitioner(id=f"p{n}", first_name=_FIRST[n % 5], last_name=_syllables(n), rpps=f"{n:011}")
        for n in range(1000)
    ]
    judge = Judge(people, lexicon())
    text = f"Dr {people[7].first_name} {people[7].last_name}, pédiatre à Saint-Aubin. RPPS 00000000998."
    wording = judge.read(text=text)
    started = time.process_time()
    judged = judge.judged_among(wording)
    spent = time.process_time() - started
    assert {"p7", "p998"} == {one for one, match in judged.items() if match.about is YES}
    assert all(judge.judged(wording, one) == match for one, match in judged.items())
    assert spent < 1


def _syllables(number: int) -> str:
    return "".join(_SYLLABLES[number // 10**place % 10] for place in range(3)).title()


@given(title=st.text(max_size=60), text=st.text(max_size=200), address=st.text(max_size=80))
def test_any_text_is_judged(title: str, text: str, address: str) -> None:
    """Nothing raises; whoever is not in the index is judged « no »."""
    wording = _GROUP.read(title=title, text=text, address=address)
    found = _GROUP.judged_among(wording)
    for one in ("lefevre", "haddad"):
        match = _GROUP.judged(wording, one)
        assert 0 <= match.score <= 1
        assert one in found or match.about is NO


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "dr lefevre pédiatre, je crois ou Martin " * 2_500,
        "😀" * 50_000,
        "مرحبا دكتور " * 8_000,
        "\x00\u202e\x07" * 30_000,
        ", ".join(f"Dr Paul Martin{n}" for n in range(50)) + ", Anne-Sophie Lefèvre",
        "« " * 20_000 + "Lefèvre" + " »" * 20_000,
        "tilleuls " * 10_000,
    ],
    ids=["one letter", "names", "emoji", "right to left", "controls", "fifty names", "nested quotes", "places"],
)
def test_garbage_is_judged_in_bounded_time(text: str) -> None:
    """Nothing that a site can say takes long or raises."""
    started = time.process_time()
    _GROUP.judged_among(_GROUP.read(title=text[:5000], text=text, address=text[:2000]))
    assert time.process_time() - started < 5
