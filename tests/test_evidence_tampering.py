"""Nothing in a pack changes unseen: by Renom's verifier and by the one that stands alone, which agree on every case."""

import datetime as dt
import os
import random
import subprocess
import sys
from hashlib import sha256
from typing import NamedTuple

import pytest

from collector.core.evidence.holdings import Token
from collector.core.evidence.manifest import sha256_of
from collector.core.evidence.pack import INVENTORY, inventory, with_inventory
from collector.core.evidence.verify import Level, holds
from collector.edges.archive import read_archive
from collector.edges.bundle import bundle
from collector.wiring.evidence.handing import hand_over, sealed_files
from collector.wiring.evidence.taking import ask_capture, capture_pending
from collector.wiring.evidence.verifying import verify_files, verify_place
from tests.support.evidence import evidence_setting
from tests.support.standalone import PLACE, standalone

pytestmark = pytest.mark.slow

FULL = bool(os.environ.get("RENOM_SOAK"))
IN_ARCHIVE = 10_000 if FULL else 400
IN_FILES = 10_000 if FULL else 150
ALONE = 500 if FULL else 12
SEED = 20261125
ON = dt.date(2026, 11, 25)
ALONE_LEVELS = {"tient": Level.HOLDS, "à savoir": Level.TOLD, "NE TIENT PAS": Level.BROKEN}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make a practice with two captures, dated by two authorities, and the pack of both."""
    with evidence_setting(tmp_path_factory.mktemp("lot")) as setting:
        for _ in range(2):
            only = ask_capture(setting.root, setting.url, "Dr Essai")
            done = capture_pending(setting.root, lambda _: None, only=only, browser=lambda: None)
            assert {True} == {one.facts is not None for one in done.stamped}
        yield setting, packed(setting)


class Lot(NamedTuple):
    """A pack, and the hash that its sheet tells."""

    body: bytes
    sha256: str


def packed(setting):
    """Return the pack of every capture of the practice, and write its sheet."""
    shas = {sha256_of(path.read_bytes()) for path in setting.root.glob("data/evidence/*/*/manifest.json")}
    files, captures = sealed_files(setting.root, "Cabinet", set(), shas)
    place = setting.root.parent / "lot.zip"
    place.write_bytes(bundle(with_inventory({**files, "lettres/lettre.md": b"Madame, Monsieur,\n"})))
    sheet, told = hand_over(setting.root, "Cabinet", place, captures, ON)
    assert told in sheet.read_text("utf-8")
    return Lot(place.read_bytes(), told)


def altered(body, chance):
    """Return `body` with one byte, at random, turned into another."""
    place = chance.randrange(len(body))
    changed = bytearray(body)
    changed[place] ^= chance.randrange(1, 256)
    return bytes(changed)


def alone(place, told=""):
    """Tell whether the verifier that stands alone lets a pack pass."""
    return all(level != "NE TIENT PAS" for level, _, _ in standalone().verify(str(place), told))


def both(files):
    """Tell what each of the two verifiers makes of some files: they must agree."""
    ours = holds(verify_files(files))
    theirs = all(level != "NE TIENT PAS" for level, _, _ in standalone().verify_files(dict(files)))
    return ours, theirs


def test_a_pack_holds_for_both_verifiers(made, tmp_path):
    """The pack holds, with the hash of its sheet, for Renom and for the file alone run as its reader runs it."""
    _, lot = made
    place = tmp_path / "lot.zip"
    place.write_bytes(lot.body)

    done = subprocess.run(
        [sys.executable, "-I", "-S", str(PLACE), str(place), "--empreinte", lot.sha256],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )

    assert holds(verify_place(place, lot.sha256))
    assert 0 == done.returncode, done.stdout
    assert "Tout tient." in done.stdout
    assert 4 == done.stdout.count("manifeste horodaté le")


def test_both_verifiers_say_the_same_of_everything(made):
    """On a pack that holds, each verifier gives as many verdicts of each level."""
    files = read_archive(made[1].body)

    ours = sorted(one.level for one in verify_files(files))
    theirs = sorted(ALONE_LEVELS[level] for level, _, _ in standalone().verify_files(files))

    assert ours == theirs


@pytest.mark.soak
def test_a_byte_changed_anywhere_in_the_archive_is_seen(made, tmp_path):
    """Any byte of the archive, its own tables included: the hash on the sheet no longer agrees, for both verifiers."""
    lot, chance, place = made[1], random.Random(SEED), tmp_path / "lot.zip"

    for number in range(IN_ARCHIVE):
        place.write_bytes(altered(lot.body, chance))

        assert not holds(verify_place(place, lot.sha256)), number
        assert not alone(place, lot.sha256), number


@pytest.mark.soak
def test_a_byte_changed_anywhere_in_a_file_is_seen_without_the_sheet(made):
    """Any byte of any file of an unpacked pack: manifests, tokens, certificates, pieces, pages, inventory."""
    files, chance = read_archive(made[1].body), random.Random(SEED)
    paths = sorted(files)

    for number in range(IN_FILES):
        path = chance.choice(paths)
        changed = {**files, path: altered(files[path], chance)}

        assert not holds(verify_files(changed)), path
        if number < ALONE:
            assert (False, False) == both(changed), path


@pytest.mark.soak
def test_a_file_removed_added_or_exchanged_is_seen(made):
    """Files that go, come, or take each other's place are seen by both verifiers, each time."""
    files, chance = read_archive(made[1].body), random.Random(SEED)
    paths = sorted(files)

    for path in paths if FULL else chance.sample(paths, 6):
        other = chance.choice([one for one in paths if files[one] != files[path]])
        without = {one: body for one, body in files.items() if one != path}

        assert (False, False) == both(without), path
        assert (False, False) == both({**files, f"{path}.bis": files[path]}), path
        assert (False, False) == both({**files, path: files[other], other: files[path]}), path


def forged_token(files, path):
    """Return a token with the year of its moment changed: what a forger would want of it."""
    year = f"{dt.datetime.now(dt.UTC).year}".encode()
    start = files[path].index(sha256(files[path.rpartition("/")[0] + "/manifest.json"]).digest())
    place = files[path].index(year, start)
    return files[path][:place] + b"2020" + files[path][place + 4 :]


@pytest.mark.parametrize("ending", ["manifest.json", "une.tsr", "une.pem", "texte.txt", "reponse.html"])
def test_whoever_makes_the_inventory_again_is_seen_too(made, ending):
    """A forger who changes a file and makes the sums and the inventory again meets the hashes and the signatures."""
    files, chance = read_archive(made[1].body), random.Random(SEED)
    path = next(one for one in sorted(files) if one.endswith(ending))
    where = path.rpartition("/")[0]

    for _ in range(3):
        forged = {**files, path: forged_token(files, path) if ending == "une.tsr" else altered(files[path], chance)}
        if ending.startswith("une."):
            token = Token(forged[f"{where}/une.tsr"], forged[f"{where}/une.pem"])
            forged[f"{where}/une.sha256"] = token.summed("une")
        forged[INVENTORY] = inventory(forged)

        assert (False, False) == both(forged)


def test_tokens_of_two_manifests_exchanged_are_seen(made):
    """A token put beside another manifest, with sums and inventory made again, proves nothing of it."""
    files = read_archive(made[1].body)
    first, second = sorted({path.rpartition("/")[0] for path in files if path.endswith("une.tsr")})
    forged = dict(files)
    for part in ("tsr", "pem", "sha256"):
        forged[f"{first}/une.{part}"], forged[f"{second}/une.{part}"] = (
            files[f"{second}/une.{part}"],
            files[f"{first}/une.{part}"],
        )
    forged[INVENTORY] = inventory(forged)

    assert (False, False) == both(forged)


def test_the_same_data_give_the_same_pack(made):
    """A pack made twice has the same bytes; its hash, once recorded, stands in the next manifest."""
    setting, lot = made
    assert lot.body == packed(setting).body

    only = ask_capture(setting.root, setting.url, "Dr Essai")
    done = capture_pending(setting.root, lambda _: None, only=only, browser=lambda: None)

    assert [lot.sha256] == [one.sha256 for one in done.captured[0].manifest.packs]
    assert holds(verify_place(setting.root))


def test_an_archive_that_is_not_ours_is_refused(made, tmp_path):
    """An archive with two files of one name, or none at all, is refused by both verifiers."""
    place = tmp_path / "lot.zip"
    for body in (b"", bundle({"a": b"1"})[:-10], b"PK" * 100):
        place.write_bytes(body)

        assert not holds(verify_place(place))
        assert not alone(place)


def test_a_hash_is_compared_with_an_archive_only(made, tmp_path):
    """Given a folder and a hash, both verifiers say that the hash is that of the archive."""
    assert (False, False) == (holds(verify_place(tmp_path, made[1].sha256)), alone(tmp_path, made[1].sha256))
