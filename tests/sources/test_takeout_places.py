"""The kind `takeout` where an export holds several establishments: one is read, named by the watch, or none."""

import json
import time

import pytest

from collector.core.reading import WatchPlan
from collector.sources.takeout import KIND
from tests.sources.test_takeout import PLAN, archive, export, review
from tests.support.reading import drive, failure, found

SECONDS = 30
FOLDER = "Takeout__Google Business Profile__account-1"


def at(place: int, *numbers: int) -> bytes:
    """Return a file of reviews of the establishment `place`."""
    return export(*(review(n, name=f"accounts/1/locations/{place}/reviews/R{n}") for n in numbers))


def title(name: object, key: str = "title") -> bytes:
    """Return what stands beside the reviews of an establishment."""
    return json.dumps({key: name}).encode()


TWO = archive(
    **{
        f"{FOLDER}__location-5__reviews": at(5, 1, 2),
        f"{FOLDER}__location-5__reviews-Ab": at(5, 3),
        f"{FOLDER}__location-5__additionalData": title("Cabinet des Tilleuls"),
        f"{FOLDER}__location-6__reviews": at(6, 7),
        f"{FOLDER}__location-6__data": title("Le Bistrot du Dr", key="locationName"),
        f"{FOLDER}__location-6__additionalData": b"{",
        f"{FOLDER}__location-7__reviews": export(),
        f"{FOLDER}__location-7__data": b"[]",
    }
)


def read(body: bytes, query: str | None = None):
    """Return how the watch ends, which names an establishment or none."""
    plan = WatchPlan(PLAN.watch.model_copy(update={"query": query}), PLAN.source, PLAN.today)
    return drive(KIND, plan, body)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("Cabinet des Tilleuls", (1, 2, 3)),
        (" cabinet  des TILLEULS ", (1, 2, 3)),
        ("5", (1, 2, 3)),
        ("locations/5", (1, 2, 3)),
        ("Le Bistrot du Dr", (7,)),
        ("6", (7,)),
    ],
)
def test_a_watch_reads_its_establishment(query, numbers):
    """By title, however typed, or by number; all the files of that one, and nothing of the others."""
    outcome = found(read(TWO, query))
    assert list(numbers) == [int(one.native_id.rpartition("R")[2]) for one in outcome.mentions]
    assert (True, ()) == (outcome.exhaustive, outcome.warnings)


@pytest.mark.parametrize("query", [None, "Tilleuls", "Cabinet", "8", "", "Cabinet des Tilleuls, Le Bistrot du Dr"])
def test_nothing_is_read_while_it_is_not_clear(query):
    """Without a name, or with one that is not there, the failure lists what the export holds."""
    assert ("which-part", "Cabinet des Tilleuls | Le Bistrot du Dr") == failure(read(TWO, query))


def test_an_establishment_without_reviews_does_not_make_an_export_ambiguous():
    """Only one of the two has reviews: it is read."""
    body = archive(**{"location-5__reviews": at(5, 1), "location-6__reviews": export()})
    assert 1 == len(found(read(body)).mentions)


def test_an_establishment_that_lost_all_its_reviews_is_not_another():
    """Named by its title, it is read as what it is: nothing there, and nothing proved."""
    body = archive(
        **{"location-5__reviews": export(), "location-5__data": title("Tilleuls"), "location-6__reviews": at(6, 7)}
    )
    outcome = found(read(body, "Tilleuls"))
    assert ((), False) == (outcome.mentions, outcome.exhaustive)


def test_one_file_alone_is_taken_for_the_one_named_unless_its_number_differs():
    """A `reviews.json` says no title: the watch's is believed. Its number it does say."""
    assert 1 == len(found(read(at(5, 1), "Cabinet des Tilleuls")).mentions)
    assert 1 == len(found(read(at(5, 1), "5")).mentions)
    assert ("which-part", "5") == failure(read(at(5, 1), "6"))
    assert ("which-part", "5 | 6") == failure(read(archive(a__reviews=at(5, 1), b__reviews=at(6, 2))))


def test_reviews_that_name_no_place_are_of_the_file_they_lie_in():
    """Some only have a short id: they belong to the establishment of the others, else to the folder's."""
    short = review(9, name="", reviewId="R9")
    body = archive(
        **{
            "location-5__reviews": export(review(1), short),
            "location-6__reviews": export(review(8, name="", reviewId="R8")),
        }
    )
    assert ["locations/5/reviews/R1", "reviews/R9"] == [one.native_id for one in found(read(body, "5")).mentions]
    assert ["reviews/R8"] == [one.native_id for one in found(read(body, "6")).mentions]


def test_a_file_that_only_bears_the_name_proves_no_absence():
    """`reviews-2.json` without a list of reviews may be one that Google changed; other JSON files are left alone."""
    body = archive(reviews=at(5, 1), **{"reviews-2": b'{"avis": []}', "produits": b"[]"})
    outcome = found(read(body))
    assert (1, False, 1) == (len(outcome.mentions), outcome.exhaustive, len(outcome.warnings))


def test_a_title_is_cleaned_and_cut_before_it_is_told():
    """What stands in a failure is shown and kept: no control character, nothing endless."""
    long = archive(
        **{
            "location-5__reviews": at(5, 1),
            "location-5__data": title("A\u202e\n" + "b" * 500),
            "location-6__reviews": at(6, 2),
            "location-6__data": title(["x"]),
        }
    )
    code, detail = failure(read(long))
    assert "which-part" == code
    assert ("6 | A b", 40) == (detail[:7], len(detail.partition(" | ")[2]))


@pytest.mark.parametrize("name", ["../../etc/reviews", "/reviews", "C:\\reviews", "a/../reviews", "reviews"])
def test_a_name_of_an_archive_leads_nowhere(name):
    """Nothing is unpacked: a name is only where a review was found."""
    path = name.replace("/", "__") + ".json"
    assert 1 == len(found(read(archive(**{path: at(5, 1)}))).mentions)


@pytest.mark.slow
def test_thousands_of_establishments_end_in_bounded_time():
    """Five thousand reviews of as many places, with titles: listed by five, quickly."""
    start = time.process_time()
    files = {f"location-{n}__reviews": at(n, n) for n in range(5_000)}
    code, detail = failure(read(archive(**files)))
    assert ("which-part", 5) == (code, len(detail.split(" | ")))
    assert time.process_time() - start < SECONDS


def test_times_compare_whatever_their_precision():
    """A fraction of a second is later than none, though « . » comes before « Z »."""
    early, late = "2026-10-03T08:01:02Z", "2026-10-03T08:01:02.000001Z"
    for first, second in ((early, late), (late, early)):
        pair = [review(comment=one, updateTime=one) for one in (first, second)]
        assert [late] == [one.text for one in found(read(export(*pair))).mentions]
