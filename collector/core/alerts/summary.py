"""The summary of a pass for the page of a workflow's run: Markdown, in French, always, even for a quiet pass."""

from collector.core.foreign import plain
from collector.core.french import NO_BREAK, counted, day_in_full, listed
from collector.core.model import Ending, WatchReport
from collector.core.pages.failures import explain
from collector.core.pages.outlook import Outlook

_ENDINGS = {Ending.FOUND: "lue", Ending.UNCHANGED: "inchangée", Ending.FAILED: "échec"}


def job_summary(seen_from: Outlook) -> str:
    """Return how the last pass went, watch by watch; a sentence when there is none.

    Names are printed without punctuation that Markdown reads; no third party's words are in it.
    """
    last = seen_from.last_run
    if last is None:
        return "Aucun passage n’a encore eu lieu.\n"
    failed = sum(one.ending is Ending.FAILED for one in last.watches)
    read = len(last.watches) - failed
    changes = (
        counted(sum(one.new for one in last.watches), "relevé nouveau", "relevés nouveaux"),
        counted(sum(one.changed for one in last.watches), "modifié", "modifiés"),
    )
    lines = [
        f"## Passage du {day_in_full(last.on)}",
        "",
        f"{counted(read, 'veille lue', 'veilles lues')} sur {len(last.watches)}{NO_BREAK}; {listed(changes)}.",
        "",
        "| Veille | Lecture | Nouveaux | Modifiés | Disparus | À faire |",
        "|---|---|---|---|---|---|",
        *(_line(one, seen_from) for one in sorted(last.watches, key=lambda one: one.ending is not Ending.FAILED)),
    ]
    return "\n".join(lines) + "\n"


def _line(one: WatchReport, seen_from: Outlook) -> str:
    name = seen_from.watch_name(one.watch, one.source)
    shown = plain(name.source) + (f" ({plain(name.label)})" if name.label else "")
    advice = explain(one.code).advice if one.ending is Ending.FAILED else ""
    return f"| {shown} | {_ENDINGS[one.ending]} | {one.new} | {one.changed} | {one.vanished} | {advice} |"
