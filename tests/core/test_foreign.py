"""Words from outside print through their filters only, and print as nothing but text."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.foreign import Address, Foreign, foreign, link, plain


@pytest.mark.parametrize("wrapped", [Foreign("<b>"), Address("https://a.example/")])
def test_a_wrapped_word_does_not_print_by_itself(wrapped):
    """A template or an f-string that forgets the filter stops at once."""
    with pytest.raises(TypeError, match="by the filter"):
        str(wrapped)


@pytest.mark.parametrize("empty", [Foreign(""), Address("")])
def test_nothing_is_false(empty):
    """Templates can ask whether there is anything to show."""
    assert not empty
    assert Foreign("a")
    assert Address("a")


@given(st.text())
def test_words_become_letters_digits_spaces_and_references_only(text):
    """No character that Markdown, Jinja, YAML or HTML could take for its own is left, on one line."""
    assert re.fullmatch(r"(?:[A-Za-z0-9 À-ÖØ-öø-ɏ]|&#\d+;)*", foreign(Foreign(text)))


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cn"])))
def test_a_browser_reads_the_very_same_words(text):
    """Decoded, the references give the text back, character for character."""
    assert text == html.unescape(foreign(Foreign(text)))


@pytest.mark.parametrize("unspeakable", ["\x00", "\x08", "\x80", "\x9f", "\ud800", "\ufffe", "\ufdd0"])
def test_what_html_cannot_say_is_shown_as_unknown(unspeakable):
    """A reference to a control or a lone surrogate would be read as another character: none is made."""
    assert "a&#65533;b" == foreign(Foreign(f"a{unspeakable}b"))


def test_a_line_break_is_a_reference():
    """The words stay on one line of the file, so that no blank line ends their HTML block."""
    assert "un&#10;deux" == foreign(Foreign("un\ndeux"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Dr Anne-Lise O’Neil, p. 2", "Dr Anne-Lise O’Neil, p. 2"),
        ('a"b\\c: {{ d }} </title><script>', "a b c d title script"),
        ("&lt;b&#62;\n# x", "lt b 62 x"),
    ],
)
def test_a_title_keeps_names_and_nothing_that_can_be_decoded(words, expected):
    """A page's title is decoded by the theme: it holds no quote, tag or reference."""
    assert expected == plain(Foreign(words))


@pytest.mark.parametrize(
    ("url", "target", "host"),
    [
        ("https://a.example/avis?q=1&r=2#fin", "https://a.example/avis?q=1&r=2#fin", "a.example"),
        ("http://a.example", "http://a.example/", "a.example"),
        ("HTTPS://A.Example:8443/x", "https://a.example:8443/x", "a.example"),
        ("https://user:secret@a.example/", "https://a.example/", "a.example"),
        ("https://café.example/é?q=é#é", "https://xn--caf-dma.example/%C3%A9?q=%C3%A9#%C3%A9", "xn--caf-dma.example"),
        ("https://a.example/%C3%A9", "https://a.example/%C3%A9", "a.example"),
        ('https://a.example/"><b>', "https://a.example/%22%3E%3Cb%3E", "a.example"),
        ("https://a.example/{{x}}`|\\", "https://a.example/%7B%7Bx%7D%7D%60%7C%5C", "a.example"),
        ("https://a.example//double", "https://a.example//double", "a.example"),
        ("https://[2001:db8::1]/", "https://[2001:db8::1]/", "2001:db8::1"),
        (" https://a.example/\n ", "https://a.example/", "a.example"),
    ],
)
def test_a_link_shows_its_host_and_keeps_its_meaning(url, target, host):
    """The address is encoded, the name that a reader trusts is that of the host, no password survives."""
    shown = re.fullmatch(
        r'<a class="address" href="([^"<>]*)" rel="noopener noreferrer nofollow">([^<>]*)</a>', link(Address(url))
    )

    assert shown
    assert (target, host) == (html.unescape(shown[1]), html.unescape(shown[2]))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,<script>",
        "JaVaScRiPt://a.example/%0aalert(1)",
        "//a.example/",
        "/chemin",
        "mailto:a@a.example",
        "https://",
        "https:///chemin",
        "https://[::1",
        "https://a.example:99999/",
        f"https://{'a' * 64}.example/",
        "ftp://a.example/",
        "",
    ],
)
def test_what_is_not_a_web_address_is_no_link(url):
    """Other schemes and broken addresses are said unreadable; with a label, the label alone stands."""
    assert '<span class="address">adresse illisible</span>' == link(Address(url))
    assert "Le texte" == link(Address(url), Foreign("Le texte"))


def test_a_link_shows_the_label_it_is_given():
    """A source is named by its title rather than its host."""
    assert ">Code&#58; art&#46; 4</a>" in link(Address("https://a.example/"), Foreign("Code: art. 4"))


@given(st.text())
def test_no_address_breaks_out_of_its_link(url):
    """Whatever the address, the result is one link or one sentence, of inert characters."""
    assert re.fullmatch(
        r'<span class="address">adresse illisible</span>'
        r'|<a class="address" href="(?:[A-Za-z0-9]|&#\d+;)+" rel="noopener noreferrer nofollow">(?:[a-z0-9]|&#\d+;)+</a>',
        link(Address(url)),
    )


@given(st.text())
def test_no_web_address_breaks_out_of_its_link(rest):
    """The same for whatever follows a scheme and a host."""
    assert re.fullmatch(r"<[^<>]+>[^<>]+</(?:a|span)>", link(Address(f"https://a.example/{rest}")))
