"""The HTTP edge: one polite client that reads hostile servers and harms nothing.

It decides when a host may be asked (pace, robots.txt, Retry-After), which addresses may be reached, and how much of an
answer is read. It must not know what an answer means: that belongs to the kinds. It follows no link but redirects,
keeps no cookie, and tells the truth about who is asking.

Read `fetcher` first: it is the whole course of one fetch. `client` alone knows the HTTP library.
"""

from collector.edges.http.fetcher import HttpFetcher
from collector.edges.http.headers import user_agent
from collector.edges.http.limits import Limits

__all__ = ["HttpFetcher", "Limits", "user_agent"]
