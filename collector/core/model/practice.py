"""What a person writes in `practice.yml`: the practice, its practitioners, its watches."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from collector.core.model.base import FieldName, Model, PractitionerId, SecretName, Slug, Text


class Profession(StrEnum):
    """The profession decides which text on secrecy is cited."""

    PHYSICIAN = "medecin"
    DENTIST = "chirurgien-dentiste"
    MIDWIFE = "sage-femme"
    PHYSIOTHERAPIST = "masseur-kinesitherapeute"
    NURSE = "infirmier"


class HolidayZone(StrEnum):
    """Where public holidays are those of the practice."""

    METROPOLE = "metropole"
    ALSACE_MOSELLE = "alsace-moselle"
    GUADELOUPE = "guadeloupe"
    GUYANE = "guyane"
    MARTINIQUE = "martinique"
    MAYOTTE = "mayotte"
    REUNION = "reunion"


class Workplace(Model):
    """The practice as a practitioner's place of work; `solo` tells that its name designates this person alone."""

    name: Text
    solo: bool = False


class FormerAddress(Model):
    """An address a practitioner has left; `until` is a year."""

    address: Text
    postcode: str = ""
    city: Text
    until: int | None = None


class Practitioner(Model):
    """A person watched: every form of the name, places, known homonyms."""

    id: PractitionerId
    title: str = "Dr"
    first_name: Text
    last_name: Text
    birth_name: str | None = None
    married_name: str | None = None
    variants: tuple[Text, ...] = ()
    profession: Profession = Profession.PHYSICIAN
    specialty: Text
    practice: Workplace
    address: str = ""
    postcode: Annotated[str, StringConstraints(pattern=r"^(\d{5})?$")] = ""
    city: Text
    former_addresses: tuple[FormerAddress, ...] = ()
    phone: str = ""
    phone_shared: bool = True
    rpps: Annotated[str, StringConstraints(pattern=r"^(\d{11})?$")] = ""
    known_homonyms: tuple[Text, ...] = ()

    @property
    def display_name(self) -> str:
        """Return the name as screens show it: « Dr Anne Lefèvre »."""
        return " ".join(part for part in (self.title, self.first_name, self.last_name) if part)


class Rhythm(StrEnum):
    """How often a watch is read."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class Watch(Model):
    """One source applied to some practitioners, or to the practice: where to look, how often.

    One of `url`, `query`, `file` and `secret` says where; `url` and `query` together when the source has many homes
    (`url` is then the home: an instance, an account); `file` and `query` when the file holds several establishments or
    alerts (`query` names the one to read). `secret` names an environment variable whose value is the
    address (a Google Alerts feed, for example): the address itself never stands in a file.
    """

    id: Slug
    source: Slug
    for_: tuple[PractitionerId, ...] = Field(default=(), alias="for")
    label: str = ""
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    query: str | None = None
    file: str | None = None
    secret: SecretName | None = None
    every: Rhythm = Rhythm.WEEKLY

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        given = {name for name in ("url", "query", "file", "secret") if getattr(self, name) is not None}
        if len(given) != 1 and given not in ({"url", "query"}, {"file", "query"}):
            raise ValueError(
                "give one of url, query, file and secret (url and query, or file and query, together for some sources)"
            )
        return self


class Network(Model):
    """How politely and how far the collector goes out. `allow_hosts` may resolve to private addresses."""

    pace: Annotated[float, Field(ge=0, le=60)] = 1.0  # seconds between two requests to one host
    timeout: Annotated[float, Field(gt=0, le=120)] = 20.0  # seconds for one whole answer
    allow_hosts: tuple[Text, ...] = ()
    contact: str = ""  # an address or URL put in the User-Agent, so that a site can reach the practice


class Alerts(Model):
    """When the practice is told of a blind watch: after how many passes in a row that could not read it."""

    blind_after: Annotated[int, Field(ge=1, le=52)] = 2


class Authority(Model):
    """An authority that dates a seal (RFC 3161). `roots` is a PEM file of the practice's folder, when it has one.

    Without `roots`, the root is looked for among those of the machine. `qualified` is what its contract says.
    """

    v: Literal[1] = 1
    id: Slug
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
    roots: str | None = None
    qualified: bool = False


class EvidenceSettings(Model):
    """How evidence is taken and sealed. Without `authorities`, those of the catalogue are asked.

    `urgent` captures at each pass what triage calls urgent. `time_server` tells how far the machine's clock is off;
    `seen_address_from` answers with the address from which the practice is seen. `yearly_megabytes` is the budget.
    """

    authorities: tuple[Authority, ...] | None = None
    time_server: str = ""
    seen_address_from: Annotated[str, StringConstraints(pattern=r"^(https?://\S+)?$")] = ""
    urgent: bool = False
    yearly_megabytes: Annotated[int, Field(ge=1, le=100_000)] = 10

    @field_validator("authorities")
    @classmethod
    def _apart(cls, given: tuple[Authority, ...] | None) -> tuple[Authority, ...] | None:
        names = [one.id for one in given or ()]
        if len(set(names)) < len(names):
            raise ValueError("two authorities have the same id: give each its own")
        return given


class Practice(Model):
    """The establishment whose portal this is (`practice.yml`). `portal` is the address where its site is read.

    `letters` are facts that its letters may state, by the name of the field that asks for them (`courriel`).
    """

    v: Literal[1] = 1
    name: Text
    city: str = ""
    timezone: str = "Europe/Paris"
    zone: HolidayZone = HolidayZone.METROPOLE
    repository: Annotated[str, StringConstraints(pattern=r"^(https://\S+)?$")] = ""
    portal: Annotated[str, StringConstraints(pattern=r"^(https?://\S+)?$")] = ""
    alerts: Alerts = Alerts()
    network: Network = Network()
    evidence: EvidenceSettings = EvidenceSettings()
    letters: Mapping[FieldName, Text] = Field(default_factory=dict)
    practitioners: Annotated[tuple[Practitioner, ...], Field(min_length=1)]
    watches: tuple[Watch, ...] = ()

    def practitioner(self, practitioner_id: str) -> Practitioner | None:
        """Return the practitioner of that id, or None (also for the reserved id of the practice)."""
        return next((one for one in self.practitioners if one.id == practitioner_id), None)
