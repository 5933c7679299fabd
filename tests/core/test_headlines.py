"""The headline of an article: the same through sources that write it differently, none where it proves nothing."""

import pytest

from collector.core.headlines import Headline, headlines

TITLE = "Le Dr Anne Essai ouvre son cabinet le samedi"
WORDS = ("le", "dr", "anne", "essai", "ouvre", "son", "cabinet", "le", "samedi")
URL = "https://www.courrier.example/sante/1"


def words_of(title: str, publisher: str = "Le Courrier") -> tuple[str, ...] | None:
    """Return the words of the first headline that a title makes, or None."""
    found = headlines(title, publisher, "courrier.example", None)
    return found[0].words if found else None


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "LE DR ANNE ESSAI OUVRE SON CABINET LE SAMEDI !",
        "Le Dr. Anne Essai ouvre son cabinet, le samedi.",
        f"{TITLE} - Le Courrier",
        f"{TITLE} | Le Courrier",
        f"{TITLE} – courrier.example",
        f"{TITLE} - Courrier",
    ],
)
def test_capitals_signs_and_the_publisher_s_name_change_nothing(title):
    """Sources write one title in several ways; the words alone count."""
    assert WORDS == words_of(title)


def test_a_publisher_may_have_a_dash_in_its_name():
    """The whole name goes, whatever signs it holds."""
    name = "Le Courrier - Édition de Saint-Essai"
    assert WORDS == words_of(f"{TITLE} - {name}", name)


def test_a_dash_of_the_title_s_own_stays():
    """Only the publisher's name is left out of the end of a title."""
    assert ("saint", "essai", "un", "cabinet", "ouvre", "le", "samedi") == words_of(
        "Saint-Essai - un cabinet ouvre - le samedi"
    )


def test_the_site_is_the_publisher_s_before_the_link_s():
    """An aggregator's link leads to the aggregator: the publisher's own site is what counts."""
    opaque = headlines(TITLE, "", "courrier.example", "https://news.google.com/rss/articles/CBMi1")
    assert (Headline("courrier.example", WORDS),) == opaque == headlines(TITLE, "", "", URL)


def test_a_publisher_s_name_that_its_site_does_not_tell_makes_a_second_headline():
    """An alert writes « - Le Courrier » and knows only the site: what Google News says of it, the name added, meets it."""
    alert = headlines(f"{TITLE} - Le Journal du Courrier", "courrier.example", "", URL)
    google = headlines(TITLE, "Le Journal du Courrier", "courrier.example", None)
    assert 1 == len(set(alert) & set(google))


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Avis",
        "Santé",
        "Docteur Anne Essai",
        "Le conseil municipal en bref",
        "À la une de ce",
        "Un cabinet ouvre à Saint-Essai pour le Dr…",
        "Un cabinet ouvre à Saint-Essai pour le Dr ...",
        "Plainte de [nom] contre le Dr Anne Essai à Saint-Essai",
    ],
)
def test_a_title_that_others_may_bear_is_none(title):
    """Short, general, cut or masked, a title does not tell one article from another."""
    assert words_of(title) is None


@pytest.mark.parametrize("url", [None, "", "javascript:x()", "http://["])
def test_without_a_site_there_is_no_headline(url):
    """Two sites may give the same title to different articles."""
    assert () == headlines(TITLE, "Le Courrier", "", url)
