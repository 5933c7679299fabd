"""Writes a letter as a PDF by typst: tagged (PDF/UA-1 and PDF/A-2a), in French, the address where the window is.

The words go as JSON to `templates/letter.typ`, which shows strings and reads none of them. The same letter and the same
day give the same bytes: only the fonts shipped with typst are used, and the day of the document is the letter's.
"""

import datetime as dt
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from collector.core.errors import LetterError
from collector.core.letters.blocks import Line, Run
from collector.core.letters.filling import Letter

if TYPE_CHECKING:
    import typst

_TEMPLATE = Path(__file__).resolve().parents[2] / "templates" / "letter.typ"
_STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-2a"]
# The characters that the fonts shipped with typst show in every weight (a test proves it). A PDF for archives refuses
# the others: they are named by their number, as a quotation must hide nothing.
_SHOWN = (
    "\n\x20-\x7e\xa0-\xac\xae-\u0377\u038e-\u03a1\u03a3-\u04ff\u0531-\u0556\u05d0-\u05ea\u0621-\u063a\u0640-\u0655"
    "\u0660-\u066d\u1d00-\u1f15\u2010-\u2027\u202f-\u2040\u2074-\u208e\u20a0-\u20c0\u2100-\u211e\u2126-\u2151\u2153-\u2184"
    "\u2190-\u23ff\u2460-\u2606\u2609-\u262f\u2638-\u268b\u270c-\u2714\u2717-\u2726"
)
_UNSHOWN = re.compile(f"[^{_SHOWN}]")
_LONG = re.compile(r"\S{41,}")  # longer than any word, and than the narrowest line
_PIECE = 20


def as_pdf(letter: Letter, author: str, day: dt.date) -> bytes:
    """Return the letter of `author`, dated `day`, as a PDF; raise LetterError when it cannot be laid out."""
    content = {
        "title": _shown(letter.title),
        "author": _shown(author),
        "date": [day.year, day.month, day.day],
        "blocks": [{"kind": str(one.kind), "lines": [_line(line) for line in one.lines]} for one in letter.blocks],
    }
    moment = dt.datetime.combine(day, dt.time(), dt.UTC)
    try:
        written = _compiler().compile(
            format="pdf",
            pdf_standards=_STANDARDS,
            timestamp=moment,
            sys_inputs={"letter": json.dumps(content)},
        )
    except RuntimeError as error:
        raise LetterError(f"typst n’a pas pu mettre en page la lettre « {letter.slug} » : {error}") from error
    assert isinstance(written, bytes)
    return written


@cache
def _compiler() -> "typst.Compiler":
    import typst  # noqa: PLC0415 - comes with an extra, and is not needed to start

    return typst.Compiler(_TEMPLATE, root=_TEMPLATE.parent, ignore_system_fonts=True, sys_inputs={"letter": "{}"})


def _line(line: Line) -> list[dict[str, object]]:
    return [_run(run) for run in line]


def _run(run: Run) -> dict[str, object]:
    return {"pieces": _pieces(run.words), "bold": run.bold, "italic": run.italic, "hole": run.hole}


def _pieces(words: str) -> list[list[str]]:
    """Return the lines of some words, each in pieces between which it may be broken: no word is wider than the page."""
    return [_LONG.sub(_cut, line).split("\0") for line in _shown(words).split("\n")]


def _cut(word: re.Match[str]) -> str:
    return "\0".join(word[0][start : start + _PIECE] for start in range(0, len(word[0]), _PIECE))


def _shown(words: str) -> str:
    return _UNSHOWN.sub(lambda met: f"[U+{ord(met[0]):04X}]", words)
