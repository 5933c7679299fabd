"""What is asked for and not taken yet; authorities that have not answered."""

from collector.core.evidence.manifest import Outcome
from collector.core.evidence.taken import outcome_of
from collector.core.evidence.wanted import (
    MOST_TRIES,
    Failures,
    after_failure,
    after_token,
    failed,
    still_worth,
    wanted,
)
from tests.support.seals import ENDED, FINDING, STARTED


def test_a_request_is_known_by_what_it_asks():
    """The same request made at another moment is another one."""
    one = wanted("https://avis.example/1", FINDING, "A. Lefèvre", STARTED)

    assert one == wanted("https://avis.example/1", FINDING, "A. Lefèvre", STARTED)
    assert one.id != wanted("https://avis.example/1", FINDING, "A. Lefèvre", ENDED).id


def test_a_request_that_keeps_failing_is_left_to_a_person():
    """Each failure is counted; after the last one a pass tries no more by itself."""
    one = wanted("https://avis.example/1", None, "A. Lefèvre", STARTED)
    assert still_worth(one)

    for _ in range(MOST_TRIES):
        assert still_worth(one)
        one = failed(one, ENDED, "timeout", "20 s")

    assert (MOST_TRIES, "timeout") == (one.failed.times, one.failed.code)
    assert not still_worth(one)


def test_an_authority_that_fails_is_remembered_until_it_answers():
    """The failures of an authority are counted, and forgotten when its token comes."""
    twice = after_failure(after_failure(Failures(), "une", STARTED, "muette"), "une", ENDED, "refus")

    assert (2, ENDED, "refus") == (
        twice.by_authority["une"].times,
        twice.by_authority["une"].last,
        twice.by_authority["une"].why,
    )
    assert Failures() == after_token(twice, "une")


def test_only_an_answer_that_is_the_page_is_the_content():
    """A refusal, an error of the site and a wall are never taken for the content."""
    met = [outcome_of(status, wall=wall) for status, wall in ((200, False), (None, False), (200, True), (404, True))]

    assert [Outcome.PAGE, Outcome.PAGE, Outcome.WALL, Outcome.REFUSED] == met
    assert Outcome.BROKEN is outcome_of(503, wall=False)
