"""Evidence from a person's word to a verdict: the command line, a real site and real authorities, all on this machine."""

import json
import shutil

import pytest
from click.testing import CliRunner

from collector.cli import renom as renom_command
from collector.core.evidence.manifest import Outcome
from collector.core.evidence.taken import outcome_of
from collector.core.evidence.verify import holds
from collector.core.kept import Changes
from collector.core.model import Assessment, Practice
from collector.core.reading import Capture, Request
from collector.edges.files.store import Store
from collector.wiring.evidence.raw import raw_taken, stands_in_the_way
from collector.wiring.evidence.sealing import authorities_of
from collector.wiring.evidence.taking import ask_capture, capture_pending, want_urgent
from collector.wiring.evidence.verifying import verify_place
from collector.wiring.passes import check
from tests.support.browsers import the_browser
from tests.support.evidence import PAGE, evidence_setting
from tests.support.ledgers import finding, practitioner
from tests.support.practices import lay_out, renom

pytestmark = pytest.mark.slow

BARE = {"name": "Cabinet", "practitioners": [practitioner().model_dump()]}


def take(setting, url=""):
    """Capture an address without a browser, or the setting's page; return what the pass did."""
    only = ask_capture(setting.root, url or setting.url, "Dr Essai")
    return capture_pending(setting.root, lambda _: None, only=only, browser=lambda: None)


def next_pass(setting):
    """Make the next pass over what is still asked for."""
    return capture_pending(setting.root, lambda _: None, browser=lambda: None)


def sentences(setting):
    """Return what a verification of the practice tells, and whether all holds."""
    verdicts = verify_place(setting.root)
    return "\n".join(one.told for one in verdicts), holds(verdicts)


def manifests(setting):
    """Return the manifests kept, in order of time."""
    found = [json.loads(path.read_text("utf-8")) for path in setting.root.glob("data/evidence/*/*/manifest.json")]
    return sorted(found, key=lambda one: (one["log"]["started"], len(one["previous"])))


@pytest.mark.browser
def test_capture_seal_verify_with_a_real_browser(tmp_path):
    """An address is captured in Chromium, dated by two authorities, and everything holds; the profile is gone."""
    with evidence_setting(tmp_path) as setting:
        browser = {"RENOM_BROWSER": str(the_browser())}
        done = renom("capture", setting.url, "--by", "Dr Essai", cwd=setting.root, **browser)
        verdict = renom("verify", cwd=setting.root)

    assert (0, 0) == (done.returncode, verdict.returncode), done.stderr + verdict.stdout
    assert "Tout tient." in verdict.stdout
    assert "la chaîne tient\u00a0: 1\u00a0manifeste" in verdict.stdout
    (manifest,) = manifests(setting)
    assert ("browser", "page", "Dr Essai") == (manifest["method"], manifest["outcome"], manifest["log"]["operator"])
    assert {"image.png", "page.mhtml", "page.pdf", "reponse.html", "entetes.txt", "texte.txt", "vue-floutee.jpg"} == {
        one["name"] for one in manifest["pieces"]
    }
    assert [] == list((setting.root / "build").rglob("captures/*"))


def test_without_a_browser_the_raw_answer_is_kept_and_said_so(tmp_path):
    """Without a browser the answer of the server is kept, and the capture says that it has no image."""
    with evidence_setting(tmp_path) as setting:
        take(setting)

    (manifest,) = manifests(setting)
    assert ("http", ["no-browser"]) == (manifest["method"], manifest["notes"])
    assert {"entetes.txt", "reponse.html", "texte.txt"} == {one["name"] for one in manifest["pieces"]}


def test_an_authority_that_fails_is_asked_again(tmp_path):
    """A failing authority loses nothing: the capture holds, the failure is recorded, the next pass gets the token."""
    with evidence_setting(tmp_path) as setting:
        setting.other.broken = True
        take(setting)
        waiting = sentences(setting)
        failures = [path.read_text("utf-8") for path in setting.root.glob("data/evidence/*/*/failures.yml")]
        setting.other.broken = False
        again = next_pass(setting)
        verdict = sentences(setting)

    assert (True, True) == (waiting[1], verdict[1])
    assert "horodatage en attente" in waiting[0]
    assert "HTTP 503" in failures[0]
    assert ["autre"] == [one.authority for one in again.stamped if one.facts]
    assert "horodatage en attente" not in verdict[0]
    assert [] == list(setting.root.glob("data/evidence/*/*/failures.yml"))


def test_an_authority_out_of_time_is_never_believed(tmp_path):
    """A token signed by a certificate whose time is over is refused; the other authority's stands."""
    with evidence_setting(tmp_path, expired=True) as setting:
        done = take(setting)
        told, holding = sentences(setting)

    assert ["le certificat de l’autorité n’était pas valable à cette date"] == [
        one.why for one in done.stamped if one.why
    ]
    assert holding
    assert 1 == told.count("manifeste horodaté")
    assert ["une.tsr"] == [path.name for path in setting.root.glob("data/evidence/*/*/*.tsr")]


def test_captures_make_a_chain(tmp_path):
    """The second capture names the first and records its tokens; taking the first away is seen."""
    with evidence_setting(tmp_path) as setting:
        take(setting)
        take(setting)
        first, second = manifests(setting)
        before = sentences(setting)
        shutil.rmtree(next(path for path in setting.root.glob("data/evidence/2*/e-*") if _is(path, first)))
        after = sentences(setting)

    assert ([], 1, 2) == (first["previous"], len(second["previous"]), len(second["tokens"]))
    assert (True, False) == (before[1], after[1])
    assert "suit un manifeste qui manque" in after[0]


def _is(folder, manifest):
    return json.loads((folder / "manifest.json").read_text("utf-8")) == manifest


def test_the_same_bytes_are_stored_once(tmp_path):
    """Two captures of an unchanged page share the pieces that are the same."""
    with evidence_setting(tmp_path) as setting:
        take(setting)
        take(setting)

    pieces = [one["sha256"] for manifest in manifests(setting) for one in manifest["pieces"]]
    kept = list(setting.root.glob("pieces/evidence/[!.]*"))
    assert len(set(pieces)) == len(kept) < len(pieces)


def test_what_cannot_be_captured_stays_asked_for(tmp_path):
    """An address where nobody answers is not captured: it stays asked for, with why, and each pass tries again."""
    with evidence_setting(tmp_path) as setting:
        first = take(setting, "http://127.0.0.1:9/avis")
        next_pass(setting)

    (wanted,) = setting.root.glob("data/evidence/wanted/*.yml")
    assert ["unreachable"] == [one.error.code for one in first.captured]
    assert "code: unreachable" in wanted.read_text("utf-8")
    assert "times: 2" in wanted.read_text("utf-8")
    assert [] == manifests(setting)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["f-0000000000000001", "--by", "Dr Essai"], 1, "neither an address nor a finding"),
        (["http://127.0.0.1:9/avis"], 1, "give --by NAME"),
        ([], 2, "give an address or a finding, or --pending, or --erase"),
        (["http://127.0.0.1:9/avis", "--by", "Dr Essai"], 1, "not captured"),
        (["--pending"], 0, ""),
    ],
    ids=["no such finding", "nobody", "nothing", "no answer", "nothing pending"],
)
def test_the_command_says_what_it_lacks(tmp_path, words, code, said):
    """An unknown finding, nobody's name, nothing to capture, nobody there: told, with an exit status."""
    practice = lay_out(tmp_path, {})
    with (practice / "practice.yml").open("a") as stream:
        stream.write("  []\nevidence: {authorities: []}\n")

    done = CliRunner().invoke(renom_command, ["capture", "--practice", str(practice), *words])

    told = done.stderr + str(done.exception or "")
    assert (code, True) == (done.exit_code, said in told)


def test_a_purge_takes_the_captures_too(tmp_path):
    """The pieces of a purged finding's capture go, the chain still verifies, and nothing says what they showed."""
    with evidence_setting(tmp_path, more="watches: []\n") as setting:
        one = finding(1, practitioner="dr-essai", url=setting.url)
        Store(setting.root).write(Changes(findings=(one,)))
        only = ask_capture(setting.root, one.id, "Dr Essai")
        capture_pending(setting.root, lambda _: None, only=only, browser=lambda: None)
        before = list((setting.root / "pieces").rglob("*.html"))

        done = renom("purge", one.id, "--why", "demande", "--by", "Dr Essai", "--yes", cwd=setting.root)
        told, whole = sentences(setting)

    assert 0 == done.returncode, done.stdout + done.stderr
    assert before
    assert [] == list((setting.root / "pieces").rglob("*.html"))
    assert whole, told
    assert "demande" in told


CONSENT = b"<html><head><title>Before you continue to Google</title></head><body>Accepter tout</body></html>"


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (200, PAGE.encode(), Outcome.PAGE),
        (200, CONSENT, Outcome.WALL),
        (200, b"<form><input type='password'></form>", Outcome.WALL),
        (403, PAGE.encode(), Outcome.REFUSED),
        (503, b"", Outcome.BROKEN),
    ],
    ids=["page", "consent", "login", "refused", "broken"],
)
def test_a_wall_is_kept_as_a_wall(status, body, outcome):
    """Consent, login, a refusal and an error of the site are kept as what they are, never as the content."""
    url = "https://avis.example/1"
    capture = Capture(Request(url=url), url, status, {"content-type": "text/html"}, body)

    taken = raw_taken(capture, url, "Renom", (), ())

    assert outcome is outcome_of(taken.status, wall=stands_in_the_way(taken))
    assert body == {piece.name: piece.body for piece in taken.pieces}["reponse.html"]


def test_what_is_no_page_is_kept_as_it_is():
    """A file that is no page is kept as bytes, with its head, the way to it, and no text."""
    capture = Capture(Request(url="https://a.example/"), "https://b.example/x", 200, {}, b"%PDF")

    taken = raw_taken(capture, "https://a.example/", "Renom", (), ())

    assert ["entetes.txt", "reponse.bin"] == [piece.name for piece in taken.pieces]
    assert ["https://a.example/", "https://b.example/x"] == [hop.url for hop in taken.path]


def test_a_file_of_roots_that_is_none_is_a_problem(tmp_path):
    """`renom check` tells a file of roots that cannot be used, with what to give instead."""
    practice = lay_out(tmp_path, {})
    with (practice / "practice.yml").open("a") as stream:
        stream.write("  []\nevidence: {authorities: [{id: une, url: 'http://a.example', roots: une.pem}]}\n")

    assert ["evidence.authorities"] == [one.key for one in check(practice)]


def test_two_authorities_of_one_name_are_refused(tmp_path):
    """Two authorities with the same id cannot be told apart: practice.yml is refused."""
    practice = lay_out(tmp_path, {})
    one = "{id: une, url: 'http://a.example'}"
    with (practice / "practice.yml").open("a") as stream:
        stream.write(f"  []\nevidence: {{authorities: [{one}, {one}]}}\n")

    assert "same id" in check(practice)[0].message


def test_without_a_word_two_authorities_are_asked(tmp_path):
    """A practice that names no authority asks the two of the catalogue, neither of which is qualified."""
    named = authorities_of(tmp_path, Practice.model_validate(BARE)).named()

    assert ["digicert", "sectigo"] == [one.id for one in named]
    assert not any(one.qualified for one in named)


def test_verify_says_what_it_cannot_read(tmp_path):
    """An archive that is none, and a folder that is neither a practice nor a pack, do not hold."""
    (tmp_path / "lot.zip").write_bytes(b"rien")

    told = [verify_place(tmp_path / "lot.zip")[-1].told, verify_place(tmp_path)[0].told]

    assert ["l’archive est illisible", "l’inventaire manque"] == told


def test_an_urgent_finding_is_captured_when_the_practice_wants_it(tmp_path):
    """With `urgent: true` each urgent finding of a source that programs may read is asked for, once, by itself."""
    with evidence_setting(tmp_path, more="  urgent: true\n") as setting:
        urgent = finding(1, url=setting.url, source="flux", assessment=Assessment(nature="menace", urgent=True))
        by_hand = finding(3, url=setting.url, source="google-recherche", assessment=urgent.assessment)
        calm = finding(2, url=setting.url, source="flux")
        Store(setting.root).write(Changes(findings=(urgent, calm, by_hand)))
        asked = want_urgent(setting.root)
        done = next_pass(setting)
        again = want_urgent(setting.root)

    assert [urgent.id] == [one.finding for one in asked]
    assert [True] == [one.manifest.log.automatic for one in done.captured if one.manifest]
    assert () == again
