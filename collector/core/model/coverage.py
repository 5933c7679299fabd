"""What people write in data/coverage/: what they looked at by hand, which accounts they hold, how they are insured."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from collector.core.model.base import Model, PractitionerId, Slug

LONGEST_NOTE = 500  # characters
LONGEST_NAME = 120
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_NOTE)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME)]


class CheckResult(StrEnum):
    """What a person who looked at a source by hand found there."""

    NOTHING = "nothing"
    SOMETHING = "something"
    NOT_RELEVANT = "not-relevant"  # this source has nothing to do with them: it is no longer to be checked


class CheckIn(Model):
    """One look at one source by a person (`data/coverage/checks/<yyyy-mm>/<any name>.yml`).

    `for_` names the practitioners concerned; nobody means the whole practice. `note` holds no third party's words.
    """

    v: Literal[1] = 1
    source: Slug
    for_: tuple[PractitionerId, ...] = Field(default=(), alias="for")
    on: dt.date
    by: Name
    result: CheckResult
    note: Note = ""


class AccountStatus(StrEnum):
    """Whether the practice can see and answer on a source from an account of its own."""

    HELD = "held"
    CLAIMED = "claimed"  # asked for, and not given yet
    NONE = "none"
    UNKNOWN = "unknown"


class Account(Model):
    """The account of the practice, or of some practitioners, on one source. Never a password."""

    source: Slug
    for_: tuple[PractitionerId, ...] = Field(default=(), alias="for")
    status: AccountStatus
    since: dt.date | Annotated[int, Field(ge=1990, le=2100)] | None = None
    holder: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)] = ""
    note: Note = ""


class Accounts(Model):
    """The register of accounts (`data/coverage/accounts.yml`)."""

    v: Literal[1] = 1
    accounts: tuple[Account, ...] = ()


class PolicyKind(StrEnum):
    """The two contracts that may help after an attack on one's reputation."""

    LIABILITY = "rcp"  # responsabilité civile professionnelle
    LEGAL = "protection-juridique"


class Guarantee(StrEnum):
    """Whether a contract covers e-reputation, as far as somebody has read it."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Policy(Model):
    """One insurance contract, as a person read it on `read_on`.

    `declaration_days` is the longest time that the contract leaves to declare; `working_days` tells that it counts
    working days. Nothing here replaces the contract.
    """

    kind: PolicyKind
    for_: tuple[PractitionerId, ...] = Field(default=(), alias="for")
    insurer: Name
    policy: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)] = ""
    guarantee: Guarantee = Guarantee.UNKNOWN
    declaration_days: Annotated[int, Field(ge=1, le=365)] | None = None
    working_days: bool = False
    phone: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""
    read_on: dt.date | None = None
    note: Note = ""


class Insurance(Model):
    """The contracts of the practice (`data/coverage/insurance.yml`)."""

    v: Literal[1] = 1
    policies: tuple[Policy, ...] = ()


class Coverage(Model):
    """All that people wrote about how the practice is watched and covered."""

    checks: tuple[CheckIn, ...] = ()
    accounts: tuple[Account, ...] = ()
    policies: tuple[Policy, ...] = ()
