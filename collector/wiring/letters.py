"""Writes a letter as files, and makes the blank copies that the portal offers."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from collector.core.errors import LetterError
from collector.core.french import spaced
from collector.core.letters.blanks import blank_of
from collector.core.letters.drafting import Draft, Request, draft, named
from collector.core.letters.filling import Letter
from collector.core.letters.markdown import as_markdown
from collector.core.model import LetterTemplate, Publisher
from collector.edges.documents import MISSING, as_pdf, as_word, available
from collector.edges.files.catalog import CATALOG, load_letters, load_professions, load_publishers
from collector.wiring.ledger import ledger_on

FORMATS = ("md", "docx", "pdf")
_NOBODY = "Renom"  # the author of a copy that nobody has filled


@dataclass(frozen=True, slots=True)
class Posted:
    """The files of a letter, and the letter itself, with what it still asks for."""

    draft: Draft
    files: tuple[Path, ...]


def known_letters() -> tuple[LetterTemplate, ...]:
    """Return the letters of the catalogue."""
    return load_letters()


def write_letter(root: Path, asked: Request, today: dt.date | None, formats: Collection[str], out: Path) -> Posted:
    """Write the letter that is asked for into the folder `out`; raise LetterError when it cannot be."""
    _possible(formats)
    ledger, day = ledger_on(root, today)
    made = draft(asked, ledger, day, load_professions())
    return Posted(made, _write(made, f"{asked.slug}-{asked.subject}", formats, out))


def write_blank(slug: str, formats: Collection[str], out: Path) -> Posted:
    """Write a letter to be filled by hand: no practice is needed."""
    _possible(formats)
    letter = named(slug, load_letters())
    made = _undated(letter, blank_of(letter, load_publishers(CATALOG / "publishers")))
    return Posted(made, _write(made, slug, formats, out))


def blanks(some: Collection[LetterTemplate], publishers: Mapping[str, Publisher]) -> Mapping[str, bytes]:
    """Return the blank copies as files, by their path in the portal; nothing without the extra `documents`."""
    if not available():
        return {}
    files = {}
    for letter in some:
        made = _undated(letter, blank_of(letter, publishers))
        for form in ("docx", "pdf"):
            files[f"lettres/{letter.slug}.{form}"] = _content(made, form)
    return files


def _undated(letter: LetterTemplate, copy: Letter) -> Draft:
    """Return a blank copy as a document of the day on which its law was read: it changes with its text only."""
    return Draft(copy, _NOBODY, letter.provenance.read_on, ())


def _possible(formats: Collection[str]) -> None:
    if set(formats) - {"md"} and not available():
        raise LetterError(spaced(f"{MISSING} ; sans lui, demandez --format md"))


def _write(made: Draft, name: str, formats: Collection[str], out: Path) -> tuple[Path, ...]:
    files = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for form in formats:
            content = _content(made, form)
            target = _free(out, name, form, content)
            target.write_bytes(content)
            files.append(target)
    except OSError as error:
        told = f"Impossible d’écrire dans {out} : {error.strerror}. Donnez un autre dossier avec --out."
        raise LetterError(spaced(told)) from error
    return tuple(files)


def _free(out: Path, name: str, form: str, content: bytes) -> Path:
    """Return the first name under which nothing else stands: a letter that somebody has worked on is never replaced."""
    for number in count(1):
        target = out / (f"{name}.{form}" if number == 1 else f"{name}-{number}.{form}")
        if not target.exists() or (target.is_file() and target.read_bytes() == content):
            break
    return target


def _content(made: Draft, form: str) -> bytes:
    if form == "md":
        return as_markdown(made.letter).encode()
    write = as_word if form == "docx" else as_pdf
    return write(made.letter, made.author, made.day)
