"""data/coverage/ on disk: what people wrote comes back, what is wrong is told, and nothing that exists is changed."""

import datetime as dt
import threading
from pathlib import Path

import pytest

from collector.core.errors import StoreError
from collector.core.model import AccountStatus, CheckIn, CheckResult, Coverage, Guarantee, PolicyKind, Practice
from collector.edges.files.coverage import add_check, load_coverage
from tests.support.ledgers import look, practitioner, source, watch

PRACTICE = Practice(name="Cabinet", practitioners=(practitioner(),), watches=(watch(1, "flux", label="Radio"),))
SOURCES = {one.slug: one for one in (source("google-maps"), source("flux", category="method"))}
DAY = dt.date(2026, 11, 6)


def write(root: Path, name: str, text: str) -> None:
    path = root / "data" / "coverage" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def load(root: Path) -> tuple[Coverage, list[str]]:
    coverage, problems = load_coverage(root, PRACTICE, SOURCES)
    return coverage, [str(one) for one in problems]


def test_a_practice_that_wrote_nothing_has_no_problem(tmp_path: Path) -> None:
    """The folder need not exist."""
    assert (Coverage(), []) == load(tmp_path)


def test_what_people_wrote_is_read(tmp_path: Path) -> None:
    """Checks of any month under any name, accounts and contracts; `yes` and `no` are words here."""
    write(
        tmp_path,
        "checks/2026-11/maps.yml",
        "source: google-maps\nfor: [p1]\non: 2026-11-06\nby: Inès\nresult: nothing\n",
    )
    write(tmp_path, "checks/2026-10/x.yml", "source: w1\non: 2026-10-06\nby: Inès\nresult: something\nnote: Un sujet\n")
    write(
        tmp_path,
        "accounts.yml",
        "v: 1\naccounts:\n  - {source: google-maps, status: held, since: 2021, holder: Inès}\n",
    )
    write(
        tmp_path,
        "insurance.yml",
        "policies:\n  - {kind: rcp, insurer: Mutuelle, guarantee: no, declaration_days: 5, read_on: 2026-02-03}\n",
    )

    coverage, problems = load(tmp_path)

    assert [] == problems
    assert [("w1", ()), ("google-maps", ("p1",))] == [(one.source, one.for_) for one in coverage.checks]
    assert [(AccountStatus.HELD, 2021)] == [(one.status, one.since) for one in coverage.accounts]
    assert [(PolicyKind.LIABILITY, Guarantee.NO, 5)] == [
        (one.kind, one.guarantee, one.declaration_days) for one in coverage.policies
    ]


def test_a_name_that_nobody_knows_is_told_with_its_line_and_key(tmp_path: Path) -> None:
    """In checks, accounts and contracts alike; the entry is kept, since its other names hold."""
    write(
        tmp_path,
        "checks/2026-11/a.yml",
        "on: 2026-11-06\nby: Inès\nresult: nothing\nsource: gogle-maps\nfor:\n- p1\n- p9\n",
    )
    write(tmp_path, "accounts.yml", "accounts:\n- status: none\n  source: google-map\n")
    write(tmp_path, "insurance.yml", "policies:\n- kind: rcp\n  insurer: Mutuelle\n  for: [p8]\n")

    coverage, problems = load(tmp_path)

    assert (1, 1, 1) == (len(coverage.checks), len(coverage.accounts), len(coverage.policies))
    assert [
        "data/coverage/checks/2026-11/a.yml:4: source: no source 'gogle-maps': did you mean google-maps?",
        "data/coverage/checks/2026-11/a.yml:7: for[2]: no practitioner 'p9'; known ones: p1",
        "data/coverage/accounts.yml:3: accounts[1].source: no source 'google-map': did you mean google-maps?",
        "data/coverage/insurance.yml:4: policies[1].for[1]: no practitioner 'p8'; known ones: p1",
    ] == problems


def test_a_broken_file_stops_nothing_else(tmp_path: Path) -> None:
    """It is told, with its line, and the others are read."""
    write(tmp_path, "checks/2026-11/bad.yml", "source: google-maps\non: hier\nby: Inès\nresult: rien\n")
    write(tmp_path, "checks/2026-11/good.yml", "source: google-maps\non: 2026-11-06\nby: Inès\nresult: nothing\n")
    write(tmp_path, "accounts.yml", "accounts: [\n")
    write(tmp_path, "insurance.yml", "policies:\n- {kind: vie, insurer: Mutuelle}\n")

    coverage, problems = load(tmp_path)

    assert 1 == len(coverage.checks)
    places = [problem.removeprefix("data/coverage/").split(": ")[0] for problem in problems]
    assert ["checks/2026-11/bad.yml:2", "checks/2026-11/bad.yml:4", "accounts.yml:2", "insurance.yml:2"] == places


@pytest.mark.parametrize(
    "name", ["checks/maps.yml", "checks/2026-11/maps.yaml", "comptes.yml", "checks/2026-11/deep/maps.yml"]
)
def test_a_file_that_would_not_be_read_is_told(tmp_path: Path, name: str) -> None:
    """A wrong folder or ending must not pass for a check that was never made; hidden files are nobody's."""
    write(tmp_path, name, "source: google-maps\n")
    write(tmp_path, "checks/2026-11/.keep", "")

    coverage, problems = load(tmp_path)

    assert ((), 1) == (coverage.checks, len(problems))
    assert problems[0].startswith(f"data/coverage/{name}: is not read")


def test_a_check_is_added_as_a_file_that_reads_back(tmp_path: Path) -> None:
    """Named after its day, its source and whom it is about; with the same bytes on every machine."""
    check = look("google-maps", DAY, "p1", result=CheckResult.SOMETHING, note="Horaires : faux")

    path = add_check(tmp_path, check)

    assert Path("data/coverage/checks/2026-11/2026-11-06-google-maps-p1.yml") == path
    assert (
        "v: 1\nsource: google-maps\nfor:\n- p1\non: 2026-11-06\nby: I. Aubry\nresult: something\n"
        "note: 'Horaires : faux'\n"
    ) == (tmp_path / path).read_text(encoding="utf-8")
    assert (check,) == load(tmp_path)[0].checks


def test_a_check_never_takes_the_place_of_another(tmp_path: Path) -> None:
    """The same one again is not written twice; a different one of the same day gets a name of its own."""
    first, second = look("google-maps", DAY), look("google-maps", DAY, result=CheckResult.SOMETHING)
    path = add_check(tmp_path, first)
    assert path is not None
    before = (tmp_path / path).read_bytes()

    assert None is add_check(tmp_path, first)
    assert Path("data/coverage/checks/2026-11/2026-11-06-google-maps-2.yml") == add_check(tmp_path, second)
    assert None is add_check(tmp_path, second)
    assert before == (tmp_path / path).read_bytes()


def test_two_people_who_sign_at_once_both_keep_their_check(tmp_path: Path) -> None:
    """Each of many simultaneous checks has its file: no name is taken twice."""
    checks = [CheckIn(source="google-maps", on=DAY, by=f"Personne {n}", result=CheckResult.NOTHING) for n in range(20)]
    threads = [threading.Thread(target=add_check, args=(tmp_path, one)) for one in checks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(one.by for one in checks) == sorted(one.by for one in load(tmp_path)[0].checks)


def test_endless_checks_of_one_day_are_refused(tmp_path: Path) -> None:
    """A hundred files of one source on one day are nobody's work: the next is refused, and says so."""
    for number in range(100):
        add_check(tmp_path, look("google-maps", DAY, note=str(number)))

    with pytest.raises(StoreError, match="100 check-ins of one source"):
        add_check(tmp_path, look("google-maps", DAY))


def test_a_disk_that_refuses_is_an_error_with_its_place(tmp_path: Path) -> None:
    """A file stands where the folder must: the error names it."""
    write(tmp_path, "checks", "not a folder")

    with pytest.raises(StoreError, match=r"2026-11-06-google-maps\.yml: cannot be written"):
        add_check(tmp_path, look("google-maps", DAY))
