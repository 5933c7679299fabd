"""Reads the text of a letter into blocks: a small subset of Markdown, and holes written `{{ field }}`.

A hole is a node of what comes out, filled later: nothing that fills it can be taken for markup. There is no other
construct: no condition, no loop, no filter, no HTML. What is not understood is refused, with its line.
"""

import re
from collections.abc import Collection, Iterator

from collector.core.errors import LetterError
from collector.core.letters.blocks import Block, Line, Part, Run, Style, fields_of
from collector.core.model import LetterTemplate

_FENCE = ":::"
_TOKEN = re.compile(r"\{\{ ([a-z][a-z0-9_]*) \}\}|(\*\*|\*)|\\([*\\])|([{}<>`]|\\|!\[)")
_ITEMS = re.compile(r"(?P<bullet>- )|(?P<number>\d{1,2}\. )")
# Parts that a letter must have, once each, and in this order.
_NEEDED = (Part.SENDER, Part.RECIPIENT, Part.PLACE, Part.SUBJECT, Part.SIGNATURE)


def parse(letter: LetterTemplate) -> tuple[Block, ...]:
    """Return the blocks of a letter, its holes not filled; raise LetterError for a text that cannot be one."""
    blocks = tuple(_blocks(letter.body))
    parts = [block.kind for block in blocks if block.kind in _NEEDED]
    if parts != list(_NEEDED):
        told = ", ".join(f"« {_FENCE} {one} »" for one in _NEEDED)
        raise LetterError(f"il faut, une fois chacune et dans cet ordre, les parties {told}")
    _declared(set(fields_of(blocks)), set(letter.fields))
    return blocks


def _declared(asked: Collection[str], named: Collection[str]) -> None:
    for name in sorted(set(asked) - set(named)):
        raise LetterError(f"le champ « {name} » n’a pas d’intitulé : ajoutez-le à `fields`")
    for name in sorted(set(named) - set(asked)):
        raise LetterError(f"le champ « {name} » a un intitulé et ne sert pas : retirez-le de `fields`")


def _blocks(body: str) -> Iterator[Block]:
    """Yield the blocks: parts between fences, the rest by paragraphs."""
    part: Part | None = None
    held: list[tuple[int, str]] = []
    for number, line in enumerate([*body.split("\n"), ""], start=1):
        if part is not None and line.strip() == _FENCE:
            yield Block(part, tuple(_line(text, where) for where, text in held))
            part, held = None, []
        elif part is not None:
            held.append((number, line.strip()))
        elif line.strip() and not line.startswith(_FENCE):
            held.append((number, line))
        else:
            if held:
                yield _text(held)
            held, part = [], _part(line.removeprefix(_FENCE).strip(), number) if line.strip() else None
    if part is not None:
        raise LetterError(f"la partie « {part} » n’est pas fermée : ajoutez une ligne « {_FENCE} »")


def _part(name: str, number: int) -> Part:
    if name not in set(Part):
        known = ", ".join(Part)
        raise LetterError(f"ligne {number} : « {name} » n’est pas une partie d’une lettre ({known})")
    return Part(name)


def _text(held: list[tuple[int, str]]) -> Block:
    """Return a heading, a quotation, a list or a paragraph; its lines are run together, as Markdown does."""
    number, first = held[0]
    if first.startswith("## "):
        return Block(Style.HEADING, (_line(_joined(held).removeprefix("## "), number),))
    if first.startswith("> "):
        return Block(Style.QUOTE, (_line(" ".join(text.removeprefix("> ") for _, text in held), number),))
    start = _ITEMS.match(first)
    if start is None:
        return Block(Style.PARAGRAPH, (_line(_joined(held), number),))
    style = Style.BULLETS if start["bullet"] else Style.NUMBERS
    return Block(style, tuple(_line(text, where) for where, text in _items(held)))


def _items(held: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield the items of a list, each with the lines that go on under it."""
    item: list[str] = []
    where = held[0][0]
    for number, text in held:
        start = _ITEMS.match(text)
        if start is not None and item:
            yield where, " ".join(item)
            item, where = [], number
        item.append(text[start.end() :] if start is not None else text.strip())
    yield where, " ".join(item)


def _joined(held: list[tuple[int, str]]) -> str:
    return " ".join(text.strip() for _, text in held)


def _line(text: str, number: int) -> Line:
    """Return the runs of a line; bold and italic open and close on it."""
    runs: list[Run] = []
    bold = italic = False
    place = 0
    for token in _TOKEN.finditer(text):
        runs.append(Run(text[place : token.start()], bold, italic))
        place = token.end()
        field, weight, escaped, refused = token.groups()
        if refused:
            told = f"« {refused} » n’a pas sa place ici ; un champ s’écrit « {{{{ nom }}}} »"
            raise LetterError(f"ligne {number} : {told}")
        bold, italic = bold ^ (weight == "**"), italic ^ (weight == "*")
        runs.append(Run(escaped or "", bold, italic, field or ""))
    if bold or italic:
        raise LetterError(f"ligne {number} : une étoile n’est pas fermée")
    return tuple(_merged([*runs, Run(text[place:])]))


def _merged(runs: list[Run]) -> Iterator[Run]:
    """Yield runs without empty ones, neighbours of one weight together."""
    pending: Run | None = None
    for run in runs:
        if run.field:
            if pending is not None:
                yield pending
            pending = None
            yield run
        elif run.words and pending is not None and (pending.bold, pending.italic) == (run.bold, run.italic):
            pending = Run(pending.words + run.words, run.bold, run.italic)
        elif run.words:
            if pending is not None:
                yield pending
            pending = run
    if pending is not None:
        yield pending
