"""The catalogue as a whole: the places a practice must look at are there, and each entry can be trusted."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote_plus, urlsplit

import pytest

from collector.core.checks import filled_links
from collector.core.french import spaced
from collector.core.model import Access, Category, Confidence, Practice, Practitioner, Provenance, Source
from collector.edges.files.catalog import CATALOG, load_publishers, load_sources
from tests.support.typography import faults

SOURCES = load_sources(CATALOG / "sources")
PUBLISHERS = load_publishers(CATALOG / "publishers")
EACH = pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
EACH_PUBLISHER = pytest.mark.parametrize("publisher", PUBLISHERS.values(), ids=PUBLISHERS)

# What the Ordre's guide asks a doctor to watch, and what has come since; retired places stay, so that nobody asks again.
PLACES = {
    Category.ENGINE: "google-recherche google-suggestions google-mode-ia google-images bing-recherche yahoo duckduckgo "
    "qwant ecosia brave-recherche startpage mojeek lilo chatgpt gemini copilot perplexity mistral-le-chat claude bing-web brave linkup searxng",
    Category.NEWS: "google-news bing-news gdelt google-alerts alert-mail",
    Category.PRESS: "presse-locale ouest-france podcasts",
    Category.REVIEWS: "hospitalidee medieval4i choisirunmedecin les-bons-choix-sante quiconnaitunbon multiesthetique "
    "centres-medecine-esthetique realself qualidoc maternys trustpilot yelp custplace "
    "notetondoc quimesoigne note2bib demedica",
    Category.MAP: "google-maps google-takeout google-business bing-cartes apple-plans waze mappy openstreetmap foursquare",
    Category.BOOKING: "doctolib maiia keldoc clicrdv rdvmedicaux medadom qare livi hellocare mondocteur",
    Category.OFFICIAL: "annuaire-sante-ameli annuaire-sante-ans rpps-libre-acces ordre-medecins "
    "ordre-chirurgiens-dentistes ordre-sages-femmes ordre-masseurs-kinesitherapeutes ordre-infirmiers sante-fr "
    "finess qualiscope scope-sante signal-conso annuaire-entreprises",
    Category.DIRECTORY: "pagesjaunes annuaire-118000 annuaire-118712 justacote hotfrog infobel hoodspot infoannuaire "
    "annuaire-francais societe-com pappers verif-com infogreffe guide-sante annuaires-payants",
    Category.SOCIAL: "facebook-page facebook-publications facebook-groupes instagram threads linkedin tiktok snapchat "
    "telegram whatsapp nextdoor change-org mesopinions wikipedia "
    "bluesky mastodon reddit x",
    Category.VIDEO: "dailymotion youtube youtube-channel youtube-comments",
    Category.FORUM: "doctissimo atoute carenity aufeminin hardware-fr jeuxvideo-18-25 vivre-sans-thyroide quora",
    Category.OWN: "site-du-cabinet",
    Category.METHOD: "flux page-surveillee csv manual google-places-api google-maps-automatique google-programmable-search "
    "bing-search-api serpapi duckduckgo-automatique qwant-automatique yahoo-automatique facebook-api-avis "
    "instagram-api tiktok-research-api linkedin-api reddit-json doctolib-automatique pagesjaunes-automatique "
    "trustpilot-automatique rss-bridge rsshub changedetection huginn freshrss miniflux staan",
}
RETIRED = {
    "notetondoc", "quimesoigne", "note2bib", "demedica", "foursquare", "mondocteur", "scope-sante", "bing-search-api",
}  # fmt: skip
# Telegram publishes its channels under another name than its own.
ELSEWHERE = {"telegram"}


def texts(source: Source) -> Iterator[str]:
    """Give every text of a source that the portal may show."""
    yield from (source.name, source.why, source.leave, *source.secrets.values())
    if source.check is not None:
        yield source.check.how
        yield from (link.label for link in source.check.links)
    if source.retired is not None:
        yield source.retired.why
    yield from (citation.title for citation in source.provenance.sources)


def domain(address: str) -> str:
    """Return the last two labels of a host: « ameli.fr » for annuairesante.ameli.fr."""
    return ".".join(address.split(".")[-2:])


def assert_can_be_trusted(provenance: Provenance) -> None:
    """Hold a provenance to what its confidence says: read before it is dated, at an address, twice if confirmed."""
    assert any(citation.url for citation in provenance.sources)
    assert all(re.fullmatch(r"(https?://\S+)?", citation.url) for citation in provenance.sources)
    if provenance.document_date is not None:
        assert provenance.document_date <= provenance.read_on
    if provenance.confidence is Confidence.CONFIRMED:
        assert len(provenance.sources) >= 2


@pytest.mark.parametrize("category", PLACES)
def test_every_place_to_watch_has_its_row(category):
    """The places of the Ordre's list, the closed ones and the refused ones included, stand under their category."""
    expected = set(PLACES[category].split())
    assert expected == expected & {slug for slug, source in SOURCES.items() if source.category is category}


def test_the_catalogue_holds_many_real_places():
    """At least eighty places that live and can be watched, not counting the methods, the refused and the retired."""
    living = [source for source in SOURCES.values() if source.retired is None and source.access is not Access.NO]
    assert len([source for source in living if source.category is not Category.METHOD]) >= 80


def test_what_closed_is_kept_as_retired():
    """A place that closed stays, retired, so that an old list of advice finds its answer."""
    assert {slug for slug in RETIRED if SOURCES[slug].retired is not None} == RETIRED


@EACH
def test_what_may_not_be_watched_is_not_read(source):
    """A refused or retired place has no way of being read, no secret, and nothing to look at by hand."""
    if source.access is Access.NO or source.retired is not None:
        assert (None, {}, None, None) == (source.kind, dict(source.secrets), source.address, source.check)
        assert source.access is Access.NO


@EACH
def test_what_is_watched_by_hand_says_how(source):
    """A place that no program reads has a check: what to do in full, with a link or enough words to do without."""
    if source.access is Access.MANUAL:
        assert source.check is not None
        assert source.check.how.endswith(".")
        assert source.check.links or len(source.check.how) > 100


@EACH
def test_a_check_opens_on_whom_it_is_about(source):
    """Filled for an invented practice, every link of a check is a distinct address without any brace left."""
    person = Practitioner(
        id="dr-essai", first_name="Anne", last_name="Essai", specialty="pédiatre", practice={"name": "C"}, city="Essai"
    )
    practice = Practice(name="Cabinet des Essais", city="Essai", practitioners=(person,))
    each = source.check is None or source.check.each
    links = filled_links(source, practice, person if each else None)
    assert len({link.url for link in links}) == len({link.label for link in links}) == len(links)
    assert [] == [link.url for link in links if not urlsplit(link.url).hostname or re.search(r"[{}<>\"\s]", link.url)]


@EACH
def test_a_check_of_the_practice_asks_for_no_person(source):
    """What serves the whole practice once does not ask for a surname or a specialty, which it has not."""
    if source.check is not None and not source.check.each:
        assert [] == [link.url for link in source.check.links if re.search("{last_name}|{specialty}", link.url)]


@EACH
def test_a_search_within_a_site_is_of_that_site(source):
    """A link that searches one site names the site of the entry: nobody looks at a neighbour's by mistake."""
    if source.check is not None and source.home is not None and source.slug not in ELSEWHERE:
        sites = [found for link in source.check.links for found in re.findall(r"site:(\S+)", unquote_plus(link.url))]
        assert [] == [found for found in sites if domain(found) != domain(urlsplit(source.home).hostname or "")]


def test_what_is_looked_at_every_month_holds_in_a_quarter_of_an_hour():
    """What no program reads and is suggested every month takes at most fifteen minutes, practice and practitioner."""
    by_hand = [source for source in SOURCES.values() if source.access is Access.MANUAL and source.suggested]
    assert 5 <= sum(one.check.minutes for one in by_hand if one.check is not None and one.check.months == 1) <= 15


@EACH
def test_a_source_can_be_trusted(source):
    """A source says where and when it was read, and « confirmed » only with two documents."""
    assert_can_be_trusted(source.provenance)


@EACH
def test_what_is_not_sure_says_so(source):
    """An entry still to be checked says so in its own words: the reader does not have to know the codes."""
    if source.provenance.confidence is Confidence.TO_CHECK:
        assert re.search("vérifi", source.why)


@EACH
def test_a_verdict_is_short(source):
    """Why a place is watched so is said in one to three sentences; five where a program reads it, on conditions."""
    longest = 3 if source.kind is None else 5
    assert 1 <= len(re.findall(r"[.?!](?=[\s»]|$)", source.why)) <= longest
    assert source.why.endswith(".")


@EACH
def test_a_source_reads_as_french(source):
    """Every text of an entry that the portal shows has the apostrophes, quotes and spaces of French."""
    assert [] == [fault for text in texts(source) for fault in faults(spaced(text))]


@EACH
def test_a_living_place_says_how_to_leave_it(source):
    """Whoever finds a listing, a review or a post by hand reads, beside it, how to have it corrected or removed."""
    if source.access is Access.MANUAL and source.category is not Category.OWN:
        assert source.leave.endswith(".")


def test_no_two_sources_have_one_name():
    """A name designates one source: the portal lists them by name."""
    assert [] == [name for name, count in Counter(one.name.casefold() for one in SOURCES.values()).items() if count > 1]


def test_publishers_and_sources_know_each_other():
    """Every publisher that a source names is in the catalogue, and none is kept that answers for nothing."""
    assert {source.publisher for source in SOURCES.values() if source.publisher} == set(PUBLISHERS)


@EACH_PUBLISHER
def test_a_publisher_can_be_trusted(publisher):
    """A publisher says where and when it was read, and its texts read as French."""
    assert_can_be_trusted(publisher.provenance)
    shown = [publisher.name, publisher.country, publisher.director, publisher.host]
    shown += [citation.title for citation in publisher.provenance.sources]
    assert [] == [fault for text in shown for fault in faults(spaced(text))]


@EACH_PUBLISHER
def test_a_contact_can_be_written_to(publisher):
    """A contact is an address of the web, a mail address, or nothing: never a half-copied line."""
    for contact in (publisher.rgpd_contact, publisher.legal_contact):
        assert re.fullmatch(r"(https://\S+|[^@\s]+@[\w.-]+\.[a-z]+)?", contact)
