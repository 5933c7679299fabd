"""The kind `csv`: a table of reviews that a person deposits, as a spreadsheet or another tool saves it.

Columns are recognised by their headings (see `columns`); the separator, the charset and the order do not matter. What
a cell holds is words, whatever a spreadsheet would make of it. A table without ids gets ids made of what does not
change when a review is edited. A row that cannot be read costs that row, a rating or a date that cannot be read costs
itself, and both are told with the numbers of the rows, as a spreadsheet counts them. Nothing says where a table ends:
cut between two rows it looks whole, so that it never proves an absence.
"""

import csv
import datetime as dt
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from collector.core.errors import FailureCode, ReadError
from collector.core.identity import derived_id, host_of
from collector.core.model import Mention, MentionForm, Rating, Reply
from collector.core.reading import Capture, Kind, Parsed, WatchPlan, single_get
from collector.core.text import LONGEST_NAME, clean, clean_line, fold, plain_words, shorten
from collector.sources.addresses import web_address
from collector.sources.dates import day_of, published_on
from collector.sources.decoding import decode
from collector.sources.deposited.columns import Column, columns_of, is_table_of_reviews, scale_of
from collector.sources.ratings import rating_of

_SEPARATORS = (";", ",", "\t", "|")
_MOST_ROWS = 20_000
_LONGEST_CELL = 100_000  # characters; a longer one is an unclosed quote
_MOST_LINES_BEFORE = 5  # a title, a « sep=; », blank lines
_LONGEST_ID = 500
_STARS = re.compile(r"[★⭐]")
_EMPTY_STARS = re.compile(r"[☆✩]")
_SHORT_YEAR = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})(?!\d)")
_WANTS = (
    "a table of reviews (CSV): a line of headings (Auteur, Note, Date, Avis…), one review a line; from a spreadsheet, "
    "« save as » CSV"
)
# What spreadsheets and careful exports put before a cell that starts like a formula.
_SHIELD = re.compile(r"^'(?=[=+@\-\t])")
_MOST_TOLD = 10  # rows named in a warning
_UNREAD = {
    Column.TEXT: "{count} ligne(s) du tableau n’ont ni texte ni note\u00a0: elles n’ont pas été lues",
    Column.RATING: "{count} note(s) du tableau sont illisibles\u00a0: ces avis sont gardés sans note",
    Column.DATE: "{count} date(s) du tableau sont illisibles ou à venir\u00a0: ces avis sont gardés sans date",
}


def parse(plan: WatchPlan, capture: Capture) -> Parsed:
    """Return the reviews of a table.

    ReadError: WRONG_EXPORT for what is no table of reviews, TOO_LARGE beyond the bounds, WHICH_PART where the watch
    names an establishment that the table does not.
    """
    text = decode(capture.body).replace("\x00", "")
    table = _table(text)
    reader = _Reader(plan, table)
    rows = [(number, row) for number, row in table.rows if any(cell.strip() for cell in row)]
    wanted = [(number, row) for number, row in rows if reader.is_wanted(row)]
    if rows and not wanted:
        raise ReadError(FailureCode.WHICH_PART, "0")
    read = {mention.native_id: mention for number, row in wanted if (mention := reader.mention(row, number))}
    return Parsed(tuple(read.values()), warnings=tuple(_warnings(reader.unread)))


KIND = Kind("csv", single_get(parse), wants=_WANTS)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as read: where each known column stands, what its headings say, the rows under them, numbered."""

    places: Mapping[Column, int]
    headings: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]


def _warnings(unread: Mapping[Column, Sequence[int]]) -> Iterator[str]:
    for column, rows in unread.items():
        told = ", ".join(map(str, rows[:_MOST_TOLD])) + ("…" if len(rows) > _MOST_TOLD else "")
        yield f"{_UNREAD[column].format(count=len(rows))} (ligne {told})."


def _table(text: str) -> _Table:
    """Return the table that `text` is, with the separator that makes its headings readable."""
    lines = text.splitlines()[: _MOST_LINES_BEFORE + 1]
    candidates = ((_known(line, separator), separator) for line in lines for separator in _SEPARATORS)
    best, separator = max(candidates, key=lambda one: one[0], default=(0, ""))
    if best == 0:
        raise ReadError(FailureCode.WRONG_EXPORT, "CSV")
    rows = _rows(text, separator)
    for _, headings in itertools.islice(rows, _MOST_LINES_BEFORE + 1):
        places = columns_of(headings)
        if is_table_of_reviews(places):
            return _Table(places, headings, list(rows))
    raise ReadError(FailureCode.WRONG_EXPORT, "CSV")


def _known(line: str, separator: str) -> int:
    return len(columns_of([cell.strip(" \"'\ufeff") for cell in line[:_LONGEST_CELL].split(separator)]))


def _rows(text: str, separator: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows, numbered from 1; ReadError for too many, or where an unclosed quote swallows the rest."""
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
            if number > _MOST_ROWS + 1:
                raise ReadError(FailureCode.TOO_LARGE, f"> {_MOST_ROWS}")
            yield number, row
    except csv.Error as error:
        raise ReadError(FailureCode.WRONG_EXPORT, "CSV") from error


class _Reader:
    """Turns the rows of one table into mentions. `unread` are the rows without review, and those of unread cells."""

    def __init__(self, plan: WatchPlan, table: _Table) -> None:
        self.unread: dict[Column, list[int]] = {}
        self._today = plan.today
        self._table = table
        self._part = plain_words(plan.watch.query or "")
        self._site = host_of(plan.source.home)
        rating = table.places.get(Column.RATING)
        self._scale = scale_of(table.headings[rating]) if rating is not None else ""
        self._met: Counter[str] = Counter()

    def is_wanted(self, row: Sequence[str]) -> bool:
        """Tell whether a row is of the establishment that the watch names, if it names one."""
        return not self._part or plain_words(self._cell(row, Column.PART)) == self._part

    def mention(self, row: Sequence[str], number: int) -> Mention | None:
        """Return the review of the row of that number; None where there is nothing to read."""
        title, text = clean_line(self._cell(row, Column.TITLE)), clean(self._cell(row, Column.TEXT))
        rating = _rating(self._cell(row, Column.RATING), self._scale)
        if not (title or text or rating):
            self._tell(Column.TEXT, number)
            return None
        if rating is None and self._cell(row, Column.RATING):
            self._tell(Column.RATING, number)
        url = web_address(self._cell(row, Column.URL))
        site = clean_line(self._cell(row, Column.SITE))
        return Mention(
            native_id=self._native_id(row, url, title, text),
            form=MentionForm.REVIEW,
            url=url,
            title=title,
            text=text,
            author=clean_line(self._cell(row, Column.AUTHOR)),
            publisher=shorten(site, LONGEST_NAME) or host_of(url) or self._site,
            published=published_on(self._published(row, number)),
            rating=rating,
            reply=self._reply(row),
        )

    def _published(self, row: Sequence[str], number: int) -> dt.date | None:
        """Return the day of a row; a day to come is a slip of the pen, from which no delay can be counted."""
        cell = self._cell(row, Column.DATE)
        day = _day(cell)
        if day is not None and day <= self._today:
            return day
        if cell:
            self._tell(Column.DATE, number)
        return None

    def _tell(self, column: Column, number: int) -> None:
        self.unread.setdefault(column, []).append(number)

    def _cell(self, row: Sequence[str], column: Column) -> str:
        place = self._table.places.get(column)
        return _SHIELD.sub("", row[place].strip()) if place is not None and place < len(row) else ""

    def _reply(self, row: Sequence[str]) -> Reply | None:
        text = clean(self._cell(row, Column.REPLY))
        return Reply(text=text, on=_day(self._cell(row, Column.REPLY_DATE))) if text else None

    def _native_id(self, row: Sequence[str], url: str | None, title: str, text: str) -> str:
        given = clean_line(self._cell(row, Column.ID))
        if given and len(given) <= _LONGEST_ID:
            return given
        author = " ".join(fold(clean_line(self._cell(row, Column.AUTHOR))).split())
        date = clean_line(self._cell(row, Column.DATE))
        if author and date:
            made = derived_id("signed", url or "", author, date)
        else:
            made = derived_id("words", url or "", author, date, title, text, self._cell(row, Column.RATING))
        self._met[made] += 1  # two reviews of one author on one day are two
        return made if self._met[made] == 1 else derived_id(made, str(self._met[made]))


def _rating(cell: str, scale: str) -> Rating | None:
    """Return the rating of a cell: figures (« 4,5/5 »), or stars drawn."""
    drawn, missing = len(_STARS.findall(cell)), len(_EMPTY_STARS.findall(cell))
    if drawn + missing:
        best = drawn + missing if missing else 5
        return Rating(value=drawn, scale=best, raw=clean_line(cell)[:40]) if drawn <= best else None
    return rating_of(cell, best=scale)


def _day(cell: str) -> dt.date | None:
    """Return the day of a cell, in the French order; a year of two figures is of this century."""
    short = _SHORT_YEAR.match(cell.strip())
    return day_of(f"{short[1]}/{short[2]}/20{short[3]}" if short else cell)
