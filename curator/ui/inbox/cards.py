"""An article of the list as a card: state, headline on up to two lines, and date, partner, outlet below."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
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
        metrics = QFontMetrics(font)
        rise = (line - metrics.height()) // 2 + metrics.ascent()
        done = Status(row.status) not in OPEN
        left = box.left() + icons.SIZE + GAP
        title = _broken(title_of(row), font.toString(), box.right() - left)
        box = box.translated(0, (2 - len(title)) * line // 2)
        painter.drawPixmap(
            QPoint(box.left(), box.top() + (line - icons.SIZE) // 2),
            icons.pixmap(row.status, c.dim if done else c.accent),
        )
        painter.setFont(font)
        painter.setPen(QColor(c.dim if done else c.text))
        for number, words in enumerate(title):
            painter.drawText(left, box.top() + number * line + rise, words)
        base = box.top() + len(title) * line + rise
        right = self._marks(painter, box, base, metrics, row, c)
        painter.setPen(QColor(c.dim))
        facts = metrics.elidedText(self.facts(row), Qt.TextElideMode.ElideRight, right - left - GAP)
        painter.drawText(left, base, facts)

    def _marks(
        self, painter: QPainter, box: QRect, base: int, metrics: QFontMetrics, row: Row, c: theme.Colours
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
            painter.setPen(QColor(colour))
            painter.drawText(right, base, words)
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
    painter.setBackground(QColor(colour))
    painter.eraseRect(box)


@lru_cache(maxsize=2048)
def _broken(words: str, font: str, width: int) -> tuple[str, ...]:
    """`words` on at most two lines of `width` pixels, broken between words, the second one elided."""
    face = QFont()
    face.fromString(font)
    layout = QTextLayout(words, face)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
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
    return head.rstrip(), QFontMetrics(face).elidedText(rest, Qt.TextElideMode.ElideRight, width)
