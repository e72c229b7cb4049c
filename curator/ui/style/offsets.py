"""Positions in a widget and in a text: Qt counts UTF-16 units, we count code points; an emoji is two and one."""

from bisect import bisect_left


class Offsets:
    """Converts positions of one text both ways. Free where the text has no character beyond U+FFFF."""

    def __init__(self, text: str = "") -> None:
        astral = [] if not text or max(text) <= "\uffff" else [i for i, c in enumerate(text) if c > "\uffff"]
        self._points = astral
        self._units = [point + before for before, point in enumerate(astral)]

    def to_qt(self, offset: int) -> int:
        """The UTF-16 units before code point `offset`."""
        return offset + bisect_left(self._points, offset)

    def from_qt(self, position: int) -> int:
        """The code points before UTF-16 unit `position`; inside a pair, those before the pair."""
        before = bisect_left(self._units, position)
        return position - before

    def __bool__(self) -> bool:
        """Whether the two ways of counting differ anywhere."""
        return bool(self._points)
