"""`renom check-in` as a person types it: by names, one question at a time, or from a form."""

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.practices import KEY, lay_out, renom, snapshot

TODAY = ("--today", "2026-11-09")
BY = ("--by", "Inès Aubry")
NOTHING = ("--result", "nothing")
CARTE = """\
name: 0 Carte d’essai
category: engine
access: manual
why: Inventée.
check:
  how: Ouvrez la fiche.
  links:
    - {label: Fiche, url: "https://carte.example/?q={practice}"}
  minutes: 2
  each: false
provenance: {sources: [{title: Ce test}], read_on: 2026-11-01, confidence: single}
"""
FORUM = CARTE.replace("Carte", "Forum").replace("each: false", "each: true").replace("engine", "forum")
FORM = "### Qui a regardé\n\nInès\n\n### Quand\n\n_No response_\n\n### Vérifications\n\n{lines}\n"


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """Return the folder of a practice with two sources of its own to look at by hand, the first of all those there are."""
    lay_out(tmp_path, {"presse": "https://gazette.example/rss"})
    for slug, text in (("carte-essai", CARTE), ("forum-essai", FORUM)):
        (tmp_path / "sources" / slug).mkdir(parents=True)
        (tmp_path / "sources" / slug / "source.yml").write_text(text, encoding="utf-8")
    return tmp_path


def checks(root: Path) -> dict[str, str]:
    """Return the text of every check-in kept, by the name of its file."""
    return {path.name: path.read_text("utf-8") for path in sorted(root.glob("data/coverage/checks/*/*.yml"))}


def said(done: subprocess.CompletedProcess[str]) -> str:
    return done.stdout.replace("\u00a0", " ")


def test_a_look_is_recorded_and_its_file_told(practice: Path) -> None:
    """The file is named on the output, then what remains this month."""
    words = ("carte-essai", *BY, "--result", "something", "--note", "Horaires faux", *TODAY)

    before, done = renom("check-in", *TODAY, cwd=practice), renom("check-in", *words, cwd=practice)

    assert (0, "") == (done.returncode, done.stderr)
    assert "data/coverage/checks/2026-11/2026-11-09-carte-essai.yml" in done.stdout
    assert "carte-essai" in before.stdout
    assert "carte-essai" not in renom("check-in", *TODAY, cwd=practice).stdout
    assert {
        "2026-11-09-carte-essai.yml": "v: 1\nsource: carte-essai\non: 2026-11-09\nby: Inès Aubry\nresult: something\n"
        "note: Horaires faux\n"
    } == checks(practice)


def test_several_sources_are_signed_at_once(practice: Path) -> None:
    """The same result for each, for the practitioners named; the name may come from the environment."""
    done = renom(
        "check-in", "carte-essai", "forum-essai", "--for", "dr-essai", *NOTHING, *TODAY, cwd=practice, RENOM_BY="Inès"
    )

    assert 0 == done.returncode
    assert ["2026-11-09-carte-essai-dr-essai.yml", "2026-11-09-forum-essai-dr-essai.yml"] == list(checks(practice))
    assert all("for:\n- dr-essai\n" in text and "result: nothing" in text for text in checks(practice).values())


def test_the_same_look_again_changes_nothing(practice: Path) -> None:
    """It is told as recorded already."""
    renom("check-in", "carte-essai", *BY, *NOTHING, *TODAY, cwd=practice)
    before = snapshot(practice)

    again = renom("check-in", "carte-essai", *BY, *NOTHING, *TODAY, cwd=practice)

    assert (0, before) == (again.returncode, snapshot(practice))
    assert "1 recorded already" in again.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("carte-essai", *BY, "--today", "2999-01-01"), "2999-01-01 has not come yet"),
        (("carte-esai", *BY), "no source 'carte-esai': did you mean carte-essai"),
        (("Carte d’essai", *BY), "no source 'Carte d’essai'"),
        (("carte-essai", "--for", "dr-e", *BY), "no practitioner 'dr-e'; known ones: dr-essai"),
        (("carte-essai",), "say who looked"),
        (("carte-essai", "--by", "x" * 121), "at most 120 characters"),
        (("carte-essai", "--note", "x" * 501, *BY), "at most 500 characters"),
        (("carte-essai", "--result", "rien", *BY), "'nothing', 'something', 'not-relevant'"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_written(practice: Path, words: tuple[str, ...], told: str) -> None:
    """What is wrong, what would be right, exit status 2, and not one file, even when other names were good."""
    done = renom("check-in", "forum-essai", *NOTHING, *TODAY, *words, cwd=practice)

    assert (2, {}) == (done.returncode, checks(practice))
    assert told in " ".join(done.stderr.split())


def test_what_was_found_is_never_guessed(practice: Path) -> None:
    """Sources without a result sign nothing: the command says the three results there are."""
    done = renom("check-in", "forum-essai", "carte-essai", *BY, *TODAY, cwd=practice)

    assert (2, {}) == (done.returncode, checks(practice))
    assert "--result (nothing, something, not-relevant): nothing was recorded" in " ".join(done.stderr.split())


def test_a_terminal_is_asked_what_was_found(practice: Path) -> None:
    """The one thing that the line does not say."""
    shown = talk(practice, ["q\n"], "carte-essai", *BY)

    assert "[r]ien, [q]uelque chose, [s]ans objet" in shown
    assert ["result: something"] == [text.splitlines()[-1] for text in checks(practice).values()]


def test_without_a_terminal_what_remains_is_listed(practice: Path) -> None:
    """One line each, that begins as the command does; nothing is asked."""
    done = renom("check-in", *TODAY, cwd=practice)

    assert 0 == done.returncode
    assert "carte-essai  (0 Carte d’essai, Tout le cabinet, 2 min, jamais vérifiée)" in done.stdout
    assert "forum-essai --for dr-essai  (0 Forum d’essai, Dr Anne Essai, 2 min, jamais vérifiée)" in done.stdout
    assert "Reste ce mois-ci : " in said(done)


def test_a_form_is_signed(practice: Path) -> None:
    """Each line with a result gives a file; the account that opened the issue signs when it is given."""
    (practice / "body.md").write_text(
        FORM.format(lines="carte-essai : rien\nforum-essai (dr-essai) :"), encoding="utf-8"
    )

    done = renom("check-in", "--from-issue", "body.md", "--by", "ines-aubry", *TODAY, cwd=practice)

    assert 0 == done.returncode
    assert ["2026-11-09-carte-essai.yml"] == list(checks(practice))
    assert "by: ines-aubry" in checks(practice)["2026-11-09-carte-essai.yml"]


@pytest.mark.parametrize(
    ("body", "told", "kept"),
    [
        (FORM.format(lines="carte-essai : rien\n../../etc : rien"), "Ligne 2", 1),
        (FORM.format(lines="[bold]carte[/]") + "x" * 300_000, "trop long", 0),
        ("\u202ebonjour", "ne nomme aucune source", 0),
    ],
)
def test_a_hostile_form_signs_only_what_is_understood(practice: Path, body: str, told: str, kept: int) -> None:
    """Exit status 1 and a sentence in French; what was understood is kept, and nothing else is touched."""
    (practice / "body.md").write_text(body, encoding="utf-8")

    done = renom("check-in", "--from-issue", "body.md", *TODAY, cwd=practice)

    assert (1, kept) == (done.returncode, len(checks(practice)))
    assert told in done.stderr.replace("\u00a0", " ")
    assert "etc" not in done.stderr


def test_check_tells_what_is_wrong_with_coverage(practice: Path) -> None:
    """`renom check` names a broken check, an unknown source and a day that has not come; the build goes on."""
    folder = practice / "data" / "coverage" / "checks" / "2026-11"
    folder.mkdir(parents=True)
    (folder / "a.yml").write_text("source: inconnue\non: 2026-11-06\nby: I\nresult: nothing\n", encoding="utf-8")
    (folder / "b.yml").write_text("source: carte-essai\non: 2999-01-01\nby: I\nresult: nothing\n", encoding="utf-8")
    (folder / "c.yml").write_text("source: [", encoding="utf-8")

    done = renom("check", cwd=practice)

    assert 1 == done.returncode
    assert "a.yml:1: source: no source 'inconnue'" in done.stderr
    assert "2999-01-01 (carte-essai) is later than today" in done.stderr
    assert "c.yml" in done.stderr


def test_on_a_terminal_each_look_is_asked_for(practice: Path) -> None:
    """The name, then each source with its link and one letter; each answer is written at once, and one may stop."""
    told = talk(practice, ["Inès Aubry\n", "x\n", "r\n", "p\n", "f\n"])

    assert "Votre nom" in told
    assert "https://carte.example/?q=Cabinet%20des%20Essais" in told
    assert "[r]ien, [q]uelque chose" in told
    assert ["by: Inès Aubry"] == [text.splitlines()[3] for text in checks(practice).values()]


def talk(root: Path, answers: list[str], *words: str) -> str:
    """Run `renom check-in` on a pseudo-terminal, give each answer when a question is there, and return all it showed."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "collector", "check-in", *words, *TODAY],
        cwd=root,
        env={**os.environ, "RENOM_KEY": KEY, "COLUMNS": "200", "TERM": "dumb"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        shown = ""
        while True:
            ready, _, _ = select.select([ours], [], [], 60)
            assert ready, f"no question after: {shown[-200:]}"
            try:
                part = os.read(ours, 65_536).decode(errors="replace")
            except OSError:  # the other end is closed
                break
            if not part:
                break
            shown += part
            if shown.rstrip(" ").endswith((":", "]:")) and answers:
                os.write(ours, answers.pop(0).encode())
        assert 0 == process.wait(timeout=60), shown
    os.close(ours)
    return shown
