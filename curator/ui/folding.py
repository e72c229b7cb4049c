"""What the reader folds away, the strip that says so, and the air between its lines."""

from bisect import bisect_right
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPainter, QPaintEvent, QTextBlock, QTextLayout
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextDocumentLayout, QToolButton, QWidget

from curator.i18n import _
from curator.model.article import Article, Role
from curator.ui import icons, theme

FOLDED = (Role.FURNITURE, Role.METADATA)
LINE_PITCH = 1.55  # of the font's size, from one line of the story to the next


def shown_lines(article: Article) -> Iterator[tuple[bool, Role | None]]:
    """For each line of the canonical text whether the story needs it, and its role; None for a blank line.

    Of blank lines one stays between two shown paragraphs.
    """
    ends = [block.end for block in article.blocks]
    start, last, blank = 0, None, True
    for line in article.text.split("\n"):
        if line.strip():
            index = bisect_right(ends, start + len(line) - len(line.lstrip()))
            last = article.blocks[index].role if index < len(ends) else Role.FURNITURE
            blank = False
            yield last not in FOLDED, last
        else:
            yield not blank and last is not None and last not in FOLDED, None
            blank = True
        start += len(line) + 1


class Airy(QPlainTextDocumentLayout):
    """Lines further apart than the font alone sets them: stacked Vietnamese marks need air."""

    pitch = 0.0  # pixels, set by the reader whenever its font changes

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The block's box, its lines spread. Qt asks some hundred times for each page: keep it short."""
        box = super().blockBoundingRect(block)
        if box.isEmpty():  # invalid or folded
            return box
        layout = block.layout()
        count = layout.lineCount()
        if layout.lineAt(0).y() == 0.0:
            self._spread(layout, count)
        box.setHeight(count * self.pitch)
        return box

    def set_font(self, font: QFont) -> None:
        """Space the lines for this font."""
        self.pitch = float(max(QFontMetrics(font).height() + 2, round(QFontInfo(font).pixelSize() * LINE_PITCH)))

    def _spread(self, layout: QTextLayout, count: int) -> None:
        for number in range(count):
            line = layout.lineAt(number)
            line.setPosition(QPointF(line.x(), number * self.pitch + (self.pitch - line.height()) / 2))


class Strip(QWidget):
    """One line under the story: what is folded away, and the key that shows it."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._button = QToolButton(self)
        self._button.setAutoRaise(True)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.clicked.connect(self.pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 6, 1)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def tell(self, what: str, shown: bool) -> None:
        """Say `what` is folded, or `shown` for the moment."""
        text = _("Shown: {what}") if shown else _("Folded away: {what}")
        self._words.setText(text.format(what=what))
        self._button.setText((_("Story only") if shown else _("Show all")) + "  F9")
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_button"):
            self._colour()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline above."""
        c = theme.colours(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(c.window))
        painter.fillRect(0, 0, self.width(), 1, QColor(c.line))
        painter.end()

    def _colour(self) -> None:
        c = theme.colours(self)
        self._button.setIcon(icons.icon("eye", c.dim))
        palette = self._words.palette()
        if palette.color(palette.ColorRole.WindowText) != QColor(c.dim):
            palette.setColor(palette.ColorRole.WindowText, QColor(c.dim))
            self._words.setPalette(palette)
