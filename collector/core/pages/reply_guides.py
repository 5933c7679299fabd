"""The guides to answering or not: an index, one page each, and which of them a finding calls for.

Decides which guides are offered for a finding; never whether to answer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from collector.core.errors import BuildError
from collector.core.foreign import Foreign
from collector.core.french import spaced
from collector.core.model import Finding, GuideFamily, ReplyGuide
from collector.core.pages.legal import LegalSentence, Sourced, reviewed, sentences
from collector.core.pages.model_replies import ModelReplyView, reply_view
from collector.core.pages.outlook import Outlook
from collector.core.pages.page import REPLY_GUIDES, Page, reply_guide_page
from collector.core.pages.procedures import Named, named
from collector.core.procedures import facts_of
from collector.core.triage.labels import ILLICIT, Signal

_FAMILIES = {
    GuideFamily.GRIEVANCE: "Selon ce que l’on vous reproche",
    GuideFamily.SITUATION: "Selon ce qui arrive",
}


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A guide in a list. `silent` tells that its advice is to say nothing."""

    path: str
    title: Foreign
    gist: Foreign
    silent: bool


@dataclass(frozen=True, slots=True)
class GuideGroup:
    """The guides of one family, in their order."""

    heading: str
    lines: tuple[GuideLine, ...]


@dataclass(frozen=True, slots=True)
class ReplyGuidesIndex:
    """The view of the index. `debated` are the positions of authorities on whether to reply, which disagree."""

    groups: tuple[GuideGroup, ...]
    debated: tuple[LegalSentence, ...]


@dataclass(frozen=True, slots=True)
class NeverView:
    """A reply that must not be published, and what is wrong with it."""

    draft: Foreign
    why: Foreign


@dataclass(frozen=True, slots=True)
class ReplyGuidePage:
    """The view of one guide."""

    line: GuideLine
    principles: tuple[Foreign, ...]
    silence: tuple[Foreign, ...]
    debated: tuple[LegalSentence, ...]
    replies: tuple[ModelReplyView, ...]
    never: tuple[NeverView, ...]
    ways: tuple[Named, ...]
    basis: tuple[LegalSentence, ...]
    sourced: Sourced


def reply_guides_pages(seen_from: Outlook) -> Iterator[Page]:
    """Yield the index of guides, then the page of each; raise BuildError when one names what does not exist."""
    yield Page(REPLY_GUIDES, "reply_guides.md.j2", _index(seen_from))
    for slug, guide in sorted(seen_from.ledger.guides.items()):
        yield Page(reply_guide_page(slug), "reply_guide.md.j2", _view(guide, seen_from))


def guide_lines(
    finding: Finding, guides: Mapping[str, ReplyGuide], *, in_series: bool = False
) -> tuple[GuideLine, ...]:
    """Return the guides that a finding calls for: those of what happens first, then those of what is reproached.

    `in_series`: other mentions were probably written together with it. What may be illicit is no reproach to answer:
    only its situation, if it has one, has a guide.
    """
    facts = facts_of(finding, None, {})
    signals = facts.signals | ({Signal.SERIES} if in_series else set())
    grievances = frozenset() if ILLICIT & set(facts.natures) else frozenset(finding.assessment.grievances)
    called = [
        one
        for one in guides.values()
        if signals & set(one.when_signals)
        or set(facts.natures[:1]) & set(one.when_natures)
        or grievances & set(one.when_grievances)
    ]
    return tuple(_line(one) for one in sorted(called, key=lambda one: (one.family is GuideFamily.GRIEVANCE, one.order)))


def _index(seen_from: Outlook) -> ReplyGuidesIndex:
    ledger = seen_from.ledger
    ordered = sorted(ledger.guides.values(), key=lambda one: (one.order, one.slug))
    debated = dict.fromkeys(slug for one in ordered for slug in one.debated)
    return ReplyGuidesIndex(
        groups=tuple(
            GuideGroup(heading, tuple(_line(one) for one in ordered if one.family is family))
            for family, heading in _FAMILIES.items()
        ),
        debated=sentences(debated, ledger.statements, seen_from.today, "the index of guides"),
    )


def _line(guide: ReplyGuide) -> GuideLine:
    return GuideLine(reply_guide_page(guide.slug), _words(guide.title), _words(guide.gist), guide.silent)


def _words(text: str) -> Foreign:
    return Foreign(spaced(text))


def _view(guide: ReplyGuide, seen_from: Outlook) -> ReplyGuidePage:
    ledger = seen_from.ledger
    of = f"guide {guide.slug!r}"
    return ReplyGuidePage(
        line=_line(guide),
        principles=tuple(_words(one) for one in guide.principles),
        silence=tuple(_words(one) for one in guide.silence),
        debated=sentences(guide.debated, ledger.statements, seen_from.today, of),
        replies=tuple(_replies(guide, seen_from)),
        never=tuple(NeverView(_words(one.draft), _words(one.why)) for one in guide.never),
        ways=tuple(_ways(guide, seen_from)),
        basis=sentences(guide.statements, ledger.statements, seen_from.today, of),
        sourced=reviewed(guide.provenance, seen_from.today),
    )


def _replies(guide: ReplyGuide, seen_from: Outlook) -> Iterator[ModelReplyView]:
    known = {one.slug: one for one in seen_from.ledger.model_replies}
    for slug in guide.replies:
        if slug not in known:
            raise BuildError(f"guide {guide.slug!r} shows reply {slug!r}, which the catalogue does not have")
        yield reply_view(known[slug], seen_from)


def _ways(guide: ReplyGuide, seen_from: Outlook) -> Iterator[Named]:
    known = seen_from.ledger.procedures
    for slug in guide.procedures:
        if slug not in known:
            raise BuildError(f"guide {guide.slug!r} leads to procedure {slug!r}, which the catalogue does not have")
        yield named(known[slug])
