"""The number of a health professional checks itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.rpps import rpps_fault, rpps_is_sound


@given(st.integers(0, 10**10 - 1))
def test_one_last_digit_in_ten_is_right(number: int) -> None:
    """Eleven digits, the last of which follows from the others."""
    assert 1 == sum(rpps_is_sound(f"{number:010}{last}") for last in range(10))


@given(st.integers(0, 10**10 - 1), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_seen(number: int, place: int, change: int) -> None:
    """Whichever digit is mistyped."""
    right = next(told for last in range(10) if rpps_is_sound(told := f"{number:010}{last}"))
    wrong = str((int(right[place]) + change) % 10)
    assert not rpps_is_sound(right[:place] + wrong + right[place + 1 :])


@pytest.mark.parametrize("number", ["", "1000000191", "100000019160", "1000000191x", "١٠٠٠٠٠٠١٩١٦"])
def test_what_is_no_number_of_eleven_digits_is_not_sound(number: str) -> None:
    """What looks like a digit elsewhere is no part of a number."""
    assert not rpps_is_sound(number)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("", "is not a number"),
        ("123456789", "has 9 digits"),
        ("10000001910", "does not fit"),
        ("١٠٠٠٠٠٠١٩١٦", "not a num"),
    ],
)
def test_a_fault_is_told(number: str, said: str) -> None:
    """Which of the three it is."""
    assert said in rpps_fault(number)


def test_a_sound_number_has_no_fault() -> None:
    """Nothing is said of it."""
    right = next(told for last in range(10) if rpps_is_sound(told := f"1099900410{last}"))
    assert "" == rpps_fault(right)
