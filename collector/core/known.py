"""Recognises, among the findings already kept, the one that a mention is. It decides nothing of what changes."""

from collections.abc import Collection
from dataclasses import dataclass

from collector.core.identity import canonical_url, finding_id
from collector.core.kept import Changes, Kept
from collector.core.matching import Claim
from collector.core.model import Assessment, Finding, FindingId, Mention, MentionForm, PieceText
from collector.core.protection import Protected
from collector.core.reading import WatchPlan

# Forms that have an address of their own, by which the same one is recognised through several sources.
_ADDRESSED = frozenset((MentionForm.ARTICLE, MentionForm.POST))
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
        self._findings = dict(kept.findings)
        self._texts = dict(kept.texts)
        self._untouchable = kept.untouchable
        self._by_address: dict[tuple[str, str], FindingId] = {}
        for finding in kept.findings.values():
            self._index(finding)

    def identify(self, sighted: Sighted, plan: WatchPlan) -> FindingId:
        """Return the id of the finding that `sighted` is, known or to come.

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

    def finding(self, identifier: FindingId) -> Finding | None:
        """Return the kept finding of that id, or None."""
        return self._findings.get(identifier)

    def text(self, identifier: FindingId) -> PieceText | None:
        """Return the kept words of that finding, or None."""
        return self._texts.get(identifier)

    def is_untouchable(self, identifier: FindingId) -> bool:
        """Tell whether a file of that finding cannot be read, and must therefore not be written."""
        return identifier in self._untouchable

    def absorb(self, changes: Changes) -> None:
        """Take in what a watch changed."""
        for finding in changes.findings:
            self._findings[finding.id] = finding
            self._index(finding)
        self._texts.update((text.finding, text) for text in changes.texts)

    def _index(self, finding: Finding) -> None:
        if finding.form not in _ADDRESSED:
            return
        for sighting in finding.sightings:
            address = _pointed(sighting.url)
            if address is not None:
                self._by_address.setdefault((finding.practitioner, address), finding.id)


def _pointed(url: str | None) -> str | None:
    """Return the address by which a mention is recognised: canonical, with what it points to in the page."""
    address = canonical_url(url)
    fragment = (url or "").partition("#")[2]
    return f"{address}#{fragment}" if address and fragment else address
