"""Texts of widgets that change with the language while the window is open."""

from collections.abc import Callable
from functools import cache

from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, QDateTime, QEvent, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QWidget

from curator import i18n
from curator.i18n import N_, _, translate

# What Qt itself says in file dialogs, message boxes and the menus of text fields. Qt ships no Vietnamese for it.
QT_TEXTS = {
    **{
        text: text
        for text in (
            *(N_("OK"), N_("Cancel"), N_("Close"), N_("Save"), N_("Open"), N_("Discard"), N_("Yes"), N_("No")),
            *(N_("Undo"), N_("Redo"), N_("Cut"), N_("Copy"), N_("Paste"), N_("Delete"), N_("Select All")),
            *(N_("Look in:"), N_("File name:"), N_("Files of type:"), N_("Directory:"), N_("Choose"), N_("Back")),
            *(N_("Forward"), N_("Parent Directory"), N_("Create New Folder"), N_("List View"), N_("Detail View")),
            *(N_("Size"), N_("Date Modified"), N_("Recent Places"), N_("New Folder"), N_("All Files (*)")),
            *(N_("Copy Link Location"), N_("Retry")),
        )
    },
    "Name": N_("File name"),  # in the code book these words mean something else
    "Type": N_("File type"),
}


class Texts(QObject):
    """The texts of one widget: each is set at once and set again whenever the language changes.

    Qt sends `LanguageChange` down the whole tree of objects, so a child object is enough to hear of it.
    """

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._again: list[Callable[[], object]] = []

    def set(self, setter: Callable[[str], object], text: Callable[[], str]) -> None:
        """Call `setter(text())` now and at each change of language."""
        self.run(lambda: setter(text()))

    def run(self, action: Callable[[], object]) -> None:
        """Call `action()` now and at each change of language."""
        self._again.append(action)
        action()

    def later(self, action: Callable[[], object]) -> None:
        """Call `action()` at each change of language, but not now."""
        self._again.append(action)

    def event(self, event: QEvent) -> bool:
        """Hear of the change."""
        if event.type() == QEvent.Type.LanguageChange:
            for action in self._again:
                action()
        return super().event(event)


class _QtTexts(QTranslator):
    """Answers Qt's own texts from our translations."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._texts = {text: translate(ours, language) for text, ours in QT_TEXTS.items()}

    def isEmpty(self) -> bool:
        """Qt skips a translator that says it is empty."""
        return False

    def translate(self, context: str, text: str, note: str | None = None, number: int = -1) -> str | None:
        """The text in the language, or None so that Qt keeps its own; `&` marks no access key here."""
        return self._texts.get(text.replace("&", ""))


class Language(QObject):
    """The language in force in a running application: switches it and tells every widget."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._translator: _QtTexts | None = None

    def switch(self, language: str) -> None:
        """Answer in `language` from now on; widgets hear of it through `LanguageChange`."""
        i18n.set_language(language)
        if self._translator:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None
        if language != "en":
            self._translator = _QtTexts(language)
            QCoreApplication.installTranslator(self._translator)

    def close(self) -> None:
        """Give the application back without our translator."""
        if self._translator:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None


def number(value: int) -> str:
    """`value` with the thousands separator of the language in force."""
    return _locale(i18n.language()).toString(value)


def moment(at: str) -> str:
    """The time `at` (UTC ISO 8601) on this computer's clock, as the language in force writes it, year in full."""
    when = QDateTime.fromString(at, QtCore.Qt.DateFormat.ISODate).toLocalTime()
    return _locale(i18n.language()).toString(when, _("d MMM yyyy, HH:mm"))


@cache
def _locale(language: str) -> QLocale:
    """Kept: to make one takes as long as to paint a card of the list."""
    return QLocale(language)
