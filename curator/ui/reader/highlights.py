"""What is marked in the reader: passages in two strengths, damage, folded parts while they are shown, and hits."""

from collections.abc import Callable, Iterable

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from curator.model.article import Span
from curator.ui.style import theme

Range = tuple[int, int]  # code points
Selection = QTextEdit.ExtraSelection


class Highlights:
    """Paints over the text of `view` without touching its formats. `cursor` selects a range of code points."""

    def __init__(self, view: QPlainTextEdit, cursor: Callable[[int, int], QTextCursor]) -> None:
        self._view = view
        self._cursor = cursor
        self._marks: list[Selection] = []
        self._hits: list[Selection] = []

    def show_marks(
        self, passages: Iterable[Span], focused: Iterable[Span], dimmed: Iterable[Range], damaged: Iterable[Range]
    ) -> None:
        """Mark all passages weakly, those of the focused value strongly: one hue, and a line under both."""
        c = theme.colours(self._view)
        weak, strong, dim, lost = (QTextCharFormat() for _each in range(4))
        for style, ground in ((weak, c.evidence), (strong, c.evidence_strong)):
            style.setBackground(QColor(ground))
            style.setFontUnderline(True)
            style.setUnderlineColor(QColor(c.accent))
        dim.setForeground(QColor(c.dim))
        lost.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        lost.setUnderlineColor(QColor(c.block))
        self._marks = [
            *self._all(dimmed, dim),
            *self._all(union(passages), weak),
            *self._all(((span.start, span.end) for span in focused), strong),
            *self._all(damaged, lost),
        ]
        self._view.setExtraSelections([*self._marks, *self._hits])

    def show_hits(self, hits: Iterable[Range]) -> None:
        """Mark what was found."""
        c = theme.colours(self._view)
        style = QTextCharFormat()
        style.setBackground(QColor(c.check_ground))
        style.setForeground(QColor(c.check))
        self._hits = self._all(hits, style)
        self._view.setExtraSelections([*self._marks, *self._hits])

    def _all(self, ranges: Iterable[Range], style: QTextCharFormat) -> list[Selection]:
        found = []
        for start, end in ranges:
            selection = Selection()
            selection.cursor = self._cursor(start, end)
            selection.format = style
            found.append(selection)
        return found


def union(spans: Iterable[Span]) -> list[Range]:
    """The passages joined where they overlap, so that no ground is painted twice."""
    joined: list[Range] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
