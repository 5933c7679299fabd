"""French typography: what a reader would see wrong in a text."""

import re


def faults(text: str) -> list[str]:
    """Return the faults of French typography in a text, each with the words around it."""
    rules = {
        "straight quote": r"[\"']",
        "breaking space before a high mark": r"[^\S\u00a0\u202f\n][;:?!»](?=\s|$)",
        "no space before a high mark": r"[^\s;:?!.…\[/|-][;?!»](?=\s|$)|\w:(?=\s|$)",
        "breaking or no space after «": r"«(?![\u00a0\u202f])",
        "three full stops": r"\.\.\.",
        "breaking space in an amount": r"\d (\d{3}\b|€)",
        "article parted from its number": r"\b[RLD]\. \d",
    }
    return [
        f"{rule}: {text[max(0, hit.start() - 20) : hit.end() + 20]!r}"
        for rule, pattern in rules.items()
        for hit in re.finditer(pattern, text)
    ]
