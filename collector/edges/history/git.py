"""Runs git in a folder, without a terminal and in English, and reads what it says. It decides nothing."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from collector.core.errors import StoreError

_IDENTITY = {
    "GIT_AUTHOR_NAME": "Renom",
    "GIT_AUTHOR_EMAIL": "renom@localhost",
    "GIT_COMMITTER_NAME": "Renom",
    "GIT_COMMITTER_EMAIL": "renom@localhost",
}


def run_git(
    program: str, root: Path, words: tuple[str, ...], env: Mapping[str, str], told: str
) -> subprocess.CompletedProcess[str]:
    """Return what git answers, whatever it is; raise StoreError where it is not installed."""
    try:
        return subprocess.run(  # noqa: S603 - fixed program, no shell; arguments are ours
            [program, *words],
            cwd=root,
            env={**_IDENTITY, **os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **env},
            input=told,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except FileNotFoundError as error:
        raise StoreError(
            f"git is not installed: {program} was not found, and {root} is kept with it. "
            "Install git, then run this again"
        ) from error


def said(answer: subprocess.CompletedProcess[str]) -> str:
    """Return git's own words on its failure."""
    return answer.stderr.strip().rstrip(".") or f"exit status {answer.returncode}"


def names(listed: str) -> list[str]:
    """Return what a list of git's ending in NUL holds."""
    return [name for name in listed.split("\0") if name]


def some(listed: list[str]) -> str:
    """Return the first of some names, for a message."""
    return ", ".join(listed[:5]) + (" …" if len(listed) > 5 else "")
