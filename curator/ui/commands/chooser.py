"""Small popups: the chooser, where a digit says what is meant, and the prompt, which takes a few words."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QVBoxLayout, QWidget

from curator.ui.commands import keys


class _Popup(QFrame):
    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)

    def open_at(self, where: QPoint) -> None:
        """Show it at global `where`, on the screen."""
        parent = self.parentWidget()
        assert parent
        screen = parent.screen().availableGeometry()
        left = min(where.x(), screen.right() - self.width())
        self.move(left, min(where.y() + 4, screen.bottom() - self.height()))
        self.show()
        self.setFocus()


class Chooser(_Popup):
    """A list of things by name; 1 to 9, arrows and Enter, or a click choose, Esc leaves."""

    chosen = Signal(object)

    def __init__(self, title: str, choices: Sequence[tuple[Any, str]], parent: QWidget) -> None:
        super().__init__("chooser", parent)
        self._choices = [choice for choice, _name in choices]
        self._list = QListWidget(self)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setAccessibleName(title)
        self._list.addItems([f"{number}   {name}" for number, (_path, name) in enumerate(choices, 1)])
        self._list.setCurrentRow(0)
        self._list.itemClicked.connect(lambda item: self._choose(self._list.row(item)))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.addWidget(self._list)
        rows, frame = self._list.count(), 2 * self._list.frameWidth() + 8
        width = min(420, self._list.sizeHintForColumn(0) + frame + 24)
        self.resize(width, rows * max(1, self._list.sizeHintForRow(0)) + frame)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        number = keys.digit(event)
        if number is not None:
            if 1 <= number <= len(self._choices):
                self._choose(number - 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._list.currentRow())
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self._list.setCurrentRow((self._list.currentRow() + step) % len(self._choices))
        else:
            super().keyPressEvent(event)

    def _choose(self, row: int) -> None:
        choice = self._choices[row]
        self.close()
        self.chosen.emit(choice)


class Prompt(_Popup):
    """One line for a few words: a reason, a note. Enter gives them, Esc leaves."""

    given = Signal(str)

    def __init__(self, title: str, words: str, parent: QWidget) -> None:
        super().__init__("prompt", parent)
        self.typed = QLineEdit(words, self)
        self.typed.setAccessibleName(title)
        self.typed.setMinimumWidth(320)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.addWidget(QLabel(title, self))
        column.addWidget(self.typed)
        self.setFocusProxy(self.typed)
        self.typed.returnPressed.connect(self._give)
        self.adjustSize()

    def _give(self) -> None:
        words = self.typed.text().strip()
        self.close()
        self.given.emit(words)
