"""How long the words of third parties are kept: what falls due, when and why, and what removing it changes."""

from collector.core.retention.due import Falling, falling, removable
from collector.core.retention.removing import erase, remove

__all__ = ["Falling", "erase", "falling", "removable", "remove"]
