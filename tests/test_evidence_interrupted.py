"""A capture killed at any moment leaves a whole capture or none, and the next pass completes it."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from collector.core.evidence.verify import Level
from collector.wiring.evidence.taking import capture_pending
from collector.wiring.evidence.verifying import verify_place
from tests.support.browsers import the_browser
from tests.support.evidence import evidence_setting

FULL = bool(os.environ.get("RENOM_SOAK"))
SEED = 20261125
_ASK = """
import sys
from pathlib import Path
from collector.wiring.evidence.taking import ask_capture, capture_pending
root, url, browser = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
only = ask_capture(root, url, "Dr Essai")
print("asked", flush=True)
capture_pending(root, lambda _: None, only=only, browser=lambda: Path(browser) if browser else None)
"""


@pytest.mark.soak
@pytest.mark.browser
@pytest.mark.parametrize(("browser", "kills", "longest"), [(False, 8, 1.0), (True, 2, 5.0)], ids=["raw", "browser"])
def test_a_capture_killed_at_any_moment(tmp_path, browser, kills, longest):
    """Killed at random moments, the practice never holds half a capture; a pass then takes what was asked for."""
    chance = random.Random(SEED)
    program = str(the_browser()) if browser else ""
    times = 100 if FULL else kills
    with evidence_setting(tmp_path) as setting:
        for number in range(times):
            kill_after(chance.uniform(0, longest), setting, program)
            broken = [one for one in verify_place(setting.root) if one.level is Level.BROKEN]
            assert [] == broken, number
            if number % 10 == 9 or number == times - 1:
                capture_pending(setting.root, lambda _: None, browser=lambda: None)
        verdicts = verify_place(setting.root)
        asked = [
            json.loads(path.read_text("utf-8"))["wanted"] for path in setting.root.glob("data/*/2*/*/manifest.json")
        ]

    assert {Level.HOLDS} == {one.level for one in verdicts}
    assert times == len(asked) == len(set(asked))
    assert [] == list(setting.root.glob("data/evidence/wanted/*"))
    assert [] == [path for path in setting.root.rglob("*.part*") if path.exists()]
    assert [] == list(setting.root.glob("build/captures/*"))


def kill_after(seconds, setting, program):
    """Start a capture and kill its process, and nothing else, some time after it has asked."""
    with subprocess.Popen(
        [sys.executable, "-c", _ASK, str(setting.root), setting.url, program],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
