"""What in a text, besides the name, speaks for or against its being about one practitioner.

For: identifiers, workplace, street, telephone, specialty, town. Against: what the practice declared of a homonym, and
another profession. Reasons are in French and hold only what `practice.yml` or this module says, never the text's words.
Weighs nothing: see `matching`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from collector.core.french import NO_BREAK
from collector.core.model import Mention, Practice, Practitioner, Profession
from collector.core.text import fold, plain_words

_HASHTAG = re.compile(r"[#@]\w+")
_CAMEL = re.compile(r"(?<=[^\W\d_])(?=[A-Z][^\W\d_])")
# On folded text: « 01 99 00 12 34 », « 01.99.00.12.34 », « 0199001234 », « +33 (0)1 99 00 12 34 », « 0033 1 99… ».
TELEPHONE = re.compile(r"(?<!\d)(?:(?:\+|00)33[\s./(-]{0,3}(?:0\)?[\s./-]{0,2})?|0)[1-9](?:[\s./-]{0,2}\d){8}(?!\d)")
_DIGIT = re.compile(r"\d")
_NATIONAL = 10  # digits
_LONG_NUMBERS = re.compile(r"(?<!\d)\d{11}(?!\d)")

# Words too common in names of places and in descriptions of people to tell one from another.
_GENERIC = frozenset(
    """a au aux avec cabinet cabinets centre chez clinique dans de dentaire dentiste des docteur dr du en enseigne et
    groupe hopital la le les madame maison marque medecin medecins medical medicale mme monsieur mot nom paramedical
    par pole pour pr praticien professeur sante soins sur un une""".split()  # noqa: SIM905 - a list to read
)
_STREETS = (
    r"(?:rue|r|avenue|av|ave|boulevard|bd|bld|bvd|place|pl|quai|chemin|ch|allees?|all|impasse|imp|cours|route|rte"
    r"|square|sq|passage|faubourg|fbg|esplanade|villa|residence|sentier|venelle|cite|parvis|promenade|mail|montee)"
)
_STREET = re.compile(rf"\b{_STREETS}\b\.?\s+([^,;(\n]+)")
_LINKS = r"(?:(?:de|du|des|la|le|les|l|d|aux?)[\s']+){0,3}"
_LEADING_LINKS = re.compile(rf"^{_LINKS}")

# How patients write a profession, as beginnings of words. Physicians are told by their specialty.
_PROFESSIONS = {
    Profession.PHYSICIAN: (),
    Profession.DENTIST: ("dentiste", "dentaire"),
    Profession.MIDWIFE: ("sage femme", "sages femmes", "maieutique"),
    Profession.PHYSIOTHERAPIST: ("kine",),
    Profession.NURSE: ("infirmier",),
}
_GENERALIST = ("medecin generaliste", "medecine generale", "generaliste", "medecin traitant", "medecin de famille")
_STEM = 6  # letters by which « pédiatre » and « pédiatrie », « gynécologue » and « gynéco » are the same
_STEMMED = 7  # letters from which a word of a specialty tells enough alone

# Other professions, as beginnings of words, with what is shown.
_OTHERS = {
    "allergolog": "allergologie", "anesthes": "anesthésie", "angiolog": "angiologie", "cardiolog": "cardiologie",
    "dentiste": "chirurgie dentaire", "dermatolog": "dermatologie", "dieteticien": "diététique",
    "endocrinolog": "endocrinologie", "gastro-enter": "gastro-entérologie", "geriatr": "gériatrie",
    "gynecolog": "gynécologie", "infirmier": "soins infirmiers", "kinesi": "kinésithérapie", "neurolog": "neurologie",
    "oncolog": "oncologie", "ophtalm": "ophtalmologie", "orthodont": "orthodontie", "orthophon": "orthophonie",
    "osteopath": "ostéopathie", "pediatr": "pédiatrie", "pharmacien": "pharmacie", "pneumolog": "pneumologie",
    "podolog": "podologie", "psychiatr": "psychiatrie", "psycholog": "psychologie", "radiolog": "radiologie",
    "rhumatolog": "rhumatologie", "sage-femme": "maïeutique", "stomatolog": "stomatologie", "urolog": "urologie",
    "veterinaire": "médecine vétérinaire", "acteur": "spectacle", "actrice": "spectacle", "agricult": "agriculture",
    "architecte": "architecture", "artisan": "artisanat", "avocat": "barreau", "basketteu": "sport",
    "boucher": "commerce", "boulanger": "commerce", "chanteu": "musique", "coiffeu": "commerce",
    "comedien": "spectacle", "comptable": "comptabilité", "conseillere": "vie publique", "cycliste": "sport",
    "depute": "vie publique", "ecrivain": "littérature", "eleveur": "agriculture", "entraineu": "sport",
    "footballeu": "sport", "garagiste": "commerce", "gendarme": "forces de l’ordre", "guitariste": "musique",
    "handballeu": "sport", "joueu": "sport", "judoka": "sport", "maraicher": "agriculture", "musicien": "musique",
    "nageu": "sport", "navigat": "navigation", "notaire": "notariat", "peintre": "peinture", "pianiste": "musique",
    "plombier": "commerce", "restaurateur": "commerce", "romanci": "littérature", "rugbym": "sport",
    "saxophon": "musique", "sculpt": "sculpture", "senateur": "vie publique", "senatrice": "vie publique",
    "skipper": "navigation", "violon": "musique", "viticult": "agriculture",
}  # fmt: skip
_OTHER = re.compile(rf"(?<![^\W_])({'|'.join(map(re.escape, _OTHERS))})")
_MEDICAL = re.compile(
    r"(?<![^\W_])(?:dr|docteur|docteure|pr|medec|medic|patient|consult|cabinet|sante|hopita|hospital|clinique|soin|soign"
    r"|chirurg|ordonnance|rendez|rdv|diagnos|praticien|secretari|traitement|urgence|therap)"
)


class Clue(StrEnum):
    """What a text says besides the name; the value is the beginning of the reason shown."""

    RPPS = "Numéro RPPS"
    DIRECT_LINE = "Ligne directe"
    SOLO_PLACE = "Cabinet individuel"
    PLACE = "Lieu d’exercice"
    STREET = "Rue"
    SHARED_PHONE = "Téléphone du cabinet"
    SPECIALTY = "Spécialité"
    TOWN = "Ville"


@dataclass(frozen=True, slots=True)
class Zones:
    """The folded words of a mention by zone: title, text, and path of its address."""

    title: str
    text: str
    address: str

    @property
    def all(self) -> str:
        """Return every zone, one a line."""
        return f"{self.title}\n{self.text}\n{self.address}"


def zones_of(mention: Mention) -> Zones:
    """Return the zones of a mention, with « #DrPoulain » read as « Dr Poulain »."""
    return Zones(_readable(mention.title), _readable(mention.text), _address_words(mention.url))


def _readable(text: str) -> str:
    return fold(_HASHTAG.sub(lambda tag: _CAMEL.sub(" ", tag[0][1:]), text))


def _address_words(url: str | None) -> str:
    try:
        path = unquote(urlsplit(url or "").path)
    except ValueError:
        return ""
    return fold(re.sub(r"[-_/+.]+", " ", path))


def names_place(name: str) -> re.Pattern[str] | None:
    """Return the pattern of a place's name, or None for one that any place could bear (« Cabinet médical »)."""
    words = plain_words(name)
    if all(word in _GENERIC for word in words):
        return None
    return _whole([_spelled(words)])


class Clues:
    """What is known of one practitioner, ready to be looked for in the zones of a mention."""

    def __init__(self, person: Practitioner, practice: Practice) -> None:
        self._person = person
        self._phone = national(person.phone)
        self._patterns = tuple(_known(person, practice))
        own = {word for text in _own_texts(person, practice) for word in plain_words(text)}
        described = (_telling(homonym, own) for homonym in person.known_homonyms)
        self._homonyms = tuple(tuple(map(_described, words)) for words in described if words)
        self._own_stems = {word[:_STEM] for word in plain_words(f"{person.specialty} {person.profession}")}

    def speaking_for(self, zones: Zones) -> dict[Clue, str]:
        """Return the clues found, each with its reason."""
        whole, person = zones.all, self._person
        found = {clue: shown for clue, pattern, shown in reversed(self._patterns) if pattern.search(whole)}
        if person.rpps and person.rpps in _LONG_NUMBERS.findall(whole):
            found[Clue.RPPS] = person.rpps
        if self._phone and self._phone in map(national, TELEPHONE.findall(whole)):
            found[Clue.SHARED_PHONE if person.phone_shared else Clue.DIRECT_LINE] = person.phone
        return {clue: f"{clue}{NO_BREAK}: {found[clue]}" for clue in Clue if clue in found}

    def tells_homonym(self, zones: Zones) -> bool:
        """Tell whether at least half of what the practice declared of a homonym stands in the text."""
        whole = zones.all
        return any(2 * sum(bool(word.search(whole)) for word in words) >= len(words) for words in self._homonyms)

    def other_profession(self, zones: Zones) -> str | None:
        """Return the first profession told that is not this person's, or None."""
        for match in _OTHER.finditer(zones.all):
            if plain_words(match[1])[0][:_STEM] not in self._own_stems:
                return _OTHERS[match[1]]
        return None


def national(number: str) -> str:
    """Return the digits of a number, in the national form when it is French: « +33 (0)1 99… » gives « 0199… »."""
    digits = "".join(_DIGIT.findall(fold(number)))
    for prefix in ("0033", "33"):
        if digits.startswith(prefix) and len(digits) > _NATIONAL:
            return "0" + digits.removeprefix(prefix).removeprefix("0")
    return digits


def is_medical(zones: Zones) -> bool:
    """Tell whether a mention speaks of care at all."""
    return _MEDICAL.search(zones.all) is not None


def _known(person: Practitioner, practice: Practice) -> Iterator[tuple[Clue, re.Pattern[str], str]]:
    """Yield what is looked for, with the words of the reason."""
    workplace = person.practice
    for name, clue in (
        (workplace.name, Clue.SOLO_PLACE if workplace.solo else Clue.PLACE),
        (practice.name, Clue.PLACE),
    ):
        place = names_place(name)
        if place is not None:
            yield clue, place, name
    for address in (person.address, *(former.address for former in person.former_addresses)):
        street = _street(address)
        if street is not None:
            yield Clue.STREET, street, address
    yield Clue.SPECIALTY, _specialty(person), person.specialty
    yield Clue.TOWN, _town(person.city, person.postcode), person.city
    for former in person.former_addresses:
        yield Clue.TOWN, _town(former.city, former.postcode), former.city


def _street(address: str) -> re.Pattern[str] | None:
    """Return the pattern of a street whatever its abbreviations, or None when the address names none."""
    match = _STREET.search(fold(address))
    words = plain_words(_LEADING_LINKS.sub("", match[1])) if match else ()
    if not words:
        return None
    return _whole([rf"{_STREETS}\.?\s+{_LINKS}{_spelled(words)}"])


def _specialty(person: Practitioner) -> re.Pattern[str]:
    words = plain_words(person.specialty)
    phrases = [r"[\s'-]".join(re.sub("^medecin$", "medecine?", word) for word in words)]
    if "generaliste" in words or words == ("medecin",):
        phrases += map(_phrase, _GENERALIST)
    else:
        phrases += [rf"{word[:_STEM]}\w*" for word in words if len(word) >= _STEMMED and word not in _GENERIC]
    phrases += [rf"{_phrase(beginning)}\w*" for beginning in _PROFESSIONS[person.profession]]
    return _whole(phrases)


def _town(name: str, postcode: str) -> re.Pattern[str]:
    return _whole([_spelled(plain_words(name)), postcode])


def _whole(alternatives: Sequence[str]) -> re.Pattern[str]:
    """Return the pattern of whole words for the alternatives that are not empty; it matches nothing if all are."""
    told = "|".join(filter(None, alternatives)) or r"(?!)"
    return re.compile(rf"(?<![^\W_])(?:{told})(?![^\W_])")


def _phrase(words: str) -> str:
    return words.replace(" ", r"[\s'-]")


def _spelled(words: tuple[str, ...]) -> str:
    return r"[\s'_.-]{0,2}".join(map(re.escape, words))


def _own_texts(person: Practitioner, practice: Practice) -> tuple[str, ...]:
    return (
        person.display_name,
        *(name for name in (person.birth_name, person.married_name) if name),
        *person.variants,
        person.specialty,
        person.practice.name,
        practice.name,
        person.city,
        *(former.city for former in person.former_addresses),
    )


def _telling(homonym: str, own: set[str]) -> tuple[str, ...]:
    """Return the words of a homonym's description that are not also true of the practitioner."""
    return tuple(word for word in plain_words(homonym) if len(word) > 3 and word not in own | _GENERIC)


def _described(word: str) -> re.Pattern[str]:
    """Return the pattern of a word, plural included; of its beginning when it is long (« navigateur, navigation »)."""
    told = rf"{word[: max(_STEM, len(word) - 5)]}\w*" if len(word) > 8 else rf"{word}(?:e?s|x)?"
    return re.compile(rf"(?<![^\W_]){told}(?![^\W_])")
