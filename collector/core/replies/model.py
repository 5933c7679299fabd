"""The data of the judgement of replies, as `catalog/replies/` holds them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from collector.core.model import Model, Profession, Slug, Text

LexiconName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$", max_length=40)]


def _lines(given: object) -> object:
    """Return the lines of a block of text, without those that are empty or start with `#`."""
    if not isinstance(given, str):
        return given
    lines = (line.strip() for line in given.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


# One pattern or sentence a line: no quotes to double, no comma to forget.
Lines = Annotated[tuple[Text, ...], BeforeValidator(_lines)]
Alternatives = Annotated[Lines, Field(min_length=1)]


class Violation(StrEnum):
    """What a reply must not do."""

    CONFIRMS_PATIENT = "confirme_patient"
    DATE_OR_ACT = "date_ou_acte"
    HEALTH = "donnees_sante"
    AUTHOR_IDENTITY = "identite_auteur"
    AGGRESSIVE = "agressif"
    LEGAL_THREAT = "menace_juridique_inappropriee"
    BARGAIN = "promesse_ou_contrepartie"
    PROMOTION = "publicite"
    PRIVATE_CONTACT = "coordonnees_privees"


class Level(StrEnum):
    """What a rule that is met does: forbid the reply, or ask its writer to look again."""

    BLOCK = "block"
    WARN = "warn"


class When(StrEnum):
    """Whether a rule that is met counts: always, only when nothing else forbids the reply, or only beside what betrays.

    `alone` is for the faintest of clues: a fuller reason makes it needless. `besides` is for words that are harmless in
    a reply that betrays nobody, and tell more of the author in one that does.
    """

    ALWAYS = "always"
    ALONE = "alone"
    BESIDES = "besides"


class Scope(StrEnum):
    """How far `along` and `unless` look around the words that a rule marks."""

    SENTENCE = "sentence"
    DRAFT = "draft"


class Folding(Model):
    """How a draft becomes text that patterns can read: see `folding.py` for the order of the steps."""

    v: Literal[1] = 1
    table: Mapping[str, str]
    abbreviations: tuple[Text, ...]


class Lexicon(Model):
    """Parts of patterns by name: `{name}` in a pattern stands for any of its alternatives."""

    v: Literal[1] = 1
    lexicon: Mapping[LexiconName, Alternatives]


class Harmless(Model):
    """Phrases that address the author without saying anything of a visit: they are veiled before some rules read."""

    v: Literal[1] = 1
    harmless: Alternatives
    leaves: Alternatives


class Rule(Model):
    """One way to break the duty of its file.

    A rule is met where one of `any` matches whole words, provided that within `scope` one of `along` is met (when there
    are some) and none of `unless`. `veiled`: harmless phrases are hidden from `any`. `name`: the group of the pattern
    must be written with a capital and be no part of the author's displayed name. `at_most`: only
    for replies to a review of so many stars or fewer, or without any.
    """

    id: Slug
    level: Level = Level.BLOCK
    when: When = When.ALWAYS
    scope: Scope = Scope.SENTENCE
    veiled: bool = False
    name: bool = False
    at_most: Annotated[int, Field(ge=1, le=5)] | None = None
    any: Alternatives
    along: Lines = ()
    unless: Lines = ()
    reason: Text
    suggestion: str = ""
    catches: Alternatives
    leaves: Alternatives


class Duty(Model):
    """One file of rules: what they protect, the statements that they rest on, what to write instead.

    `also` are violations that this one always makes too: whoever tells of an act tells that its author came.
    """

    v: Literal[1] = 1
    violation: Violation
    also: tuple[Violation, ...] = ()
    statements: Annotated[tuple[Slug, ...], Field(min_length=1)]
    suggestion: Text
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]


class Secrecy(Model):
    """The statements on secrecy of each profession, which take the place of the statement `secret` of a rule."""

    v: Literal[1] = 1
    professions: Mapping[Profession, Alternatives]


class ReplyRules(Model):
    """All the data of the judgement."""

    folding: Folding
    lexicon: Mapping[LexiconName, Alternatives]
    harmless: Alternatives
    duties: tuple[Duty, ...]
    professions: Mapping[Profession, Alternatives]
