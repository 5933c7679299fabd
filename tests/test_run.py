"""The pipeline as a whole, with invented kinds and no network: a watch that fails harms no other and changes nothing."""

import asyncio
import datetime as dt
from collections.abc import Callable

from collector.core.errors import FailureCode, FetchError, ReadError
from collector.core.kept import Kept
from collector.core.model import (
    Access,
    DateKind,
    Ending,
    Memory,
    Mention,
    MentionForm,
    Practice,
    Published,
    Source,
    State,
    Watch,
    WatchReport,
)
from collector.core.reading import Capture, Failed, Found, Kind, Parsed, Reading, Request, WatchPlan, single_get
from tests.support.ledgers import PROVENANCE
from tests.support.passes import DOCTOR, JULY, JUNE, Desk, practice_of


def lines(plan: WatchPlan, capture: Capture) -> Parsed:
    """Read one review a line, `id|author|text`: the whole list of the page."""
    if capture.body == b"wall":
        raise ReadError(FailureCode.BLOCKED, "consent")
    if capture.body == b"bug":
        raise ZeroDivisionError
    read = (line.split("|") for line in capture.body.decode().splitlines())
    undated = Published(earliest=None, latest=None, kind=DateKind.SEEN)
    return Parsed(
        tuple(
            Mention(native_id=n, form=MentionForm.REVIEW, author=author, text=text, published=undated)
            for n, author, text in read
        ),
        exhaustive=True,
    )


def two_pages(plan: WatchPlan, memory: Memory) -> Reading:
    """Ask for two addresses, and go on when the second cannot be had."""
    first = yield Request(url="http://un.example/")
    try:
        yield Request(url="http://deux.example/")
    except FetchError as error:
        return Failed(FetchError(error.code, first.body.decode()))
    return Found(())


KINDS = {"lines": Kind("lines", single_get(lines)), "two-pages": Kind("two-pages", two_pages)}


class Web:
    """Answers each address with the bytes it was given, keeps what was asked, and fails where it was told to."""

    def __init__(self, **bodies: bytes | FailureCode) -> None:
        self.bodies = bodies
        self.asked: list[Request] = []

    async def fetch(self, request: Request) -> Capture:
        self.asked.append(request)
        await asyncio.sleep(0)
        body = self.bodies[request.url.removeprefix("http://").removesuffix(".example/")]
        if isinstance(body, FailureCode):
            raise FetchError(body, "told to")
        return Capture(request, request.url, 200, {"etag": '"e"'}, body)


def play(
    desk: Desk,
    web: Web,
    today: dt.date = JUNE,
    watches: tuple[str, ...] = ("un", "deux"),
    change: Callable[[Practice], Practice] = lambda practice: practice,
    kind: str = "lines",
) -> dict[str, WatchReport]:
    sources = {"avis": Source(slug="avis", name="Avis", kind=kind, access=Access.AUTO, why="-", provenance=PROVENANCE)}
    own = [Watch(id=one, source="avis", for_=("dr-essai",), url=f"http://{one}.example/") for one in watches]
    report = desk.pass_over(change(practice_of(own)), sources, KINDS, web.fetch, today)
    return {one.watch: one for one in report.watches}


def test_a_pass_reads_every_watch_and_keeps_what_it_finds() -> None:
    """Two watches, three reviews: three findings with protected authors, and a report in the practice's order."""
    desk = Desk()

    report = play(desk, Web(un=b"r1|Sophie Durand|Attente.\nr2|Paul|Bien.", deux=b"r3|Zo\xc3\xa9|Mal."))

    assert [("un", Ending.FOUND, 2), ("deux", Ending.FOUND, 1)] == [
        (one.watch, one.ending, one.new) for one in report.values()
    ]
    assert {"S. D.", "P.", "Z."} == {finding.author.shown for finding in desk.kept.findings.values()}
    assert list(report.values()) == desk.told


def test_a_failure_of_one_watch_leaves_the_others_and_its_own_findings() -> None:
    """A host that does not answer yields no « 0 mention » and makes nothing vanish; its memory is not touched."""
    desk = Desk()
    play(desk, Web(un=b"r1|A|Attente.", deux=b"r2|B|Bien."))
    before = desk.kept

    report = play(desk, Web(un=FailureCode.TIMEOUT, deux=b"r2|B|Bien.\nr3|C|Mal."), JULY)

    assert (Ending.FAILED, "timeout", "told to") == (report["un"].ending, report["un"].code, report["un"].detail)
    assert 1 == report["deux"].new
    assert {State.PRESENT} == {finding.state for finding in desk.kept.findings.values()}
    assert before.memories["un"] == desk.kept.memories["un"]


def test_a_wall_and_a_fault_of_ours_are_failures_of_their_watch_alone() -> None:
    """An answer that is not the source's, and a bug in a kind, are told by their code; the pass goes on."""
    desk = Desk()

    report = play(desk, Web(un=b"wall", deux=b"bug", trois=b"r1|A|Bien."), watches=("un", "deux", "trois"))

    assert [("blocked", "consent"), ("crashed", "ZeroDivisionError"), (None, "")] == [
        (one.code, one.detail) for one in report.values()
    ]


def test_a_quiet_pass_writes_nothing_but_its_report() -> None:
    """The same bytes again are « unchanged »: no file but the run report is written."""
    desk, web = Desk(), Web(un=b"r1|A|Attente.", deux=b"r2|B|Bien.")
    play(desk, web)
    desk.written.clear()

    report = play(desk, web, JULY)

    assert [Ending.UNCHANGED, Ending.UNCHANGED] == [one.ending for one in report.values()]
    assert ([], 2) == (desk.written, len(desk.kept.runs))
    assert ['"e"', '"e"'] == [request.etag for request in web.asked[2:]]


def test_when_people_change_everything_is_read_again() -> None:
    """A variant added to a practitioner makes an unchanged answer worth reading again, unconditionally."""
    desk, web = Desk(), Web(un=b"r1|A|Attente.")
    play(desk, web, watches=("un",))

    def rename(practice: Practice) -> Practice:
        return practice.model_copy(
            update={"practitioners": (DOCTOR.model_copy(update={"variants": ("Docteur A. Essai",)}),)}
        )

    report = play(desk, web, JULY, watches=("un",), change=rename)

    assert (Ending.FOUND, 0, None) == (report["un"].ending, report["un"].new, web.asked[-1].etag)


def test_a_fetch_that_fails_midway_is_told_to_the_kind() -> None:
    """A kind that asks twice may make something of the failure of its second request."""
    report = play(Desk(), Web(un=b"premier", deux=FailureCode.GONE), watches=("un",), kind="two-pages")

    assert ("gone", "premier") == (report["un"].code, report["un"].detail)


def test_a_memory_that_cannot_be_read_is_not_overwritten() -> None:
    """The watch is read in full and its findings kept; the broken file is left for a person."""
    desk = Desk(Kept(unreadable_memories=frozenset({"un"})))

    play(desk, Web(un=b"r1|A|Attente."), watches=("un",))

    assert (1, None) == (len(desk.written[0].findings), desk.written[0].memory)


def test_third_parties_words_are_masked_before_anything_is_written() -> None:
    """A telephone, an e-mail, a health detail and a name in a review never reach what is kept."""
    desk = Desk()
    said = "Mon diabète, appelez 06 39 98 12 34 ou moi@courriel.example, signé Mme Durand."

    play(desk, Web(un=f"r1|Mme Durand|{said}".encode()), watches=("un",))

    kept = "".join(words.text for text in desk.kept.texts.values() for words in text.versions)
    assert [] == [secret for secret in ("diabète", "06 39", "moi@", "Durand") if secret in kept]
    assert "[téléphone]" in kept


def test_a_pass_at_the_same_minute_gets_its_own_report() -> None:
    """Two passes on one day both leave their report."""
    desk, web = Desk(), Web(un=b"r1|A|Attente.", deux=b"")
    play(desk, web)
    play(desk, web)

    assert ["20260608t0317z", "20260608t0317z-2"] == [report.id for report in desk.kept.runs]


def test_a_watch_that_looks_elsewhere_declares_nothing_gone() -> None:
    """Another address is another list: what the former one held has not vanished from it."""
    desk = Desk()
    play(desk, Web(un=b"r1|A|Attente."), watches=("un",))

    def move(practice: Practice) -> Practice:
        moved = practice.watches[0].model_copy(update={"url": "http://deux.example/"})
        return practice.model_copy(update={"watches": (moved,)})

    report = play(desk, Web(deux=b"r2|B|Bien."), JULY, watches=("un",), change=move)

    assert (1, 0) == (report["un"].new, report["un"].vanished)


def test_a_run_report_that_cannot_be_read_keeps_its_name() -> None:
    """A pass of the same minute takes another name than the broken file's."""
    desk = Desk(Kept(unreadable_runs=frozenset({"20260608t0317z"})))

    play(desk, Web(un=b"", deux=b""))

    assert ["20260608t0317z-2"] == [report.id for report in desk.kept.runs]
