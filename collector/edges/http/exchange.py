"""The words that the parts of this edge share: where to ask, what came back, and what may pass if asked again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from collector.core.errors import FetchError


@dataclass(frozen=True, slots=True)
class Address:
    """An http(s) address in its one canonical form, as `client.read_address` makes it.

    `host` is in lower case, in ASCII and without a final dot; an IPv6 address stands without brackets. The text is
    kept out of `repr`: it may be a secret.
    """

    text: str = field(repr=False)
    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        """Return the address of the server: scheme, host and port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Answer:
    """One whole answer, body decompressed. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


class TransientError(FetchError):
    """A fault of the line that another try may not meet: a timeout, a reset connection."""
