"""What is said of a practice.yml that cannot be used: everything at once, each with its line and key."""

import textwrap
from pathlib import Path

import pytest

from collector.core.errors import ConfigurationError, Problem
from collector.core.model import Access, Citation, Confidence, Provenance, Source
from collector.edges.files.practice import load_practice

PROVENANCE = Provenance(sources=(Citation(title="inventé"),), read_on="2026-11-23", confidence=Confidence.CONFIRMED)
SOURCES = {
    "flux": Source(slug="flux", name="Flux", kind="feed", access=Access.AUTO, why="-", provenance=PROVENANCE),
    "export": Source(slug="export", name="Export", kind="feed", access=Access.IMPORT, why="-", provenance=PROVENANCE),
    "maps": Source(slug="maps", name="Plans", access=Access.MANUAL, why="-", provenance=PROVENANCE),
    "ancien": Source(
        slug="ancien",
        name="Ancien",
        kind="feed",
        access=Access.NO,
        why="-",
        retired={"on": "2019-11-30", "why": "fermé"},
        provenance=PROVENANCE,
    ),
    "futur": Source(slug="futur", name="Futur", kind="telepathy", access=Access.AUTO, why="-", provenance=PROVENANCE),
}
GOOD = """\
    v: 1
    name: Cabinet des Essais
    practitioners:
      - id: dr-essai
        first_name: Anne
        last_name: Essai
        specialty: médecin généraliste
        practice: {name: Cabinet des Essais}
        city: Saint-Essai
    watches:
      - id: presse
        source: flux
        for: [dr-essai]
        url: https://gazette.example/rss
    """


def problems_of(tmp_path: Path, text: str) -> tuple[Problem, ...]:
    (tmp_path / "practice.yml").write_text(textwrap.dedent(text), encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_practice(tmp_path, SOURCES, {"feed"})
    return caught.value.problems


def test_a_good_file_is_read_whole(tmp_path: Path) -> None:
    """A file without fault gives the practice that it describes."""
    (tmp_path / "practice.yml").write_text(textwrap.dedent(GOOD), encoding="utf-8")

    practice = load_practice(tmp_path, SOURCES, {"feed"})

    assert (
        practice.name,
        practice.practitioners[0].display_name,
        practice.watches[0].url,
    ) == ("Cabinet des Essais", "Dr Anne Essai", "https://gazette.example/rss")


@pytest.mark.parametrize(
    ("before", "after", "line", "key", "said"),
    [
        ("    first_name: Anne\n", "", 4, "practitioners[1].first_name", "is required"),
        ("city: Saint", "town: Saint", 9, "practitioners[1].town", "is not a known key"),
        (
            "    specialty",
            "    speciality: x\n    specialty",
            7,
            "practitioners[1].speciality",
            "did you mean `specialty`?",
        ),
        ("source: flux", "source: flox", 12, "watches[1].source", "no source 'flox': did you mean flux?"),
        ("source: flux", "source: maps", 12, "watches[1].source", "cannot be watched automatically"),
        ("source: flux", "source: ancien", 12, "watches[1].source", "retired since 2019-11-30"),
        ("source: flux", "source: futur", 12, "watches[1].source", "upgrade renom"),
        ("[dr-essai]", "[dr-autre]", 13, "watches[1].for[1]", "no practitioner 'dr-autre'; known ones: dr-essai"),
        ("url: https:", "url: ftp:", 14, "watches[1].url", "must be an address that starts with http"),
        ("url: https://gazette.example/rss", "query: x", 14, "watches[1].query", "is watched by address"),
        (
            "url: https://gazette.example/rss",
            "file: ../x.json",
            14,
            "watches[1].file",
            "is not read from an export: give `url`",
        ),
        ("v: 1", "v: 2", 1, "v", "must be 1, not '2'"),
        ("name: Cabinet des Essais\np", "name: 12\np", 2, "name", 'must be text: put it between quotes, "12"'),
        ("name: Cabinet des Essais\np", "timezone: Europe/Pari\nname: A\np", 2, "timezone", "no time zone"),
        ("id: dr-essai", "id: cabinet", 4, "practitioners[1].id", "reserved"),
        (
            "    url",
            "    every: hourly\n    url",
            14,
            "watches[1].every",
            "must be one of 'daily', 'weekly' or 'monthly'",
        ),
        ("    id: pr", "    id: pr", 14, "watches[1]", "one of url, query, file and secret"),
        ("name: Cabinet des Essais\np", "name: A\nname: B\np", 3, "name", "is given twice (first on line 2)"),
        ("    source: flux", "   source: flux", 12, "", "not valid YAML"),
    ],
)
def test_each_fault_is_told_with_its_line_and_key(
    tmp_path: Path, before: str, after: str, line: int, key: str, said: str
) -> None:
    """One fault put into a good file is told once, where it is, in plain words."""
    text = textwrap.dedent(GOOD)
    if said.startswith("one of"):
        text, line = text.replace("    url: https://gazette.example/rss\n", ""), 11
    else:
        assert before in text
        text = text.replace(before, after, 1)

    (problem,) = (one for one in problems_of(tmp_path, text) if said in one.message)

    assert (line, key) == (problem.line, problem.key)


def test_ten_faults_are_told_together(tmp_path: Path) -> None:
    """A file with faults of ten kinds gets them all in one answer: nobody mends them one run at a time."""
    broken = """\
        v: 3
        nom: Cabinet
        timezone: 12
        zone: lune
        network: {pace: -1, timeout: abc}
        practitioners:
          - id: 1dr
            first_name: ""
            last_name: Essai
            specialty: x
            practice: {}
            postcode: "123"
            city: X
        watches:
          - id: Presse
            source: flux
        """

    keys = {problem.key for problem in problems_of(tmp_path, broken)}

    expected = {
        "v",
        "name",
        "nom",
        "timezone",
        "zone",
        "network.pace",
        "network.timeout",
        "practitioners[1].id",
        "practitioners[1].first_name",
        "practitioners[1].practice.name",
        "practitioners[1].postcode",
        "watches[1].id",
    }
    assert set() == expected - keys


def test_faults_of_form_hide_no_name_that_leads_nowhere(tmp_path: Path) -> None:
    """All at once, in the order of the file; a person whose entry has a fault is known all the same."""
    broken = """\
        name: Cabinet
        timezone: Europe/Pari
        practitioners:
          - id: dr-essai
            first_name: Anne
        watches:
          - {id: Presse, source: flox, for: [dr-essai, dr-autre], url: gazette.example}
          - {id: presse, source: ancien, for: dr-essai, url: "https://gazette.example/rss"}
          - {id: presse, url: "https://gazette.example/rss"}
          - presse
        """

    told = [(one.line, one.key) for one in problems_of(tmp_path, broken)]

    assert [
        (2, "timezone"),
        (4, "practitioners[1].last_name"),
        (4, "practitioners[1].specialty"),
        (4, "practitioners[1].practice"),
        (4, "practitioners[1].city"),
        (7, "watches[1].id"),
        (7, "watches[1].url"),
        (7, "watches[1].for[2]"),
        (7, "watches[1].source"),
        (8, "watches[2].for"),
        (8, "watches[2].id"),
        (8, "watches[2].source"),
        (9, "watches[3].source"),
        (9, "watches[3].id"),
        (10, "watches[4]"),
    ] == told


@pytest.mark.parametrize(
    ("place", "key", "said"),
    [
        ("file: ../x.json", "watches[1].file", "must be the name of a file in imports/, without folder"),
        ("url: https://gazette.example/rss", "watches[1].source", "give `file`, its name in imports/"),
    ],
)
def test_an_export_is_named_by_its_file_alone(tmp_path: Path, place: str, key: str, said: str) -> None:
    """A source read from a deposited export wants a file name, which leads nowhere else."""
    text = textwrap.dedent(GOOD).replace("source: flux", "source: export")

    (problem,) = problems_of(tmp_path, text.replace("url: https://gazette.example/rss", place))

    assert key == problem.key
    assert said in problem.message


def test_one_fault_of_one_person_is_told_once_and_without_the_person(tmp_path: Path) -> None:
    """The list of people is not told empty because its only entry has a fault, and no detail of it is repeated."""
    text = textwrap.dedent(GOOD).replace("    city: Saint-Essai\n", "")

    assert ["practitioners[1].city"] == [problem.key for problem in problems_of(tmp_path, text)]


def test_two_practitioners_of_one_id_are_told(tmp_path: Path) -> None:
    """An id names one person: findings are filed under it."""
    person = textwrap.dedent(GOOD).partition("practitioners:\n")[2].partition("watches:")[0]
    text = textwrap.dedent(GOOD).replace("watches:", f"{person.replace('dr-essai', 'DR-Essai')}watches:")

    said = [(one.key, one.message) for one in problems_of(tmp_path, text)]

    assert [
        ("practitioners[1].id", "'dr-essai' is used by several practitioners: give each their own"),
        ("practitioners[2].id", "'DR-Essai' is used by several practitioners: give each their own"),
    ] == said


def test_references_that_lead_nowhere_are_told_together(tmp_path: Path) -> None:
    """Two watches of one name, an unknown source and an unknown person are three problems of one answer."""
    text = textwrap.dedent(GOOD) + textwrap.dedent("""\
      - id: presse
        source: nulle-part
        for: [personne]
        url: https://gazette.example/rss
    """).replace("\n", "\n  ").rstrip().replace("- id", "  - id", 1)

    keys = [problem.key for problem in problems_of(tmp_path, text)]

    assert keys == ["watches[1].id", "watches[2].id", "watches[2].source", "watches[2].for[1]"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "the file is empty"),
        (b"- a\n- b\n", "must be a list of `key: value` lines"),
        ("name: Café".encode("latin-1"), "is not UTF-8 text"),
        (b"a: !!python/object:os.system x\n", "not valid YAML"),
        (b"a: &a [*a, *a]\n", "a[1]: points to another value"),
        (b"a: &a [x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\n", "b[1]: points to another value"),
        (b"a: " + b"[" * 5000, "not"),
        (b"name: \x07bell\n", "not readable as YAML"),
    ],
)
def test_what_is_not_a_practice_is_refused_in_words(tmp_path: Path, body: bytes, said: str) -> None:
    """Empty, foreign or hostile bytes end in a message, never in a traceback."""
    (tmp_path / "practice.yml").write_bytes(body)

    with pytest.raises(ConfigurationError) as caught:
        load_practice(tmp_path, SOURCES, {"feed"})

    assert said in str(caught.value)


def test_a_missing_file_says_where_to_go(tmp_path: Path) -> None:
    """Called in the wrong folder, the message names the folder and the option to use."""
    with pytest.raises(ConfigurationError) as caught:
        load_practice(tmp_path, SOURCES, {"feed"})

    assert f"practice.yml: no such file in {tmp_path}: go to the practice's folder, or name it with --practice" == str(
        caught.value
    )
