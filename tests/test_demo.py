"""The demo: six passes over a recorded web through the code of a practice's own refresh, held to what was reviewed."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from collector.core.model import Ending, Finding, PieceText, RunReport, State
from collector.core.pages.coverage_cells import CellState
from collector.edges.files.catalog import load_recommendations
from collector.edges.files.store import Store
from collector.wiring import demo, passes, portal
from collector.wiring.demo import DEMO_SECRETS
from collector.wiring.passes import practice_of, sources_of
from tests.support.built_sites import loaded_from_elsewhere, main_texts, pages
from tests.support.demo import EXPECTED, KEPT, authors, kept, play
from tests.test_catalogue import PLACES

pytestmark = pytest.mark.site

JUNE, NOVEMBER = dt.date(2026, 6, 8), dt.date(2026, 11, 9)
BY_PEOPLE = ("data/decisions/", "data/cases/", "data/coverage/")
_PHONE = re.compile(r"0[1-9](?:[ .]\d\d){4}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")


@dataclass(frozen=True)
class Played:
    """One playing of the demo: where, its reports, and its findings."""

    place: Path
    reports: list[RunReport]
    findings: tuple[Finding, ...]
    texts: Mapping[str, PieceText]

    def said(self, finding: Finding) -> str:
        """Return the words kept of a finding's last version; nothing once they are erased."""
        if finding.id not in self.texts:
            return ""
        words = self.texts[finding.id].versions[-1]
        return f"{words.title}\n{words.text}"

    def saying(self, words: str) -> Finding:
        """Return the only finding whose last version holds `words`."""
        (finding,) = (one for one in self.findings if words in self.said(one))
        return finding


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    place = tmp_path_factory.mktemp("demo") / "demo"
    reports = play(place)
    known = Store(place).load()
    return Played(place, reports, tuple(known.findings.values()), known.texts)


@pytest.fixture(scope="module")
def sites(played: Played, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build the demo with both engines, once."""
    out = tmp_path_factory.mktemp("sites")
    return {
        engine: portal.build(played.place, out / engine, demo.DEMO_TODAY, engine).site
        for engine in ("mkdocs", "zensical")
    }


def test_the_demo_keeps_exactly_what_was_reviewed(played: Played) -> None:
    """Every byte of data/ and pieces/ is that of examples/demo/expected (`tools/golden` renews it, for review)."""
    expected = kept(EXPECTED)
    actual = {name: text for name, text in kept(played.place).items() if not name.startswith(BY_PEOPLE)}

    assert sorted(expected) == sorted(actual)
    assert [] == [name for name in expected if expected[name] != actual[name]]


def test_playing_it_again_changes_no_byte(played: Played) -> None:
    """The same web and the same days give the same bytes, in the same folder."""
    before = kept(played.place)

    play(played.place)

    assert before == kept(played.place)


def test_the_demo_has_no_problem(played: Played) -> None:
    """`renom check` finds nothing to say of what the passes wrote, nor of the practice."""
    assert () == passes.check(played.place)


def test_words_that_reached_their_term_are_gone(played: Played) -> None:
    """Insults of the summer, on which nobody acted, have lost their words; each pass said which, and by which rule."""
    erased = {one.id: one.erased for one in played.findings if one.erased is not None}

    assert "infraction-de-presse" in {one.rule for one in erased.values()}
    assert set(erased) == {one.finding for report in played.reports for one in report.removed}
    assert not set(erased) & set(played.texts)


def test_what_happens_in_the_six_months_is_seen(played: Played) -> None:
    """The reports tell, month by month, what the story put into the web."""
    told = [{report.watch: report for report in run.watches} for run in played.reports]

    def ending(month: int, watch: str) -> tuple[Ending, str | None]:
        return told[month - 1][watch].ending, told[month - 1][watch].code

    assert [
        (Ending.FOUND, None),
        (Ending.FAILED, "blocked"),
        (Ending.FOUND, None),
    ] == [ending(month, "note-docteurs-martin") for month in (3, 4, 5)]
    assert (Ending.FAILED, "source-says-error") == ending(4, "pont-reseaux")
    assert (Ending.FAILED, "blocked") == ending(5, "actualites-martin")
    assert (Ending.FAILED, "server-error") == ending(3, "mairie-saint-aubin")
    assert (Ending.FAILED, "timeout") == ending(6, "radio-vaulne")
    assert {(Ending.FAILED, "robots")} == {ending(month, "palmares-toubibs") for month in range(1, 7)}
    assert (1, 1) == (told[3]["avis-sante-martin"].vanished, told[5]["avis-sante-martin"].returned)
    assert (0, 3) == (told[4]["google-avis"].vanished, told[5]["google-avis"].vanished)
    assert any(one.ending is Ending.UNCHANGED for one in told[1].values())


def test_each_way_of_reading_fails_and_is_back_in_its_own_way(played: Played) -> None:
    """An access not opened, an authorisation that died, silent engines, a new design: failures, then mentions again."""
    told = [{report.watch: report for report in run.watches} for run in played.reports]

    def endings(watch: str) -> list[str]:
        return [run[watch].code or str(run[watch].ending) for run in told]

    assert ["access-not-granted", "found", "found", "unchanged", "access-expired", "found"] == endings(
        "fiche-keller-diop"
    )
    assert ["found", "engines-silent", "found", "unchanged", "found", "found"] == endings("recherche-keller-diop")
    assert ["found", "unchanged", "unchanged", "unexpected-format", "found", "unchanged"] == endings(
        "vivre-a-saint-aubin"
    )
    assert "unexpected-format" == endings("second-index-martin")[4]
    assert (1, 1) == (told[4]["vivre-a-saint-aubin"].changed, told[5]["fiche-keller-diop"].vanished)
    assert [0, 0, 1] == [len(told[month]["recherche-keller-diop"].warnings) for month in (0, 2, 4)]


def test_at_least_eight_kinds_play(played: Played) -> None:
    """The demo shows most ways of reading, each with something found: a newcomer sees what each gives."""
    sources = sources_of(played.place)
    found = {report.source for run in played.reports for report in run.watches if report.ending is Ending.FOUND}

    assert {
        "alert-mail",
        "bing-news",
        "csv",
        "feed",
        "google-alerts",
        "google-business",
        "google-news",
        "html",
        "json-api",
        "page",
        "takeout",
    } == {sources[slug].kind for slug in found}


def test_the_secrets_of_the_demo_stay_out_of_what_is_kept(played: Played, sites: dict[str, Path]) -> None:
    """No value of a secret, the address of the alert and the account in it included, in data/, pieces/ or the pages."""
    written = "\n".join((*kept(played.place).values(), *main_texts(sites["mkdocs"]).values()))
    parts = {part for value in DEMO_SECRETS.values() for part in value.removeprefix("http://").split("/")}

    said = {part for part in parts if len(part) > 12} | {"acces-invente"}
    assert 5 < len(said)
    assert [] == sorted(part for part in said - {"alertes.example"} if part in written)


def test_an_edited_review_keeps_what_it_said_before(played: Played) -> None:
    """The review on fees has two versions: one star, then three, each with its words and its day."""
    finding = played.saying("MODIFIÉ")

    assert [(dt.date(2026, 6, 8), 1), (dt.date(2026, 8, 10), 3)] == [
        (version.seen, version.rating and version.rating.value) for version in finding.versions
    ]
    assert 2 == len(played.texts[finding.id].versions)


def test_a_vanished_review_that_returns_keeps_its_absence(played: Played) -> None:
    """The defamation was gone from September to November and is there again; nothing of it was deleted."""
    finding = played.saying("facture des consultations")

    (absence,) = finding.absences
    assert (State.PRESENT, dt.date(2026, 9, 7), NOVEMBER) == (finding.state, absence.since, absence.until)


def test_one_article_through_three_searches_is_one_finding(played: Played) -> None:
    """Each press article stands once, with the words of the first search and a sighting by each of the three."""
    ways = ["second-index-martin", "alerte-web", "actualites-martin"]
    for words, day in (("dix patients par jour", dt.date(2026, 8, 10)), ("un collectif de patients", NOVEMBER)):
        finding = played.saying(words)
        assert [(way, day) for way in ways] == [(one.watch, one.first_seen) for one in finding.sightings]
        assert "second-index" == finding.source
        assert finding.url
        assert "actualites.example" not in finding.url


def test_an_article_met_by_search_and_by_mail_is_one_finding(played: Played) -> None:
    """What an alert's e-mail wraps in its own address is the article that the search already showed."""
    for words in ("Portrait", "maison de naissance"):
        ways = [one.watch for one in played.saying(words).sightings]
        assert ["recherche-keller-diop", "alertes-sage-femme"] == ways


def test_what_a_person_noted_stands_beside_the_rest(played: Played) -> None:
    """A place that refuses robots is looked at by somebody: the note is a finding, and no pass makes it vanish."""
    finding = played.saying("14e sur 15")

    assert finding.sightings[0].watch.startswith("note-")
    assert ("marie-martin", "palmares-toubibs", State.PRESENT) == (
        finding.practitioner,
        finding.source,
        finding.state,
    )
    assert (dt.date(2026, 10, 7), "R. M.") == (finding.first_seen, finding.author.shown)


def test_a_namesake_is_never_taken_for_ours(played: Played) -> None:
    """The runner, the reader and the colleague of another town are « à confirmer » or not kept: never a plain yes."""
    sure = [finding for finding in played.findings if finding.match.about == "yes"]

    said = "\n".join(played.said(finding) for finding in sure)
    assert [] == [word for word in ("Marathon", "marathon", "club de lecture", "dermatologue") if word in said]


def test_every_finding_has_a_proposal_with_its_reasons(played: Played) -> None:
    """Triage says of each what it probably is and why, by the same rules, and puts its words on nobody."""
    proposals = [finding.assessment for finding in played.findings]

    assert "a_qualifier" not in {one.nature for one in proposals}
    assert 1 == len({one.made_by for one in proposals})
    assert all(one.reasons and one.strategy for one in proposals)
    assert {"avis_positif", "avis_negatif", "injure", "diffamation", "menace"} <= {one.nature for one in proposals}


def test_no_third_party_stands_in_what_is_kept(played: Played) -> None:
    """No author's full name, no telephone or e-mail of anybody, in any file that the passes wrote."""
    written = "\n".join(text for name, text in kept(played.place).items() if not name.startswith(BY_PEOPLE))

    assert 20 < len(authors())
    assert [] == sorted(name for name in authors() if name in written)
    own = {one.phone for one in practice_of(played.place).practitioners}
    assert [] == [number for number in _PHONE.findall(written) if number not in own]
    assert [] == _EMAIL.findall("\n".join(text for name, text in kept(played.place).items() if "pieces" in name))


def test_main_never_holds_anybodys_words(played: Played) -> None:
    """No sentence kept under pieces/ stands anywhere under data/, which git remembers for ever."""
    sentences = {words.text[:40] for text in played.texts.values() for words in text.versions if len(words.text) >= 40}
    data = "\n".join(text for name, text in kept(played.place).items() if name.startswith("data/"))

    assert 50 < len(sentences)
    assert [] == [sentence for sentence in sentences if sentence in data]


def test_both_engines_publish_the_same_pages_and_the_same_words(sites: dict[str, Path]) -> None:
    """MkDocs and Zensical give the same addresses and the same text of the main region."""
    mkdocs, zensical = (main_texts(site) for site in sites.values())

    assert sorted(mkdocs) == sorted(zensical)
    assert [] == [address for address in mkdocs if mkdocs[address] != zensical[address]]


def test_nothing_of_the_portal_comes_from_elsewhere(sites: dict[str, Path]) -> None:
    """No page, style or script of either build makes a browser ask another host."""
    assert [[], []] == [loaded_from_elsewhere(site) for site in sites.values()]


def test_a_hostile_review_is_inert_wherever_it_shows(played: Played, sites: dict[str, Path]) -> None:
    """Tags, Markdown and braces of a review are words of the page, in both builds; its page has no tag more."""
    hostile, plain = played.saying("<script>alert"), played.saying("Correct, sans plus")
    for site in sites.values():
        read = pages(site)
        here, there = (read[f"releves/{one.id}/"].css_first("article.md-content__inner") for one in (hostile, plain))
        assert here is not None
        assert there is not None
        assert "<script>alert(" in here.text()
        for tag in ("script", "img", "iframe", "svg", "style"):
            assert len(there.css(tag)) == len(here.css(tag)), tag


def test_every_page_family_is_there(sites: dict[str, Path]) -> None:
    """Home, lists, open findings, archives, coverage, six monthly reports, guides, letters and the watch's health."""
    published = set(pages(sites["mkdocs"]))

    fixed = {
        "",
        "releves/",
        "etat-des-lieux/",
        "verifications/",
        "bilans/",
        "guides/",
        "lettres/",
        "veille/",
        "404.html",
    }
    months = {f"bilans/2026-{month:02}/" for month in range(6, 12)}
    assert set() == (fixed | months) - published
    assert [] != [page for page in published if re.fullmatch(r"releves/f-[0-9a-f]{16}/", page)]
    assert [] != [page for page in published if re.fullmatch(r"releves/marie-martin/2026-\d\d/", page)]


def test_what_the_ordre_recommends_has_its_pages(sites: dict[str, Path]) -> None:
    """Every page to which a recommendation of the Ordre is mapped is published, and the page that says so leads there."""
    published = pages(sites["mkdocs"])
    mapped = [path for one in load_recommendations() for path in one.pages]
    addresses = {f"{path.removesuffix('index.md').removesuffix('.md').rstrip('/')}/" for path in mapped}

    assert set() == addresses - set(published)
    hrefs = {node.attributes["href"] for node in published["ordre/"].css("article.md-content__inner td a")}
    assert {f"../{address}" for address in addresses} == hrefs


def test_the_inventory_shows_every_state(sites: dict[str, Path]) -> None:
    """Each state that a source can be in, but those of a portal left alone, stands on the demo's « État des lieux »."""
    page = pages(sites["mkdocs"])["etat-des-lieux/"]

    told = {node.text(strip=True) for node in page.css("table.inventory td[data-label='État']")}
    assert set(CellState) - {CellState.STALE, CellState.UNREAD, CellState.AWAITED} == told
    assert 2 < len(page.css("dl.facts .tag"))


def test_what_remains_to_check_opens_filled_in(sites: dict[str, Path]) -> None:
    """The running month and « À vérifier » give the same links, with the practitioner's name in them, and the form's."""
    built = pages(sites["mkdocs"])
    links = [
        [node.attributes["href"] for node in built[address].css("table.tasks a")]
        for address in ("verifications/", "bilans/2026-11/")
    ]

    assert links[0] == links[1]
    assert "http://reseau-bleu.example/recherche?q=Awa%20Keller-Diop" in links[0]
    assert any("/issues/new?template=verification-mensuelle.yml" in (link or "") for link in links[0])


def test_the_etat_des_lieux_has_a_row_for_every_place(played: Played, sites: dict[str, Path]) -> None:
    """Each source of the catalogue's list is watched, under its label, or named with how it could be."""
    page = pages(sites["mkdocs"])["etat-des-lieux/"]
    rows = {" ".join(cell.text().split()) for cell in page.css("tbody th")}
    labels = {watch.source: watch.label for watch in practice_of(played.place).watches}
    names = {slug: labels.get(slug, source.name) for slug, source in sources_of(played.place).items()}
    listed = [slug for slugs in PLACES.values() for slug in slugs.split()]

    assert 100 < len(listed)
    assert [] == [slug for slug in listed if not any(" ".join(names[slug].split()) in row for row in rows)]


def test_a_past_month_is_built_as_it_was_known(played: Played, tmp_path: Path) -> None:
    """Built for the first day, the portal knows nothing of what came later."""
    built = portal.build(played.place, tmp_path, JUNE, "mkdocs")

    texts = main_texts(built.site)
    assert [] == [address for address in texts if "2026-07" in address]
    later = [finding.id for finding in played.findings if finding.first_seen > JUNE]
    assert [] == [identifier for identifier in later if f"releves/{identifier}/" in texts]


def test_the_expected_files_are_only_what_passes_write() -> None:
    """The golden folder holds data and pieces, and nothing that people write."""
    assert sorted(KEPT) == sorted(path.name for path in EXPECTED.iterdir())
    assert [] == [folder for folder in BY_PEOPLE if (EXPECTED / folder).exists()]
