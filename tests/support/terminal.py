"""The command `renom` at a terminal: what a person types, what comes out."""

import os
import pty
import subprocess
import sys
from pathlib import Path

from tests.support.practices import KEY


def typed(root: Path, answers: str, *words: str) -> tuple[int, str]:
    """Run `renom` in a folder with a terminal as its standard input; return its exit status and all it printed."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "collector", *words],
        cwd=root,
        env={**os.environ, "RENOM_KEY": KEY},
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as asking:
        os.close(theirs)
        os.write(ours, answers.encode())
        out, _ = asking.communicate(timeout=60)
    os.close(ours)
    return asking.returncode, out.decode()
