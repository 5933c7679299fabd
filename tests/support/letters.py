"""What the words of a letter are, whatever writes it: the tests of each writer compare with these."""

from collections.abc import Iterator

from collector.core.letters.blocks import Style, texts
from collector.core.letters.filling import Letter


def lines_of(copy: Letter) -> Iterator[str]:
    """Yield the lines of a letter, with the marks and numbers before the items of lists."""
    for block in copy.blocks:
        lines = list(texts([block]))
        if block.kind is Style.NUMBERS:
            lines = [f"{place}. {line}" for place, line in enumerate(lines, start=1)]
        yield from ([f"• {line}" for line in lines] if block.kind is Style.BULLETS else lines)
