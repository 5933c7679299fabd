"""Writes a letter as Markdown: readable as it is, and the same words once rendered, whatever they hold."""

import re

from collector.core.letters.blocks import Block, Line, Part, Run, Style
from collector.core.letters.filling import Letter

# What a renderer, CommonMark's or Python's, takes for markup inside a line: signs that a backslash puts to sleep, and
# signs that are written as references, where they would start a tag, a reference or a line struck out.
_MARKUP = re.compile(r"([\\`*_{}\[\]])")
_REFERRED = re.compile(r"<(?=[a-zA-Z/!?])|&(?=#?\w{1,32};)|~(?=~)|(?<=~)~")
# And at the start of a line: lists, headings, quotations, rules; and the line that makes a title of the one above.
_START = re.compile(r"^( {0,3})(?:(\d{1,9})(?=[.)])|(?=[-+#>]))", re.MULTILINE)
_UNDERLINE = re.compile(r"^( {0,3})=", re.MULTILINE)
_BREAK = "  \n"


def as_markdown(letter: Letter) -> str:
    """Return the whole letter: each part a paragraph, its lines apart, the subject in bold."""
    return "\n\n".join(_block(block) for block in letter.blocks) + "\n"


def _block(block: Block) -> str:
    match block.kind:
        case Style.HEADING:
            return f"## {_line(block.lines[0], ' ')}"
        case Style.QUOTE:
            return f"> {_line(block.lines[0], f'{_BREAK}> ')}"
        case Style.BULLETS:
            return "\n".join(f"- {_line(line, f'{_BREAK}  ')}" for line in block.lines)
        case Style.NUMBERS:
            items = enumerate(block.lines, start=1)
            return "\n".join(f"{number}. {_line(line, f'{_BREAK}   ')}" for number, line in items)
        case Part.SUBJECT:
            return f"**{_BREAK.join(_plain(line) for line in block.lines)}**"
        case _:
            return _BREAK.join(_line(line, _BREAK) for line in block.lines)


def _plain(line: Line) -> str:
    return _started("".join(_escaped(run.words) for run in line)).replace("\n", " ")


def _line(line: Line, between: str) -> str:
    return _started("".join(map(_run, line))).replace("\n", between)


def _run(run: Run) -> str:
    mark = ("**" if run.bold else "") + ("*" if run.italic else "")
    return f"{mark}{_escaped(run.words)}{mark[::-1]}" if run.words else ""


def _escaped(words: str) -> str:
    return _REFERRED.sub(lambda met: f"&#{ord(met[0])};", _MARKUP.sub(r"\\\1", words))


def _started(line: str) -> str:
    return _UNDERLINE.sub(r"\1&#61;", _START.sub(r"\1\2\\", line))
