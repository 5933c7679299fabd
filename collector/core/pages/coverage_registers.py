"""The two registers that people keep: accounts on the sources, insurance contracts; what is missing, and what to do."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from collector.core.coverage.places import Place, places
from collector.core.foreign import Foreign
from collector.core.french import counted, day_in_full, spaced
from collector.core.ledger import Ledger
from collector.core.model import Account, AccountStatus, Guarantee, Policy, PolicyKind, Practice
from collector.core.pages.coverage_matrix import people_named

_STATUS: Mapping[AccountStatus, str] = {
    AccountStatus.HELD: "compte tenu",
    AccountStatus.CLAIMED: "demandé, pas encore obtenu",
    AccountStatus.NONE: "aucun compte",
    AccountStatus.UNKNOWN: "à compléter",
}
_TO_DO: Mapping[AccountStatus, str] = {
    AccountStatus.HELD: "",
    AccountStatus.CLAIMED: "Relancez la source, puis notez la date d’obtention.",
    AccountStatus.NONE: "Décidez s’il faut en ouvrir un : sans compte, vous ne pouvez pas y répondre.",
    AccountStatus.UNKNOWN: "Cherchez qui a ouvert cette fiche ou ce compte, et notez-le.",
}
_NO_HOLDER = "Notez qui en détient l’accès."
_KINDS: Mapping[PolicyKind, str] = {
    PolicyKind.LIABILITY: "Responsabilité civile professionnelle",
    PolicyKind.LEGAL: "Protection juridique",
}
_GUARANTEES: Mapping[Guarantee, str] = {Guarantee.YES: "oui", Guarantee.NO: "non", Guarantee.UNKNOWN: "à compléter"}
_READ_AGAIN_AFTER = 365  # days: a contract changes with its renewal


@dataclass(frozen=True, slots=True)
class AccountRow:
    """The account on one source, for some. `missing` tells that the register is to be completed."""

    source: Foreign
    people: Foreign
    status: str
    missing: bool
    opened: Foreign
    holder: Foreign
    note: Foreign
    to_do: str


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One contract, or the want of one (`insurer` is then empty). `to_do` lists what is to be completed."""

    kind: str
    people: Foreign
    insurer: Foreign
    policy: Foreign
    guarantee: str
    declaration: str
    phone: Foreign
    read_on: dt.date | None
    note: Foreign
    to_do: tuple[str, ...]


def account_rows(ledger: Ledger) -> tuple[AccountRow, ...]:
    """Return the register of accounts: each entry, and each source where one could answer that has none."""
    known = {place.slug: place for place in places(ledger.practice, ledger.sources)}
    entries: dict[str, list[Account]] = {}
    for one in ledger.coverage.accounts:
        entries.setdefault(one.source, []).append(one)
    rows = []
    for slug, place in known.items():
        rows += [_account(place, one, ledger.practice) for one in entries.get(slug, ())]
        if slug not in entries and _wants_account(place):
            rows.append(_account(place, Account(source=slug, status=AccountStatus.UNKNOWN), ledger.practice))
    return tuple(rows)


def _wants_account(place: Place) -> bool:
    return place.source.can_reply and place.source.retired is None


def _account(place: Place, one: Account, practice: Practice) -> AccountRow:
    opened = f"le {day_in_full(one.since)}" if isinstance(one.since, dt.date) else str(one.since or "")
    unheld = one.status is AccountStatus.HELD and not one.holder
    return AccountRow(
        source=Foreign(place.name),
        people=Foreign(people_named(one.for_, practice) if one.for_ else "tout le cabinet"),
        status=_STATUS[one.status],
        missing=one.status is AccountStatus.UNKNOWN or unheld,
        opened=Foreign(opened),
        holder=Foreign(one.holder),
        note=Foreign(spaced(one.note)),
        to_do=_NO_HOLDER if unheld else _TO_DO[one.status],
    )


def policy_rows(ledger: Ledger, today: dt.date) -> tuple[PolicyRow, ...]:
    """Return the contracts, those of liability first, and a row for each kind and for whom none is noted."""
    return tuple(row for kind in PolicyKind for row in _of_kind(kind, ledger, today))


def _of_kind(kind: PolicyKind, ledger: Ledger, today: dt.date) -> Iterator[PolicyRow]:
    held = [one for one in ledger.coverage.policies if one.kind is kind]
    yield from (_policy(one, ledger.practice, today) for one in held)
    covered = {person for one in held for person in one.for_}
    people = tuple(person.id for person in ledger.practice.practitioners)
    uncovered = tuple(one for one in people if one not in covered)
    if uncovered and all(one.for_ for one in held):
        nobody = Foreign("")
        yield PolicyRow(
            kind=_KINDS[kind],
            people=Foreign(people_named(uncovered, ledger.practice)),
            insurer=nobody,
            policy=nobody,
            guarantee=_GUARANTEES[Guarantee.UNKNOWN],
            declaration="",
            phone=nobody,
            read_on=None,
            note=nobody,
            to_do=("Cherchez le contrat, ou demandez à l’assureur s’il en existe un, et notez-le.",),
        )


def _policy(one: Policy, practice: Practice, today: dt.date) -> PolicyRow:
    days = one.declaration_days
    kind = ("jour ouvré", "jours ouvrés") if one.working_days else ("jour", "jours")
    return PolicyRow(
        kind=_KINDS[one.kind],
        people=Foreign(people_named(one.for_, practice) if one.for_ else "tout le cabinet"),
        insurer=Foreign(one.insurer),
        policy=Foreign(one.policy),
        guarantee=_GUARANTEES[one.guarantee],
        declaration=counted(days, *kind) if days is not None else "",
        phone=Foreign(one.phone),
        read_on=one.read_on,
        note=Foreign(spaced(one.note)),
        to_do=tuple(_policy_to_do(one, today)),
    )


def _policy_to_do(one: Policy, today: dt.date) -> Iterator[str]:
    if not one.policy:
        yield "Notez le numéro du contrat."
    if one.guarantee is Guarantee.UNKNOWN:
        yield "Demandez à l’assureur, par écrit, si l’e-réputation est garantie."
    if one.declaration_days is None:
        yield "Cherchez au contrat le délai pour déclarer un sinistre."
    if not one.phone:
        yield "Notez le numéro à appeler."
    if one.read_on is None or (today - one.read_on).days > _READ_AGAIN_AFTER:
        yield "Relisez le contrat, et notez la date."
