"""Judges whether mentions are about practitioners: what `renom judge identity` reads and answers, one object each."""

from collections.abc import Callable, Mapping
from pathlib import Path

from collector.core.about.judge import Judge
from collector.core.about.lexicon import Lexicon
from collector.core.errors import Problem
from collector.core.text import clean
from collector.edges.files.catalog import load_identity
from collector.edges.files.people import load_people

Line = Mapping[str, object]


def identity_judge(file: Path) -> tuple[Callable[[Line], Line], tuple[Problem, ...]]:
    """Return what judges a line for one of the practitioners of `file`, and what is doubtful in that file.

    Raise ConfigurationError when the file cannot be used; what judges raises ValueError when a line cannot be judged.
    """
    people, problems = load_people(file)
    judge = Judge(people, Lexicon(load_identity()))
    known = {person.id for person in people}

    def judged(line: Line) -> Line:
        practitioner = line.get("practitioner")
        if practitioner not in known:
            raise ValueError(f"no practitioner of {file.name} has this id: {practitioner!r}")
        wording = judge.read(title=_text(line, "title"), text=_text(line, "text"), address=_text(line, "url"))
        match = judge.judged(wording, str(practitioner))
        return {
            "practitioner": practitioner,
            "about": str(match.about),
            "score": match.score,
            "reasons": list(match.reasons),
        }

    return judged, problems


def _text(line: Line, key: str) -> str:
    value = line.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{key}: a text is expected")
    return clean(value or "")
