"""Empty states: what a place will hold, and one button that begins."""

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from curator.i18n import N_, _
from curator.ui.commands.menus import Actions, tip
from curator.ui.style import icons, theme
from curator.ui.style.texts import Texts

WIDTH = 420  # pixels that a calm paragraph takes at most

# icon, title, what to do, commands: the first is the main button
NO_ARTICLES = (
    "article", N_("No articles yet"),
    N_("The list will hold the press reports that you import. Drop files or folders here: saved pages, text,"
       " e-mails, PDF and Word files, or archives of these."),
    ("import_samples", "import_files", "import_folder"),
)  # fmt: skip
NOTHING_OPEN = ("article", N_("No article is open"), N_("Choose one in the list at the left."), ("go_inbox",))
NOTHING_FOUND = (
    "filter", N_("No article matches"), N_("Other words or fewer filters may find more."), ("clear_filter",),
)  # fmt: skip
State = tuple[str, str, str, tuple[str, ...]]
TITLES = {"import_samples": N_("Try with the sample articles")}


class EmptyState(QWidget):
    """A quiet place with an icon, a title, a sentence and buttons."""

    def __init__(self, actions: Actions, state: State, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.state = state
        self._icon, self._title, self._text = QLabel(self), QLabel(self), QLabel(self)
        self._text.setWordWrap(True)
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        self._title.setFont(font)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(10)
        self._column.addStretch(2)
        for label in (self._icon, self._title, self._text):
            label.setAlignment(QtCore.Qt.AlignmentFlag.AlignHCenter)
            self._column.addWidget(label, 0, QtCore.Qt.AlignmentFlag.AlignHCenter)
        self._buttons: list[tuple[QPushButton, str]] = []
        self._column.addSpacing(6)
        for id in state[3]:
            self._button(id)
        self._column.addStretch(3)
        self.setFocusProxy(self._buttons[0][0])
        Texts(self).run(self._tell)
        self._colour()

    def _button(self, id: str) -> None:
        from curator.ui.style.buttons import MainButton

        button = QPushButton(self) if self._buttons else MainButton(self)
        button.setObjectName(f"start:{id}")
        button.clicked.connect(lambda: self._actions.run(id))
        button.setMinimumSize(240, 32)
        button.setAutoDefault(True)  # Enter presses it
        self._buttons.append((button, id))
        self._column.addWidget(button, 0, QtCore.Qt.AlignmentFlag.AlignHCenter)

    def _tell(self) -> None:
        _icon, title, text, _ids = self.state
        self._title.setText(_(title))
        self._text.setText(_(text))
        self._fit()
        for button, id in self._buttons:
            button.setText(_(TITLES[id]) if id in TITLES else tip(self._actions.command(id)))

    def _colour(self) -> None:
        c = theme.colours()
        self._icon.setPixmap(icons.pixmap(self.state[0], c.dim, 40))
        palette = self._text.palette()
        palette.setColor(palette.ColorRole.WindowText, QColor(c.dim))
        self._text.setPalette(palette)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the paragraph a calm width, less where there is less room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = min(WIDTH, max(120, self.width() - 24))
        room = QRect(0, 0, width, 10_000)
        needed = self._text.fontMetrics().boundingRect(
            room, int(QtCore.Qt.TextFlag.TextWordWrap), self._text.text()
        )
        self._text.setFixedSize(width, needed.height() + 2)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_text"):
            self._colour()
        super().changeEvent(event)


class Place(QStackedWidget):
    """A pane's place: shows what belongs there, its first widget, or an empty state."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._empty: dict[State, EmptyState] = {}

    def turn_to(self, state: State | None) -> None:
        """Show an empty state, made when first needed; with None what is there otherwise. The keys stay here."""
        if state and state not in self._empty:
            self._empty[state] = EmptyState(self._actions, state, self)
            self.addWidget(self._empty[state])
        before, focus = self.currentWidget(), QApplication.focusWidget()
        self.setCurrentIndex(self.indexOf(self._empty[state]) if state else 0)
        held = before and focus and (before is focus or before.isAncestorOf(focus))
        if held and before is not self.currentWidget():
            self.take_keys()  # a button that went would leave them at whatever comes next

    def take_keys(self) -> None:
        """Put the keyboard into what is shown."""
        if shown := self.currentWidget():
            shown.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)
