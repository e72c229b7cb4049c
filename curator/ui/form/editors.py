"""The editor of each kind of value: the only table from kinds to widgets.

An editor shows a value, lets a person type another, and says what was meant. It saves nothing: `committed` carries
the parsed value, `refused` the Problem. Keys of the desk go to the form by `asked`.
"""

import unicodedata
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QPlainTextEdit, QWidget

from curator.errors import Problem
from curator.i18n import _
from curator.model import edtf
from curator.model.codebook import Field
from curator.model.kinds import Code, EdtfDate, Flag, Kind, LongText, Place, begins, holds, names
from curator.model.vocab import Term, Vocabulary
from curator.ui.commands import keys
from curator.ui.form.desk_keys import DeskKeys
from curator.ui.form.suggestions import ROWS
from curator.ui.form.text_editor import STAYING, Complete, TextEditor


class DateEditor(TextEditor):
    """A date: what is typed is said back in words."""

    def echo(self) -> str:
        """See TextEditor."""
        try:
            value = self.parse(self.text())
            return edtf.in_words(value) if value else ""
        except (Problem, ValueError):
            return ""

    def offers(self, typed: str) -> list[tuple[str, str]]:
        """See TextEditor; a date is never completed."""
        return []


class CodeEditor(TextEditor):
    """A code of a list, typed as code or name in any of the three languages."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The list."""
        assert isinstance(self.kind, Code | Place)
        return self.kind.vocabulary

    @property
    def strict(self) -> bool:
        """See TextEditor."""
        return True

    def echo(self) -> str:
        """The code behind the words."""
        return "" if self.isModified() or self._saved is None else str(self._saved)

    def certain(self, typed: str) -> bool:
        """See TextEditor; a name that only holds the words is offered, not taken."""
        found = matching(self.vocabulary, typed)[:1] if self.strict and typed.strip() else []
        return any(begins(name, typed) for term in found for name in names(term))

    def offers(self, typed: str) -> list[tuple[str, str]]:
        """See TextEditor; nothing typed offers the whole list."""
        return [(term.code, term.label()) for term in matching(self.vocabulary, typed)]


class PlaceEditor(CodeEditor):
    """A place: a known one under its standard name, another as printed."""

    @property
    def strict(self) -> bool:
        """See TextEditor."""
        return False

    def echo(self) -> str:
        """See TextEditor."""
        return "" if self.text() == str(self._saved) else super().echo()

    def offers(self, typed: str) -> list[tuple[str, str]]:
        """Known places first, then those of past records."""
        if not typed.strip():
            return []
        known = super().offers(typed)
        names = {shown for _code, shown in known} | {code for code, _shown in known}
        return (known + [(name, name) for name in self._complete(typed) if name not in names])[: ROWS * 2]


class NoteEditor(DeskKeys, QPlainTextEdit):
    """Text of several lines; Alt+Enter begins a new one, since Enter goes on."""

    committed = Signal(object)
    refused = Signal(object)
    asked = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, field: Field, _complete: Complete, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert field.kind
        self.field = field
        self.kind = field.kind
        self.problem: Problem | None = None
        self._saved: Any = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(1)

    def show_value(self, value: Any) -> None:
        """Show what is saved, unless the person is typing here now."""
        if not (self.hasFocus() and self.document().isModified()):
            self.take(value)

    def show_again(self) -> None:
        """Free words have no translation."""

    def take(self, value: Any) -> None:
        """Show `value` as the saved one, whatever was typed."""
        if value != self._saved or self.document().isModified():
            self.setPlainText(value or "")
            self.document().setModified(False)
        self._saved = value

    @property
    def typing(self) -> bool:
        """See TextEditor."""
        return self.document().isModified()

    def give_up(self) -> None:
        """See TextEditor."""
        self.take(self._saved)

    def commit(self) -> bool:
        """Hand over what was typed."""
        if self.document().isModified():
            self.document().setModified(False)
            typed = unicodedata.normalize("NFC", self.toPlainText())
            if (value := self.kind.parse(typed)) != self._saved:
                self.committed.emit(value)
        return True

    def ask(self, command: str) -> None:
        """Leaving gives up what was typed."""
        if command == "leave_field":
            self.give_up()
        super().ask(command)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key of a new line, then those of the desk, then text."""
        if keys.name(event) == "Alt+Return":
            self.insertPlainText("\n")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """See TextEditor."""
        super().focusOutEvent(event)
        if event.reason() not in STAYING:
            self.commit()
            self.left.emit()


class FlagEditor(DeskKeys, QCheckBox):
    """Yes or no."""

    committed = Signal(object)
    refused = Signal(object)
    asked = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, field: Field, _complete: Complete, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.problem: Problem | None = None
        self.toggled.connect(lambda checked: self.committed.emit(checked))

    def show_value(self, value: Any) -> None:
        """Show what is saved."""
        with QSignalBlocker(self):
            self.setChecked(bool(value))

    take = show_value

    def setReadOnly(self, only: bool) -> None:
        """As text fields can be made."""
        self.setEnabled(not only)

    def show_again(self) -> None:
        """A tick has no words."""

    typing = False

    def give_up(self) -> None:
        """A tick is saved at once."""

    def commit(self) -> bool:
        """A tick is saved at once."""
        return True

    def text_shown(self) -> str:
        """The value in words."""
        return _("yes") if self.isChecked() else _("no")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """See TextEditor."""
        super().focusOutEvent(event)
        self.left.emit()


Editor = TextEditor | NoteEditor | FlagEditor


def editor_for(field: Field, complete: Complete, parent: QWidget | None = None) -> Editor:
    """The editor of a field's kind."""
    for kind, made in _EDITORS:
        if isinstance(field.kind, kind):
            return made(field, complete, parent)
    return TextEditor(field, complete, parent)


_EDITORS: tuple[tuple[type[Kind], type[Editor]], ...] = (
    (LongText, NoteEditor),
    (EdtfDate, DateEditor),
    (Code, CodeEditor),
    (Place, PlaceEditor),
    (Flag, FlagEditor),
)


def matching(vocabulary: Vocabulary, typed: str) -> list[Term]:
    """The terms one of whose names holds words that begin as typed; those that begin with it first."""
    found = [term for term in vocabulary if any(holds(name, typed) for name in names(term))]
    first = [term for term in found if any(begins(name, typed) for name in names(term))]
    return first + [term for term in found if term not in first]
