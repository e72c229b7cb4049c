"""An article of the list as a card: state, headline on up to two lines, and date, partner, outlet below."""

from bisect import bisect
from functools import cache, lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPalette, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from curator.model.codebook import field_at
from curator.model.revision import OPEN, Status
from curator.store import Row
from curator.ui.inbox.listing import ROW, title_of
from curator.ui.style import icons, theme
from curator.ui.style.offsets import Offsets

PAD = 8
GAP = 8
_FULL_STOP = " · "


class Cards(QStyledItemDelegate):
    """Paints cards of one height, which keeps a hundred thousand of them cheap."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._country = field_at(("engagements", "country")).kind
        self._place = field_at(("engagements", "partner_city")).kind

    def height(self, font: QFont) -> int:
        """The height of a card in pixels: two lines of headline, one of facts."""
        return 3 * theme.line_height(font) + 2 * PAD - 2

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as the view, as high as every card."""
        return QSize(option.rect.width(), self.height(option.font))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one card."""
        row: Row | None = index.data(ROW)
        if row is None:
            return
        c = theme.colours(option.palette)
        box = option.rect
        selected = self._view.selectionModel().isSelected(index)
        painter.save()
        _fill(painter, box, c.selected if selected else c.base)
        _fill(painter, QRect(box.left(), box.bottom(), box.width(), 1), c.line)
        if selected:
            _fill(painter, QRect(box.left(), box.top(), 3, box.height() - 1), c.accent)
        self._content(painter, box.adjusted(PAD + 2, PAD - 2, -PAD, -PAD), option.font, row, c)
        painter.restore()

    def _content(self, painter: QPainter, box: QRect, font: QFont, row: Row, c: theme.Colours) -> None:
        line = theme.line_height(font)
        face = font.toString()
        metrics = QFontMetrics(font)
        rise = (line - metrics.height()) // 2 + metrics.ascent()
        done = Status(row.status) not in OPEN
        left = box.left() + icons.SIZE + GAP
        title = _broken(title_of(row), face, box.right() - left)
        box = box.translated(0, (2 - len(title)) * line // 2)
        painter.drawPixmap(
            QPoint(box.left(), box.top() + (line - icons.SIZE) // 2),
            icons.pixmap(row.status, c.dim if done else c.accent),
        )
        for number, words in enumerate(title):
            _write(painter, left, box.top() + number * line + rise, words, face, c.dim if done else c.text)
        base = box.top() + len(title) * line + rise
        right = self._marks(painter, box, base, metrics, face, row, c)
        _write(painter, left, base, _elided(self.facts(row), face, right - left - GAP), face, c.dim)

    def _marks(
        self, painter: QPainter, box: QRect, base: int, metrics: QFontMetrics, face: str, row: Row, c: theme.Colours
    ) -> int:
        """Errors, doubts, flag and note at the right end of the line; where they begin."""
        right = box.right()
        marks = [("flag", row.flagged, "", c.check), ("note", row.noted, "", c.dim)]
        if Status(row.status) in OPEN:
            marks = [
                ("block", row.problems, str(row.problems), c.block),
                ("check", row.doubts, str(row.doubts), c.check),
                *marks,
            ]
        for name, count, words, colour in marks:
            if not count:
                continue
            right -= metrics.horizontalAdvance(words)
            _write(painter, right, base, words, face, colour)
            right -= 14
            painter.drawPixmap(
                QPoint(right, base - metrics.ascent() + (metrics.ascent() - 10) // 2),
                icons.pixmap(name, colour, 12),
            )
            right -= 6
        return right

    def facts(self, row: Row) -> str:
        """Date, partner and outlet in one line."""
        assert self._country
        assert self._place
        where = self._place.show(row.partner_city or None) or self._country.show(row.country or None)
        parts = (row.date, where, row.outlet)
        return _FULL_STOP.join(part for part in parts if part)


def _fill(painter: QPainter, box: QRect, colour: str) -> None:
    """Fill `box`. For `fillRect` the binding first builds all of Qt's gradients, 2 ms of the start."""
    painter.setBackground(_brush(colour))
    painter.eraseRect(box)


def _write(painter: QPainter, left: int, base: int, words: str, font: str, colour: str) -> None:
    """Write one line. `drawText` would shape it each time, and takes its colour by way of the namespace `Qt`."""
    layout, ascent = _laid(words, font, colour)
    layout.draw(painter, QPointF(left, base - ascent))


@lru_cache(maxsize=1024)
def _laid(words: str, font: str, colour: str) -> tuple[QTextLayout, float]:
    """The line, shaped and coloured, and pixels from its top to its base."""
    face, drawn = QFont(), QTextLayout.FormatRange()
    face.fromString(font)
    layout = QTextLayout(words, face)
    drawn.start, drawn.length, drawn.format = 0, Offsets(words).to_qt(len(words)), QTextCharFormat()
    drawn.format.setForeground(_brush(colour))
    layout.setFormats([drawn])
    layout.setCacheEnabled(True)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return layout, line.ascent() if line.isValid() else 0.0


@cache
def _brush(colour: str) -> QBrush:
    """A brush of this colour, from a palette: to make one of a colour the binding builds the namespace `Qt`."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(colour))
    return palette.base()


@lru_cache(maxsize=2048)
def _broken(words: str, font: str, width: int) -> tuple[str, ...]:
    """`words` on at most two lines of `width` pixels, broken between words, the second one elided."""
    face = QFont()
    face.fromString(font)
    layout = QTextLayout(words, face)
    layout.beginLayout()
    first = layout.createLine()
    if not first.isValid():
        return ()
    first.setLineWidth(width)
    layout.endLayout()
    end = Offsets(words).from_qt(first.textLength())
    head, rest = words[:end], words[end:]
    if not rest:
        return (head,)
    return head.rstrip(), _elided(rest, font, width)


@lru_cache(maxsize=2048)
def _elided(words: str, font: str, width: int) -> str:
    """`words` cut to `width` pixels. Qt's own `elidedText` is told how by a name of the namespace `Qt`."""
    face = QFont()
    face.fromString(font)
    metrics = QFontMetrics(face)
    if metrics.horizontalAdvance(words) <= width:
        return words
    fitting = bisect(range(len(words)), width, key=lambda end: metrics.horizontalAdvance(f"{words[:end]}…"))
    return f"{words[: max(0, fitting - 1)].rstrip()}…"
