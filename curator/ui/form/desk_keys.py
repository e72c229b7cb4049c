"""Keys of the desk in a widget of the form: wherever the focus is, the same key asks for the same command."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from curator.ui.commands import keys

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object  # Qt has one base class in each widget: the one that stands behind


class DeskKeys(_Widget):
    """Stands before the Qt class among the bases: it hears the keys first, and what means nothing here goes on."""

    if TYPE_CHECKING:  # declared by each widget: a signal belongs to its Qt class
        asked = Signal(str)  # the id of a command
        entered = Signal()  # the focus came

    def meant(self, event: QEvent) -> str:
        """The id of the command that a key press means here; empty if none does."""
        return keys.command(event, "form")

    def ask(self, command: str) -> None:
        """Hand `command` on to the form."""
        self.asked.emit(command)

    def event(self, event: QEvent) -> bool:
        """The desk's keys come before the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and self.meant(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, whatever is held with it; other keys do what the table says."""
        command = "leave_field" if event.key() == Qt.Key.Key_Escape else self.meant(event)
        if command:
            self.ask(command)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the form where the person is."""
        super().focusInEvent(event)
        self.entered.emit()
