"""Tokens of real authorities made with openssl: what proves, what does not, and bytes that are neither."""

import datetime as dt
import subprocess

import pytest

from collector.core.errors import EvidenceError
from collector.core.evidence.holdings import Token
from collector.edges.timestamp import ask, check_token, read_roots
from tests.support.authorities import make_authority

BODY = b"le manifeste"


@pytest.fixture(scope="module")
def one(tmp_path_factory):
    """Make an honest authority."""
    return make_authority(tmp_path_factory.mktemp("ac") / "une", "Une")


@pytest.fixture(scope="module")
def token(one):
    """Return a token of it for BODY."""
    asked = ask(BODY)
    return asked.accept(one.answer(asked.query), read_roots(one.roots))[0]


def refused(action):
    """Return the reason for which an action is refused."""
    with pytest.raises(EvidenceError) as caught:
        action()
    return str(caught.value)


def test_a_token_tells_when_who_and_under_which_root(one, token):
    """A token proves the moment, the signer and the root, with the certificates kept beside it."""
    facts = check_token(token, BODY)

    assert "Horodatage Une" == facts.signer
    assert abs(facts.at - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=5)
    assert refused(lambda: check_token(token, b"autre")) == "il porte sur un autre contenu"


def test_openssl_agrees(one, token, tmp_path):
    """The token and the certificates that we keep are accepted by openssl as they are."""
    for name, body in (("t.tsr", token.token), ("m", BODY), ("chain.pem", token.chain), ("root.pem", one.roots)):
        (tmp_path / name).write_bytes(body)

    words = ["-data", "m", "-in", "t.tsr", "-CAfile", "root.pem", "-untrusted", "chain.pem"]
    done = subprocess.run(["openssl", "ts", "-verify", *words], cwd=tmp_path, capture_output=True, check=False)

    assert 0 == done.returncode, done.stderr


def test_what_an_authority_may_answer_wrongly(one, tmp_path):
    """An answer to another request, under an unknown root, out of time, or that is none: each is refused."""
    other, late = make_authority(tmp_path / "autre", "Autre"), make_authority(tmp_path / "perimee", "P", expired=True)
    roots = read_roots(one.roots)
    asked = ask(BODY)

    told = [
        refused(lambda: asked.accept(one.answer(ask(BODY).query), roots)),
        refused(lambda: asked.accept(other.answer(asked.query), roots)),
        refused(lambda: asked.accept(late.answer(asked.query), read_roots(late.roots))),
        refused(lambda: asked.accept(b"<html>", roots)),
        refused(lambda: asked.accept(one.answer(asked.query), roots, announced=["ab" * 32])),
        refused(lambda: asked.accept(one.answer(asked.query), ())),
        refused(lambda: read_roots(b"rien")),
    ]

    assert [
        "la réponse est celle d’une autre demande",
        "aucune racine connue ne répond des certificats de l’autorité : donnez-la dans « roots »",
        "le certificat de l’autorité n’était pas valable à cette date",
        "le jeton est illisible",
        "sa racine n’est pas celle que le manifeste annonce",
        "aucune racine connue ne répond des certificats de l’autorité : donnez-la dans « roots »",
        "is not a PEM file of certificates",
    ] == told


def test_a_refusal_of_the_authority_is_told(one, tmp_path):
    """An authority that refuses a request gives no token: its status is told."""
    weak = tmp_path / "weak.tsq"
    words = ["openssl", "ts", "-query", "-digest", "ab" * 64, "-sha512", "-cert", "-out", str(weak)]
    subprocess.run(words, check=True, capture_output=True)

    assert "refusé" in refused(lambda: ask(BODY).accept(one.answer(weak.read_bytes()), read_roots(one.roots)))


@pytest.mark.parametrize("part", ["token", "chain"])
def test_no_byte_of_a_token_crashes_the_check(token, part):
    """Whatever byte is changed, the check ends in an answer: it proves as before, or it is refused, and never more."""
    body = getattr(token, part)
    moment = check_token(token, BODY).at
    for place in range(0, len(body), 7):
        changed = body[:place] + bytes([body[place] ^ 0x20]) + body[place + 1 :]
        bare = Token(**{"token": token.token, "chain": token.chain, part: changed})
        try:
            assert moment == check_token(bare, BODY).at
        except EvidenceError:
            continue


def test_certificates_in_another_form_are_refused(token):
    """Certificates that do not go from the signer to one root, or with words between them, are refused."""
    for chain in (b"", token.chain + b"# fin\n", token.chain.replace(b"\n", b"\r\n"), token.chain * 7):
        assert refused(lambda chain=chain: check_token(Token(token.token, chain), BODY))
