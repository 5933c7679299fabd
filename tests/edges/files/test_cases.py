"""data/cases/ on disk: what people wrote comes back, what is wrong is told, and nothing they wrote is lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.affairs.references import Known
from collector.core.errors import StoreError
from collector.core.model import Case, CaseEvent
from collector.edges.files.cases import add_case, add_event, load_cases
from tests.support.cases import case, catalogue, event
from tests.support.ledgers import finding_id, ledger, source

HEAD = """\
# Une affaire, et pourquoi.
v: 1
id: a-2026-1
title: Fiche  # à nous
source: avis
opened: 2026-11-02
by: Dr Lefèvre
"""
SENT = event("sent", "2026-11-04", "opposition-21", note="Lettre : relue")
ITEM = "- on: 2026-11-04\n  kind: sent\n  procedure: opposition-21\n  note: 'Lettre : relue'\n"


def known(*findings: str) -> Known:
    return Known(ledger().practice, {"avis": source("avis")}, {}, catalogue(), set(findings))


def write(root: Path, text: str, name: str = "a-2026-1.yml") -> Path:
    path = root / "data" / "cases" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def load(root: Path, *findings: str) -> tuple[tuple[Case, ...], list[str]]:
    cases, problems = load_cases(root, known(*findings))
    return cases, [str(one) for one in problems]


def added(root: Path, text: str, one: CaseEvent = SENT) -> str:
    """Return what the file of an affair holds once an event is added to this text."""
    path = write(root, text)
    assert Path("data/cases/a-2026-1.yml") == add_event(root, "a-2026-1", one)
    return path.read_bytes().decode()


def test_a_practice_without_affairs_has_no_problem(tmp_path: Path) -> None:
    """The folder need not exist."""
    assert ((), []) == load(tmp_path)


def test_what_people_wrote_is_read_in_order_of_opening(tmp_path: Path) -> None:
    """Comments and order of keys are theirs; events may be written on one line."""
    write(tmp_path, HEAD + "events:\n  - {on: 2026-11-04, kind: sent, procedure: opposition-21}\n")
    write(tmp_path, HEAD.replace("a-2026-1", "a-2025-1").replace("2026-11-02", "2025-01-05"), "a-2025-1.yml")
    cases, problems = load(tmp_path)
    assert (["a-2025-1", "a-2026-1"], []) == ([one.id for one in cases], problems)
    assert ["sent"] == [one.kind for one in cases[1].events]


def test_a_broken_affair_stops_nothing_else(tmp_path: Path) -> None:
    """All its faults are told at once, each with its line and key; the other affairs are read."""
    write(tmp_path, HEAD)
    wrong = (
        HEAD.replace("a-2026-1", "a-2026-2").replace("2026-11-02", "demain") + "events: [{on: 1989-01-01, kind: vu}]\n"
    )
    write(tmp_path, wrong, "a-2026-2.yml")
    cases, problems = load(tmp_path)
    assert ["a-2026-1"] == [one.id for one in cases]
    assert ["data/cases/a-2026-2.yml:6: opened", "data/cases/a-2026-2.yml:8: events[1].on"] == [
        ": ".join(one.split(": ")[:2]) for one in problems[:2]
    ]
    assert "events[1].kind: must be one of" in problems[2]


def test_names_that_lead_nowhere_are_told_and_the_affair_is_kept(tmp_path: Path) -> None:
    """A finding that vanished from data/ costs nothing else: the affair stands, and the line is named."""
    write(tmp_path, HEAD + f"findings: [{finding_id(1)}, {finding_id(2)}]\n")
    cases, problems = load(tmp_path, finding_id(1))
    assert (finding_id(1), finding_id(2)) == cases[0].findings
    (told,) = problems
    assert told.startswith(f"data/cases/a-2026-1.yml:8: findings[2]: le relevé {finding_id(2)} n’est pas dans")


def test_a_file_must_bear_the_id_of_its_affair(tmp_path: Path) -> None:
    """Renamed files and strays are told, never passed over."""
    write(tmp_path, HEAD, "a-2026-9.yml")
    write(tmp_path, HEAD, "a-2026-8.yaml")
    write(tmp_path, "", ".gitkeep")
    cases, problems = load(tmp_path)
    assert () == cases
    assert "is not read: an affair is a file whose name is its id" in problems[0]
    assert "data/cases/a-2026-9.yml:3: id: holds 'a-2026-1'" in problems[1]


def test_a_new_affair_is_written_once(tmp_path: Path) -> None:
    """It reads back as it was; a second one of that id is refused, and nothing is overwritten."""
    one = case(SENT)
    assert Path("data/cases/a-2026-1.yml") == add_case(tmp_path, one)
    assert ((one,), []) == load(tmp_path)
    with pytest.raises(StoreError, match="existe déjà"):
        add_case(tmp_path, one.model_copy(update={"title": "Autre"}))
    assert ((one,), []) == load(tmp_path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD, HEAD + "events:\n" + ITEM),
        (HEAD.rstrip("\n"), HEAD + "events:\n" + ITEM),
        (HEAD + "events: []  # rien encore\nnote: Fin\n", HEAD + "events:  # rien encore\n" + ITEM + "note: Fin\n"),
        (
            HEAD
            + "events:\n- on: 2026-11-03\n  kind: noted\n  note: |\n    Deux\n    lignes\n# dit au téléphone\nnote: Fin\n",
            HEAD
            + "events:\n- on: 2026-11-03\n  kind: noted\n  note: |\n    Deux\n    lignes\n"
            + ITEM
            + "# dit au téléphone\nnote: Fin\n",
        ),
        (
            HEAD + "events:\n    - {on: 2026-11-03, kind: noted}  # hier\n",
            HEAD
            + "events:\n    - {on: 2026-11-03, kind: noted}  # hier\n"
            + "".join(f"    {x}\n" for x in ITEM.splitlines()),
        ),
        (HEAD.replace("\n", "\r\n"), (HEAD + "events:\n" + ITEM).replace("\n", "\r\n")),
        ("\ufeff" + HEAD, "\ufeff" + HEAD + "events:\n" + ITEM),
    ],
    ids=["none", "no last line end", "empty list", "block", "indented flow items", "windows", "byte order mark"],
)
def test_an_event_is_added_and_nothing_else_moves(tmp_path: Path, text: str, expected: str) -> None:
    """Comments, order, indentation and ends of line stay as a person left them."""
    assert expected == added(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "events: [{on: 2026-11-03, kind: noted}]\n",
        HEAD + "events: [\n]\n",
        HEAD + "...\n",
        HEAD + "events:\n",
        HEAD + "titre: Fiche\n",
        "[]",
    ],
    ids=["flow list", "flow on two lines", "document end", "null", "invalid", "no mapping"],
)
def test_what_cannot_be_added_to_safely_is_left_alone(tmp_path: Path, text: str) -> None:
    """Nothing is written, and the lines to paste are given."""
    path = write(tmp_path, text)
    with pytest.raises(StoreError, match="rien n’a été écrit") as told:
        add_event(tmp_path, "a-2026-1", SENT)
    assert (text, True) == (path.read_text("utf-8"), ITEM.strip() in str(told.value))


lines = st.lists(
    st.sampled_from(["# un mot", "", "note: 'x'", "  # en retrait", "procedures: [opposition-21]"]), max_size=4
)


@given(
    before=lines,
    after=lines,
    indent=st.integers(0, 6),
    notes=st.lists(st.sampled_from(["a", "b: c", "- d"]), max_size=3),
)
def test_every_line_that_a_person_wrote_is_still_there(tmp_path_factory, before, after, indent, notes):
    """Wherever comments and blank lines stand: either all lines are kept and the event read, or nothing is written."""
    root = tmp_path_factory.mktemp("cases")
    margin = " " * indent
    items = [f"{margin}- {{on: 2026-11-03, kind: noted, note: {one!r}}}" for one in notes]
    text = "\n".join([HEAD.rstrip(), *before, *(["events:", *items] if items else []), *after, ""])
    path = write(root, text)
    try:
        add_event(root, "a-2026-1", SENT)
    except StoreError:
        assert text == path.read_text("utf-8")
        return
    left = path.read_text("utf-8").split("\n")
    for line in text.split("\n"):
        assert line in left
    assert SENT == load(root)[0][0].events[-1]


def test_an_event_of_every_sort_reads_back(tmp_path: Path) -> None:
    """An interval, pieces and several lines of note come back as they were."""
    one = CaseEvent.model_validate(
        {"earliest": "2026-11-03", "latest": "2026-11-05", "kind": "received", "pieces": ["0" * 64], "note": "a\nb: c"}
    )
    added(tmp_path, HEAD, one)
    assert (one,) == load(tmp_path)[0][0].events
