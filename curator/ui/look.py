"""How the window looks and speaks: language, theme and sizes of text."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

from curator.i18n import language
from curator.ui.style import theme
from curator.ui.style.texts import Language

if TYPE_CHECKING:
    from curator.ui.window import Window

READER_EXTRA = 1  # points by which the article is larger than the window's own text
SMALLEST, LARGEST = 6, 40  # points


class Look(QObject):
    """Puts the choices of the settings in force, and changes them."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._settings = window.settings
        self._switch = Language(self)
        hints = QApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)

    @property
    def language(self) -> str:
        """The language in force."""
        return language()

    def set_language(self, code: str) -> None:
        """Answer in this language from now on."""
        self._settings.language = code
        self._switch.switch(code)

    def set_theme(self, name: str) -> None:
        """Light, dark, or as the system."""
        self._settings.theme = name
        theme.apply(name)

    def zoom(self, by: int) -> None:
        """Larger or smaller text in the pane that has the focus, or in the article; 0 makes both normal."""
        if not by:
            self._settings.reader_font = self._settings.form_font = 0
        elif self._in_form():
            self._settings.form_font = _within(self._points("form_font") + by)
        else:
            self._settings.reader_font = _within(self._points("reader_font") + by)
        self.apply_fonts()

    def apply_fonts(self) -> None:
        """Give article and form the sizes of the settings."""
        for widget, name in ((self._window.reader, "reader_font"), (self._window.form, "form_font")):
            font = theme.font(self._points(name))
            if widget.font() != font:
                widget.setFont(font)

    def colour(self) -> None:
        """Paint what does not follow the palette by itself: scroll bars."""
        style = theme.scrollbar_style(theme.colours(self._window))
        for bar in self._window.findChildren(QScrollBar):
            bar.setStyleSheet(style)

    def close(self) -> None:
        """Leave the application as it was found."""
        QApplication.styleHints().colorSchemeChanged.disconnect(self._follow_system)
        self._switch.close()

    def _points(self, name: str) -> int:
        usual = QApplication.font().pointSize() + (READER_EXTRA if name == "reader_font" else 0)
        return int(getattr(self._settings, name)) or usual

    def _in_form(self) -> bool:
        focus: QWidget | None = QApplication.focusWidget()
        return focus is not None and (focus is self._window.form or self._window.form.isAncestorOf(focus))

    def _follow_system(self) -> None:
        if self._settings.theme == "system":
            theme.apply("system")


def _within(points: int) -> int:
    return max(SMALLEST, min(LARGEST, points))
