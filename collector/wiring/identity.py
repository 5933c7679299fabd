"""Judges whether mentions are about practitioners: what `renom judge identity` reads and answers, one object each."""

from collections.abc import Callable, Mapping
from pathlib import Path

from collector.core.about.judge import Judge
from collector.core.about.lexicon import Lexicon
from collector.core.errors import Problem
from collector.core.lines import Fields
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
        fields = Fields(line)
        fields.identifier()
        practitioner = fields.one_of("practitioner", known, f"a practitioner of {file.name}")
        title, text, address = (clean(fields.text(key)) for key in ("title", "text", "url"))
        fields.check()
        wording = judge.read(title=title, text=text, address=address)
        match = judge.judged(wording, practitioner)
        return {
            "practitioner": practitioner,
            "about": str(match.about),
            "score": match.score,
            "reasons": list(match.reasons),
        }

    return judged, problems
