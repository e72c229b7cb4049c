"""Headings of the form: the article's fields, which fold, and the engagements, one tab each."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from curator.i18n import _
from curator.model.codebook import ARTICLE, ENGAGEMENT
from curator.model.record import Sheet
from curator.model.rules import Finding
from curator.ui.commands import keys
from curator.ui.form.lines import ICON, KEY, paint_bar
from curator.ui.style import icons, theme


class ArticleHead(QWidget):
    """`Article`, and the headline while its fields are folded away."""

    toggled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.folded = True
        self.unfolded_itself = False
        self._headline = ""
        self._finding: Finding | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def reset(self) -> None:
        """Fold, as for a fresh record."""
        self.folded, self.unfolded_itself = True, False
        self.update()

    def unfold(self) -> None:
        """Unfold, since the keys went to one of the fields."""
        self.folded, self.unfolded_itself = False, True
        self.update()

    def tell(self, sheet: Sheet, finding: Finding | None) -> None:
        """Show the headline, and the worst finding of the folded fields."""
        self._headline, self._finding = sheet.get(("article", "headline")) or "", finding
        self.setToolTip(self._headline)
        self.update()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setAccessibleName(ARTICLE.label)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold."""
        self.folded, self.unfolded_itself = not self.folded, False
        self.toggled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A heading with an arrow."""
        c = theme.colours(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(c.window))
        paint_bar(painter, self.rect(), self._finding if self.folded else None, c)
        top = (self.height() - ICON) // 2
        painter.drawPixmap(3, top, icons.pixmap("next" if self.folded else "down", c.dim))
        left = _heading(painter, self, ARTICLE.label)
        if self.folded:
            room = self.width() - left - 6
            words = self.fontMetrics().elidedText(self._headline, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left, 0, room, self.height()), int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()


class Tabs(QWidget):
    """One number for each engagement, and a plus. Arrows move, plus adds."""

    chosen = Signal(int)
    asked = Signal(str)
    entered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("engagements")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.count = self.current = 0
        self._finding: Finding | None = None
        self._summary = ""

    def tell(self, count: int, current: int, finding: Finding | None, summary: str = "") -> None:
        """Show so many engagements, and at the right end what the record still asks for."""
        self.count, self.current, self._finding, self._summary = count, current, finding, summary
        self.setAccessibleName(
            _("Engagement {n} of {total}").format(n=current + 1, total=count) if count else _("No engagement")
        )
        self.update()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.tell(self.count, self.current, self._finding, self._summary)

    def box(self, number: int) -> QRect:
        """Where tab `number` is painted; the plus is behind the last one."""
        height = self.height() - 4
        width = max(height, self.fontMetrics().horizontalAdvance("00") + 10)
        bold = self.font()
        bold.setWeight(bold.Weight.DemiBold)
        left = KEY + self.fontMetrics().horizontalAdvance(ENGAGEMENT.label) + 24
        return QRect(left + number * (width + 2), 2, width, height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a tab, or add an engagement."""
        place = event.position().toPoint()
        for number in range(self.count):
            if self.box(number).contains(place):
                self.chosen.emit(number)
                return
        if self.box(self.count).contains(place):
            self.asked.emit("add_engagement")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the desk."""
        if event.key() == Qt.Key.Key_Escape:
            self.asked.emit("leave_field")
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.count:
            self.chosen.emit((self.current + (1 if event.key() == Qt.Key.Key_Right else -1)) % self.count)
        elif event.text() == "+":
            self.asked.emit("add_engagement")
        elif command := keys.command(event, "form"):
            self.asked.emit(command)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Desk keys before shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and keys.command(event, "form"):
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the form."""
        super().focusInEvent(event)
        self.entered.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The heading, the numbers and the plus."""
        c = theme.colours(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(c.window))
        paint_bar(painter, self.rect(), self._finding, c)
        _heading(painter, self, ENGAGEMENT.label)
        middle = int(Qt.AlignmentFlag.AlignCenter)
        for number in range(self.count):
            here = number == self.current
            box = self.box(number)
            painter.fillRect(box, QColor(c.base if here else c.window))
            painter.setPen(QColor(c.accent if here else c.dim))
            painter.drawText(box, middle, str(number + 1))
            if here:
                painter.fillRect(box.left(), box.bottom() - 1, box.width(), 2, QColor(c.accent))
        plus = self.box(self.count)
        painter.drawPixmap(plus.center().x() - 7, plus.center().y() - 7, icons.pixmap("add", c.dim))
        painter.setPen(QColor(c.dim))
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(
            QRect(plus.right() + 6, 0, self.width() - plus.right() - 14, self.height()), right, self._summary
        )
        if not self.count:
            words = QRect(plus.right() + 6, 0, self.width() - plus.right() - 6, self.height())
            painter.setPen(QColor(c.dim))
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), _("none: press + to add one"))
        painter.end()


def _heading(painter: QPainter, widget: QWidget, text: str) -> int:
    """Write a heading; where the next word may begin."""
    c = theme.colours(widget)
    font = widget.font()
    font.setWeight(font.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(c.text))
    painter.drawText(QRect(KEY, 0, widget.width(), widget.height()), int(Qt.AlignmentFlag.AlignVCenter), text)
    after = KEY + painter.fontMetrics().horizontalAdvance(text) + 10
    painter.setFont(widget.font())
    painter.setPen(QColor(c.dim))
    return after
