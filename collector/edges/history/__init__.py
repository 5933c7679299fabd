"""A practice's data in git. `repository` saves and pushes, `destination` says where to, `git` runs the program."""

from collector.edges.history.destination import Destination
from collector.edges.history.repository import Repository, Saved

__all__ = ["Destination", "Repository", "Saved"]
