"""The kind `manual`: what a person saw on a source that no program may read, typed with `renom note`.

Nobody is recognised in it: the person says of whom it is. It is one mention, never the whole of a source, so that
noting one makes no other vanish.
"""

from pydantic import ValidationError

from collector.core.errors import FailureCode, ReadError
from collector.core.identity import canonical_url, derived_id, host_of
from collector.core.model import Mention, MentionForm, Note
from collector.core.reading import Capture, Kind, Parsed, WatchPlan, single_get
from collector.core.text import clean, clean_line, fold
from collector.sources.addresses import web_address
from collector.sources.dates import published_on
from collector.sources.ratings import rating_of

_ADDRESSED = frozenset((MentionForm.ARTICLE, MentionForm.POST))


def parse(plan: WatchPlan, capture: Capture) -> Parsed:
    """Return the mention that a note makes. ReadError(WRONG_EXPORT) for anything that is no note, or an empty one."""
    try:
        note = Note.model_validate_json(capture.body)
    except ValidationError as error:
        raise ReadError(FailureCode.WRONG_EXPORT, "JSON") from error
    mention = mention_of(note, plan.source.name)
    if not (mention.title or mention.text or mention.rating):
        raise ReadError(FailureCode.WRONG_EXPORT, "text")
    return Parsed((mention,))


KIND = Kind("manual", single_get(parse), reported=True)


def mention_of(note: Note, source: str) -> Mention:
    """Return `note` as a mention; the same thing noted twice, even after an edit, has the same id."""
    url = web_address(note.url) if note.url else None
    return Mention(
        native_id=_native_id(note, url),
        form=note.form,
        url=url,
        title=clean_line(note.title),
        text=clean(note.text),
        author=clean_line(note.author),
        publisher=host_of(url) or clean_line(source),
        published=published_on(note.on),
        rating=rating_of(note.rating) if note.rating else None,
    )


def _native_id(note: Note, url: str | None) -> str:
    """Return an id of what does not change when its author edits it, where that tells one from another."""
    if url and note.form in _ADDRESSED:
        return canonical_url(url) or url
    author = " ".join(fold(clean_line(note.author)).split())
    place = url or ""
    if author and (note.on or place):
        return derived_id("signed", place, author, note.on.isoformat() if note.on else "")
    on = note.on.isoformat() if note.on else ""
    return derived_id("words", place, author, on, clean_line(note.title), clean(note.text), clean_line(note.rating))
