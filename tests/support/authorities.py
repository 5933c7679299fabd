"""Timestamp authorities made with openssl and served on 127.0.0.1: real tokens, from a root that the test trusts.

An authority can be honest, failing, or sign with a certificate whose time is over. Nothing here knows the collector.
"""

import datetime as dt
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

# No `certs` here: with two certificates in it, OpenSSL 3.0 does not sort the set, and strict readers refuse the token.
_CONFIG = """\
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_cert = {folder}/signer.pem
signer_key = {folder}/signer.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_alg = sha256
"""
_DAY = dt.timedelta(days=1)


@dataclass
class TestAuthority:
    """An authority in a folder: `roots` is the PEM of its root. `asked` counts the queries that it heard."""

    __test__ = False
    folder: Path
    port: int = 0
    broken: bool = False  # answers 503
    asked: int = field(default=0)

    @property
    def url(self) -> str:
        """Return where it is served."""
        return f"http://127.0.0.1:{self.port}/tsr"

    @property
    def roots(self) -> bytes:
        """Return the PEM of its root."""
        return (self.folder / "root.pem").read_bytes()

    def answer(self, query: bytes) -> bytes:
        """Return the answer of `openssl ts -reply` to a query."""
        asked = self.folder / f"query-{threading.get_ident()}.tsq"
        asked.write_bytes(query)
        told = asked.with_suffix(".tsr")
        command = ["openssl", "ts", "-reply", "-config", str(self.folder / "tsa.cnf"), "-queryfile", str(asked)]
        subprocess.run([*command, "-out", str(told)], check=True, capture_output=True)
        return told.read_bytes()


def make_authority(folder: Path, name: str, *, expired: bool = False) -> TestAuthority:
    """Make a root and a signer in `folder`; an `expired` one signs with a certificate whose time ended yesterday."""
    folder.mkdir(parents=True)
    now = dt.datetime.now(dt.UTC)
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name, signer_name = _named(f"Racine {name}"), _named(f"Horodatage {name}")
    root = (
        _certificate(root_name, root_name, root_key, now - 900 * _DAY, now + 900 * _DAY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    until = now - _DAY if expired else now + 300 * _DAY
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    signer = (
        _certificate(signer_name, root_name, key, now - 300 * _DAY, until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(root_key, hashes.SHA256())
    )
    private = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "root.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    (folder / "signer.pem").write_bytes(signer.public_bytes(serialization.Encoding.PEM))
    (folder / "signer.key").write_bytes(key.private_bytes(*private))
    (folder / "serial").write_text("01\n")
    (folder / "tsa.cnf").write_text(_CONFIG.format(folder=folder))
    return TestAuthority(folder)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, since: dt.datetime, until: dt.datetime
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    return builder.serial_number(x509.random_serial_number()).not_valid_before(since).not_valid_after(until)


@contextmanager
def serving(authority: TestAuthority) -> Iterator[TestAuthority]:
    """Serve an authority on a free port of 127.0.0.1 until the end of the block."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            authority.asked += 1
            body = b"" if authority.broken else authority.answer(query)
            self.send_response(503 if authority.broken else 200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - signature of the parent
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        authority.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield authority
        finally:
            server.shutdown()
            thread.join()
