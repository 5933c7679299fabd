"""The home page: what to do first, what is new, which sources see, how the last pass went.

A silent month is a good month and looks like one: nothing here is alarming unless something is.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from collector.core.french import counted, listed
from collector.core.model import Ending, RunReport
from collector.core.pages.affair_lines import DeadlineLine, deadline_lines
from collector.core.pages.coverage import STALE_AFTER, Sight
from collector.core.pages.delays import NearEnd, near_ends
from collector.core.pages.findings import Queue, queue
from collector.core.pages.moments import newest_first
from collector.core.pages.outlook import Outlook
from collector.core.pages.page import CALENDAR, HOME, Page, month_page
from collector.core.pages.periods import Events, events, month_of
from collector.core.pages.rows import Row, rows

_MOST_NEWS = 10
_NEW = "nouveau"
_MOST_TO_DO = 6
_MOST_TO_CONFIRM = 4
_MOST_AFFAIR_ENDS = 4


@dataclass(frozen=True, slots=True)
class News:
    """What happened since the previous pass. `since` is its day, None when the last pass is the first.

    `summary` counts everything in words. `tags` say what happened to each finding, by id; `rows` are the newest of
    those that the page does not already show as things to do, `beyond` counts the others.
    """

    since: dt.date | None
    summary: str
    tags: Mapping[str, str]
    rows: tuple[Row, ...]
    beyond: int


@dataclass(frozen=True, slots=True)
class LastPass:
    """How the last pass went: watches read, out of how many it tried; and whether it was too long ago."""

    on: dt.date
    read: int
    tried: int
    is_old: bool
    month: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """The view of the home page. `last_pass` and `news` are None before the first pass.

    The lists of `queue` are cut to what one looks at in ten seconds; the counts are whole.
    """

    queue: Queue
    to_decide: int
    new_to_decide: int
    to_confirm: int
    decided: int
    near_ends: tuple[NearEnd, ...]
    affair_ends: tuple[DeadlineLine, ...]
    calendar: str
    news: News | None
    last_pass: LastPass | None
    sight: Sight


def home_page(seen_from: Outlook) -> Page:
    """Return the home page."""
    whole = queue(seen_from.open.shown, seen_from)
    shown = Queue(whole.to_decide[:_MOST_TO_DO], whole.to_confirm[:_MOST_TO_CONFIRM], ())
    last = seen_from.last_run
    news = _news(seen_from, last, shown) if last is not None else None
    tags = news.tags if news is not None else {}
    view = HomePage(
        queue=shown,
        to_decide=len(whole.to_decide),
        new_to_decide=sum(tags.get(one.finding) == _NEW for one in whole.to_decide),
        to_confirm=len(whole.to_confirm),
        decided=len(whole.decided),
        near_ends=near_ends(seen_from),
        affair_ends=_affair_ends(seen_from),
        calendar=CALENDAR,
        news=news,
        last_pass=_last_pass(last, seen_from.today) if last is not None else None,
        sight=seen_from.sight,
    )
    return Page(HOME, "home.md.j2", view)


def _affair_ends(seen_from: Outlook) -> tuple[DeadlineLine, ...]:
    """Return the deadlines of affairs that end next, then those that are over: rights that are open stay there."""
    lines = deadline_lines(seen_from.affairs, seen_from)
    return tuple(one for one in lines if one.over or one.day >= seen_from.today)[:_MOST_AFFAIR_ENDS]


def _news(seen_from: Outlook, last: RunReport, shown: Queue) -> News:
    """Return what happened since the last pass made before the day of the last one."""
    ledger, on = seen_from.ledger, last.on
    since = max((run.on for run in ledger.passes if run.on < on), default=None)
    happened = events(ledger.findings, since or dt.date.min, seen_from.today)
    tags = _tags(happened)
    above = {one.finding for one in (*shown.to_decide, *shown.to_confirm)}
    others = sorted((one for one in ledger.findings if one.id in tags.keys() - above), key=newest_first)
    return News(since, _summary(happened), tags, rows(others[:_MOST_NEWS], seen_from), len(others[_MOST_NEWS:]))


def _tags(happened: Events) -> dict[str, str]:
    """Return the one word that says what happened to each finding; of several, the one that matters most."""
    by_weight = (
        ("modifié", happened.changed),
        (_NEW, happened.appeared),
        ("revenu", happened.returned),
        ("disparu", happened.vanished),
    )
    return {one.id: what for what, group in by_weight for one in group}


def _summary(happened: Events) -> str:
    counts = (
        (len(happened.appeared), "relevé nouveau", "relevés nouveaux"),
        (len(happened.changed), "modifié", "modifiés"),
        (len(happened.vanished), "disparu", "disparus"),
        (len(happened.returned), "revenu", "revenus"),
    )
    return listed([counted(count, one, many) for count, one, many in counts if count])


def _last_pass(last: RunReport, today: dt.date) -> LastPass:
    on = last.on
    read = sum(report.ending is not Ending.FAILED for report in last.watches)
    return LastPass(on, read, len(last.watches), (today - on).days > STALE_AFTER, month_page(month_of(on)))
