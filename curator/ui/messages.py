"""The message bar: what happened and what to do, above the panes, never in the way."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from curator.errors import Problem
from curator.i18n import _, again
from curator.ui.style import icons, theme
from curator.ui.style.texts import Texts

Level = Literal["info", "check", "block"]
Words = str | Callable[[], str]  # a `Text`, or what makes one, is said again when the language changes
SHOWN = 3  # messages at once; older ones go
INFO_SECONDS = 8


class Action(NamedTuple):
    """A button of a message: its text and what it does."""

    text: Words
    run: Callable[[], object]


def said(words: Words) -> str:
    """`words` in the language in force."""
    return str(again(words)) if isinstance(words, str) else words()


class Message(QFrame):
    """One message with its buttons. Level `info` leaves by itself."""

    left = Signal()  # before it is hidden

    def __init__(
        self,
        level: Level,
        text: Words,
        hint: Words,
        actions: Sequence[Action],
        parent: "Messages",
        go: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self.level = level
        self._go = go
        if go:
            self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        self._texts = Texts(self)
        self._sign = QLabel(self)
        self._words = QLabel(self)
        self._words.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        if go is None:
            self._words.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        for action in actions:
            row.addWidget(self._button(action))
        self._close = QToolButton(self)
        self._close.setAutoRaise(True)
        self._close.clicked.connect(self.leave)
        row.addWidget(self._close)
        texts = self._texts
        texts.run(lambda: self._say(said(text), said(hint)))
        texts.set(self._close.setToolTip, lambda: _("Close this message"))
        texts.set(self._close.setAccessibleName, lambda: _("Close this message"))
        self._colour()
        if level == "info":
            QTimer.singleShot(INFO_SECONDS * 1000, self, self.leave)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on the message leads to what it speaks of."""
        super().mouseReleaseEvent(event)
        if self._go and self.rect().contains(event.position().toPoint()):
            self._go()

    def leave(self) -> None:
        """Take the message away."""
        self.left.emit()
        self.hide()
        self.deleteLater()

    def _say(self, text: str, hint: str) -> None:
        self.setAccessibleName(f"{text} {hint}".strip())
        self._words.setText(f"{text}  {hint}".strip())  # one line where the window is wide enough

    def _button(self, action: Action) -> QToolButton:
        button = QToolButton(self)
        self._texts.set(button.setText, lambda: said(action.text))
        button.clicked.connect(self.leave)
        button.clicked.connect(lambda: action.run())
        return button

    def _colour(self) -> None:
        c = theme.colours(self)
        colour = {"info": c.accent, "check": c.check, "block": c.block}[self.level]
        self._sign.setPixmap(icons.pixmap(self.level, colour))
        self._close.setIcon(icons.icon("close", c.dim))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_close"):
            self._colour()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A calm ground and a bar at the left in the colour of the level."""
        c = theme.colours(self)
        grounds = {"info": c.evidence, "check": c.check_ground, "block": c.block_ground}
        bars = {"info": c.accent, "check": c.check, "block": c.block}
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(grounds[self.level]))
        painter.fillRect(0, 0, 3, self.height(), QColor(bars[self.level]))
        painter.end()


class Messages(QWidget):
    """The messages now shown, newest first. Empty, it takes no room.

    A message that leaves while it has the keys gives them back to where they were.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messages")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._shown: dict[str, Message] = {}
        self._before: QWidget | None = None  # what had the keys before they came here
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def tell(
        self,
        text: Words,
        hint: Words = "",
        level: Level = "info",
        actions: Sequence[Action] = (),
        topic: str = "",
        go: Callable[[], object] | None = None,
    ) -> Message:
        """Show `text` and what to do about it; a press on it does `go`.

        A newer message of the same `topic` takes the place of the older.
        """
        topic = topic or said(text)
        self.clear(topic)
        for old in list(self._shown)[: len(self._shown) - SHOWN + 1]:
            self.clear(old)
        message = self._shown[topic] = Message(level, text, hint, actions, self, go)
        message.left.connect(lambda: self._let_go(topic, message))
        self._column.insertWidget(0, message)
        message.show()
        return message

    def report(self, problem: Problem, topic: str = "") -> Message:
        """Show a problem: what happened, what was kept, what to do."""
        return self.tell(problem.message, problem.hint, "block", topic=topic)

    def clear(self, topic: str) -> None:
        """Take the message of `topic` away, if it is shown."""
        if message := self._shown.get(topic):
            message.leave()

    def texts(self) -> list[str]:
        """What is on screen now, newest first."""
        return [message.accessibleName() for message in reversed(self._shown.values())]

    def _let_go(self, topic: str, message: Message) -> None:
        if self._shown.get(topic) is message:  # it may leave twice: a newer one has its place by then
            del self._shown[topic]
        focus = self.window().focusWidget()
        if focus and message.isAncestorOf(focus):
            self._give_keys_back()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if old and new and isValid(self) and self.isAncestorOf(new) and not self.isAncestorOf(old):
            self._before = old if old.window() is self.window() else self._before

    def _give_keys_back(self) -> None:
        """An editor that has closed meanwhile leaves them to what is around it."""
        widget = self._before
        while widget and isValid(widget) and not (widget.isVisible() and widget.focusPolicy().value):
            widget = widget.parentWidget()
        if widget and isValid(widget):
            widget.setFocus()
