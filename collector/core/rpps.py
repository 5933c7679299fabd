"""The number of a French health professional (RPPS): eleven digits, the last of which checks the others."""

_LENGTH = 11


def rpps_fault(number: str) -> str:
    """Return why `number` cannot be an RPPS number, and what to do; empty when it can."""
    if not (number.isascii() and number.isdigit()):
        return f"{number!r} is not a number: an RPPS number is eleven digits, and nothing else"
    if len(number) != _LENGTH:
        return f"{number} has {len(number)} digits: an RPPS number has eleven (an ADELI number, of nine, is another)"
    if not rpps_is_sound(number):
        return f"{number} cannot be an RPPS number: its last digit does not fit the others. Copy it again"
    return ""


def rpps_is_sound(number: str) -> bool:
    """Tell whether a number has eleven digits and the right check digit (Luhn's)."""
    if len(number) != _LENGTH or not (number.isascii() and number.isdigit()):
        return False
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return sum(one // 10 + one % 10 for one in doubled) % 10 == 0
