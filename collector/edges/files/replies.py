"""Reads what replies are judged by, and the model replies, shipped with Renom."""

from functools import cache
from pathlib import Path
from typing import TypeVar

from collector.core.model import Model, ModelReply
from collector.core.replies.check import ReplyCheck
from collector.core.replies.model import Duty, Folding, Harmless, Lexicon, ReplyRules, Secrecy
from collector.edges.files.catalog import CATALOG
from collector.edges.files.documents import parse, validate
from collector.edges.files.practice import read_text

M = TypeVar("M", bound=Model)
FOLDER = CATALOG / "replies"
# The files of rules, in the order in which their marks are told.
DUTIES = ("secrecy", "acts", "health", "identity", "tone", "law", "bargain", "promotion", "contact")


@cache
def load_reply_check() -> ReplyCheck:
    """Return what judges replies, read once and only when something is judged."""
    return ReplyCheck(load_reply_rules())


def load_reply_rules() -> ReplyRules:
    """Return the rules by which replies are judged, with what they rest on."""
    return ReplyRules(
        folding=_read("folding", Folding),
        lexicon=_read("lexicon", Lexicon).lexicon,
        harmless=load_harmless().harmless,
        duties=tuple(_read(name, Duty) for name in DUTIES),
        professions=_read("professions", Secrecy).professions,
    )


def load_harmless() -> Harmless:
    """Return the phrases that say nothing of a visit, with their examples."""
    return _read("harmless", Harmless)


def load_model_replies(folder: Path = FOLDER / "models") -> tuple[ModelReply, ...]:
    """Return the model replies in order of slug."""
    return tuple(
        validate(parse(read_text(path, path.name), path.name), ModelReply, slug=path.stem)
        for path in sorted(folder.glob("*.yml"))
    )


def _read(name: str, model: type[M]) -> M:
    file = f"{name}.yml"
    return validate(parse(read_text(FOLDER / file, file), file), model)
