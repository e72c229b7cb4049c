"""The open record: the bar above, reader and form side by side, the coding rule below the form."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from curator.model.looks import answered_by, place
from curator.model.record import Path, Sheet, values
from curator.ui.form.pane import Form
from curator.ui.form.rule import RulePanel
from curator.ui.reader.pane import Reader
from curator.ui.recordbar import RecordBar
from curator.ui.style.panes import Panes, column
from curator.ui.style.texts import Texts

if TYPE_CHECKING:
    from curator.ui.window import Window


def first_difference(before: Sheet, after: Sheet) -> Path | None:
    """The first path, in reading order, whose value or evidence is another; None if none is."""
    old, new = ({path: value for path, _field, value in values(sheet.record)} for sheet in (before, after))
    seen = (
        path
        for path in {**new, **old}
        if old.get(path) != new.get(path) or before.evidence.get(path) != after.evidence.get(path)
    )
    return min(seen, key=place, default=None)


class RecordPane(QWidget):
    """Article and record of the review's open document, each leading to the other."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self.reader = Reader(self)
        self.form = Form(window.store, window.review, window.settings, window.do)
        self.rule = RulePanel(self)
        self.bar = RecordBar(window.commands, self)
        self.panes = Panes(self.reader, column(self.form, self.rule), side=1, least=46, room=72)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.panes, 1)
        for zone in (self.reader, self.form):
            zone.asked.connect(window.run)
        self.reader.evidence_clicked.connect(self.form.focus_path)
        self.reader.menu_wanted.connect(self._show_menu)
        self.form.focused.connect(self._show_proof)
        self.form.focused.connect(self.rule.show_path)
        texts = Texts(self)
        texts.later(self.reader.retranslate)
        texts.later(self.form.retranslate)

    @property
    def rule_shown(self) -> bool:
        """Whether the coding rule of the focused field is on screen."""
        return self.rule.isVisible()

    def show_rule(self, shown: bool) -> None:
        """Show the coding rule of the focused field, or hide it."""
        self.rule.setVisible(shown)

    def show_record(self) -> None:
        """Show the document that the review has opened."""
        review = self._window.review
        self.reader.show_article(review.article, review.sheet)
        self.form.show_record()

    def refresh(self) -> None:
        """Show what has changed in the open document."""
        self.reader.show_evidence(self._window.review.sheet)
        self.form.refresh()

    def go_to_change(self, edit: bool) -> None:
        """Make the first value current in which the newest state differs from the one before; see `focus_path`."""
        newest, before = (self._window.store.history(self._window.review.document) * 2)[:2]
        if path := first_difference(before.sheet, newest.sheet):
            self.form.focus_path(path, edit)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys belong to the form. A focus proxy would put it before the article in the order of Tab."""
        super().focusInEvent(event)
        self.form.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the evidence into sight again, now that the panes have their sizes."""
        super().showEvent(event)
        if self._window.review.document:
            QTimer.singleShot(0, self.reader, lambda: self._show_proof(self.form.current))

    def _show_proof(self, path: Path) -> None:
        """Mark what proves the value at `path`, and whatever one Enter there answers together with it."""
        self.reader.focus_evidence(path, answered_by(path, self._window.review.sheet))

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        commands = self._window.commands
        for command in commands:
            if command.zone == "reader":
                menu.addAction(commands[command.id])
        menu.popup(at)
