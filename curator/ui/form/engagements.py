"""Headings of the form: the article's fields, which fold, and the engagements, one tab each."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from curator.i18n import _
from curator.model.codebook import ARTICLE, ENGAGEMENT
from curator.model.record import Path, Sheet
from curator.model.rules import Finding
from curator.ui.form.desk_keys import DeskKeys
from curator.ui.form.lines import ICON, KEY, paint_bar, shown
from curator.ui.style import icons, theme
from curator.ui.style.marks import Tone, mark

SUMMARY = ("outlet", "published", "authors", "language", "headline")  # what the folded article says, in this order


class ArticleHead(QWidget):
    """`Article`, and in one line what its fields hold while they are folded away.

    They unfold while the keys are in one of them, and fold again when the keys go elsewhere. `kept_open` holds them
    open: the person's choice, by a press here or by command.
    """

    toggled = Signal()  # `kept_open` changed

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.kept_open = False
        self.visited = False  # the keys are in one of the fields
        self._values: list[tuple[str, Tone]] = []
        self._finding: Finding | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def folded(self) -> bool:
        """Whether the fields are out of sight."""
        return not (self.kept_open or self.visited)

    def toggle(self) -> None:
        """Hold the fields open, or let them fold."""
        self.kept_open = self.folded
        self.visited = False
        self.toggled.emit()

    def tell(self, sheet: Sheet, found: list[Finding]) -> None:
        """Show what the fields hold, and mark what waits for a look."""
        found = [each for each in found if each.path[0] == "article"]
        self._finding = found[0] if found else None
        waiting = {each.path for each in found}
        self._values, lines = [], []
        for key in SUMMARY:
            path: Path = ("article", key)
            field = ARTICLE[key]
            if words := shown(field, sheet.get(path)):
                doubtful = path in waiting or mark(sheet.evidence.get(path)).tone != "calm"
                self._values.append((words, "check" if doubtful else "calm"))
                lines.append(_("{field}: {value}").format(field=field.label, value=words))
        self.setToolTip("\n".join(lines))
        self.setAccessibleDescription(". ".join(lines))
        self.update()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setAccessibleName(ARTICLE.label)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold."""
        self.toggle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A heading with an arrow, and the values in the colour of their state."""
        c = theme.colours(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(c.window))
        paint_bar(painter, self.rect(), self._finding if self.folded else None, c)
        top = (self.height() - ICON) // 2
        painter.drawPixmap(3, top, icons.pixmap("next" if self.folded else "unfolded", c.dim))
        left = _heading(painter, self, ARTICLE.label)
        metrics, middle = self.fontMetrics(), int(Qt.AlignmentFlag.AlignVCenter)
        for number, (words, tone) in enumerate(self._values if self.folded else ()):
            if number:
                painter.setPen(QColor(c.dim))
                painter.drawText(QRect(left, 0, 20, self.height()), middle, " · ")
                left += metrics.horizontalAdvance(" · ")
            room = self.width() - left - 6
            painter.setPen(QColor(c.check if tone == "check" else c.dim))
            told = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left, 0, room, self.height()), middle, told)
            left += metrics.horizontalAdvance(told)
        painter.end()


class Tabs(DeskKeys, QWidget):
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
        """Arrows and plus, then keys of the desk."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.count:
            self.chosen.emit((self.current + (1 if event.key() == Qt.Key.Key_Right else -1)) % self.count)
        elif event.text() == "+":
            self.asked.emit("add_engagement")
        else:
            super().keyPressEvent(event)

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
