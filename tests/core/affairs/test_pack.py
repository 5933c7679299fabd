"""What goes to an insurer or a lawyer: the words, the contracts, the hashes."""

import datetime as dt
import hashlib

from collector.core.affairs.affair import affair
from collector.core.affairs.pack import Reader, manifest, pack_view, texts_of
from collector.core.foreign import Foreign
from collector.core.model import Coverage, Policy, Version
from collector.core.pages.outlook import outlook
from tests.support.cases import case, event, insult, kept
from tests.support.ledgers import TODAY, finding_id, sha256_of, words

PJ = {"kind": "protection-juridique", "insurer": "Défense du Val", "policy": "PJ 4102"}


def looked(one, findings=(), **others):
    """Return an affair, and what the pages look at."""
    ledger = kept(one, findings=findings, **others)
    return affair(one, ledger, TODAY), outlook(ledger, TODAY, "1.0")


def view(one, findings=(), reader=Reader.INSURER, **others):
    found, seen_from = looked(one, findings, **others)
    return pack_view(found, seen_from, reader, {"b.txt": b"", "a.txt": b""})


def policies(*given, **fields):
    contracts = tuple(Policy.model_validate(PJ | one) for one in given)
    one = case(event("known", "2026-11-02"), **({"for_": ("p1",)} | fields))
    return view(one, coverage=Coverage(policies=contracts)).policies


def test_the_words_of_each_version_go_with_where_they_were_read():
    """All versions, oldest first, each with its rating and hash; a version that is erased says so."""
    one = insult()
    before = Version(seen=dt.date(2026, 10, 1), text_sha256=sha256_of("before"), text_length=3)
    edited = one.model_copy(update={"versions": (before, *one.versions)})
    found, seen_from = looked(case(findings=(one.id,)), (edited,), texts=(words(1, "Un sot.", title="Titre"),))
    text = texts_of(found, seen_from)[f"releves/{one.id}.txt"].decode().replace("\u00a0", " ")
    assert text.startswith("Paroles d’un tiers, telles que le portail les garde")
    assert "Version lue le 1er octobre 2026 – SHA-256 : " + sha256_of("before") + "\n(texte effacé)" in text
    assert f"Version lue le 1er novembre 2026, note 2 sur 5 – SHA-256 : {sha256_of(1)}\nTitre\nUn sot." in text
    assert "Adresse : https://avis.example/1" in text


def test_erased_words_make_no_file_and_the_cover_says_so():
    """The finding stays named."""
    found, seen_from = looked(case(findings=(finding_id(1),)), (insult(1, url=None),), texts=())
    assert {} == texts_of(found, seen_from)
    cover = pack_view(found, seen_from, Reader.LAWYER, {})
    assert (False, [""]) == (cover.for_insurer, [one.text_file for one in cover.findings])


def test_a_mention_without_address_says_so():
    """Nothing is invented."""
    found, seen_from = looked(case(findings=(finding_id(1),)), (insult(1, url=None),))
    assert "inconnue" in next(iter(texts_of(found, seen_from).values())).decode()


def test_the_contracts_are_those_of_the_people_concerned():
    """A contract of somebody else is left out; one for everybody, or for an affair of everybody, is in."""
    assert [Foreign("PJ 4102")] == [one.policy for one in policies({}, {"for_": ("p2",), "policy": "autre"})]
    assert 2 == len(policies({}, {"for_": ("p2",)}, for_=()))
    assert 1 == len(policies({"for_": ("p1",)}))


def test_the_contract_says_until_when_to_declare():
    """In days or in working days after the day of knowledge, as the contract counts; nothing when it does not say."""
    assert [dt.date(2026, 11, 17), dt.date(2026, 11, 9), None] == [
        one.until for one in policies({"declaration_days": 15}, {"declaration_days": 5, "working_days": True}, {})
    ]


def test_the_legal_delay_of_the_declaration_stands_apart():
    """The five working days of the law are in the part of the insurer, the others in that of deadlines."""
    cover = view(case(event("known", "2026-11-02"), findings=(finding_id(1),)), (insult(),))
    assert [dt.date(2026, 11, 9)] == [one.day for one in cover.declaration]
    assert [dt.date(2027, 2, 1)] == [one.day for one in cover.deadlines]
    assert (dt.date(2026, 11, 2), ("a.txt", "b.txt")) == (cover.known, cover.files)


def test_a_closed_affair_can_still_be_handed_over():
    """It has no next step, and names the findings that are gone."""
    cover = view(case(event("closed", "2026-11-05"), findings=("f-00000000000000ff",)))
    assert (Foreign(""), (Foreign("f-00000000000000ff"),)) == (cover.next_do, cover.missing)


def test_the_manifest_is_what_sha256sum_reads():
    """Two spaces between the hash and the path, sorted by path."""
    digest = hashlib.sha256(b"x").hexdigest()
    assert f"{digest}  a\n{digest}  b/c\n".encode() == manifest({"b/c": b"x", "a": b"x"})
