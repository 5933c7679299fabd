"""Paths of pages, and links between them."""

import pytest

from collector.core.pages.page import archive_page, finding_page, letter_page, month_page, relative_url


@pytest.mark.parametrize(
    ("target", "here", "expected"),
    [
        ("etat-des-lieux.md", "index.md", "etat-des-lieux/"),
        ("releves/f-1/index.md", "index.md", "releves/f-1/"),
        ("releves/f-1/index.md", "releves/index.md", "f-1/"),
        ("releves/f-1/index.md", "releves/p1/2026-06/index.md", "../../f-1/"),
        ("releves/f-1/index.md", "releves/f-2/index.md", "../f-1/"),
        ("releves/p1/2026-06/index.md#f-1", "bilans/2026-06/index.md", "../../releves/p1/2026-06/#f-1"),
        ("releves/index.md", "releves/f-1/index.md", "../"),
        ("index.md", "bilans/index.md", "../"),
        ("index.md", "index.md", "./"),
        ("index.md#haut", "index.md", "./#haut"),
    ],
)
def test_a_link_leads_from_folder_to_folder(target, here, expected):
    """Each page becomes a folder of the site, an index the folder it stands in."""
    assert expected == relative_url(target, here)


def test_paths_are_those_of_the_navigation():
    """Details stand under the section that lists them; only a list in several parts is numbered."""
    assert "releves/f-1/index.md" == finding_page("f-1")
    assert "releves/p1/2026-06/index.md" == archive_page("p1", "2026-06")
    assert "releves/p1/2026-06-2/index.md" == archive_page("p1", "2026-06", 2)
    assert "bilans/2026-06/index.md" == month_page("2026-06")
    assert "lettres/opposition.md" == letter_page("opposition")
