"""Ordinary words that look like what is masked, met in real sentences, stay."""

import pytest

from collector.core.masking import Masker
from collector.core.model import Practice, Practitioner, Workplace
from collector.edges.files.catalog import load_masking

DOCTOR = Practitioner(
    id="marie-martin",
    first_name="Marie",
    last_name="Martin",
    specialty="médecin généraliste",
    practice=Workplace(name="Cabinet des Essais"),
    city="Saint-Essai",
)
MASKER = Masker(load_masking(), Practice(name="Cabinet des Essais", practitioners=(DOCTOR,)))


@pytest.mark.parametrize(
    "said",
    [
        "Elle est venue tous les jours la première semaine.",
        "La secrétaire du Dr Marie Martin à Saint-Essai est aimable.",
        "Tous ensemble, tous les mois.",
    ],
)
def test_an_ordinary_sentence_passes_whole(said: str) -> None:
    """Nothing is masked where nothing is told of anybody."""
    assert said == MASKER.mask(said).text


def test_the_cough_itself_is_masked() -> None:
    """« toux » is health, though « tous » is not."""
    assert "Une [donnée de santé] depuis mardi." == MASKER.mask("Une toux depuis mardi.").text
