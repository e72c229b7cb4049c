"""The find bar of the reader: finds without minding accents or case, counts the hits."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from curator.i18n import _
from curator.model.text import fold
from curator.ui.style import icons, theme


class FindBar(QWidget):
    """Searches one text. `found` carries the hits as code point ranges and the position of the current one."""

    found = Signal(list, int)
    opened = Signal()  # before anything is found: who places the bar makes room for it
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self._hits: list[tuple[int, int]] = []
        self._current = 0
        self.typed = QLineEdit(self)
        self.typed.setObjectName("find")
        self.typed.setClearButtonEnabled(True)
        self.typed.textChanged.connect(self._search)
        self.typed.installEventFilter(self)
        self._count = QLabel(self)
        self._count.setObjectName("find:count")
        self._before, self._after, self._close = (QToolButton(self) for _each in range(3))
        for button, action in (
            (self._before, lambda: self.step(-1)), (self._after, lambda: self.step(1)), (self._close, self.leave),
        ):  # fmt: skip
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(action)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 6, 4)
        for widget in (self.typed, self._count, self._before, self._after, self._close):
            row.addWidget(widget)
        self.hide()

    def search(self, text: str) -> None:
        """Search `text`, the canonical text of another article, from now on."""
        self._text = fold(text)
        if self.isHidden():
            self._hits = []
        else:
            self._search()

    def open_with(self, words: str = "") -> None:
        """Show the bar, with `words` to look for."""
        self.show()
        self.opened.emit()
        if words:
            self.typed.setText(words)
        self.typed.selectAll()
        self.typed.setFocus()
        self._search()

    def leave(self) -> None:
        """Hide the bar and its marks."""
        self.hide()
        self._hits = []
        self.found.emit([], 0)
        self.left.emit()

    def step(self, by: int) -> None:
        """Go to the next hit, or back; around the ends."""
        if self._hits:
            self._current = (self._current + by) % len(self._hits)
            self._tell()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.typed.setPlaceholderText(_("Find in this article"))
        self.typed.setAccessibleName(_("Find in this article"))
        for button, text in (
            (self._before, _("Previous hit")), (self._after, _("Next hit")), (self._close, _("Close")),
        ):  # fmt: skip
            button.setToolTip(text)
            button.setAccessibleName(text)
        with QSignalBlocker(self):
            self._tell()
        self._colour()

    def _search(self) -> None:
        words, self._hits, self._current = fold(" ".join(self.typed.text().split())), [], 0
        start = self._text.find(words) if words else -1
        while start >= 0:
            self._hits.append((start, start + len(words)))
            start = self._text.find(words, start + len(words))
        self._tell()

    def _tell(self) -> None:
        if not self.typed.text().strip():
            self._count.setText("")
        elif self._hits:
            self._count.setText(_("{n} of {total}").format(n=self._current + 1, total=len(self._hits)))
        else:
            self._count.setText(_("not found"))
        self.found.emit(self._hits, self._current)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Shift+Enter back, Esc leaves."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
                self.step(-1 if shift else 1)
                return True
            if key == Qt.Key.Key_Escape:
                self.leave()
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_close"):
            self._colour()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline below."""
        c = theme.colours(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(c.window))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(c.line))
        painter.end()

    def _colour(self) -> None:
        c = theme.colours(self)
        for button, name in ((self._before, "up"), (self._after, "down"), (self._close, "close")):
            button.setIcon(icons.icon(name, c.dim))
