"""The page « État des lieux » and that of the looks by hand: what both show."""

from dataclasses import dataclass

from collector.core.coverage.looks import DAYS_OF_A_MONTH
from collector.core.pages.coverage import Sight, WatchSight
from collector.core.pages.coverage_cells import CellState
from collector.core.pages.coverage_checks import MonthChecks, month_checks
from collector.core.pages.coverage_matrix import Group, groups
from collector.core.pages.coverage_registers import AccountRow, PolicyRow, account_rows, policy_rows
from collector.core.pages.legal import LegalSentence, legal_sentence
from collector.core.pages.outlook import Outlook
from collector.core.pages.page import CHECKS, COVERAGE, Page, letter_page

DECLARATION = "declaration-assurance"  # the letter that declares a claim to the insurer
_DECLARATION_STATEMENT = "declaration-sinistre"


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """The view of the page « État des lieux ». `declaration` is the path of the letter to the insurer, if there is one.

    `worth` is for how many days a look by hand is worth something, `remaining` counts those of this month, `optional`
    the sources that the catalogue leaves to whom they concern.
    """

    sight: Sight
    worth: int
    remaining: int
    minutes: int
    blind: tuple[WatchSight, ...]
    groups: tuple[Group, ...]
    optional: int
    accounts: tuple[AccountRow, ...]
    policies: tuple[PolicyRow, ...]
    law: tuple[LegalSentence, ...]
    declaration: str


@dataclass(frozen=True, slots=True)
class ChecksPage:
    """The view of the page « À vérifier »: the looks by hand of this month."""

    checks: MonthChecks
    sight: Sight


def coverage_pages(seen_from: Outlook) -> tuple[Page, Page]:
    """Return the two pages: what is seen and what is not; what remains to look at this month."""
    ledger, today = seen_from.ledger, seen_from.today
    checks = month_checks(seen_from.cells, ledger, today)
    has_letter = any(one.slug == DECLARATION for one in ledger.letters)
    statement = ledger.statements.get(_DECLARATION_STATEMENT)
    view = CoveragePage(
        sight=seen_from.sight,
        worth=DAYS_OF_A_MONTH,
        remaining=checks.remaining,
        minutes=checks.minutes,
        blind=tuple(one for one in seen_from.sights if not one.seeing),
        groups=groups(seen_from.cells, ledger.practice),
        optional=len({one.place.slug for one in seen_from.cells if one.state is CellState.OPTIONAL}),
        accounts=account_rows(ledger),
        policies=policy_rows(ledger, today),
        law=(legal_sentence(statement, today),) if statement is not None else (),
        declaration=letter_page(DECLARATION) if has_letter else "",
    )
    return (
        Page(COVERAGE, "coverage.md.j2", view),
        Page(CHECKS, "checks.md.j2", ChecksPage(checks, seen_from.sight), search=False),
    )
