"""The main button of a place: the one thing to do next, in the accent colour."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton

from curator.ui.style import theme

RADIUS = 4


class MainButton(QPushButton):
    """A push button that paints itself: a style sheet would cost the start of the program its styling machinery."""

    def sizeHint(self) -> QSize:
        """The words in bold, with air around them."""
        metrics = self.fontMetrics()
        return QSize(round(metrics.horizontalAdvance(self.text()) * 1.1) + 32, metrics.height() + 14)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A filled plate; a line inside it when it has the focus or the mouse is on it."""
        c = theme.colours()
        on = self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(c.accent if on else c.line)))
        painter.setBrush(QColor(c.accent if on else c.window))
        plate = self.rect().adjusted(0, 0, -1, -1).toRectF().translated(0.5, 0.5)
        painter.drawRoundedRect(plate, RADIUS, RADIUS)
        if on and (self.hasFocus() or self.underMouse()):
            painter.setPen(QPen(QColor(c.on_accent)))
            painter.drawRoundedRect(plate.adjusted(2, 2, -2, -2), RADIUS - 1, RADIUS - 1)
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(c.on_accent if on else c.dim))
        shift = 1 if self.isDown() else 0
        painter.drawText(self.rect().translated(0, shift), int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()
