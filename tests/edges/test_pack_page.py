"""The cover of a pack: a page that stands alone, whatever the words from outside are."""

import re

import pytest

from collector.core.affairs.pack import Reader, pack_view
from collector.core.foreign import Foreign
from collector.core.pages.outlook import outlook
from collector.core.text import clean
from collector.edges.render import fill
from tests.edges.test_templates import HOSTILE, structure
from tests.support.full_ledger import full_ledger
from tests.support.html import elements
from tests.support.ledgers import TODAY


def covers(words):
    """Return the cover of each affair of a ledger whose words from outside are these, for both readers."""
    seen_from = outlook(full_ledger(words), TODAY, "1.0")
    return [
        fill("pack.html.j2", pack_view(one, seen_from, reader, {"releves/x.txt": b""}))
        for one in seen_from.affairs
        for reader in Reader
    ]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_tag_or_link_comes_out_of_words(words):
    """Every cover has the very same tags whatever was written on the web or by hand."""
    attacked = covers(clean(f"x{words}"))
    assert [structure(one) for one in covers("mot")] == [structure(one) for one in attacked]


def test_a_cover_loads_nothing_and_can_run_nothing():
    """No address to fetch, no script, and a policy that forbids both."""
    for one in covers("mot"):
        tags = {element.tag for element in elements(one)}
        assert not tags & {"script", "img", "iframe", "object", "form", "base"}
        assert "default-src 'none'" in one
        assert not re.search(r"url\(|@import", one)


def test_a_cover_says_what_it_holds_before_anything_else():
    """Third parties' words, confidential, and that the qualification is only probable."""
    for one in covers("mot"):
        head = one[: one.index("<dl>")]
        assert "Ces fichiers contiennent les paroles de tiers" in head
        assert "La qualification est probable" in head


def test_the_insurer_reads_its_part_first():
    """The contracts come before the deadlines for an insurer, after the facts for a lawyer."""
    insurer, lawyer = covers("mot")[:2]
    assert insurer.index("<h2>Assurance") < insurer.index("<h2>Délais") < insurer.index("<h2>Faits")
    assert lawyer.index("<h2>Délais") < lawyer.index("<h2>Voies essayées") < lawyer.index("<h2>Assurance")


def test_french_is_spaced_on_a_cover():
    """Nothing parts a word from its double punctuation."""
    for one in covers("mot"):
        text = " ".join(element.text for element in elements(one) if element.tag not in {"code", "style"})
        assert [] == re.findall(r".{12} [:;?!»%](?!\w).{0,9}|.{9}« ", text)


def test_words_are_foreign_in_the_view():
    """What a person wrote reaches the cover wrapped."""
    seen_from = outlook(full_ledger("mot"), TODAY, "1.0")
    view = pack_view(seen_from.affairs[0], seen_from, Reader.LAWYER, {})
    assert (Foreign("mot"), Foreign("mot")) == (view.title, view.note)
