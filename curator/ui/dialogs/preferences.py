"""The settings: who signs, language, colours and sizes of text. Each choice acts at once."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QDialog, QFormLayout, QLabel, QLineEdit, QSpinBox, QWidget

from curator.errors import Problem
from curator.i18n import LANGUAGES, N_, _, language
from curator.model.vocab import place_called, vocabulary
from curator.ui.look import LARGEST, SMALLEST
from curator.ui.style.texts import Texts

if TYPE_CHECKING:
    from curator.ui.window import Window

THEMES = {"system": N_("Colours of the system"), "light": N_("Light colours"), "dark": N_("Dark colours")}


class Preferences(QDialog):
    """One line a choice."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self.setObjectName("settings")
        self._window = window
        chosen = window.settings
        self._form = QFormLayout(self)
        self._form.setContentsMargins(20, 16, 20, 20)
        self._form.setSpacing(10)
        self._texts = Texts(self)
        self._texts.set(self.setWindowTitle, lambda: _("Settings"))
        self.reader = QLineEdit(window.store.reader, self)
        self.reader.editingFinished.connect(self._set_reader)
        self.home = QLineEdit(self)
        self.home.setCompleter(_completer([place.label() for place in vocabulary("places")], self))
        self.home.editingFinished.connect(self._set_home)
        self._unknown = QLabel(self)
        self._unknown.setObjectName("settings:unknown")
        self._unknown.setWordWrap(True)
        self._unknown.hide()
        self.language = QComboBox(self)
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(language()))
        self.language.currentIndexChanged.connect(lambda: window.look.set_language(self.language.currentData()))
        self.theme = QComboBox(self)
        for key in THEMES:
            self.theme.addItem("", key)
        self.theme.setCurrentIndex(self.theme.findData(chosen.theme))
        self.theme.currentIndexChanged.connect(lambda: window.look.set_theme(self.theme.currentData()))
        self._texts.run(self._name_themes)
        self._row(self.reader, "reader_name", lambda: _("Your name, which signs what you save"))
        self._row(self.home, "home_city", lambda: _("Home city"))
        self._form.addRow("", self._unknown)
        self._texts.run(self._show_home)
        self._row(self.language, "language", lambda: _("Language"))
        self._row(self.theme, "theme", lambda: _("Colours"))
        self._row(self._size("reader_font"), "reader_font", lambda: _("Text size of the article"))
        self._row(self._size("form_font"), "form_font", lambda: _("Text size of the form"))
        self.setMinimumWidth(480)

    def _row(self, widget: QWidget, name: str, text: "object") -> None:
        label = QLabel(self)
        widget.setObjectName(f"settings:{name}")
        label.setBuddy(widget)
        self._form.addRow(label, widget)
        assert callable(text)
        self._texts.set(label.setText, text)
        self._texts.set(widget.setAccessibleName, text)

    def _name_themes(self) -> None:
        for number, text in enumerate(THEMES.values()):
            self.theme.setItemText(number, _(text))

    def _size(self, name: str) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(SMALLEST - 1, LARGEST)
        self._texts.set(box.setSpecialValueText, lambda: _("as the system"))
        box.setValue(getattr(self._window.settings, name) or SMALLEST - 1)
        box.valueChanged.connect(lambda points: self._set_size(name, points))
        return box

    def _set_size(self, name: str, points: int) -> None:
        setattr(self._window.settings, name, 0 if points < SMALLEST else points)
        self._window.look.apply_fonts()

    def _set_reader(self) -> None:
        if name := self.reader.text().strip():
            self._window.settings.reader = self._window.store.reader = name
            self._window.tell_status()

    def _set_home(self) -> None:
        """Take a place that the vocabulary knows, in any language; else say so, and keep the one before."""
        try:
            self._window.settings.home_city = place_called(self.home.text()).code
        except Problem as problem:
            self._unknown.setText(f"{problem.message} {problem.hint}")
            self._unknown.show()
            return
        self._show_home()

    def _show_home(self) -> None:
        self.home.setText(vocabulary("places").label(self._window.settings.home_city))
        self._unknown.hide()


def _completer(names: list[str], parent: QWidget) -> QCompleter:
    made = QCompleter(names, parent)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    return made
