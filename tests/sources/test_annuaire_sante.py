"""The national directory of health professionals, asked and understood."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from collector.core.directory import Identified, Site, Wanted
from collector.core.errors import FailureCode, ReadError
from collector.core.model import Profession
from collector.core.reading import Capture, Request
from collector.sources.annuaire_sante import BASE, KEY, look_up

PAYLOADS = Path(__file__).parent / "payloads" / "annuaire_sante"
SPECIALTIES = {"SM40": "Pédiatrie", "SM15": "Dermatologie et vénéréologie"}
NAME = Wanted("Lefèvre", "Anne-Sophie")

Answer = tuple[int, bytes]


def _payload(name: str) -> Answer:
    return 200, (PAYLOADS / name).read_bytes()


def _ask(wanted: Wanted, answers: Sequence[Answer]) -> tuple[Identified, list[Request]]:
    """Return what comes out when the service gives these answers, and what it was asked."""
    asking, asked, left = look_up(wanted, SPECIALTIES), [], list(answers)
    request = next(asking)
    while True:
        asked.append(request)
        status, body = left.pop(0)
        try:
            request = asking.send(Capture(request, request.url, status, {}, body))
        except StopIteration as stop:
            assert [] == left
            return stop.value, asked


def _bundle(*resources: Mapping[str, object], following: str = "") -> Answer:
    link = [{"relation": "next", "url": following}] if following else []
    return 200, json.dumps(
        {"resourceType": "Bundle", "entry": [{"resource": one} for one in resources], "link": link}
    ).encode()


def _professional(
    number: str, family: str = "LEFEVRE", given: str = "Anne-Sophie", code: str = "10"
) -> dict[str, object]:
    return {
        "resourceType": "Practitioner",
        "id": f"id-{number}",
        "active": True,
        "identifier": [
            {"system": "urn:oid:1.2.250.1.71.4.2.1", "value": f"8{number}"},
            {"system": "https://rpps.esante.gouv.fr", "value": number},
        ],
        "name": [{"family": family, "given": [given]}],
        "qualification": [{"code": {"coding": [{"system": "x/TRE-G15-ProfessionSante", "code": code}]}}],
    }


def test_a_name_is_looked_up_with_its_places() -> None:
    """One of that name practises: number, profession, specialty, places; those who only begin alike are left."""
    found, asked = _ask(NAME, [_payload("people.json"), _payload("places.json")])
    assert found.who is not None
    assert ("10999004102", Profession.PHYSICIAN, ("Pédiatrie",)) == (
        found.who.rpps,
        found.who.profession,
        found.who.specialties,
    )
    assert (
        Site("CABINET MEDICAL DES TILLEULS", "12 PLACE DES TILLEULS", "99410", "SAINT-AUBIN", "0353014110"),
    ) == found.sites
    assert () == found.namesakes
    assert asked[0].url.startswith(f"{BASE}/Practitioner?family=Lef%C3%A8vre&given=Anne-Sophie&active=true")
    assert asked[1].url.startswith(f"{BASE}/PractitionerRole?practitioner=334081DP")


def test_the_key_is_named_and_never_told() -> None:
    """Each request holds the name of the secret, in a header; nothing else does."""
    _, asked = _ask(NAME, [_payload("people.json"), _payload("places.json")])
    assert all({"ESANTE-API-KEY": f"{{secret:{KEY}}}"} == dict(one.headers) for one in asked)
    assert all(KEY not in one.url for one in asked)


def test_a_number_says_who_and_the_name_says_how_many() -> None:
    """Looked up by number; then everybody of that name, page after page."""
    pages = [
        _bundle(_professional("10999004102")),
        _bundle(_professional("10999004102"), following=f"{BASE}/Practitioner?page=2"),
        _bundle(_professional("10999004201"), _professional("10999004300", given="Anne")),
        _bundle(),
    ]
    found, asked = _ask(Wanted(rpps="10999004102"), pages)
    assert found.who is not None
    assert "10999004102" == found.who.rpps
    assert ["10999004201"] == [one.rpps for one in found.namesakes]
    assert "identifier=10999004102" in asked[0].url
    assert f"{BASE}/Practitioner?page=2" == asked[2].url


def test_several_of_one_name_are_not_chosen_between() -> None:
    """Each is told with the number by which to ask again."""
    found, _ = _ask(NAME, [_bundle(_professional("10999004102"), _professional("10999004201", code="50"))])
    assert found.who is None
    assert [Profession.PHYSICIAN, Profession.MIDWIFE] == [one.profession for one in found.namesakes]


@pytest.mark.parametrize("wanted", [NAME, Wanted(rpps="10999004102")])
def test_nobody_is_nobody(wanted: Wanted) -> None:
    """An empty answer invents nobody."""
    found, _ = _ask(wanted, [_bundle()])
    assert Identified(None, (), ()) == found


def test_another_number_than_the_one_asked_is_nobody() -> None:
    """What answers to a number must bear it."""
    found, _ = _ask(Wanted(rpps="10999004102"), [_bundle(_professional("10999004201"))] * 2)
    assert found.who is None


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ((401, b""), FailureCode.BLOCKED),
        ((403, b""), FailureCode.BLOCKED),
        ((404, b"v1"), FailureCode.GONE),
        ((410, b"v1"), FailureCode.GONE),
        ((429, b""), FailureCode.RATE_LIMITED),
        ((503, b""), FailureCode.SERVER_ERROR),
        ((302, b""), FailureCode.UNEXPECTED_STATUS),
        ((200, b"<html>"), FailureCode.UNEXPECTED_FORMAT),
        ((200, b"[" * 100_000), FailureCode.UNEXPECTED_FORMAT),
        ((200, b'{"resourceType": "OperationOutcome"}'), FailureCode.UNEXPECTED_FORMAT),
        (_bundle(following="https://elsewhere.example/next"), FailureCode.FORBIDDEN_ADDRESS),
    ],
)
def test_what_goes_wrong_has_a_code(answer: Answer, code: FailureCode) -> None:
    """A refused key, a dead version, too many questions, nonsense; a next page elsewhere would get the key."""
    with pytest.raises(ReadError) as caught:
        _ask(NAME, [answer])
    assert code is caught.value.code


def test_pages_that_never_end_are_left() -> None:
    """Twenty pages are read, and one that leads to itself once."""
    endless = [_bundle(following=f"{BASE}/Practitioner?page={n}") for n in range(20)]
    assert 20 == len(_ask(NAME, endless)[1])
    asked = next(look_up(NAME, SPECIALTIES)).url
    assert 1 == len(_ask(NAME, [_bundle(following=asked)])[1])


def test_resources_of_any_shape_are_read() -> None:
    """Wrong types, missing fields, other resources: what cannot be read is empty."""
    odd = [
        {"resourceType": "Practitioner", "name": "x", "qualification": [{"code": 3}], "identifier": {"a": 1}},
        {"resourceType": "PractitionerRole"},
    ]
    status, body = _bundle(*odd)
    body = body.replace(b'"entry": [', b'"entry": [null, {"resource": 4}, ')
    found, _ = _ask(NAME, [(status, body)])
    assert found.who is None
