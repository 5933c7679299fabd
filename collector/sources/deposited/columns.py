"""Recognises the columns of a table of reviews by their headings, in French and in English.

A heading counts as written by people: case, accents, spaces and punctuation are ignored. Of two columns that say the
same, the first is read.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from collector.core.text import plain_words


class Column(StrEnum):
    """What a column holds."""

    ID = "id"
    AUTHOR = "author"
    RATING = "rating"
    DATE = "date"
    TITLE = "title"
    TEXT = "text"
    REPLY = "reply"
    REPLY_DATE = "reply-date"
    URL = "url"
    SITE = "site"
    PART = "part"  # the establishment, the practitioner


_HEADINGS: Mapping[Column, str] = {
    Column.ID: "id, identifiant, id avis, identifiant de l avis, numero, numero de l avis, reference, review id, uid",
    Column.AUTHOR: (
        "auteur, nom, nom de l auteur, nom du patient, patient, client, pseudo, pseudonyme, utilisateur, "
        "author, author name, name, reviewer, reviewer name, user, username, customer, de"
    ),
    Column.RATING: "note, notes, etoiles, nombre d etoiles, nb etoiles, evaluation, score, rating, stars, star rating",
    Column.DATE: (
        "date, date de l avis, date avis, date de publication, publie le, le, depose le, created, created at, "
        "create time, review date, published, published at, date created"
    ),
    Column.TITLE: "titre, titre de l avis, objet, title, review title, headline, subject",
    Column.TEXT: (
        "avis, commentaire, commentaires, texte, texte de l avis, contenu, message, verbatim, comment, "
        "comments, review, review text, text, content, body, feedback"
    ),
    Column.REPLY: (
        "reponse, reponse du professionnel, reponse du proprietaire, reponse du cabinet, votre reponse, "
        "reply, response, owner response, owner reply, reply text"
    ),
    Column.REPLY_DATE: "date de la reponse, date reponse, repondu le, reply date, response date",
    Column.URL: "url, lien, adresse, adresse web, lien de l avis, page, link, review url, permalink",
    Column.SITE: "site, source, plateforme, origine, platform, website, publisher",
    Column.PART: (
        "etablissement, fiche, cabinet, lieu, praticien, medecin, location, location name, business, business name"
    ),
}
_BY_HEADING = {heading.strip(): column for column, headings in _HEADINGS.items() for heading in headings.split(",")}
_SCALE = re.compile(r"(?:sur|/|out of)\s{0,3}(\d{1,3})|\((\d{1,3})\)", re.IGNORECASE)
_MOST_COLUMNS = 200


def columns_of(headings: Sequence[str]) -> Mapping[Column, int]:
    """Return where each column that is recognised stands."""
    places: dict[Column, int] = {}
    for place, heading in enumerate(headings[:_MOST_COLUMNS]):
        column = _BY_HEADING.get(" ".join(plain_words(_SCALE.sub("", heading))))
        if column is not None:
            places.setdefault(column, place)
    return places


def scale_of(heading: str) -> str:
    """Return the scale that the heading of a rating says (« Note sur 10 », « Note (/20) »); empty if none."""
    found = _SCALE.search(heading)
    return (found[1] or found[2]) if found else ""


def is_table_of_reviews(places: Mapping[Column, int]) -> bool:
    """Tell whether these columns hold reviews: what was said, and something that tells one from another."""
    said = {Column.TEXT, Column.RATING} & set(places)
    apart = {Column.ID, Column.AUTHOR, Column.DATE, Column.URL} & set(places)
    return bool(said and apart)
