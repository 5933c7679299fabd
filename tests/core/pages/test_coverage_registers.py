"""The registers of accounts and contracts: what is missing, and what to do about it."""

import dataclasses
import datetime as dt

import pytest

from collector.core.foreign import Foreign
from collector.core.model import Account, AccountStatus, Coverage, Guarantee, Policy, PolicyKind, Practice, Retired
from collector.core.pages.coverage_page import coverage_pages
from collector.core.pages.coverage_registers import account_rows, policy_rows
from collector.core.pages.outlook import outlook
from tests.support.ledgers import TODAY, ledger, letter, practitioner, source, statement

LIABILITY, LEGAL = PolicyKind.LIABILITY, PolicyKind.LEGAL
COMPLETE = {
    "insurer": "Mutuelle",
    "policy": "RC 1",
    "guarantee": Guarantee.YES,
    "declaration_days": 5,
    "phone": "01 99 00 41 18",
    "read_on": TODAY,
}


def kept(*sources, accounts=(), policies=()):
    practice = Practice(name="Cabinet", practitioners=(practitioner(), practitioner(2, "Martin")))
    whole = ledger(practice=practice, coverage=Coverage(accounts=accounts, policies=policies), runs=())
    return dataclasses.replace(whole, sources={one.slug: one for one in sources})


def test_a_source_where_one_can_answer_wants_an_account():
    """Without an entry it is to be completed; a source where nobody can answer, or that is dead, is not asked for."""
    dead = source("morte", can_reply=True, retired=Retired(on=2019, why="Fermée"))

    (row,) = account_rows(kept(source("avis", "Avis", can_reply=True), source("forum"), dead))

    assert ("Avis", "tout le cabinet", "à compléter", True) == (
        row.source.words,
        row.people.words,
        row.status,
        row.missing,
    )
    assert row.to_do


@pytest.mark.parametrize(
    ("fields", "status", "missing", "opened", "to_do"),
    [
        ({"status": "held", "holder": "I. Aubry", "since": 2021}, "compte tenu", False, "2021", ""),
        ({"status": "held", "since": dt.date(2024, 3, 1)}, "compte tenu", True, "le 1er\u00a0mars 2024", "Notez qui"),
        ({"status": "claimed"}, "demandé, pas encore obtenu", False, "", "Relancez"),
        ({"status": "none"}, "aucun compte", False, "", "Décidez"),
        ({"status": "unknown"}, "à compléter", True, "", "Cherchez"),
    ],
)
def test_an_entry_says_what_to_do_next(fields, status, missing, opened, to_do):
    """Who holds an account is as much as having one; each state but the good one has its next step."""
    account = Account.model_validate({"source": "avis", "for_": ("p2",), "note": "Un mot ; deux"} | fields)

    (row,) = account_rows(kept(source("avis"), accounts=(account,)))

    assert (status, missing, opened) == (row.status, row.missing, row.opened.words)
    assert row.to_do.startswith(to_do)
    assert bool(to_do) is bool(row.to_do)
    assert ("Dr Anne Martin", "Un mot\u00a0; deux") == (row.people.words, row.note.words)


def test_several_accounts_on_one_source_all_show():
    """One a practitioner, for instance; the source is then not asked for again."""
    accounts = tuple(Account(source="avis", for_=(one,), status=AccountStatus.NONE) for one in ("p1", "p2"))

    assert 2 == len(account_rows(kept(source("avis", can_reply=True), accounts=accounts)))


def rows(*policies):
    return [
        (one.kind, one.people.words, one.insurer.words, one.to_do)
        for one in policy_rows(kept(policies=policies), TODAY)
    ]


def test_without_any_contract_both_are_to_be_found():
    """Each kind has a row for everybody, with what to do."""
    assert [
        ("Responsabilité civile professionnelle", "tout le cabinet", ""),
        ("Protection juridique", "tout le cabinet", ""),
    ] == [one[:3] for one in rows()]
    assert all(one[3] for one in rows())


def test_a_contract_of_one_practitioner_leaves_the_others_to_be_found():
    """Liability is often each one's own: those without a contract are named; one for everybody leaves nobody."""
    hers = Policy(kind=LIABILITY, for_=("p1",), **COMPLETE)
    whole = Policy(kind=LEGAL, **COMPLETE)

    assert [("Dr Anne Lefèvre", "Mutuelle"), ("Dr Anne Martin", ""), ("tout le cabinet", "Mutuelle")] == [
        one[1:3] for one in rows(hers, whole)
    ]
    his = hers.model_copy(update={"for_": ("p2",)})
    assert ["Dr Anne Lefèvre", "Dr Anne Martin", "tout le cabinet"] == [one[1] for one in rows(hers, his, whole)]


def test_a_complete_contract_has_nothing_to_do():
    """And says within how many days to declare, in what days."""
    contracts = (Policy(kind=LIABILITY, **COMPLETE), Policy(kind=LEGAL, working_days=True, **COMPLETE))

    found = policy_rows(kept(policies=contracts), TODAY)

    assert [((), "5\u00a0jours", "oui"), ((), "5\u00a0jours ouvrés", "oui")] == [
        (one.to_do, one.declaration, one.guarantee) for one in found
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"policy": ""}, "Notez le numéro du contrat."),
        ({"guarantee": Guarantee.UNKNOWN}, "Demandez à l’assureur"),
        ({"declaration_days": None}, "Cherchez au contrat le délai"),
        ({"phone": ""}, "Notez le numéro à appeler."),
        ({"read_on": None}, "Relisez le contrat"),
        ({"read_on": TODAY - dt.timedelta(days=366)}, "Relisez le contrat"),
    ],
)
def test_what_is_missing_in_a_contract_is_asked_for(change, told):
    """Each blank has its sentence, and a contract read more than a year ago is to be read again."""
    one = policy_rows(kept(policies=(Policy(kind=LIABILITY, **COMPLETE | change),)), TODAY)[0]

    assert 1 == len(one.to_do)
    assert one.to_do[0].startswith(told)


def test_the_page_leads_to_the_letter_and_to_the_law():
    """When the catalogue has them: the letter to the insurer, the sentence on when to declare."""
    bare = coverage_pages(outlook(kept(), TODAY, "1.0"))[0].view
    whole = dataclasses.replace(
        kept(),
        letters=(letter(), letter("declaration-assurance")),
        statements={"declaration-sinistre": statement("declaration-sinistre")},
    )
    full = coverage_pages(outlook(whole, TODAY, "1.0"))[0].view

    assert ("", ()) == (bare.declaration, bare.law)
    assert "lettres/declaration-assurance.md" == full.declaration
    assert [Foreign("Le secret couvre tout\u00a0: sans exception.")] == [one.text for one in full.law]
