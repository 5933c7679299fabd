"""Recognises, among the findings already kept, the one that a mention is. It decides nothing of what changes.

Three ways, the surest first: the source's own id; the address; for articles whose addresses differ because one source
gives an opaque link, the publisher's site, the title and the date together. Taking two articles for one hides one of
them, which is worse than showing one twice: in doubt they stay apart.
"""

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from collector.core.headlines import Headline, headlines
from collector.core.identity import canonical_url, finding_id
from collector.core.kept import Changes, Kept
from collector.core.matching import Claim
from collector.core.model import Assessment, DateKind, Finding, FindingId, Mention, MentionForm, PieceText, Published
from collector.core.protection import Protected
from collector.core.reading import WatchPlan

# Forms that have an address of their own, by which the same one is recognised through several sources.
_ADDRESSED = frozenset((MentionForm.ARTICLE, MentionForm.POST))
_Key = tuple[str, Headline]  # a practitioner, and a headline about him or her
SAME_ARTICLE_DAYS = 2  # between the dates that two sources give of one article
UNQUALIFIED = Assessment()


@dataclass(frozen=True, slots=True)
class Sighted:
    """One mention that concerns, or may concern, one practitioner; judged, and its words already protected."""

    mention: Mention
    claim: Claim
    protected: Protected
    assessment: Assessment = UNQUALIFIED


class Known:
    """The findings already kept, and how a mention is recognised among them. Grows as watches are settled.

    `watches` are the ids of the practice's watches today: one that is gone can no longer speak for its findings.
    """

    def __init__(self, kept: Kept, watches: Collection[str] = ()) -> None:
        self.watches = frozenset(watches)
        self._before = kept
        self._findings = dict(kept.findings)
        self._texts = dict(kept.texts)
        self._untouchable = kept.untouchable
        self._by_address: dict[tuple[str, str], FindingId] = {}
        self._by_headline: dict[_Key, set[FindingId]] = {}
        for finding in kept.findings.values():
            self._index(finding)

    def recognise(self, answer: Sequence[Sighted], plan: WatchPlan) -> tuple[FindingId, ...]:
        """Return the ids of the findings that the mentions of one answer of a watch are, known or to come.

        Ids and addresses are looked at for the whole answer first: what a title makes one of two mentions never takes
        a finding that another mention of the answer is, and a title that two of them bear proves nothing.
        """
        identified = [self._identify(one, plan) for one in answer]
        keys = [_keys_of(one) for one in answer]
        borne = Counter(itertools.chain.from_iterable(keys))
        taken = set(identified)
        for place, one in enumerate(answer):
            if identified[place] in self._findings or any(borne[key] > 1 for key in keys[place]):
                continue
            met = self._by_title(keys[place], one.mention, plan)
            if met is not None and met not in taken:
                identified[place] = met
                taken.add(met)
        return tuple(identified)

    def _identify(self, sighted: Sighted, plan: WatchPlan) -> FindingId:
        """Return the id that the source's own id or the address gives.

        An address makes one of two mentions of different watches. Within one watch the source's own ids decide: the
        comments under an article share its address.
        """
        practitioner = sighted.claim.practitioner
        own = finding_id(plan.source.slug, sighted.mention.native_id, practitioner)
        address = _pointed(sighted.mention.url)
        if own in self._findings or address is None or sighted.mention.form not in _ADDRESSED:
            return own
        met = self._by_address.get((practitioner, address), own)
        return own if met in self._findings and self._findings[met].sightings[0].watch == plan.watch.id else met

    def _by_title(self, keys: Sequence[_Key], mention: Mention, plan: WatchPlan) -> FindingId | None:
        """Return the finding of another watch with that headline and nearly that date; None if there are several."""
        met = {
            identifier
            for key in keys
            for identifier in self._by_headline.get(key, ())
            if _near(self._findings[identifier].published, mention.published)
        }
        alone = met.pop() if len(met) == 1 else None
        seen_by = {one.watch for one in self._findings[alone].sightings} if alone else set()
        return None if plan.watch.id in seen_by else alone

    def finding(self, identifier: FindingId) -> Finding | None:
        """Return the kept finding of that id, or None."""
        return self._findings.get(identifier)

    def text(self, identifier: FindingId) -> PieceText | None:
        """Return the kept words of that finding, or None."""
        return self._texts.get(identifier)

    @property
    def kept(self) -> Kept:
        """Return what was kept before, with all that was absorbed since."""
        return replace(self._before, findings=dict(self._findings), texts=dict(self._texts))

    def is_untouchable(self, identifier: FindingId) -> bool:
        """Tell whether a file of that finding cannot be read, and must therefore not be written."""
        return identifier in self._untouchable

    def absorb(self, changes: Changes) -> None:
        """Take in what a watch changed."""
        self._texts.update((text.finding, text) for text in changes.texts)
        for finding in changes.findings:
            self._findings[finding.id] = finding
            self._index(finding)

    def _index(self, finding: Finding) -> None:
        if finding.form not in _ADDRESSED:
            return
        for sighting in finding.sightings:
            address = _pointed(sighting.url)
            if address is not None:
                self._by_address.setdefault((finding.practitioner, address), finding.id)
        text = self._texts.get(finding.id)
        title = text.versions[-1].title if text is not None and text.versions else ""
        for one in _headlines(finding, title):
            self._by_headline.setdefault((finding.practitioner, one), set()).add(finding.id)


def _keys_of(sighted: Sighted) -> tuple[_Key, ...]:
    """Return the practitioner with each headline by which an article is recognised."""
    found = _headlines(sighted.mention, sighted.protected.words.title)
    return tuple((sighted.claim.practitioner, one) for one in found)


def _headlines(article: Mention | Finding, title: str) -> tuple[Headline, ...]:
    """Return the headlines of an article, from its title as kept; none of anything else than a dated article."""
    if article.form is not MentionForm.ARTICLE or article.published.kind is not DateKind.PUBLISHED:
        return ()
    return headlines(title, article.publisher, article.publisher_host, article.url)


def _near(one: Published, other: Published) -> bool:
    days = [day for day in (one.latest, other.latest) if day is not None]
    return len(days) > 1 and abs(days[0] - days[1]) <= dt.timedelta(days=SAME_ARTICLE_DAYS)


def _pointed(url: str | None) -> str | None:
    """Return the address by which a mention is recognised: canonical, with what it points to in the page."""
    address = canonical_url(url)
    fragment = (url or "").partition("#")[2]
    return f"{address}#{fragment}" if address and fragment else address
