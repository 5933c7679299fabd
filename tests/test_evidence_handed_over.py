"""From a finding to what a lawyer receives: capture first, then the request, then a pack that verifies itself."""

import datetime as dt
import re
import subprocess

import pytest

from collector.core.affairs.pack import Reader
from collector.core.errors import ConfigurationError, StoreError
from collector.core.evidence.order import WITHOUT
from collector.core.evidence.verify import holds
from collector.core.kept import Changes
from collector.core.model import EventKind
from collector.edges.archive import read_archive
from collector.edges.files.store import Store
from collector.wiring import affairs, passes
from collector.wiring.evidence import taking
from collector.wiring.evidence.showing import evidence_of, views_of
from collector.wiring.evidence.verifying import verify_place
from tests.support.evidence import evidence_setting
from tests.support.ledgers import finding, words
from tests.support.practices import snapshot
from tests.support.standalone import standalone

pytestmark = pytest.mark.slow

TODAY = dt.datetime.now(dt.UTC).date()
FLAGGED = affairs.Fact(EventKind.SENT, procedure="signalement-plateforme")


@pytest.fixture(scope="module")
def affair(tmp_path_factory):
    """Lay out a practice with a finding, an affair about it, and two authorities."""
    with evidence_setting(tmp_path_factory.mktemp("affaire")) as setting:
        one = finding(1, url=setting.url, practitioner="dr-essai", source="google-avis", first_seen=TODAY)
        Store(setting.root).write(Changes(findings=(one,), texts=(words(1),)))
        opening = affairs.Opening("Avis du 3", (one.id,), (), ("signalement-plateforme",), "flux", "Dr Essai", "", None)
        noted = affairs.open_affair(setting.root, opening, TODAY)
        yield setting, one.id, noted.affair.case.id


def note(affair, fact):
    """Note an event in the affair, and return the affair as it then stands."""
    return affairs.note_event(affair[0].root, affair[2], fact, TODAY)


def capture(affair):
    """Capture the finding of the affair without a browser."""
    only = taking.ask_capture(affair[0].root, affair[1], "Dr Essai")
    return taking.capture_pending(affair[0].root, lambda _: None, only=only, browser=lambda: None)


def test_capture_then_flag_then_hand_over(affair):
    """A flagging waits for a capture; once there, the pack holds it, and both verifiers pass with the sheet's hash."""
    setting, found, case = affair
    before = snapshot(setting.root)
    with pytest.raises(ConfigurationError, match="peut faire disparaître la preuve"):
        note(affair, FLAGGED)
    assert before == snapshot(setting.root)

    done = capture(affair)
    assert found == done.captured[0].manifest.finding
    assert EventKind.SENT is note(affair, FLAGGED).affair.case.events[-1].kind

    packed = affairs.pack(setting.root, case, Reader.LAWYER, None, TODAY)
    again = affairs.pack(setting.root, case, Reader.LAWYER, setting.root / "build" / "autre.zip", TODAY)

    told = re.search(r"--empreinte ([0-9a-f]{64})", packed.sheet.read_text("utf-8"))[1]
    files = read_archive(packed.path.read_bytes())
    assert packed.path.read_bytes() == again.path.read_bytes()
    assert told == packed.sha256
    assert holds(verify_place(packed.path, told))
    assert [] == [one for one in standalone().verify(str(packed.path), told) if one[0] == "NE TIENT PAS"]
    name = done.captured[0].name
    for path in (
        f"manifestes/{name}/manifest.json",
        f"manifestes/{name}/une.tsr",
        f"pieces/{name}/reponse.html",
        "verifier.py",
        "LISEZ-MOI.md",
        "ce-que-ces-pieces-prouvent.md",
        "demande-de-constat.md",
        "captures.md",
        "sommaire.html",
        "empreintes-sha256.txt",
    ):
        assert path in files, path
    assert (setting.root / f"data/evidence/packs/{told}.json").is_file()


def test_the_next_manifest_holds_the_pack(affair):
    """The hash of a pack that was handed over stands in the next capture."""
    setting, _, case = affair
    packed = affairs.pack(setting.root, case, Reader.INSURER, None, TODAY)

    done = capture(affair)

    assert packed.sha256 in {one.sha256 for one in done.captured[0].manifest.packs}
    assert holds(verify_place(setting.root))


def test_going_on_without_a_capture_leaves_its_reason(affair):
    """With a reason, a request may be noted as sent before any capture: the reason stays in the affair."""
    setting = affair[0]
    alone = finding(2, url=setting.url, practitioner="dr-essai", source="google-avis", first_seen=TODAY)
    Store(setting.root).write(Changes(findings=(alone,), texts=(words(2),)))
    opening = affairs.Opening("Avis seul", (alone.id,), (), ("signalement-plateforme",), "flux", "Dr Essai", "", None)
    case = affairs.open_affair(setting.root, opening, TODAY).affair.case.id

    fact = affairs.Fact(EventKind.SENT, procedure="signalement-plateforme", without_capture="page déjà retirée")
    noted = affairs.note_event(setting.root, case, fact, TODAY)

    assert f"{WITHOUT}page déjà retirée." == noted.affair.case.events[-1].note
    assert "page déjà retirée" in (setting.root / noted.path).read_text("utf-8")


def test_a_pack_is_not_made_of_what_does_not_hold(affair):
    """When a piece was altered, nothing is handed over."""
    setting, _, case = affair
    piece = next(setting.root.glob("pieces/evidence/*.html"))
    body = piece.read_bytes()
    piece.write_bytes(body + b" ")
    try:
        with pytest.raises(Exception, match="does not hold"):
            affairs.pack(setting.root, case, Reader.LAWYER, setting.root / "build" / "non.zip", TODAY)
        assert 1 <= len(evidence_of(setting.root).broken)
    finally:
        piece.write_bytes(body)


def test_erasing_keeps_the_hash_and_the_reason(affair):
    """Erased pieces go, the chain still holds, why is told; without a name, a reason or a capture, nothing is erased."""
    setting = affair[0]
    capture(affair)
    name = list(evidence_of(setting.root).captures)[-1]
    for asked in (("e-0000000000000000", "A", "r"), (name, "", "r"), (name, "A", " ")):
        with pytest.raises(Exception, match=r"no capture|somebody erases"):
            taking.erase(setting.root, *asked)

    count = taking.erase(setting.root, name, "Dr Essai", "fin de l’affaire")

    verdicts = verify_place(setting.root)
    assert holds(verdicts)
    assert count == sum("fin de l’affaire" in one.told for one in verdicts)
    assert {} == views_of(setting.root, evidence_of(setting.root))


def test_git_keeps_the_pieces_and_forgets_the_erased(affair):
    """A save refuses while a claimed piece is missing; an erased piece is left out of the new commit of `pieces`."""
    root = affair[0].root
    git(root, "init", "-q", "-b", "main")
    assert passes.save(root, push=False) is not None
    kept = git(root, "ls-tree", "-r", "--name-only", "pieces").split()
    claimed = next(root.glob("pieces/evidence/*.html"))
    body = claimed.read_bytes()

    capture(affair)
    passes.save(root, push=False)
    name = list(evidence_of(root).captures)[-1]
    own = {piece.stored for piece in evidence_of(root).captures[name].pieces}
    taking.erase(root, name, "Dr Essai", "fin de l’affaire")
    erased = {f"evidence/{one}" for one in own if not (root / "pieces/evidence" / one).exists()}
    passes.save(root, push=False)

    assert f"evidence/{claimed.name}" in kept
    assert erased.isdisjoint(git(root, "ls-tree", "-r", "--name-only", "pieces").split())
    claimed.unlink()
    git(root, "update-ref", "-d", "refs/heads/pieces")
    with pytest.raises(StoreError, match="nothing was saved"):
        passes.save(root, push=False)
    claimed.write_bytes(body)


def git(root, *words):
    """Run git in the practice's folder, and return what it says."""
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout
