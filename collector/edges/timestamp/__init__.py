"""Timestamps (RFC 3161): makes requests, reads answers, says what a token proves. Knows the library; sends nothing.

`asking` makes a request and turns an answer into a token with its certificates; `checking` verifies one offline, at the
moment that the token itself gives: a certificate that has expired since takes nothing away.
"""

from collector.edges.timestamp.asking import QUERY, Asked, ask
from collector.edges.timestamp.checking import check_token, fingerprint, read_roots

__all__ = ["QUERY", "Asked", "ask", "check_token", "fingerprint", "read_roots"]
