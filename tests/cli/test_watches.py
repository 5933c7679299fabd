"""The command `renom watch suggest`: what it prints can be pasted, and is not printed twice."""

import re
from pathlib import Path

import pytest
import yaml

from collector.cli.printing import tell_watch
from collector.core.model import Ending, WatchReport
from collector.wiring.passes import practice_of
from tests.support.practices import lay_out, renom, snapshot


def suggest(root: Path, *words: str) -> str:
    """Return what the command prints; it must succeed and change nothing."""
    before = snapshot(root)
    done = renom("watch", "suggest", *words, cwd=root)
    assert (0, "", before) == (done.returncode, done.stderr, snapshot(root))
    return done.stdout


@pytest.mark.parametrize("words", [(), ("--all",)], ids=["suggested", "all"])
def test_what_is_printed_can_be_pasted(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Added below the watches of practice.yml it is valid, and then there is nothing more to propose."""
    lay_out(tmp_path, {"presse": "https://gazette.example/rss"})
    printed = suggest(tmp_path, *words)
    path = tmp_path / "practice.yml"

    path.write_text(path.read_text("utf-8") + printed, encoding="utf-8")

    assert {"bing-news-dr-essai", "google-news-dr-essai"} <= {one.id for one in practice_of(tmp_path).watches}
    assert ("bing-web-dr-essai:" in printed or "bing-web-dr-essai\n" in printed) is bool(words)
    complete = [line for line in suggest(tmp_path, *words).splitlines() if line.startswith("  - ")]
    assert [] == complete


def test_each_watch_says_what_it_needs(tmp_path: Path) -> None:
    """Before each watch a comment in French; an alert names its secret and the search to save."""
    lay_out(tmp_path, {"presse": "https://gazette.example/rss"})

    printed = suggest(tmp_path)

    lines = printed.splitlines()
    starts = [place for place, line in enumerate(lines) if line.startswith("  - id:")]
    assert starts
    assert all(lines[place - 1].startswith("  # ") for place in starts)
    assert "Demande un secret\u00a0: GOOGLE_ALERTS_DR_ESSAI" in printed
    assert '  # ("Anne Essai" OR "Dr Essai" OR "docteur Essai")' in printed
    watches = yaml.load("watches:\n" + printed, Loader=yaml.CSafeLoader)["watches"]
    assert {"secret": "GOOGLE_ALERTS_DR_ESSAI"}.items() <= next(
        one for one in watches if one["source"] == "google-alerts"
    ).items()


def test_sources_are_listed_with_how_each_is_watched(tmp_path: Path) -> None:
    """One line each, those of the practice too; words choose, whatever their accents; no practice.yml is needed."""
    own = tmp_path / "sources" / "avis-du-bourg" / "source.yml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "name: Avis du bourg\naccess: manual\nwhy: Inventée.\n"
        "provenance: {sources: [{title: Inventé}], read_on: 2026-11-25, confidence: single}\n",
        encoding="utf-8",
    )

    every = [line.split()[:2] for line in renom("watch", "sources", cwd=tmp_path).stdout.splitlines()]
    chosen = renom("watch", "sources", "actualites", "auto", cwd=tmp_path).stdout

    assert {("avis-du-bourg", "manual"), ("google-takeout", "import"), ("notetondoc", "retired")} <= set(
        map(tuple, every)
    )
    assert ["bing-news", "google-news"] == [line.split()[0] for line in chosen.splitlines()]


def test_the_same_practice_gets_the_same_lines(tmp_path: Path) -> None:
    """Nothing depends on chance or on the day."""
    lay_out(tmp_path, {"presse": "https://gazette.example/rss"})

    assert suggest(tmp_path, "--all") == suggest(tmp_path, "--all")


def test_where_all_is_watched_it_says_so(tmp_path: Path) -> None:
    """A practice that pasted everything, and completed the rest its own way, is told that nothing is left."""
    lay_out(tmp_path, {"presse": "https://gazette.example/rss"})
    path = tmp_path / "practice.yml"
    completed = re.sub(r"^  # (- |  )", r"  \1", suggest(tmp_path), flags=re.MULTILINE)
    path.write_text(path.read_text("utf-8") + completed, encoding="utf-8")

    assert "Rien à proposer" in suggest(tmp_path)


def test_what_would_be_left_to_complete_is_a_comment(tmp_path: Path) -> None:
    """A watch whose address only a person knows is printed, every line of it commented out."""
    lay_out(tmp_path, {"presse": "https://gazette.example/rss"})

    printed = suggest(tmp_path, "--all")

    assert "  # - id: page-surveillee\n  #   source: page-surveillee\n" in printed


def test_check_tells_an_alert_given_by_its_address(tmp_path: Path) -> None:
    """The address of an alert names an account: `renom check` says at which line, and how to hide it."""
    lay_out(tmp_path, {"presse": "https://gazette.example/rss"})
    path = tmp_path / "practice.yml"
    url = "https://www.google.com/alerts/feeds/1/2"
    path.write_text(
        path.read_text("utf-8") + f"  - id: mon-alerte\n    source: google-alerts\n    url: {url}\n", encoding="utf-8"
    )

    done = renom("check", cwd=tmp_path)

    assert 1 == done.returncode
    assert "practice.yml:15: watches[2].url: the address of 'google-alerts' is a secret" in done.stderr
    assert "`secret: MON_ALERTE`" in done.stderr
    assert url not in done.stderr


def test_a_warning_of_an_unchanged_watch_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """An alert that says what it said, and is silent for long, is not passed over."""
    tell_watch(WatchReport(watch="alerte", source="google-alerts", ending=Ending.UNCHANGED, warnings=("Silence.",)))

    assert "alerte; 1 warning(s), see the portal" in capsys.readouterr().out
