"""The bar above article and form: step through the list, the record's state, and the main button."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from curator.i18n import _
from curator.model.record import RECORD, Evidence
from curator.model.revision import OPEN, Revision, Status
from curator.review import Review
from curator.ui.commands.chooser import Prompt
from curator.ui.commands.menus import STATES, Actions, native, tip
from curator.ui.inbox.listing import status_word
from curator.ui.style import icons, theme
from curator.ui.style.buttons import MainButton
from curator.ui.style.labels import ShortLabel
from curator.ui.style.texts import Texts, moment


class RecordBar(QWidget):
    """What can be done with the open record as a whole, for those who use the mouse."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._status = Status.NEW
        self._noted = Evidence()
        self._arrows: list[tuple[QAction, str]] = []
        self._back, self._on = self._arrow("previous_article"), self._arrow("next_article")
        self._flag, self._note = self._sign("flag_record"), self._sign("note_record")
        self._state = QToolButton(self)
        self._state.setObjectName("record:state")
        self._state.setAutoRaise(True)
        self._state.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._state.clicked.connect(self._offer_states)
        self._who = ShortLabel(self)
        self._who.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._main = MainButton(self)
        self._main.setObjectName("record:verify")
        self._main.clicked.connect(lambda: actions.run("verify_next"))
        actions["verify_next"].changed.connect(self._follow)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(4)
        for widget in (self._back, self._on, self._state):
            row.addWidget(widget)
        row.addWidget(self._who, 1)
        for sign in (self._flag, self._note):
            row.addWidget(sign)
        row.addWidget(self._main)
        texts = Texts(self)
        texts.set(self._main.setText, lambda: _("Verify and next"))
        texts.run(self._tell_tips)
        self._colour()

    def tell(self, review: Review) -> None:
        """Show the state of the open record, who gave it and when, and what was noted on it."""
        self._status, self._noted = review.status, review.sheet.behind(RECORD)
        self._state.setText(status_word(self._status))
        self._state.setAccessibleName(_("State: {status}").format(status=status_word(self._status)))
        note = self._noted.note
        self._who.setText(who(_settled(review)) + (f" · “{note}”" if note else ""))
        self._colour()

    def prompt(self, title: str, words: str, given: Callable[[str], object]) -> None:
        """Ask for a few words on the record."""
        prompt = Prompt(title, words, self)
        prompt.given.connect(given)
        prompt.open_at(self._note.mapToGlobal(QPoint(0, self._note.height())))

    def _follow(self) -> None:
        self._main.setEnabled(self._actions["verify_next"].isEnabled())

    def _tell_tips(self) -> None:
        self._main.setToolTip(f"{_('Verify and next')}  ({native('Ctrl+Return')})")
        self._state.setToolTip(_("Change the state of this record"))
        for button, id in ((self._flag, "flag_record"), (self._note, "note_record")):
            command = self._actions.command(id)
            button.setToolTip(tip(command))
            button.setAccessibleName(command.label)

    def _arrow(self, id: str) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setDefaultAction(self._actions[id])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._arrows.append((button.defaultAction(), self._actions.command(id).icon))
        return button

    def _sign(self, id: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"record:{id}")
        button.setAutoRaise(True)
        button.clicked.connect(lambda: self._actions.run(id))
        return button

    def _offer_states(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for id in STATES:
            menu.addAction(self._actions[id])
        menu.popup(self._state.mapToGlobal(self._state.rect().bottomLeft()))

    def _colour(self) -> None:
        c = theme.colours()
        colour = c.accent if self._status in OPEN else c.dim
        self._state.setIcon(icons.icon(self._status.value, colour))
        for action, name in self._arrows:
            action.setIcon(icons.icon(name, c.text))
        self._flag.setIcon(icons.icon("flag", c.check if self._noted.flagged else c.dim))
        self._note.setIcon(icons.icon("note", c.check if self._noted.note else c.dim))
        palette = self._who.palette()
        palette.setColor(palette.ColorRole.WindowText, QColor(c.dim))
        self._who.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_who"):
            self._colour()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline below."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.colours().line))
        painter.end()


def _settled(review: Review) -> Revision:
    """The revision to name: while the article is open the newest, else the one that settled it."""
    if review.status in (Status.NEW, Status.IN_PROGRESS) or review.pending:
        return review.revision
    return review.store.settled(review.document)


def who(revision: Revision) -> str:
    """Who brought the record into its state, when, and why if a reason was given."""
    when = moment(revision.at)
    if revision.cause in ("import", "extract"):
        return _("imported {when}").format(when=when)
    reason = f" – {revision.reason}" if revision.reason and revision.cause == "status" else ""
    return _("{reader}, {when}").format(reader=revision.reader, when=when) + reason
