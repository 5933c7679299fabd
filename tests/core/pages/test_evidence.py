"""Evidence on the portal: what is kept, dated when and by whom, what holds, what a year weighs, what is asked for."""

import datetime as dt
from dataclasses import replace

from collector.core.evidence.kept import KeptEvidence, kept_evidence
from collector.core.evidence.manifest import Note, Outcome
from collector.core.evidence.taken import TakenPiece
from collector.core.evidence.verify import Level
from collector.core.evidence.wanted import failed, wanted
from collector.core.model import EvidenceSettings
from collector.core.pages import pages
from collector.core.pages.evidence import evidence_page, evidence_section
from collector.core.pages.evidence.page import STATEMENTS
from collector.core.pages.outlook import outlook
from collector.core.pages.page import evidence_view, relative_file
from collector.edges.files.catalog import load_statements
from tests.support.ledgers import TODAY, finding, ledger
from tests.support.seals import ENDED, FINDING, STARTED, check, held, log, manifest, sealed, two_in_a_row

ASKED = wanted("https://avis.example/2", FINDING, "A. Lefèvre", STARTED)


def seen(evidence, **settings):
    """Return what the pages look at, for a practice with one finding and this evidence."""
    whole = ledger(findings=(finding(1),))
    practice = whole.practice.model_copy(update={"evidence": EvidenceSettings(**settings)})
    return outlook(replace(whole, practice=practice, evidence=evidence, statements=load_statements()), TODAY, "0.1.0")


def page(evidence, **settings):
    """Return the view of the page « Preuves »."""
    return evidence_page(seen(evidence, **settings)).view


def test_a_capture_shows_what_it_is_and_who_dated_it():
    """The newest capture comes first, with what was met, its size, its authorities and moments, and where it belongs."""
    view = page(kept_evidence(held(*two_in_a_row()), check, ()))

    newest, oldest = view.captures
    assert newest.on == oldest.on == dt.date(2026, 11, 9)
    assert ("11:00 UTC", "10:00 UTC") == (newest.at, oldest.at)
    assert ("intacte et horodatée", True, False) == (newest.stands, newest.content, newest.broken)
    assert ["Horodatage, le 9\u00a0novembre 2026 à 11:00:04 UTC"] * 2 == [one.words for one in newest.sealed_by]
    assert f"releves/{FINDING}/index.md" == newest.place
    assert "2\u00a0captures gardées" == view.total


def test_what_does_not_hold_stands_out():
    """A capture with a missing piece says that it does not hold, and which piece."""
    (one,) = page(kept_evidence(held(sealed(manifest()), bodies={}), check, ())).captures

    assert ("NE TIENT PAS", True) == (one.stands, one.broken)
    assert "la pièce manque, sans motif d’effacement" in [line.judged.words for line in one.remarks]


def test_a_wall_is_never_shown_as_the_content():
    """A wall is kept as a wall, with what else a reader must know."""
    wall = manifest(outcome=Outcome.WALL, notes=(Note.OVERLAY,), log=log(hosted=True))
    view = page(kept_evidence(held(sealed(wall)), check, ()))

    assert not view.captures[0].content
    assert 2 == len(view.captures[0].notes)
    assert view.hosted
    assert list(Level)[1:] == [Level.TOLD, Level.BROKEN]


def test_a_year_is_set_against_its_budget():
    """What a year weighs is shown beside the budget of the practice."""
    evidence = kept_evidence(held(*two_in_a_row(), bodies={"image.png": b"image"}), check, ())
    (year,) = page(evidence, yearly_megabytes=1).years

    assert (2026, "1\u00a0Mo", False) == (year.year, year.budget, year.over)


def test_what_is_asked_for_shows_until_it_is_taken():
    """Requests show with why the last try failed, on the page and in the section of their finding."""
    tried = failed(ASKED, ENDED, "timeout", "20 s")
    looked = seen(KeptEvidence(wanted=(tried, ASKED)))

    assert ["Le site n’a pas répondu dans le temps imparti. 1\u00a0essai", ""] == [
        one.failure for one in evidence_page(looked).view.waiting
    ]
    assert 2 == len(evidence_section(finding(1), looked).waiting)
    assert () == evidence_section(finding(2), looked).waiting


def test_the_section_of_a_finding_holds_its_captures_only():
    """A finding shows its own captures, and says whether it has an address to capture."""
    looked = seen(kept_evidence(held(*two_in_a_row()), check, ()))

    assert 2 == len(evidence_section(finding(1), looked).captures)
    assert () == evidence_section(finding(2), looked).captures
    assert not evidence_section(finding(2, url=None), looked).can_capture


def test_the_blurred_view_stands_beside_the_page():
    """A capture with a derived image names it, beside the page « Preuves », from wherever it is shown."""
    one = manifest()
    piece = one.pieces[0].model_copy(update={"name": "vue-floutee.jpg", "derived": True})
    (line,) = page(kept_evidence(held(sealed(one.model_copy(update={"pieces": (piece,)}))), check, ())).captures

    assert evidence_view(line.name) == line.view
    assert f"../../preuves/{line.name}.jpg" == relative_file(line.view, f"releves/{FINDING}/index.md")
    assert TakenPiece("vue-floutee.jpg", "image/jpeg", b"x", derived=True).named().derived


def test_the_portal_has_the_page():
    """Every portal has its page « Preuves », even before any capture."""
    looked = seen(KeptEvidence())

    assert set(STATEMENTS) <= set(looked.ledger.statements)
    (found,) = [one for one in pages(looked.ledger, TODAY, "0.1.0") if one.path == "preuves/index.md"]
    assert () == found.view.captures
    assert len(STATEMENTS) == len(found.view.law)
