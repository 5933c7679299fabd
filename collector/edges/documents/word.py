"""Writes a letter as a Word file by docxtpl: `templates/letter.docx` holds the styles, the words are data.

The same letter and the same day give the same bytes. A practice may change the styles in Word; the words come from the
blocks, in runs that nothing reads again.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from collector.core.letters.blocks import Block, Line, Part, Style
from collector.core.letters.filling import Letter

_TEMPLATE = Path(__file__).resolve().parents[2] / "templates" / "letter.docx"
# The style of Word in which each kind of block is shown.
STYLES = {
    Part.SENDER: "Expéditeur",
    Part.RECIPIENT: "Destinataire",
    Part.PLACE: "Lieu et date",
    Part.SUBJECT: "Objet",
    Style.PARAGRAPH: "Corps",
    Style.HEADING: "Intertitre",
    Style.QUOTE: "Citation longue",
    Style.BULLETS: "Puces",
    Style.NUMBERS: "Numéros",
    Part.SIGNATURE: "Signature",
    Part.ENCLOSURES: "Pièces jointes",
}
_HEADS = (Part.SENDER, Part.RECIPIENT)  # which stand in a table, for the window of an envelope
_HOLE = "FFF2CC"  # pale yellow, as one marks what is still to be written
# docxtpl turns « {_{ » into « {{ » in what it has written: run apart, such words stay as they are.
_TURNED = re.compile(r"(?<=[{}%])(?=_)|(?<=_)(?=[{}%])")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day of zip files: the time of writing is no part of a letter


def as_word(letter: Letter, author: str, day: dt.date) -> bytes:
    """Return the letter of `author`, dated `day`, as a .docx."""
    from docxtpl import DocxTemplate  # noqa: PLC0415 - comes with an extra, and is not needed to start

    template = DocxTemplate(_TEMPLATE)
    heads = {block.kind: _rich(list(block.lines)) for block in letter.blocks if block.kind in _HEADS}
    others = [one for block in letter.blocks if block.kind not in _HEADS for one in _paragraphs(block)]
    words = {"sender": heads.get(Part.SENDER, ""), "recipient": heads.get(Part.RECIPIENT, ""), "blocks": others}
    template.render(words, autoescape=True)
    _number(template.docx)
    _hold(template.docx)
    about = template.docx.core_properties
    moment = dt.datetime.combine(day, dt.time())
    about.title, about.author, about.last_modified_by, about.language = letter.title, author, author, "fr-FR"
    about.created = about.modified = moment
    held = io.BytesIO()
    template.save(held)
    return repacked(held.getvalue())


def repacked(archive: bytes) -> bytes:
    """Return a zip archive with the same files in the same order, and no time in it."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as read, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            written.writestr(entry, read.read(name))
    return held.getvalue()


def _paragraphs(block: Block) -> Iterator[dict[str, object]]:
    """Yield a paragraph for each item of a list, one for any other block: its lines are broken within it."""
    if isinstance(block.kind, Style):
        yield from ({"kind": str(block.kind), "text": _rich([line])} for line in block.lines)
    else:
        yield {"kind": str(block.kind), "text": _rich(list(block.lines))}


def _rich(lines: list[Line]) -> object:
    from docxtpl import RichText  # noqa: PLC0415

    text = RichText()
    for place, line in enumerate(lines):
        if place:
            text.add("\n")
        for run in line:
            for words in _TURNED.split(run.words):
                text.add(words, bold=run.bold, italic=run.italic, highlight=_HOLE if run.hole else None)
    return text


def _number(document: Any) -> None:  # noqa: ANN401 - docx has no types
    """Make each list of numbers start at 1: in Word two lists of one style are one list."""
    numbering = document.part.numbering_part.element
    before = ""
    number = None
    for paragraph in document.paragraphs:
        name = paragraph.style.name
        if name == STYLES[Style.NUMBERS]:
            if name != before:
                number = _restarted(numbering)
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - docx has no lists of its own
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number
        before = name


def _hold(document: Any) -> None:  # noqa: ANN401
    """Keep on one page what announces a list, or the signature, with it."""
    followed = {STYLES[one] for one in (Style.BULLETS, Style.NUMBERS, Part.SIGNATURE)}
    for paragraph, following in pairwise(document.paragraphs):
        if following.style.name in followed and paragraph.style.name == STYLES[Style.PARAGRAPH]:
            paragraph.paragraph_format.keep_with_next = True


def _restarted(numbering: Any) -> int:  # noqa: ANN401
    """Add to the numbering a list like the template's numbered one, that starts again, and return its id."""
    model = numbering.num_lst[-1]
    added = numbering.add_num(model.abstractNumId.val)
    added.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(added.numId)
