"""Evidence from a person's word to a verdict: the command line, a real site and real authorities, all on this machine."""

import json

import pytest

from collector.wiring.evidence.verifying import verify_place
from tests.support.browsers import the_browser
from tests.support.evidence import evidence_setting
from tests.support.practices import renom, snapshot

NO_BROWSER = {"RENOM_BROWSER": "none"}


def capture(setting, *words, browser=False):
    """Run `renom capture` in the practice."""
    environment = {"RENOM_BROWSER": str(the_browser())} if browser else NO_BROWSER
    return renom("capture", *words, cwd=setting.root, **environment)


def manifests(setting):
    """Return the manifests kept, in order of time."""
    found = [json.loads(path.read_text("utf-8")) for path in setting.root.glob("data/evidence/*/*/manifest.json")]
    return sorted(found, key=lambda one: (one["log"]["started"], one["wanted"]))


@pytest.mark.browser
def test_capture_seal_verify_with_a_real_browser(tmp_path):
    """An address is captured in Chromium, dated by two authorities, and everything holds; the profile is gone."""
    with evidence_setting(tmp_path) as setting:
        done = capture(setting, setting.url, "--by", "Dr Essai", browser=True)
        verdict = renom("verify", cwd=setting.root)

    assert (0, 0) == (done.returncode, verdict.returncode), done.stderr + verdict.stdout
    assert "Tout tient." in verdict.stdout
    assert "la chaîne tient\u00a0: 1 manifeste(s)" in verdict.stdout
    (manifest,) = manifests(setting)
    assert ("browser", "page", "Dr Essai") == (manifest["method"], manifest["outcome"], manifest["log"]["operator"])
    assert {"image.png", "page.mhtml", "page.pdf", "reponse.html", "entetes.txt", "texte.txt", "vue-floutee.jpg"} == {
        one["name"] for one in manifest["pieces"]
    }
    assert [] == list((setting.root / "build").rglob("captures/*"))


def test_without_a_browser_the_raw_answer_is_kept_and_said_so(tmp_path):
    """Without a browser the answer of the server is kept, and the capture says that it has no image."""
    with evidence_setting(tmp_path) as setting:
        done = capture(setting, setting.url, "--by", "Dr Essai")

    assert 0 == done.returncode, done.stderr
    (manifest,) = manifests(setting)
    assert ("http", ["no-browser"]) == (manifest["method"], manifest["notes"])
    assert {"entetes.txt", "reponse.html", "texte.txt"} == {one["name"] for one in manifest["pieces"]}


def test_an_authority_that_fails_is_asked_again(tmp_path):
    """A failing authority loses nothing: the capture holds, the failure is recorded, the next pass gets the token."""
    with evidence_setting(tmp_path) as setting:
        setting.other.broken = True
        done = capture(setting, setting.url, "--by", "Dr Essai")
        waiting = renom("verify", cwd=setting.root)
        failures = [path.read_text("utf-8") for path in setting.root.glob("data/evidence/*/*/failures.yml")]
        setting.other.broken = False
        again = capture(setting, "--pending")
        verdict = renom("verify", cwd=setting.root)

    assert (0, 0, 0, 0) == (done.returncode, waiting.returncode, again.returncode, verdict.returncode)
    assert "horodatage en attente" in waiting.stdout
    assert "HTTP 503" in failures[0]
    assert "autre" in again.stdout
    assert "horodatage en attente" not in verdict.stdout
    assert [] == list(setting.root.glob("data/evidence/*/*/failures.yml"))


def test_an_authority_out_of_time_is_never_believed(tmp_path):
    """A token signed by a certificate whose time is over is refused; the other authority's stands."""
    with evidence_setting(tmp_path, expired=True) as setting:
        done = capture(setting, setting.url, "--by", "Dr Essai")
        verdict = renom("verify", cwd=setting.root)

    assert 0 == done.returncode
    assert "n’était pas valable à cette date" in done.stderr
    assert 1 == verdict.stdout.count("manifeste horodaté")
    assert ["une.tsr"] == [path.name for path in setting.root.glob("data/evidence/*/*/*.tsr")]


def test_captures_make_a_chain(tmp_path):
    """The second capture names the first and records its tokens; taking the first away is seen."""
    with evidence_setting(tmp_path) as setting:
        for _ in range(2):
            assert 0 == capture(setting, setting.url, "--by", "Dr Essai").returncode
        first, second = manifests(setting)
        holds = renom("verify", cwd=setting.root)
        name = next(path for path in setting.root.glob("data/evidence/*/*") if _is(path, first))
        for path in name.iterdir():
            path.unlink()
        name.rmdir()
        gone = renom("verify", cwd=setting.root)

    assert ([], 1, 2) == (first["previous"], len(second["previous"]), len(second["tokens"]))
    assert (0, 1) == (holds.returncode, gone.returncode)
    assert "suit un manifeste qui manque" in gone.stdout


def _is(folder, manifest):
    path = folder / "manifest.json"
    return path.is_file() and json.loads(path.read_text("utf-8"))["wanted"] == manifest["wanted"]


def test_the_same_bytes_are_stored_once(tmp_path):
    """Two captures of an unchanged page share the pieces that are the same."""
    with evidence_setting(tmp_path) as setting:
        for _ in range(2):
            assert 0 == capture(setting, setting.url, "--by", "Dr Essai").returncode

    pieces = [one["sha256"] for manifest in manifests(setting) for one in manifest["pieces"]]
    kept = list(setting.root.glob("pieces/evidence/[!.]*"))
    assert len(set(pieces)) == len(kept) < len(pieces)


def test_what_cannot_be_captured_stays_asked_for(tmp_path):
    """An address where nobody answers is not captured: it stays asked for, with why, and exit status 1."""
    with evidence_setting(tmp_path) as setting:
        done = capture(setting, "http://127.0.0.1:9/avis", "--by", "Dr Essai")
        again = capture(setting, "--pending")

    (wanted,) = setting.root.glob("data/evidence/wanted/*.yml")
    assert (1, 0) == (done.returncode, again.returncode)
    assert "not captured" in done.stderr
    assert "code: unreachable" in wanted.read_text("utf-8")
    assert "times: 2" in wanted.read_text("utf-8")
    assert [] == manifests(setting)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["f-0000000000000001", "--by", "Dr Essai"], "neither an address nor a finding"),
        (["http://site.example/avis"], "give --by NAME"),
        ([], "give an address or a finding, or --pending"),
    ],
    ids=["no such finding", "nobody", "nothing"],
)
def test_a_capture_says_what_it_lacks(tmp_path, words, said):
    """An unknown finding, nobody's name, or nothing to capture: told, and nothing is asked."""
    with evidence_setting(tmp_path) as setting:
        before = snapshot(setting.root)
        done = capture(setting, *words)

    assert done.returncode != 0
    assert said in done.stderr
    assert before == snapshot(setting.root)


def test_verify_says_what_it_cannot_read(tmp_path):
    """An archive that is none, and a folder that is neither a practice nor a pack, do not hold."""
    (tmp_path / "lot.zip").write_bytes(b"rien")

    told = [verify_place(tmp_path / "lot.zip")[-1].told, verify_place(tmp_path)[0].told]

    assert ["l’archive est illisible", "l’inventaire manque"] == told
