"""Secrets by name: filled in as each place demands, and never repeated by an answer."""

import base64
import re
from dataclasses import replace

import pytest

from collector.core.errors import FailureCode, FetchError
from collector.core.reading import Capture, Request
from collector.core.secrets import credentials, filled, secret_names, value_of, without_secrets

SECRETS = {"KEY": 'a b"&é', "OTHER": "jeton-tres-secret", "EMPTY": " \n"}


def capture(body: str) -> Capture:
    return Capture(Request(secret="ALERTE"), "", 200, {}, body.encode())


def test_the_secrets_of_a_request_are_named_once():
    """The secret address first, then those of the address, the body and the headers."""
    request = Request(
        url="https://a.example/?k={secret:KEY}",
        secret="ALERTE",
        body="{secret:OTHER}{secret:KEY}",
        headers={"Authorization": "Bearer {secret:LAST}"},
    )

    assert ("ALERTE", "KEY", "OTHER", "LAST") == secret_names(request)
    assert () == secret_names(Request(url="https://a.example/{secret:minuscule}"))


@pytest.mark.parametrize(
    ("content_type", "expected"),
    [
        ("application/json", '{"k": "a b\\"&\\u00e9"}'),
        ("application/x-www-form-urlencoded", '{"k": "a+b%22%26%C3%A9"}'),
    ],
)
def test_a_secret_is_written_as_its_place_demands(content_type, expected):
    """Encoded in an address, escaped in JSON, encoded in a form, as it is in a header: it never breaks out."""
    request = Request(
        url="https://a.example/?k={secret:KEY}",
        headers={"X-Key": "{secret:OTHER}"},
        body='{"k": "{secret:KEY}"}',
        content_type=content_type,
    )

    done = filled(request, SECRETS.get)

    assert ("https://a.example/?k=a%20b%22%26%C3%A9", {"X-Key": "jeton-tres-secret"}, expected) == (
        done.url,
        done.headers,
        done.body,
    )


@pytest.mark.parametrize("name", ["EMPTY", "UNSET"])
def test_a_secret_that_is_not_set_is_named(name):
    """A missing or blank value ends the fetch with its name, which is no secret."""
    with pytest.raises(FetchError) as raised:
        value_of(name, SECRETS.get)

    assert (FailureCode.MISSING_SECRET, name) == (raised.value.code, raised.value.detail)


@pytest.mark.parametrize(
    "said",
    [
        "https://alertes.example/feeds/0199900100/1122334455?token=abcdefgh12",
        "https://alertes.example/feeds/0199900100/1122334455?token=abcdefgh12".replace("&", "&amp;"),
        "/feeds/0199900100/1122334455?token=abcdefgh12",
        "1122334455",
        "abcdefgh12",
    ],
)
def test_an_answer_does_not_repeat_a_secret_address(said):
    """Feeds name themselves: the whole address and each of its telling parts are veiled."""
    address = "https://alertes.example/feeds/0199900100/1122334455?token=abcdefgh12"

    veiled = without_secrets(capture(f"<link>{said}</link> Dr Exemple"), [address])

    assert said.encode() not in veiled.body
    assert b"1122334455" not in veiled.body
    assert b"Dr Exemple" in veiled.body


@pytest.mark.parametrize(
    "written", ['a b"&é long', "a b&quot;&amp;é long", "a+b%22%26%C3%A9+long", 'a b\\"&\\u00e9 long']
)
def test_a_key_is_veiled_however_it_is_written(written):
    """As it is, in HTML, in an address or in JSON."""
    assert b"(adresse-secrete)" == without_secrets(capture(f"({written})"), ['a b"&é long']).body


@pytest.mark.parametrize("around", ["", "u:", "ab"])
@pytest.mark.parametrize("coded", [base64.b64encode, base64.urlsafe_b64encode])
def test_a_key_is_veiled_in_base64(coded, around):
    """Whatever stands before it in what was coded: a name and « : », as in Basic authorisation."""
    key = "clé?secrète>0001"
    said = coded(f"{around}{key}".encode()).decode()

    left = without_secrets(capture(f"({said})"), [key]).body
    assert b"adresse-secrete" in left
    assert 8 > max(len(part) for part in re.split(rb"adresse-secrete|[()]", left))


@pytest.mark.parametrize("charset", ["latin-1", "utf-16", "utf-16-be"])
def test_a_key_is_veiled_in_any_charset(charset):
    """A page in another charset than UTF-8 repeats it with other bytes."""
    answer = replace(capture(""), body="<p>clé-secrète-0001</p>".encode(charset))

    assert "<p>adresse-secrete</p>".encode(charset) == without_secrets(answer, ["clé-secrète-0001"]).body


def test_a_key_that_a_charset_cannot_write_is_no_hole():
    """A key in letters that Latin 1 has not is looked for in UTF-8, and nothing else goes."""
    answer = replace(capture(""), body="a « キキキキキキキキ » b".encode())

    assert "a « adresse-secrete » b".encode() == without_secrets(answer, ["キキキキキキキキ"]).body


def test_headers_repeat_no_secret():
    """A validator is kept for the next pass: what a server puts of a secret into it is veiled too."""
    answer = replace(capture(""), headers={"etag": '"cle-secrete-0001"', "date": "Mon"})

    assert {"etag": '"adresse-secrete"', "date": "Mon"} == without_secrets(answer, ["cle-secrete-0001"]).headers


def test_what_an_exchange_gave_is_a_secret():
    """The access in the header Authorization is one, in any case of its name; the word before it is not."""
    assert ("acces-0001",) == credentials({"authorization": "Bearer acces-0001", "X-Version": "2026-11-25"})


@pytest.mark.parametrize("value", ["court", "https://[", "https://a.example/"])
def test_short_words_and_odd_secrets_are_left_alone(value):
    """A part that could be any word stays, and a value that is no address raises nothing."""
    assert b"court https://b.example" == without_secrets(capture("court https://b.example"), [value]).body.replace(
        b"adresse-secrete", b"court"
    )
