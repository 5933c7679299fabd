"""Commands about affairs: open one, note what happened, close it, show them, and make the calendar of deadlines."""

import datetime as dt
from pathlib import Path

import click
from rich.markup import escape

from collector.cli.options import Day, practice_option, today_option
from collector.cli.printing import out
from collector.core.affairs.affair import Affair
from collector.core.affairs.pack import Reader
from collector.core.affairs.words import KINDS, STATUSES
from collector.core.french import day_in_full
from collector.core.model import EventKind
from collector.core.model.coverage import LONGEST_NAME, LONGEST_NOTE
from collector.core.text import clean_line
from collector.wiring import affairs

_BY = click.option("--by", default="", envvar="RENOM_BY", show_envvar=True, help="Who did it, or who writes it.")
_NOTE = click.option("--note", default="", help="A few words of your own: nobody else's, nothing of a patient's file.")
_OUT = click.option("--out", "target", type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
_ON = click.option("--on", type=Day(), default=None, help="Day on which it happened (default: today).")


@click.group()
def case() -> None:
    """Follow affairs: what you hold against one publisher, and what was done about it."""


@case.command("open")
@click.argument("title")
@click.option("--finding", "findings", multiple=True, metavar="ID", help="A finding of the affair; repeat it.")
@click.option("--against", default="", metavar="SLUG", help="Source or publisher (default: that of the findings).")
@click.option("--for", "people", multiple=True, metavar="ID", help="Practitioner (default: those of the findings).")
@click.option("--procedure", "procedures", multiple=True, metavar="SLUG", help="A route that you choose; repeat it.")
@_ON
@_BY
@_NOTE
@practice_option
@today_option
def open_(  # noqa: PLR0913 - what a person may say of an affair
    title: str,
    findings: tuple[str, ...],
    people: tuple[str, ...],
    procedures: tuple[str, ...],
    *,
    against: str,
    on: dt.date | None,
    by: str,
    note: str,
    root: Path,
    today: dt.date | None,
) -> None:
    """Open an affair named TITLE, as a new file of data/cases/."""
    named = _short(title, "the title", required=True)
    who = _short(by, "--by NAME (or RENOM_BY)", required=True)
    asked = affairs.Opening(named, findings, people, procedures, against, who, _note(note), on)
    _tell(affairs.open_affair(root, asked, today))


@case.command()
@click.argument("case_id", metavar="CASE")
@click.argument("kind", type=click.Choice([one.value for one in EventKind if one is not EventKind.CLOSED]))
@_ON
@click.option("--earliest", type=Day(), default=None, help="First day on which it may have happened.")
@click.option("--latest", type=Day(), default=None, help="Last day on which it may have happened.")
@click.option("--procedure", default=None, metavar="SLUG", help="The route (default: the only one chosen).")
@click.option("--step", default=None, metavar="ID", help="The step of that route.")
@click.option("--channel", default="", help="Registered letter, form, e-mail…")
@click.option("--piece", "pieces", multiple=True, metavar="FILE|SHA256", help="What proves it: hashed, not copied.")
@click.option("--without-capture", default="", metavar="REASON", help="Note `sent` without one; the reason stays.")
@_BY
@_NOTE
@practice_option
@today_option
def event(  # noqa: PLR0913 - what a person may say of an event
    case_id: str,
    kind: str,
    *,
    on: dt.date | None,
    earliest: dt.date | None,
    latest: dt.date | None,
    procedure: str | None,
    step: str | None,
    channel: str,
    pieces: tuple[str, ...],
    without_capture: str,
    by: str,
    note: str,
    root: Path,
    today: dt.date | None,
) -> None:
    """Note what happened in CASE, at the end of its file: what is written there is not touched.

    `renom case event a-2026-1 received --on 2026-09-10 --procedure opposition-21`. A closed affair takes only
    `reopened`. A day that is not known is given by --earliest and --latest.
    """
    if on is not None and (earliest or latest):
        raise click.UsageError("give --on, or --earliest and --latest")
    _needs("--latest", latest, "--earliest", earliest)
    _needs("--step", step, "--procedure", procedure)
    fact = affairs.Fact(
        kind=EventKind(kind),
        on=on,
        earliest=earliest,
        latest=latest,
        procedure=procedure,
        step=step,
        channel=_short(channel, "--channel"),
        by=_short(by, "--by"),
        pieces=pieces,
        note=_note(note),
        without_capture=_short(without_capture, "--without-capture"),
    )
    _tell(affairs.note_event(root, case_id, fact, today))


@case.command()
@click.argument("case_id", metavar="CASE")
@_ON
@_BY
@_NOTE
@practice_option
@today_option
def close(case_id: str, *, on: dt.date | None, by: str, note: str, root: Path, today: dt.date | None) -> None:
    """Close CASE. Nothing is lost, and `renom case event CASE reopened` opens it again."""
    fact = affairs.Fact(kind=EventKind.CLOSED, on=on, by=_short(by, "--by"), note=_note(note))
    _tell(affairs.note_event(root, case_id, fact, today))


@case.command("list")
@practice_option
@today_option
def list_(root: Path, today: dt.date | None) -> None:
    """List the affairs, the open ones first, each with what to do next."""
    found = affairs.list_affairs(root, today)
    if not found:
        out.print("aucune affaire (renom case open « titre » --finding f-… --by « votre nom »)", markup=False)
    for one in found:
        nearest = next((clock for clock in one.running if clock.binds_us), None)
        until = f", au plus tard le {day_in_full(nearest.day)}" if nearest is not None else ""
        out.print(f"{one.case.id}  {STATUSES[one.status]:<20} {one.case.title}{until}", markup=False)


@case.command()
@click.argument("case_id", metavar="CASE")
@practice_option
@today_option
def show(case_id: str, root: Path, today: dt.date | None) -> None:
    """Show how CASE stands: what happened, the next step, the deadlines and why."""
    found = affairs.show_affair(root, case_id, today)
    _summary(found)
    for one in found.events:
        until = f" (au plus tard le {day_in_full(one.last_day)})" if one.last_day != one.first_day else ""
        route = f" – {one.procedure}" if one.procedure else ""
        note = f" : {one.note}" if one.note else ""
        out.print(f"  {day_in_full(one.first_day)}{until}  {KINDS[one.kind]}{route}{note}", markup=False)
    for clock in found.running:
        out.print(f"  {day_in_full(clock.day)}  {clock.delay.title}", markup=False)
        for reason in clock.why:
            out.print(f"    – {reason}", markup=False)


@case.command()
@click.argument("case_id", metavar="CASE")
@click.option("--for", "reader", type=click.Choice([one.value for one in Reader]), required=True, help="Who reads it.")
@_OUT
@practice_option
@today_option
def pack(case_id: str, reader: str, target: Path | None, root: Path, today: dt.date | None) -> None:
    """Gather CASE in one ZIP (by default in build/): facts, chronology, deadlines, letters, texts, hashes.

    It holds third parties' words: hand it to the insurer or the lawyer only. The same data and the same day give the
    same bytes.
    """
    packed = affairs.pack(root, case_id, Reader(reader), target, today)
    out.print(packed.path.as_posix(), markup=False)
    for path in packed.files:
        out.print(f"  {path}", markup=False)
    out.print(f"bordereau : {packed.sheet.as_posix()}", markup=False)
    out.print(f"SHA-256 : {packed.sha256}", markup=False)
    out.print("Ce fichier contient les paroles de tiers : ne le remettez qu’à son destinataire.")


@click.command()
@_OUT
@practice_option
@today_option
def calendar(target: Path | None, root: Path, today: dt.date | None) -> None:
    """Print every deadline as an iCalendar file; the portal publishes the same one, echeances.ics."""
    made = affairs.calendar(root, today)
    if target is None:
        click.echo(made, nl=False)
    else:
        target.write_bytes(made)
        out.print(target.as_posix())


def _needs(one: str, given: object, other: str, also: object) -> None:
    if given is not None and also is None:
        raise click.UsageError(f"{one} needs {other}")


def _short(words: str, what: str, *, required: bool = False) -> str:
    cleaned = clean_line(words)
    if len(cleaned) > LONGEST_NAME or (required and not cleaned):
        raise click.UsageError(f"give {what}, in at most {LONGEST_NAME} characters")
    return cleaned


def _note(words: str) -> str:
    note = clean_line(words)
    if len(note) > LONGEST_NOTE:
        raise click.UsageError(f"a note has at most {LONGEST_NOTE} characters, not {len(note)}")
    return note


def _tell(noted: affairs.Noted | None) -> None:
    if noted is None:
        out.print("cet événement est déjà noté : rien n’a été écrit")
        return
    out.print(noted.path.as_posix())
    for remark in noted.remarks:
        out.print(f"[yellow]à savoir[/] {escape(remark)}")
    _summary(noted.affair)


def _summary(one: Affair) -> None:
    out.print(f"{one.case.id} – {one.case.title} : {STATUSES[one.status]}", markup=False)
    step = one.plan.next
    if step is None:
        return
    until = f" ({day_in_full(step.on)})" if step.on is not None else ""
    out.print(f"Ensuite : {step.do}{until}", markup=False)
    for reason in step.why[:1]:
        out.print(f"  – {reason}", markup=False)
