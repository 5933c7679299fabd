"""What the national directory says, as an entry of practice.yml."""

import pytest

from collector.core.directory import TO_COMPLETE, Listed, Site, entry_of
from collector.core.model import Profession

_WHO = Listed("1", "10999004102", "LEFEVRE", "ANNE-SOPHIE", Profession.PHYSICIAN, ("Pédiatrie",))
_SITE = Site("CABINET DES TILLEULS", "12 PLACE DES TILLEULS", "99410", "SAINT-AUBIN", "0353014110")


def test_what_the_directory_says_fills_the_entry() -> None:
    """Name, number, specialty, place; those of the same name become declared homonyms."""
    other = Listed("2", "10999004201", "LEFEVRE", "ANNE-SOPHIE", Profession.MIDWIFE, ())
    entry = entry_of(_WHO, [other], [_SITE])
    assert ("Dr", "Anne-Sophie", "Lefevre", "pédiatrie") == (
        entry.title,
        entry.first_name,
        entry.last_name,
        entry.specialty,
    )
    assert ("10999004102", "99410", "SAINT-AUBIN") == (entry.rpps, entry.postcode, entry.city)
    assert "anne-sophie-lefevre" == entry.id
    assert ("Anne-Sophie Lefevre, sage-femme",) == entry.known_homonyms


def test_what_the_directory_does_not_say_is_to_complete() -> None:
    """Nothing is guessed, and what cannot be a postcode or a number is left out."""
    entry = entry_of(Listed("1", "12", "", "", None, ()), [], [Site("", "", "9941", "", "")])
    told = {entry.first_name, entry.last_name, entry.specialty, entry.practice.name, entry.city}
    assert {TO_COMPLETE} == told
    assert ("", "", "") == (entry.rpps, entry.postcode, entry.title)
    assert TO_COMPLETE == entry_of(_WHO, [], []).city


@pytest.mark.parametrize(
    ("profession", "specialties", "shown"),
    [
        (Profession.PHYSICIAN, ("Allergologie",), "Dr Léa Exemple, allergologie"),
        (Profession.DENTIST, (), "Dr Léa Exemple, chirurgien-dentiste"),
        (Profession.NURSE, (), "Léa Exemple, infirmier"),
        (Profession.PHYSICIAN, (), "Dr Léa Exemple"),
        (None, (), "Léa Exemple"),
    ],
)
def test_a_namesake_is_shown_as_a_homonym_is_declared(
    profession: Profession | None, specialties: tuple[str, ...], shown: str
) -> None:
    """So that the judgement reads it as a person would have written it."""
    assert shown == Listed("1", "", "EXEMPLE", "LÉA", profession, specialties).shown
