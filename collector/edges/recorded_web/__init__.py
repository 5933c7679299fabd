"""A web recorded in a folder, played on loopback month after month over real HTTP: invented hosts, honest headers.

The recording is a folder: bodies under `<host>/`, and one script, `web.yml`, that says which body each address
answers from which pass on, and how (validators, gzip, redirects, refusals, silences). `script` reads and checks it,
`server` plays it. Neither decides what an answer means, nor invents one: what the script does not name is a 404.
"""

from collector.edges.recorded_web.script import Answer, Page, WebScript, read_script
from collector.edges.recorded_web.server import RecordedWeb

__all__ = ["Answer", "Page", "RecordedWeb", "WebScript", "read_script"]
