"""Mentions, and the people they may concern: each builder gives one noun, its arguments say what matters."""

from functools import cache

from collector.core.about.lexicon import Lexicon
from collector.core.masking import MaskingRules
from collector.core.matching import Matcher
from collector.core.model import DateKind, Mention, MentionForm, Practice, Practitioner, Published, Watch
from collector.edges.files.catalog import load_identity, load_masking

CITY = "Saint-Aubin"


def practitioner(**fields: object) -> Practitioner:
    """Return Dr Anne-Sophie Lefèvre, paediatrician in Saint-Aubin; `fields` change her."""
    given: dict[str, object] = {
        "id": "lefevre",
        "first_name": "Anne-Sophie",
        "last_name": "Lefèvre",
        "specialty": "pédiatre",
        "practice": {"name": "Cabinet médical des Tilleuls"},
        "address": "12 place des Tilleuls",
        "postcode": "99410",
        "city": CITY,
        "phone": "03 53 01 41 10",
        "rpps": "10999004102",
    }
    return Practitioner.model_validate(given | fields)


def colleague(**fields: object) -> Practitioner:
    """Return Dr Karim Haddad, cardiologist in the same practice; `fields` change him."""
    given = {"id": "haddad", "first_name": "Karim", "last_name": "Haddad", "specialty": "cardiologue", "rpps": ""}
    return practitioner(**(given | fields))


def practice(*people: Practitioner, **fields: object) -> Practice:
    """Return the practice of some people, Dr Lefèvre and Dr Haddad by default."""
    given: dict[str, object] = {
        "name": "Cabinet médical des Tilleuls",
        "city": CITY,
        "practitioners": people or (practitioner(), colleague()),
    }
    return Practice.model_validate(given | fields)


def mention(text: str = "", **fields: object) -> Mention:
    """Return an article with some text and nothing else; `fields` change it."""
    given: dict[str, object] = {
        "native_id": "1",
        "form": MentionForm.ARTICLE,
        "text": text,
        "published": Published(earliest=None, latest=None, kind=DateKind.SEEN),
    }
    return Mention.model_validate(given | fields)


def page_of(*people: str) -> Watch:
    """Return the watch of a page that belongs to some practitioners, or to the practice."""
    return Watch(id="w1", source="avis", for_=people, url="https://avis.example/page")


def search_for(*people: str) -> Watch:
    """Return the watch of the answers to a search."""
    return Watch(id="w2", source="actualites", for_=people, query="Lefèvre")


def masking_rules() -> MaskingRules:
    """Return the catalogue's masking rules."""
    return load_masking()


@cache
def lexicon() -> Lexicon:
    """Return the catalogue's words of identity, read once."""
    return Lexicon(load_identity())


def matcher(*people: Practitioner, **fields: object) -> Matcher:
    """Return the matcher of the practice of some people."""
    return Matcher(practice(*people, **fields), lexicon())
