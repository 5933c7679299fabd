"""What the national directory of professionals says of a practitioner, turned into an entry of practice.yml."""

from collections.abc import Sequence
from dataclasses import dataclass

from collector.core.identity import slug
from collector.core.model import Practitioner, Profession, Workplace

TO_COMPLETE = "à compléter"
_TITLES = {Profession.PHYSICIAN: "Dr", Profession.DENTIST: "Dr"}
_SPECIALTIES = {
    Profession.DENTIST: "chirurgien-dentiste",
    Profession.MIDWIFE: "sage-femme",
    Profession.NURSE: "infirmier",
    Profession.PHYSIOTHERAPIST: "masseur-kinésithérapeute",
}
_MOST_HOMONYMS = 20  # written out: a name borne by more is told by its count


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to look up: a number, or a name."""

    family: str = ""
    given: str = ""
    rpps: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A professional of the directory. `id` is the directory's own, and changes with its versions."""

    id: str
    rpps: str
    family: str
    given: str
    profession: Profession | None
    specialties: tuple[str, ...]

    @property
    def specialty(self) -> str:
        """Return what the person practises, in French; « à compléter » when the directory does not say."""
        told = _SPECIALTIES.get(self.profession) if self.profession else None
        return (self.specialties[0].lower() if self.specialties else told) or TO_COMPLETE

    @property
    def shown(self) -> str:
        """Return the person as a homonym is declared: « Jeanne Exemple, dermatologie et vénéréologie »."""
        title = _TITLES.get(self.profession, "") if self.profession else ""
        name = " ".join(filter(None, (title, self.given.title(), self.family.title())))
        return name if self.specialty == TO_COMPLETE else f"{name}, {self.specialty}"


@dataclass(frozen=True, slots=True)
class Site:
    """A place where a professional works."""

    name: str
    address: str
    postcode: str
    city: str
    phone: str


@dataclass(frozen=True, slots=True)
class Identified:
    """What the directory says of one name: those who bear it and practise, and the places of the one looked for.

    `who` is None when nobody, or more than one, answers the question.
    """

    who: Listed | None
    namesakes: tuple[Listed, ...]
    sites: tuple[Site, ...]


def entry_of(who: Listed, namesakes: Sequence[Listed], sites: Sequence[Site]) -> Practitioner:
    """Return the entry of practice.yml; what the directory does not say stands as « à compléter »."""
    site = sites[0] if sites else Site("", "", "", "", "")
    postcode = site.postcode if len(site.postcode) == 5 and site.postcode.isdigit() else ""
    return Practitioner(
        id=slug(f"{who.given} {who.family}"),
        title=_TITLES.get(who.profession, "") if who.profession else "",
        first_name=who.given.title() or TO_COMPLETE,
        last_name=who.family.title() or TO_COMPLETE,
        profession=who.profession or Profession.PHYSICIAN,
        specialty=who.specialty,
        practice=Workplace(name=site.name or TO_COMPLETE),
        address=site.address,
        postcode=postcode,
        city=site.city or TO_COMPLETE,
        phone=site.phone,
        rpps=who.rpps if len(who.rpps) == 11 and who.rpps.isdigit() else "",
        known_homonyms=tuple(one.shown for one in namesakes[:_MOST_HOMONYMS]),
    )
