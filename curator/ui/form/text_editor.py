"""A line of text that is a value: typed, understood, committed on leaving; with suggestions that take no focus."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from curator.errors import Problem
from curator.i18n import _
from curator.model.codebook import Field
from curator.model.kinds import Kind
from curator.ui.form.desk_keys import DeskKeys
from curator.ui.form.suggestions import Hint, Suggestions
from curator.ui.style import theme

Complete = Callable[[str], list[str]]  # what past records hold for what is typed
SEPARATOR = "; "  # between the values of a field that holds many
STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)  # the person comes back
_TEXT_KEYS = (
    *(QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo, QKeySequence.StandardKey.Copy),
    *(QKeySequence.StandardKey.Cut, QKeySequence.StandardKey.Paste, QKeySequence.StandardKey.SelectAll),
)


class TextEditor(DeskKeys, QLineEdit):
    """One line of text. While an input method composes, no key is a command."""

    committed = Signal(object)
    refused = Signal(object)  # a Problem
    asked = Signal(str)  # the id of a command
    entered = Signal()  # the focus came
    left = Signal()  # the focus went, after the commit

    def __init__(self, field: Field, complete: Complete, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert field.kind
        self.field = field
        self.kind: Kind = field.kind
        self._complete = complete
        self._saved: Any = None
        self._composing = False
        self._suggestions: Suggestions | None = None
        self._hint: Hint | None = None
        self.problem: Problem | None = None
        self.setFrame(False)
        self.setTextMargins(2, 0, 2, 0)
        self.textEdited.connect(self._typed)

    # The value

    def show_value(self, value: Any) -> None:
        """Show what is saved, unless the person is typing here now, or has left here what is no value.

        Another answer, given elsewhere, takes the place of what was left.
        """
        if self.isModified() and (self.hasFocus() or value == self._saved):
            self._saved = value
            return
        self.take(value)

    def show_again(self) -> None:
        """Show the saved value in the words of the language in force."""
        self.show_value(self._saved)

    def take(self, value: Any) -> None:
        """Show `value` as the saved one, whatever was typed."""
        self._saved = value
        self.problem = None
        if self._hint:
            self._hint.hide()
        with QSignalBlocker(self):
            self.setText(self.words(value))
            self.setModified(False)
        self.setCursorPosition(0)
        self.close_suggestions()

    @property
    def typing(self) -> bool:
        """Whether something is typed that has not been handed over."""
        return self.isModified()

    def give_up(self) -> None:
        """Show the saved value again, whatever was typed."""
        self.take(self._saved)
        if not self.hasFocus():
            self.left.emit()

    def words(self, value: Any) -> str:
        """`value` as it is typed in."""
        if isinstance(value, list):
            return SEPARATOR.join(self.kind.show(item) for item in value)
        return self.kind.show(value)

    def parse(self, typed: str) -> Any:
        """The value meant by `typed`. Raises Problem."""
        if self.field.many:
            items = [self.kind.parse(item) for item in typed.replace("\n", ";").split(";")]
            return [item for item in items if item is not None]
        return self.kind.parse(typed)

    def commit(self) -> bool:
        """Hand over what was typed; False if it is no value, which is then said by `refused`."""
        self.close_suggestions()
        if not self.isModified():
            return self.problem is None
        try:
            value = self.parse(unicodedata.normalize("NFC", self.text()))
        except Problem as problem:
            said = _("{field}: {value}").format(field=self.field.label, value=problem.message)
            self.problem = Problem(said, problem.hint)
            self._tell(self.problem)
            self.refused.emit(self.problem)
            return False
        self.setModified(False)
        self.problem = None
        if value == self._saved:
            self.take(value)
        else:
            self.committed.emit(value)
        return True

    def echo(self) -> str:
        """What the text means, shown behind it."""
        return ""

    # Suggestions

    def offers(self, typed: str) -> list[tuple[str, str]]:
        """What could be meant: text to take over, text to show."""
        if self.field.many:
            *before, last = typed.split(";")
            lead = SEPARATOR.join([*(part.strip() for part in before), ""])
            return [(lead + value, value) for value in self._complete(last.strip())] if last.strip() else []
        return [(value, value) for value in self._complete(typed)] if typed.strip() else []

    def close_suggestions(self) -> bool:
        """Take the list away; whether it was there."""
        shown = self._suggestions is not None and self._suggestions.isVisible()
        if self._suggestions:
            self._suggestions.hide()
        return shown

    def _tell(self, problem: Problem) -> None:
        if self._hint is None:
            self._hint = Hint(self)
            self.destroyed.connect(self._hint.deleteLater)
        self._hint.tell(problem)
        self.update()

    def _typed(self, typed: str) -> None:
        self.problem = None
        if self._hint:
            self._hint.hide()
        self._offer(self.offers(typed), self.certain(typed))

    def _offer(self, rows: Sequence[tuple[str, str]], certain: bool) -> None:
        if self._suggestions is None and rows:
            self._suggestions = Suggestions(self)
            self._suggestions.picked.connect(self._pick)
            self.destroyed.connect(self._suggestions.deleteLater)
        if self._suggestions:
            self._suggestions.offer(rows, preselect=certain)

    def certain(self, _typed: str) -> bool:
        """Whether Enter takes the first of what is offered."""
        return False

    @property
    def strict(self) -> bool:
        """Whether only offered values are values."""
        return False

    def _pick(self, typed: str) -> None:
        self.setText(typed)
        self.setModified(True)
        self.commit()

    def _take_chosen(self) -> None:
        if self._suggestions and (chosen := self._suggestions.chosen()):
            self.setText(chosen)
            self.setModified(True)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the list, then of the desk, then text."""
        listed = self._suggestions is not None and self._suggestions.isVisible()
        if self._composing:
            if not super().meant(event):
                QLineEdit.keyPressEvent(self, event)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not event.modifiers():
            by = 1 if event.key() == Qt.Key.Key_Down else -1
            if listed and self._suggestions:
                self._suggestions.step(by)
            elif self.strict and by == 1:
                self._offer(self.offers(""), True)
            else:
                self.asked.emit("next_line" if by == 1 else "previous_line")
        else:
            super().keyPressEvent(event)

    def meant(self, event: QEvent) -> str:
        """No key is a command while text is being composed."""
        return "" if self._composing else super().meant(event)

    def ask(self, command: str) -> None:
        """Leaving closes the list first, then gives up what was typed; other commands take what is chosen there."""
        if command != "leave_field":
            self._take_chosen()
        elif self.close_suggestions():
            return
        else:
            self.give_up()
        super().ask(command)

    def event(self, event: QEvent) -> bool:
        """Undo is the record's once nothing is uncommitted; keys that no text needs belong to the window."""
        pressed = event.type() == QEvent.Type.ShortcutOverride and not self.meant(event)
        if pressed and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
                event.setAccepted(self.isModified())
                return True
            control = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier)
            if control and not any(event.matches(key) for key in _TEXT_KEYS) and event.text() and _letter(event):
                event.ignore()  # Ctrl+K and the like belong to the window
                return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether text is being composed."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by key selects the text."""
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.MouseFocusReason, *STAYING):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving commits."""
        self._composing = False
        super().focusOutEvent(event)
        if event.reason() not in STAYING:
            self.commit()
            self.left.emit()
        self.setCursorPosition(0)
        self.deselect()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and dim behind it what it means, at rest only where it fits. Long text ends in an ellipsis."""
        if self.hasFocus():
            super().paintEvent(event)
        else:
            self._paint_rest()
        words = self.echo() if self.text() else ""
        left = self.fontMetrics().horizontalAdvance(self.text()) + 14
        room = self.width() - left - 4
        whole = self.fontMetrics().horizontalAdvance(words) <= room
        if words and (whole or (self.hasFocus() and room > 24)):
            painter = QPainter(self)
            painter.setPen(QColor(theme.colours(self).dim))
            shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(
                left, 0, room, self.height(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown
            )
            painter.end()

    def _paint_rest(self) -> None:
        painter = QPainter(self)
        if self.problem:
            painter.fillRect(self.rect(), QColor(theme.colours(self).block_ground))
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        room = self.rect().adjusted(4, 0, -2, 0)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        painter.end()


def _letter(event: QKeyEvent) -> bool:
    return Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
