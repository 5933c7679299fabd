"""The pages of a pack, and the words of screens: honest about what a capture is worth."""

import datetime as dt

import pytest

from collector.core.evidence.kept import evidence_as_of, kept_evidence
from collector.core.evidence.manifest import (
    Certificate,
    Hop,
    Note,
    Outcome,
    Resolved,
    canonical,
    manifest_id,
    sha256_of,
)
from collector.core.evidence.order import uncaptured, with_reason
from collector.core.evidence.sheets import CAPTURES, LIMITS, ORDER, STATEMENTS, hand_over_sheet, sheets, shown
from collector.core.evidence.verify import Level, Verdict
from collector.core.evidence.words import HOSTED, NOTES, OUTCOMES, is_content, log_lines, size_in_full
from collector.core.model import Case, CaseEvent, EventKind, Procedure
from collector.edges.files.catalog import load_procedures, load_statements
from tests.support.seals import FINDING, check, held, log, manifest, sealed, two_in_a_row

ONE = manifest()
NAME = manifest_id(canonical(ONE))
STATED = {slug: load_statements()[slug] for slug in STATEMENTS}
SENT = CaseEvent(on=dt.date(2026, 11, 9), kind=EventKind.SENT, procedure="signalement-plateforme")
FLAGGING = load_procedures()["signalement-plateforme"]


def pages(**fields):
    """Return the pages of a pack with one capture, as text."""
    one = ONE.model_copy(update=fields)
    told = {NAME: (Verdict(Level.HOLDS, NAME, "la pièce est intacte"),)}
    return {path: body.decode() for path, body in sheets("Cabinet", {NAME: one}, told, STATED).items()}


def test_the_page_of_limits_says_what_is_not_proven():
    """What a capture does not prove stands beside what it proves, with the law, its sources and the day of reading."""
    page = pages()[LIMITS]

    assert "ne prouvent pas" in page
    assert "n’est pas un constat" in page
    assert "aurait pu recevoir, ou fabriquer, autre chose" in page
    assert "n’apporte aucune présomption" in page
    assert "lu le 23\u00a0novembre 2026" in page
    assert HOSTED[:30] not in page


def test_what_a_qualified_token_is_worth_is_not_denied():
    """When every authority is qualified, the page does not say that a token brings no presumption."""
    qualified = tuple(one.model_copy(update={"qualified": True}) for one in ONE.authorities)

    assert "n’apporte aucune présomption" not in pages(authorities=qualified)[LIMITS]


def test_a_capture_of_a_lent_machine_says_so():
    """A capture made by a hosted runner is told to be the view of a data centre, and how to make another."""
    page = pages(log=log(hosted=True))[LIMITS]

    assert "centre de données" in page
    assert "renom capture" in page


def test_the_log_of_a_capture_is_told_in_full():
    """Each point of the log stands on the page, what is not known is said so, and each piece has its hash."""
    page = pages(notes=(Note.OVERLAY,))[CAPTURES]

    for told in (
        "A. Lefèvre",
        "poste",
        "non relevé",
        "écart non mesuré",
        sha256_of(b"image"),
        NOTES[Note.OVERLAY][:20],
    ):
        assert told in page
    assert "la pièce est intacte" in page


def test_what_was_measured_is_told():
    """Resolver, certificate, clock, way followed and seen address are told when they are known."""
    full = log(
        automatic=True,
        resolver=(Resolved(host="avis.example", addresses=("192.0.2.1",), connected="192.0.2.1"), Resolved(host="x")),
        certificate=Certificate(sha256="ab" * 32, subject="CN=avis.example", issuer="CN=AC"),
        clock_source="temps.example",
        clock_offset_ms=12,
        path=(Hop(url="https://avis.example/", status=301), Hop(url="https://avis.example/1")),
    )
    lines = [f"{label} {told}" for label, told in log_lines(ONE.model_copy(update={"log": full}))]
    told = "\n".join(lines)

    assert "avis.example = 192.0.2.1, joint à 192.0.2.1" in told
    assert "CN=avis.example, délivré par CN=AC" in told
    assert "écart de 12 ms avec temps.example" in told
    assert "https://avis.example/ (301)" in told
    assert "(capture automatique)" in told
    silent = ONE.model_copy(update={"log": log(clock_source="temps.example")})
    assert "n’a pas répondu" in dict(log_lines(silent))["Horloge"]


def test_the_order_for_a_report_names_the_addresses():
    """The order sheet lists each address once, with its captures and the way followed, and leaves the rest to fill."""
    twice = {NAME: ONE, "e-2": ONE.model_copy(update={"log": log(path=(Hop(url="https://avis.example/"),))})}
    page = sheets("Cabinet", twice, {}, STATED)[ORDER].decode()

    assert 1 == page.count("### https://avis.example/1")
    assert "adresse parcourue lors de la capture\u00a0: https://avis.example/" in page
    assert "Passages à constater" in page


def test_the_sheet_tells_the_hash_and_the_command():
    """The sheet beside a pack tells its hash, and the very command that verifies it."""
    sheet = hand_over_sheet("Cabinet", "lot.zip", b"lot", {NAME: ONE}, dt.date(2026, 11, 9)).decode()

    assert f"python3 verifier.py lot.zip --empreinte {sha256_of(b'lot')}" in sheet
    assert "Captures\u00a0: 1" in sheet


def test_words_from_outside_wake_nothing_up():
    """An address or a name cannot open a line, a code span or a tag in a page of the pack."""
    assert "a ‹b› 'c' # d" == shown("a <b> `c`\n# d")


@pytest.mark.parametrize(("size", "told"), [(12, "12\u00a0octets"), (38_000, "38\u00a0ko"), (1_234_000, "1,2\u00a0Mo")])
def test_sizes_are_read_by_people(size, told):
    """Bytes are told in octets, ko or Mo."""
    assert told == size_in_full(size)


def test_every_note_and_outcome_has_its_words():
    """No note and no outcome is left without a French sentence; only a page is content."""
    assert set(Note) == set(NOTES)
    assert set(Outcome) == set(OUTCOMES)
    assert [Outcome.PAGE] == [one for one in Outcome if is_content(ONE.model_copy(update={"outcome": one}))]


def a_case(*events, findings=(FINDING,)):
    """Return an affair about a finding, with events."""
    given = {"id": "a-2026-1", "title": "T", "source": "avis", "findings": findings, "by": "A", "events": events}
    return Case.model_validate({**given, "opened": dt.date(2026, 11, 1)})


def test_a_request_to_remove_waits_for_a_capture():
    """A flagging cannot be noted as sent before a capture of each finding that is the content; a wall is none."""
    wall = ONE.model_copy(update={"outcome": Outcome.WALL})

    assert FINDING in uncaptured(a_case(), SENT, FLAGGING, {})
    assert FINDING in uncaptured(a_case(), SENT, FLAGGING, {NAME: wall})
    assert "aucune capture n’est notée" in uncaptured(a_case(findings=()), SENT, FLAGGING, {})
    assert "" == uncaptured(a_case(), SENT, FLAGGING, {NAME: ONE})


def test_what_waits_for_nothing():
    """A capture that a person noted is enough; other events, other routes and proofs themselves wait for nothing."""
    noted = CaseEvent(on=dt.date(2026, 11, 8), kind=EventKind.CAPTURED)
    procedures = load_procedures()

    assert "" == uncaptured(a_case(noted), SENT, FLAGGING, {})
    assert "" == uncaptured(a_case(), SENT.model_copy(update={"kind": EventKind.REFUSED}), FLAGGING, {})
    assert "" == uncaptured(a_case(), SENT, procedures["constat"], {})
    assert "" == uncaptured(a_case(), SENT, procedures["plainte-cnil"], {})
    assert "" == uncaptured(a_case(), SENT, None, {})
    assert isinstance(FLAGGING, Procedure)


def test_going_on_without_a_capture_leaves_a_trace():
    """The reason for sending without a capture stands in the event, before what the person noted."""
    event = with_reason(SENT.model_copy(update={"note": "Par le formulaire."}), "page déjà retirée")

    assert "Sans capture : page déjà retirée. Par le formulaire." == event.note


def test_a_year_weighs_each_piece_once():
    """Pieces that two captures share weigh once; another year weighs by itself; later captures do not show before."""
    kept = kept_evidence(held(*two_in_a_row()), check, ())

    assert len(b"image") + len(b"Deux heures d'attente.") == kept.weight(2026)
    assert 0 == kept.weight(2025)
    assert ["chaîne"] == [one.about for one in kept.together]
    assert () == kept.broken
    assert {} == evidence_as_of(kept, dt.date(2026, 11, 8)).captures
    assert 2 == len(evidence_as_of(kept, dt.date(2026, 11, 9)).verdicts)


def test_what_does_not_hold_is_gathered():
    """A piece that is missing is among what is broken."""
    kept = kept_evidence(held(sealed(ONE), bodies={}), check, ())

    assert {"la pièce manque, sans motif d’effacement"} == {one.told for one in kept.broken}
