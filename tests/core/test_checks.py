"""The links of a guided check, filled with whom it is about."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from collector.core.checks import filled_links
from collector.core.model import CheckLink, GuidedCheck, Practice, Practitioner, Source

ALL = "https://annuaire.example/{specialty}/{city}?q=%22{name}%22+{last_name}&ou={practice}"


def practitioner(**fields: object) -> Practitioner:
    """Return an invented practitioner, some of whose fields are given."""
    known = {
        "id": "dr-essai",
        "first_name": "Anne-Sophie",
        "last_name": "d’Essai",
        "specialty": "médecin généraliste",
        "practice": {"name": "Cabinet des Lilas & Cie"},
        "city": "Saint-Essai",
    }
    return Practitioner.model_validate({**known, **fields})


def practice(person: Practitioner, city: str = "Essai-sur-Mer") -> Practice:
    """Return the practice of a practitioner, which has a name of its own."""
    return Practice(name="Maison de santé des Lilas", city=city, practitioners=(person,))


def source(check: GuidedCheck | None) -> Source:
    """Return a source that is checked so."""
    provenance = {"sources": [{"title": "Un document"}], "read_on": "2026-11-25", "confidence": "single"}
    told = {"slug": "essai", "name": "Essai", "access": "manual", "why": "Essai.", "check": check}
    return Source.model_validate({**told, "provenance": provenance})


def with_link(url: str) -> Source:
    """Return a source whose check has this one link."""
    return source(GuidedCheck(how="Regardez.", links=(CheckLink(label="Chercher", url=url),)))


def test_a_link_is_filled_with_the_practitioner():
    """Each placeholder takes the practitioner's own value, percent-encoded, and the label stays."""
    person = practitioner()
    expected = (
        "https://annuaire.example/m%C3%A9decin%20g%C3%A9n%C3%A9raliste/Saint-Essai"
        "?q=%22Anne-Sophie%20d%E2%80%99Essai%22+d%E2%80%99Essai&ou=Cabinet%20des%20Lilas%20%26%20Cie"
    )
    assert (CheckLink(label="Chercher", url=expected),) == filled_links(with_link(ALL), practice(person), person)


def test_a_check_of_the_practice_is_filled_with_the_practice():
    """Without a practitioner, the names are the practice's, the city its own, and the specialty is empty."""
    [link] = filled_links(with_link(ALL), practice(practitioner()), None)
    name = "Maison%20de%20sant%C3%A9%20des%20Lilas"
    assert f"https://annuaire.example//Essai-sur-Mer?q=%22{name}%22+{name}&ou={name}" == link.url


def test_a_practice_without_a_city_leaves_it_empty():
    """What the practice does not say is left out of the link; the link stays a link."""
    [link] = filled_links(with_link("https://annuaire.example/?ou={city}"), practice(practitioner(), city=""), None)
    assert link.url == "https://annuaire.example/?ou="


def test_a_link_without_placeholder_is_left_as_it_is():
    """The home page of a site is the same for everybody."""
    person = practitioner()
    [link] = filled_links(with_link("https://annuaire.example/"), practice(person), person)
    assert link.url == "https://annuaire.example/"


@pytest.mark.parametrize("check", [None, GuidedCheck(how="Demandez autour de vous.")])
def test_no_link_gives_no_link(check):
    """A source that has no check, or a check without a link, has nothing to fill."""
    person = practitioner()
    assert () == filled_links(source(check), practice(person), person)


@given(st.text(min_size=1).filter(lambda name: name.strip()))
def test_whatever_a_name_holds_comes_back_whole_and_alone(name):
    """Any name comes back, decoded, as the one value of its parameter: it can neither add a parameter nor be refilled."""
    person = practitioner(last_name=name, first_name="Anne", city="{name}")
    url = "https://annuaire.example/?nom={last_name}&ville={city}"
    [link] = filled_links(with_link(url), practice(person), person)
    assert parse_qs(urlsplit(link.url).query, keep_blank_values=True) == {
        "nom": [person.last_name],
        "ville": ["{name}"],
    }
    assert re.fullmatch(r"[!-~]+", link.url)


@pytest.mark.parametrize(
    "url", ["https://annuaire.example/{nom}", "https://annuaire.example/{name", "https://a.example/}"]
)
def test_a_misspelt_placeholder_is_refused(url):
    """A link that would keep a brace once filled is refused, with the names that are known."""
    with pytest.raises(ValidationError, match="last_name"):
        CheckLink(label="Chercher", url=url)
