"""Makes mentions of the businesses and people that a page describes: one per listing, with its rating if any.

Says what the page says, in readable French lines. Whether a listing is the practice's own is not decided here.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from collector.core.identity import slug
from collector.core.model import Mention, MentionForm, Rating
from collector.core.text import clean_line
from collector.sources.dates import published_on
from collector.sources.ratings import rating_of
from collector.sources.structured_data import Graph, Item, local_name

# What has patients or customers, as schema.org names it.
_BUSINESSES = frozenset(
    (  # noqa: SIM905 - as a list it takes a page
        "CommunityHealth Dentist Dermatology DiagnosticLab DietNutrition Emergency EmergencyService Geriatric "
        "Gynecologic HealthAndBeautyBusiness Hospital IndividualPhysician LocalBusiness MedicalBusiness MedicalClinic "
        "MedicalOrganization Midwifery Nursing Obstetric Oncologic Optician Optometric Otolaryngologic Pediatric "
        "Pharmacy Physician PhysiciansOffice Physiotherapy PlasticSurgery Podiatric PrimaryCare ProfessionalService "
        "Psychiatric PublicHealth"
    ).split()
)
# What a site also says of itself and of its writers: a listing only where nothing shows that it is that.
_SIGNATORIES = frozenset(("Person", "Organization", "Corporation", "NGO"))
_ARTICLES = frozenset(("Article", "NewsArticle", "BlogPosting", "Report", "LiveBlogPosting", "OpinionNewsArticle"))
_BYLINES = (
    "author",
    "creator",
    "publisher",
    "editor",
    "contributor",
    "copyrightHolder",
    "provider",
    "sourceOrganization",
)
_SPECIALTIES = {
    "Cardiovascular": "cardiologie",
    "Dentistry": "chirurgie dentaire",
    "Dermatology": "dermatologie",
    "Endocrine": "endocrinologie",
    "Gastroenterologic": "gastro-entérologie",
    "GeneralPractice": "médecine générale",
    "Geriatric": "gériatrie",
    "Gynecologic": "gynécologie",
    "Midwifery": "maïeutique",
    "Neurologic": "neurologie",
    "Nursing": "soins infirmiers",
    "Obstetric": "obstétrique",
    "Otolaryngologic": "ORL",
    "Pediatric": "pédiatrie",
    "Physiotherapy": "masso-kinésithérapie",
    "PlasticSurgery": "chirurgie plastique",
    "PrimaryCare": "médecine générale",
    "Psychiatric": "psychiatrie",
    "Pulmonary": "pneumologie",
    "Radiography": "radiologie",
    "Rheumatologic": "rhumatologie",
}
_POSTCODE = re.compile(r"(?<!\d)\d{5}(?!\d)")
_ADDRESS_PARTS = ("streetAddress", "postalCode", "addressLocality")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page is: `scope` tells it from all others and never changes, `address` is what a reader opens."""

    scope: str
    address: str | None


def read_listings(graph: Graph, place: Place) -> list[Mention]:
    """Return a mention for each business or person that the page describes, described twice or not.

    The id is the name and the town, so that a namesake elsewhere, who may come and go on a page of results, is
    another listing.
    """
    named: dict[str, dict[str, list[Item]]] = defaultdict(lambda: defaultdict(list))
    reviewed = {id(one) for item in graph.items for one in graph.items_of(item, "itemReviewed")}
    for item in businesses(graph):
        if id(item) in reviewed and len(item.properties) == 1:
            continue  # a name and no more, given to say whom a review is about: the review says it
        named[slug(graph.text_of(item, "name"))][_town(graph, item)].append(item)
    return [
        _mention(graph, place, ":".join(("fiche", name, town) if town else ("fiche", name)), items)
        for name, by_town in named.items()
        for town, items in _described_once(by_town).items()
    ]


def _described_once(by_town: Mapping[str, list[Item]]) -> Mapping[str, list[Item]]:
    """Join to the only town known of a name what the page says of it without a town."""
    towns = [town for town in by_town if town]
    return {towns[0]: [one for items in by_town.values() for one in items]} if len(towns) == 1 else by_town


def businesses(graph: Graph) -> list[Item]:
    """Return the items of the page that are businesses or people with a name, its writers and owner left out."""
    signing = {id(one) for item in graph.items for one in graph.items_of(item, *_BYLINES)}
    is_article = any(item.types & _ARTICLES for item in graph.items)
    return [
        item
        for item in graph.items
        if graph.text_of(item, "name")
        and (_is_business(item) or (item.types & _SIGNATORIES and not is_article and id(item) not in signing))
    ]


def _is_business(item: Item) -> bool:
    rated = "aggregateRating" in item.properties or "review" in item.properties
    return bool(item.types & _BUSINESSES) or (rated and not item.types & _ARTICLES)


def _mention(graph: Graph, place: Place, key: str, items: list[Item]) -> Mention:
    ratings = (_rating(graph, item) for item in items)
    lines = (line for item in items for line in _lines(graph, item))
    return Mention(
        native_id=f"{key}@{place.scope}",
        form=MentionForm.LISTING,
        url=place.address,
        title=clean_line(graph.text_of(items[0], "name")),
        text="\n".join(dict.fromkeys(lines)),
        published=published_on(None),
        rating=next((one for one in ratings if one), None),
    )


def _rating(graph: Graph, item: Item) -> Rating | None:
    for given in graph.items_of(item, "aggregateRating"):
        rating = rating_of(
            graph.text_of(given, "ratingValue"),
            best=graph.text_of(given, "bestRating"),
            count=graph.text_of(given, "reviewCount", "ratingCount"),
        )
        if rating:
            return rating
    return None


def _lines(graph: Graph, item: Item) -> list[str]:
    """Return what the page says of `item`, one fact a line."""
    specialties = [
        _SPECIALTIES.get(local_name(one), one) for one in graph.texts_of(item, "medicalSpecialty", "jobTitle")
    ]
    facts = (
        ("Spécialité", ", ".join(dict.fromkeys(specialties))),
        ("Adresse", _address(graph, item)),
        ("Téléphone", graph.text_of(item, "telephone")),
    )
    lines = [f"{label} : {clean_line(value)}" for label, value in facts if value]
    return [*lines, *graph.texts_of(item, "description")[:1]]


def _town(graph: Graph, item: Item) -> str:
    """Return the postcode of `item`, else its town as a slug; empty when the page does not say."""
    for given in graph.items_of(item, "address"):
        if town := graph.text_of(given, "postalCode", "addressLocality"):
            return town if _POSTCODE.fullmatch(town) else slug(town)
    postcode = _POSTCODE.search(graph.text_of(item, "address"))
    return postcode[0] if postcode else ""


def _address(graph: Graph, item: Item) -> str:
    for given in graph.items_of(item, "address"):
        parts = [graph.text_of(given, part) for part in _ADDRESS_PARTS]
        if any(parts):
            street, *city = parts
            return ", ".join(part for part in (street, " ".join(one for one in city if one)) if part)
    return graph.text_of(item, "address")
