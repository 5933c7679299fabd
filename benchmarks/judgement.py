"""How long each judgement takes and how right it is, beside what a user would pick instead: runs them in turn.

Run: .venv/bin/python benchmarks/judgement.py (each also runs alone: judgement_identity.py and so on).
"""

import runpy
from pathlib import Path

if __name__ == "__main__":
    for path in sorted(Path(__file__).parent.glob("judgement_*.py")):
        print(f"== {path.stem.removeprefix('judgement_')}")
        runpy.run_path(str(path), run_name="__main__")
