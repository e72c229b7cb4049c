"""ULIDs: ids that sort by time and that two stores can merge without a clash."""

import os
import time

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32


def ulid(after: str = "") -> str:
    """A new ULID (26 characters) that sorts behind `after`, even if the clock was set back meanwhile."""
    made = _text(time.time_ns() // 1_000_000 << 80 | int.from_bytes(os.urandom(10)))
    return made if made > after else _text(_number(after) + 1)


def _text(number: int) -> str:
    return "".join([_DIGITS[number >> shift & 31] for shift in range(125, -5, -5)])


def _number(ulid: str) -> int:
    number = 0
    for digit in ulid:
        number = number << 5 | _DIGITS.index(digit)
    return number
