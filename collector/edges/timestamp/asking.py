"""Makes the request of a token, and turns what an authority answers into a token that proves itself."""

import ssl
import warnings
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, TimeStampResponse
from rfc3161_client import TimeStampRequest as LibraryRequest

from collector.core.errors import EvidenceError
from collector.core.evidence.holdings import Token, TokenFacts
from collector.edges.timestamp.checking import check_token, contained, decoded, is_root, written

QUERY = "application/timestamp-query"
_LONGEST_CHAIN = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A request ready to be sent. `query` is its body, of media type `QUERY`."""

    body: bytes
    query: bytes
    _request: LibraryRequest

    def accept(
        self, answer: bytes, roots: Sequence[x509.Certificate], *, announced: Collection[str] = ()
    ) -> tuple[Token, TokenFacts]:
        """Return the token of an answer and what it proves; raise EvidenceError for one that proves nothing.

        `roots` are those of the authority; without any, those of this machine. `announced` are the fingerprints of
        which the root must be one, when there are any.
        """
        response = decoded(answer)
        with contained(lambda _: "sa réponse est illisible"):
            if response.status != 0:
                raise EvidenceError(f"l’autorité a refusé (état {response.status})")
            if response.tst_info.nonce != self._request.nonce:
                raise EvidenceError("la réponse est celle d’une autre demande")
            chain = written(_chain(response, roots or machine_roots()))
        token = Token(answer, chain)
        facts = check_token(token, self.body)
        if announced and facts.root not in announced:
            raise EvidenceError("sa racine n’est pas celle que le manifeste annonce")
        return token, facts


def ask(body: bytes) -> Asked:
    """Return the request of a token for `body`: its hash alone leaves, with a number used once."""
    request = TimestampRequestBuilder().data(body).hash_algorithm(HashAlgorithm.SHA256).nonce(nonce=True).build()
    return Asked(body, request.as_bytes(), request)


def machine_roots() -> Sequence[x509.Certificate]:
    """Return the roots that this machine trusts; one that breaks the rules of certificates is left out."""
    roots = []
    for der in ssl.create_default_context().get_ca_certs(binary_form=True):
        with suppress(ValueError, Warning), warnings.catch_warnings(action="error"):
            roots.append(x509.load_der_x509_certificate(der))
    return roots


def _chain(response: TimeStampResponse, roots: Sequence[x509.Certificate]) -> list[x509.Certificate]:
    """Return the certificates from the signer to its root; raise EvidenceError when one is missing."""
    sent = [x509.load_der_x509_certificate(der) for der in response.signed_data.certificates]
    chain = [_signer(response, sent)]
    while not is_root(chain[-1]):
        issuer = _issuer(chain[-1], (*roots, *(one for one in sent if not is_root(one))))
        if issuer is None or len(chain) > _LONGEST_CHAIN:
            raise EvidenceError(
                "aucune racine connue ne répond des certificats de l’autorité : donnez-la dans « roots »"
            )
        chain.append(issuer)
    if chain[-1] not in roots:
        raise EvidenceError("la racine de l’autorité n’est pas une de celles que le cabinet connaît")
    return chain


def _signer(response: TimeStampResponse, sent: Iterable[x509.Certificate]) -> x509.Certificate:
    for told in response.signed_data.signer_infos:
        for one in sent:
            if one.issuer == told.issuer and one.serial_number == told.serial_number:
                return one
    raise EvidenceError("la réponse ne contient pas le certificat de l’autorité")


def _issuer(certificate: x509.Certificate, among: Iterable[x509.Certificate]) -> x509.Certificate | None:
    for one in among:
        if one.subject == certificate.issuer:
            try:
                certificate.verify_directly_issued_by(one)
            except (ValueError, TypeError, InvalidSignature):
                continue
            return one
    return None
