"""The frame of the active zone: keys mean commands in the reader and text in the form, so one must see which."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from curator.ui.style import theme


class ZoneFrame(QWidget):
    """Drawn over its owner while the keyboard is inside; takes no clicks."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    def follow(self) -> None:
        """Cover the owner as it is now."""
        self.setGeometry(self._owner.rect())
        self.raise_()

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self._owner):  # the focus leaves a window that is being closed
            return
        inside = new is not None and (new is self._owner or self._owner.isAncestorOf(new))
        if inside != self.isVisible():
            self.setVisible(inside)
            self.follow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two pixels in the colour of the focus."""
        painter = QPainter(self)
        painter.setPen(QColor(theme.colours(self._owner).accent))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()
