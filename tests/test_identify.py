"""`renom identify`: the national directory asked over real HTTP, on this machine."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.loopback import Heard, loopback, reply
from tests.support.practices import lay_out, renom

PAYLOADS = Path(__file__).parent / "sources" / "payloads" / "annuaire_sante"
pytestmark = pytest.mark.slow
KEY = "une-cle-inventee-pour-les-essais"
_ASK = """
import sys
from collector.wiring.identify import identify
from collector.core.directory import Wanted
found, entry = identify(Wanted("Lefèvre", "Anne-Sophie"), sys.argv[1], {"directory.example": ("127.0.0.1", int(sys.argv[2]))})
sys.stdout.buffer.write(entry.encode())
"""


def _asked(*statuses: int) -> tuple[subprocess.CompletedProcess[str], list[Heard]]:
    """Ask a directory on this machine, that answers its recorded bundles or these statuses."""

    async def work() -> tuple[subprocess.CompletedProcess[str], list[Heard]]:
        async with loopback() as web:
            people = (PAYLOADS / "people.json").read_bytes()
            query = "?family=Lef%C3%A8vre&given=Anne-Sophie&active=true&_count=100"
            web.say(f"/fhir/v2/Practitioner{query}", *(map(reply, statuses) if statuses else [reply(200, people)]))
            places = "?practitioner=334081DP&_include=PractitionerRole:organization&_count=100"
            web.say(f"/fhir/v2/PractitionerRole{places}", reply(200, (PAYLOADS / "places.json").read_bytes()))
            base = web.url("/fhir/v2", "directory.example")
            done = await asyncio.to_thread(
                subprocess.run,
                [sys.executable, "-P", "-c", _ASK, base, str(web.port)],
                env={**os.environ, "ESANTE_API_KEY": KEY},
                capture_output=True,
                encoding="utf-8",
                check=False,
                timeout=60,
            )
            return done, web.heard

    return asyncio.run(work())


def test_the_entry_to_paste_is_made_from_the_directory() -> None:
    """Number, specialty in French, place and telephone; the key goes in the header of each request and nowhere else."""
    done, heard = _asked()

    assert "" == done.stderr
    assert (
        "  - id: anne-sophie-lefevre\n    first_name: Anne-Sophie\n    last_name: Lefevre\n    specialty: pédiatrie\n"
        "    practice:\n      name: CABINET MEDICAL DES TILLEULS\n    address: 12 PLACE DES TILLEULS\n"
        "    postcode: '99410'\n    city: SAINT-AUBIN\n    phone: '0353014110'\n    rpps: '10999004102'\n"
    ) == done.stdout
    assert [KEY, KEY] == [one.headers["esante-api-key"] for one in heard]
    assert all(KEY not in one.target for one in heard)


@pytest.mark.parametrize(("status", "code"), [(401, "blocked: HTTP 401"), (410, "gone: HTTP 410")])
def test_a_refusal_is_told_with_its_code(status: int, code: str) -> None:
    """A refused key, a dead version of the service; the key is never repeated."""
    done, _ = _asked(status)

    assert code in done.stderr
    assert KEY not in done.stderr


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    """Nobody named: usage. No key: where to get one, exit status 1. An unknown id: exit status 2."""
    lay_out(tmp_path, {"muet": "http://127.0.0.1:9/rien"})
    alone = renom("identify", cwd=tmp_path)
    keyless = renom("identify", "--practitioner", "dr-essai", cwd=tmp_path, ESANTE_API_KEY="")
    unknown = renom("identify", "--practitioner", "dr-personne", cwd=tmp_path)

    assert (2, 1, 2) == (alone.returncode, keyless.returncode, unknown.returncode)
    assert "say whom" in alone.stderr
    assert "ESANTE_API_KEY" in keyless.stderr
    assert "portal.api.esante.gouv.fr" in keyless.stderr
    assert "dr-personne" in unknown.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--rpps", "109990041"), "109990041 has 9 digits: an RPPS number has eleven"),
        (("--rpps", "1099900410A"), "'1099900410A' is not a number"),
        (("--rpps", "10 999 004 102"), "10999004102 cannot be an RPPS number: its last digit does not fit the others"),
        (("--rpps", "10999004102", "--practitioner", "dr-essai"), "say whom, in one way"),
        (("--family", "Lefèvre"), "--family and --given together"),
        (("--practitioner", "dr-personne"), "no practitioner 'dr-personne'; known ones: dr-essai"),
    ],
)
def test_what_cannot_be_asked_is_told_before_anything_is_sent(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    """A number that cannot be one, several people at once, half a name: exit status 2, in plain words."""
    lay_out(tmp_path, {"muet": "http://127.0.0.1:9/rien"})

    done = renom("identify", *words, cwd=tmp_path, ESANTE_API_KEY=KEY)

    assert 2 == done.returncode
    assert said in " ".join(done.stderr.split())
