"""What the reader folds away, the strip that says so, and the air between its lines."""

from bisect import bisect_right
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPainter, QPaintEvent, QTextBlock, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from curator.i18n import _
from curator.model.article import Article, Role
from curator.ui.style import icons, theme
from curator.ui.style.labels import ShortLabel

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


class Spacing:
    """Sets the lines of a document further apart than the font alone does: stacked Vietnamese marks need air.

    Plain text documents know no line height, but they measure a paragraph by where its lines lie, so it is enough
    to move them after Qt has laid them out. Overriding its layout in Python would cost milliseconds a page.
    """

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._pitch = 0.0

    def set_font(self, font: QFont) -> None:
        """Space the lines for this font."""
        self._pitch = float(max(QFontMetrics(font).height() + 2, round(QFontInfo(font).pixelSize() * LINE_PITCH)))

    def spread(self, block: QTextBlock, last: int = -1) -> bool:
        """Move the lines from `block` on, to block number `last` or the end; whether any had to move."""
        layout, moved = self._document.documentLayout(), False
        while block.isValid() and not 0 <= last < block.blockNumber():
            if block.isVisible():
                lines = block.layout()
                if not lines.lineCount():
                    layout.blockBoundingRect(block)  # lays it out
                first = lines.lineAt(0)
                gap = self._pitch - first.height()
                if first.y() != gap:
                    moved = True
                    for number in range(lines.lineCount()):
                        line = lines.lineAt(number)
                        line.setPosition(QPointF(line.x(), number * self._pitch + gap))
            block = block.next()
        return moved


class Strip(QWidget):
    """One line under the story: what is folded away, and the key that shows it."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ShortLabel(self)
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
