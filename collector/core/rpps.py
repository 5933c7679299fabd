"""The number of a French health professional (RPPS): eleven digits, the last of which checks the others."""

_LENGTH = 11


def rpps_is_sound(number: str) -> bool:
    """Tell whether a number has eleven digits and the right check digit (Luhn's)."""
    if len(number) != _LENGTH or not (number.isascii() and number.isdigit()):
        return False
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return sum(one // 10 + one % 10 for one in doubled) % 10 == 0
