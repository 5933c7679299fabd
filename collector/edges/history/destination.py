"""Where a push goes, and whether two addresses of git are one repository, however each is written."""

import re
from dataclasses import dataclass

_WITH_SCHEME = re.compile(r"[a-z][a-z0-9+]*://(?:[^/@]*@)?([^/:]*)(?::\d+)?/(.*)", re.IGNORECASE)
_LIKE_SCP = re.compile(r"(?:[^/@:]*@)?([^/@:]+):(.*)")
_CREDENTIALS = re.compile(r"^([a-z][a-z0-9+]*://)[^/@]*@", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Destination:
    """The remote, its address (which may hold a token: see `shown`), and the branch that goes there with `pieces`."""

    remote: str
    address: str
    branch: str

    @property
    def shown(self) -> str:
        """Return the address without whoever signs in."""
        return _CREDENTIALS.sub(r"\1", self.address)

    def is_at(self, address: str) -> bool:
        """Tell whether `address` is this repository, by https or ssh; a host without dot is one of ~/.ssh/config."""
        (host, path), (other, elsewhere) = _parts(self.address), _parts(address)
        return path == elsewhere and (host == other or bool(host and "." not in host))


def _parts(address: str) -> tuple[str, str]:
    """Return the host (empty for a folder of this computer) and the path, as hosts compare them."""
    met = _WITH_SCHEME.fullmatch(address.strip()) or _LIKE_SCP.fullmatch(address.strip())
    host, path = (met[1], met[2]) if met else ("", address.strip())
    return host.lower(), path.strip("/").removesuffix(".git").lower()
