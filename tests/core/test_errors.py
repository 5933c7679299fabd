"""The errors, and what they print."""

import pytest

from collector.core.errors import (
    BuildError,
    CollectorError,
    ConfigurationError,
    FailureCode,
    FetchError,
    Problem,
    ReadError,
    SourceError,
    StoreError,
)


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (Problem("practice.yml", 3, "name", "is missing"), "practice.yml:3: name: is missing"),
        (Problem("practice.yml", None, "name", "is missing"), "practice.yml: name: is missing"),
        (Problem("practice.yml", 3, "", "not valid YAML"), "practice.yml:3: not valid YAML"),
    ],
)
def test_a_problem_prints_where_it_is(problem, expected):
    """File, line and key come first, in the form that editors turn into a link."""
    assert expected == str(problem)


def test_a_configuration_error_tells_every_problem():
    """All the problems are told at once, one a line."""
    problems = (Problem("a.yml", 1, "x", "is wrong"), Problem("b.yml", 2, "y", "is wrong too"))
    error = ConfigurationError(problems)
    assert "a.yml:1: x: is wrong\nb.yml:2: y: is wrong too" == str(error)
    assert problems == error.problems


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (FetchError(FailureCode.TIMEOUT, "20 s"), "timeout: 20 s"),
        (ReadError(FailureCode.UNEXPECTED_FORMAT), "unexpected-format"),
    ],
)
def test_a_failed_watch_says_its_code(error, expected):
    """The code comes first, then the short fact if there is one."""
    assert expected == str(error)
    assert isinstance(error, SourceError)


@pytest.mark.parametrize("error", [ConfigurationError, SourceError, StoreError, BuildError])
def test_every_error_has_one_root(error):
    """Whoever catches CollectorError catches all that is raised on purpose."""
    assert issubclass(error, CollectorError)
