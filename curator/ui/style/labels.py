"""A label of one line for places that may become narrow."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget


class ShortLabel(QLabel):
    """Plain words on one line, ended with an ellipsis where there is no room; the tooltip has them whole."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, words: str) -> None:
        """Show these words."""
        super().setText(words)
        self.setToolTip(words)

    @property
    def seen(self) -> str:
        """The words as they are painted in the present width."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def minimumSizeHint(self) -> QSize:
        """It can go without any width."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        self.style().drawItemText(
            painter, self.contentsRect(), int(Qt.AlignmentFlag.AlignVCenter), self.palette(), self.isEnabled(),
            self.seen, QPalette.ColorRole.WindowText,
        )  # fmt: skip
        painter.end()
