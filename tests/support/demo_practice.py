"""The demo practice as its passes leave it, laid out in a folder from what the repository keeps: nothing is played."""

import shutil
from pathlib import Path

from tests.support.demo import DEMO, EXPECTED


def lay_out_demo(root: Path) -> Path:
    """Write in `root` what the demo holds after its last pass, with what its people wrote, and return `root`."""
    shutil.copytree(EXPECTED, root, dirs_exist_ok=True)
    shutil.copy(DEMO / "practice.yml", root)
    for name in ("sources", "publishers"):
        shutil.copytree(DEMO / name, root / name)
    for name in ("decisions", "cases", "coverage"):
        shutil.copytree(DEMO / name, root / "data" / name)
    return root
