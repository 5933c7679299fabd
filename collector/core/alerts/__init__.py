"""What a pass is worth telling, and in which words: one digest a pass, the monthly report always, nothing otherwise.

No third party's words, no author's name and no health detail ever leave in a message: it says how many and where, the
portal says the rest.
"""

from collector.core.alerts.digest import Blind, Digest, digest, told_by, untold
from collector.core.alerts.message import Message, message
from collector.core.alerts.summary import job_summary

__all__ = ["Blind", "Digest", "Message", "digest", "job_summary", "message", "told_by", "untold"]
