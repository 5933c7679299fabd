"""How many examples the property tests try, and in which order tests run: what takes long first.

Few examples, always the same, in `make test`; many new ones in `make soak`.
"""

import os

import pytest
from hypothesis import settings

settings.register_profile("test", max_examples=60, derandomize=True, deadline=None)
settings.register_profile("soak", max_examples=3000, deadline=None, print_blob=True)
settings.load_profile("soak" if os.environ.get("RENOM_SOAK") else "test")


_LONG = {"browser", "site", "soak", "tools"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes long first: the processes that share the tests then end together."""
    items.sort(key=_shortness)


def _shortness(item: pytest.Item) -> int:
    marks = {mark.name for mark in item.iter_markers()}
    return 0 if marks & _LONG else 1 if "slow" in marks else 2
