"""What the Ordre's guide recommends, and what of Renom gives it."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from collector.core.model.base import Model, Slug, Text

PagePath = Annotated[str, StringConstraints(pattern=r"^[a-z0-9/-]+\.md$", max_length=120)]
CommandLine = Annotated[str, StringConstraints(pattern=r"^renom( [a-z-]+)+$", max_length=60)]
TestId = Annotated[str, StringConstraints(pattern=r"^tests/[a-z0-9_/]+\.py::test_[a-z0-9_]+$", max_length=200)]


class Recommendation(Model):
    """One recommendation: `statements` report it with their sources, the rest says where it is delivered.

    `pages` are paths of the portal's Markdown files. `attributed` is false where no source that was read attributes
    it to the guide in so many words: the page says so.
    """

    id: Slug
    title: Text
    statements: Annotated[tuple[Slug, ...], Field(min_length=1)]
    pages: Annotated[tuple[PagePath, ...], Field(min_length=1)]
    commands: tuple[CommandLine, ...] = ()
    tests: Annotated[tuple[TestId, ...], Field(min_length=1)]
    attributed: bool = True


class RecommendationList(Model):
    """All the recommendations of one guide (`ordre/<slug>.yml`), in the order in which one follows them."""

    v: Literal[1] = 1
    slug: Slug
    recommendations: Annotated[tuple[Recommendation, ...], Field(min_length=1)]
