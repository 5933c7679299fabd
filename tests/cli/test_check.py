"""`renom check`: everything that is wrong with a practice's folder, in one answer, where it stands."""

from pathlib import Path

from tests.support.practices import lay_out, renom

PRACTICE = """\
name: Cabinet des Essais
timezone: Europe/Pari
practitioners:
  - id: dr-essai
    first_name: Anne
    last_name: Essai
    specialty: médecin généraliste
    practice: {name: Cabinet des Essais}
    city: Saint-Essai
    phone:
watches:
  - {id: presse, source: gazete, url: "https://gazette.example/rss"}
  - {id: presse, source: gazette, url: "https://gazette.example/rss"}
  - {id: alerte, source: google-alerts, url: "https://www.google.com/alerts/feeds/1/2"}
"""


def put(root: Path, name: str, text: str) -> None:
    """Write a file of the practice."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_one_broken_file_hides_nothing_of_the_others(tmp_path: Path) -> None:
    """Form, references, exposed secrets, own sources, decisions, checks: each with its file, its line and its key."""
    put(tmp_path, "practice.yml", PRACTICE)
    put(tmp_path, "sources/gazette/source.yml", "name: La Gazette\naccess: auto\nkind: feed\nwhy: 12\n")
    put(tmp_path, "publishers/gazette.yml", "name: [\n")
    put(tmp_path, "data/decisions/a.yml", "finding: f-0123456789abcdef\non: 2999-01-01\nby: I\nruling: ignore\n")
    put(tmp_path, "data/coverage/checks/2999-01/a.yml", "source: gazette\nby: I\nresult: nothing\non: 2999-01-01\n")
    put(tmp_path, "data/coverage/accounts.yml", "accounts:\n- {source: gogle-maps, status: held}\n")

    done = renom("check", cwd=tmp_path)

    assert 1 == done.returncode
    told = done.stderr.splitlines()
    expected = (
        "practice.yml:2: timezone: no time zone",
        "practice.yml:10: practitioners[1].phone: is empty",
        "practice.yml:12: watches[1].source: no source 'gazete'",
        "practice.yml:12: watches[1].id: 'presse' is used by 2 watches",
        "practice.yml:14: watches[3].url: the address of 'google-alerts' is a secret",
        'sources/gazette/source.yml:4: why: must be text: put it between quotes, "12"',
        "sources/gazette/source.yml:1: provenance: is required",
        "publishers/gazette.yml:2: not valid YAML",
        "data/decisions/a.yml:1: finding: no finding f-0123456789abcdef",
        "data/decisions/a.yml:2: on: 2999-01-01 (f-0123456789abcdef) is later than today",
        "data/coverage/checks/2999-01/a.yml:4: on: 2999-01-01 (gazette) is later than today",
        "data/coverage/accounts.yml:2: accounts[1].source: no source 'gogle-maps': did you mean google-maps",
    )
    assert [] == [one for one in expected if not any(f"problem {one}" in line for line in told)]
    # What refers to a source that exists and is broken is no fault.
    assert [] == [line for line in told if "no source 'gazette'" in line]


def test_a_practice_yml_that_is_no_yaml_hides_nothing_of_the_data(tmp_path: Path) -> None:
    """Its fault, and those of the other files that can be told without it."""
    put(tmp_path, "practice.yml", 'name: "Cabinet\n')
    put(tmp_path, "data/decisions/a.yml", "finding: [\n")

    done = renom("check", cwd=tmp_path)

    assert 1 == done.returncode
    assert "practice.yml:1: not valid YAML around this line: a quote opens here and is never closed" in done.stderr
    assert "data/decisions/a.yml:2: not valid YAML" in done.stderr


def test_where_all_is_well_it_says_so(tmp_path: Path) -> None:
    """Exit status 0."""
    done = renom("check", cwd=lay_out(tmp_path, {"presse": "https://gazette.example/rss"}))

    assert (0, "no problem found\n", "") == (done.returncode, done.stdout, done.stderr)
