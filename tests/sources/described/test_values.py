"""Paths into JSON, and the templates that hold them."""

import pytest

from collector.sources.described.values import text_of, value_at, written

ROOT = {"a": {"b": [{"c": "un"}, {"c": 2}, "trois"]}, "n": None, "t": True, "list": ["x", ["y", 1.5], {}, None]}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (".", ROOT),
        ("a.b.0.c", "un"),
        ("a.b.1.c", 2),
        ("a.b.*.c", ["un", 2, None]),
        ("a.b.9.c", None),
        ("a.b.99999999999999999999999", None),
        ("a.b.c", None),
        ("a.b.-1", None),
        ("a.b.0.c.d", None),
        ("a.*", None),
        ("n", None),
        ("absent.x", None),
    ],
)
def test_a_path_leads_to_a_value_or_to_nothing(path, expected):
    """Keys, places of a list and all of a list are followed; what is not there is None."""
    assert expected == value_at(ROOT, path)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", "a"),
        (3, "3"),
        (4.5, "4.5"),
        (True, ""),
        (None, ""),
        ({"a": "b"}, ""),
        (["x", ["y", 1], {}, None, ""], "x, y, 1"),
    ],
)
def test_a_value_has_a_text(value, expected):
    """Strings and numbers are text, lists are joined, the rest says nothing."""
    assert expected == text_of(value)


@pytest.mark.parametrize(
    ("templates", "address", "expected"),
    [
        (["{vide}", "{nom}"], False, "Zoé/Été"),
        (["constante"], False, "constante"),
        (["{nom:last} ({n})"], False, "Été (7)"),
        (["{vide}-{nom}"], False, "-Zoé/Été"),
        (["{vide}{absent}"], False, ""),
        ([], False, ""),
        (["{lien}"], True, "https://a.example/é?x=1&y"),
        (["https://a.example/{nom}/{uri:last}?n={n}"], True, "https://a.example/Zo%C3%A9%2F%C3%89t%C3%A9/3k?n=7"),
        (["https://a.example/{vide}/{n}", "{lien}"], True, "https://a.example/é?x=1&y"),
        (["https://a.example/accueil"], True, "https://a.example/accueil"),
    ],
)
def test_a_template_is_filled_from_an_item(templates, address, expected):
    """The first that says something wins; in an address values are encoded, and none may be missing."""
    item = {"nom": "Zoé/Été", "n": 7, "vide": "", "lien": "https://a.example/é?x=1&y", "uri": "at://did:x/post/3k/"}
    assert expected == written(templates, item, address=address)
