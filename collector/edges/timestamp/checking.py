"""Says what a token proves of some bytes, offline, with the certificates kept beside it."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from rfc3161_client import TimeStampResponse, VerificationError, VerifierBuilder, decode_timestamp_response

from collector.core.errors import EvidenceError
from collector.core.evidence.holdings import Token, TokenFacts

_MOST_CERTIFICATES = 12
# What the library raises for bytes that are no token, from Rust and from Python alike.
_FAULTS = (VerificationError, ValueError, TypeError, x509.InvalidVersion, OverflowError)


def check_token(token: Token, body: bytes) -> TokenFacts:
    """Return what `token` proves of `body`; raise EvidenceError, in French, when it proves nothing of it.

    The chain is checked at the moment of the token. It must be in the one form that we write: whole PEM blocks, from
    the signer to one self-signed root.
    """
    certificates = read_chain(token.chain)
    answer = decoded(token.token)
    with contained(_reason):
        signer, root = certificates[0], certificates[-1]
        if not is_root(root) or signer == root:
            raise EvidenceError("ses certificats ne mènent pas à une racine")
        verifier = VerifierBuilder(roots=[root], intermediates=list(certificates[1:-1]), tsa_certificate=signer).build()
        verifier.verify_message(answer, body)
        at = answer.tst_info.gen_time.astimezone(dt.UTC)
        return TokenFacts(at, common_name(signer), fingerprint(root))


@contextmanager
def contained(reason: Callable[[BaseException], str]) -> Iterator[None]:
    """Turn whatever the library raises for odd bytes into an EvidenceError, a panic of its Rust part included."""
    try:
        yield
    except _FAULTS as error:
        raise EvidenceError(reason(error)) from None
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise EvidenceError(reason(error)) from None


def decoded(token: bytes) -> TimeStampResponse:
    """Return the answer of an authority; raise EvidenceError when the bytes are none, or hold more than one."""
    with contained(lambda _: "le jeton est illisible"):
        answer = decode_timestamp_response(token)
        whole = answer.as_bytes() == token
    if not whole:
        raise EvidenceError("le jeton n’est pas sous sa forme exacte")
    return answer


def read_chain(pem: bytes) -> Sequence[x509.Certificate]:
    """Return the certificates of a chain as we write it; raise EvidenceError for anything else."""
    with contained(lambda _: "ses certificats sont illisibles"):
        certificates = x509.load_pem_x509_certificates(pem)
        whole = written(certificates) == pem
    if not whole or len(certificates) > _MOST_CERTIFICATES:
        raise EvidenceError("ses certificats ne sont pas sous leur forme exacte")
    return certificates


def read_roots(pem: bytes) -> Sequence[x509.Certificate]:
    """Return the certificates of a file of roots that a person gave; raise EvidenceError when it holds none."""
    with contained(lambda _: "is not a PEM file of certificates"):
        return x509.load_pem_x509_certificates(pem)


def written(certificates: Sequence[x509.Certificate]) -> bytes:
    """Return the certificates as PEM."""
    return b"".join(one.public_bytes(Encoding.PEM) for one in certificates)


def is_root(certificate: x509.Certificate) -> bool:
    """Tell whether a certificate answers for itself."""
    return certificate.issuer == certificate.subject


def fingerprint(certificate: x509.Certificate) -> str:
    """Return the SHA-256 of a certificate, as authorities publish it, in small hexadecimal letters."""
    return certificate.fingerprint(SHA256()).hex()


def common_name(certificate: x509.Certificate) -> str:
    """Return the name of who signs."""
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def _reason(error: BaseException) -> str:
    said = str(error)
    if "Mismatch between messages" in said:
        return "il porte sur un autre contenu"
    if "expired" in said or "not valid" in said or "not yet valid" in said:
        return "le certificat de l’autorité n’était pas valable à cette date"
    if "GRANTED" in said:
        return "l’autorité n’a pas accordé le jeton"
    return "sa signature ou ses certificats ne tiennent pas"
