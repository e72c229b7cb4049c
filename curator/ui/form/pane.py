"""The form: the whole record, one value a line, bound to the open article and never rebuilt."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea

from curator.i18n import _
from curator.model.codebook import ENGAGEMENT
from curator.model.looks import answered_by, place, unit
from curator.model.record import Path, Sheet
from curator.model.revision import Change
from curator.review import ENGAGEMENTS, Review
from curator.settings import Settings
from curator.store import Store
from curator.ui.commands.chooser import Chooser, Prompt
from curator.ui.form.changes import displaced, first_changed
from curator.ui.form.editors import Editor
from curator.ui.form.lines import Line, row_height, state_width
from curator.ui.form.page import Page
from curator.ui.form.panel import Beside, Panel
from curator.ui.form.rows import others
from curator.ui.form.text_editor import Complete
from curator.ui.style.texts import Texts
from curator.ui.style.zone import ZoneFrame

WIDTH = 470  # pixels wanted
Do = Callable[[Callable[[], Change | None]], bool]  # saves an edit and deals with failures; whether it was saved


class Form(QScrollArea):
    """The record of the open article: its own fields, then one engagement, then why the current value stands.

    `current` is the value the keys speak to; it is marked whether or not the form has the focus. Edits go through
    `do`.
    """

    asked = Signal(str)  # the id of a command
    focused = Signal(object)  # the current path changed
    refused = Signal(object)  # a Problem

    def __init__(self, store: Store, review: Review, settings: Settings, do: Do) -> None:
        super().__init__()
        self.setObjectName("form")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.store, self.review, self.settings, self.do = store, review, settings, do
        self.current: Path = ()
        self._shown = Sheet()
        self._placing = False
        self.warned = ("", "")  # article and revision whose warnings have been shown once
        self._page = Page(self._completion)
        self._page.head.kept_open = bool(settings.window.get("article_open", False))
        self.setWidget(self._page)
        self.panel = Panel(
            {
                field.key: [
                    self._page.line(each, ("engagements", field.key, each.key), self)
                    for each in others(field.group)
                ]
                for field in ENGAGEMENT.groups
                if field.group
            },
            self,
        )
        self._zone = ZoneFrame(self)
        self._beside = Beside(self.verticalScrollBar(), self.panel, self._zone)
        self._connect()
        self._lay_out()
        Texts(self).run(self.retranslate)

    def _connect(self) -> None:
        page = self._page
        page.entered.connect(self._set_current)
        page.committed.connect(lambda path, value: self.do(lambda: self.review.put(path, value)))
        page.refused.connect(self.refused)
        page.asked.connect(self._ask)
        page.pressed.connect(self._pressed)
        page.head.toggled.connect(self._article_toggled)
        page.tabs.chosen.connect(self.show_engagement)
        self.panel.resized.connect(self._lay_out)

    def _completion(self, template: Path) -> Complete:
        fields = tuple(str(part) for part in template)
        return lambda typed: self.store.complete(fields, typed, 8)

    # What is shown

    @property
    def engagement(self) -> int:
        """The position of the engagement now shown."""
        return self._page.engagement

    def show_record(self) -> None:
        """Show the article that the review has opened, at its first doubt."""
        self._set_read_only(not self.store.writable)
        for _path, editor in self._typed():
            editor.give_up()  # it was typed for another record
        self._page.engagement = 0
        self._page.head.visited = False
        self._placing = True  # once, when it is known what is current
        self._show(fresh=True)
        doubts = self.review.doubts
        target = self._page.nearest(doubts[0] if doubts else ENGAGEMENTS)
        self.current = ()
        self._visit_article(target)
        self._set_current(target)
        self._placing = False
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.focus_path(target, edit=self.active)

    def refresh(self) -> None:
        """Show what has changed in the open article. Undo leads to what it changed.

        What is being typed stays, unless its row has gone: it shall not be saved in the one that moved up.
        """
        before = self._shown
        for path, editor in self._typed():
            if displaced(path, before, self.review.sheet):
                editor.give_up()
        self._show(fresh=False)
        taken_back = self.review.document and self.review.revision.cause in ("undo", "redo")
        if taken_back and (changed := first_changed(before, self._shown)):
            self.focus_path(changed, edit=self.active)
        if self.current not in self._page.order:
            self.focus_path(self.current, edit=self.active)
        else:
            self._tell_panel()

    @property
    def active(self) -> bool:
        """Whether the keyboard is in the form."""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def focus_path(self, path: Path, edit: bool = True) -> None:
        """Make the value at `path` the current one and show it; with `edit` the cursor goes there.

        What is being typed is saved first; if it is no value, the cursor stays with it.
        """
        if edit and not self.commit():
            return
        if len(path) > 1 and path[0] == "engagements" and path[1] != self.engagement:
            self._turn(int(path[1]))
        path = self._page.nearest(path)
        self._visit_article(path)
        self._set_current(path)
        line = self._panel_line(path)
        if edit and line:
            line.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif edit:
            self._page.edit(path)
        self._leave_article(path)
        self._scroll_to(path)

    def step(self, by: int) -> bool:
        """Go to the next value in reading order, or back; False at the ends."""
        at = self._page.order.index(self.current) if self.current in self._page.order else -1
        if not 0 <= at + by < len(self._page.order):
            return False
        self.focus_path(self._page.order[at + by])
        return True

    def step_doubt(self, by: int) -> bool:
        """Go to the next value that needs a look, or back, around the ends; False if there is no other."""
        answered = answered_by(self.current, self.review.sheet) if self.current else []
        doubts = [path for path in self.review.doubts if path not in answered and unit(path) not in answered]
        here = place(answered[0]) if answered else ()
        if not doubts:
            return False
        after = [path for path in doubts if (place(path) > here if by > 0 else place(path) < here)]
        chosen = (after or doubts)[0 if by > 0 else -1]
        self.focus_path(chosen, edit=self.active)
        return True

    def show_engagement(self, number: int) -> None:
        """Turn to another engagement of the article."""
        self._turn(number)
        self.focus_path(("engagements", number), edit=self.active)

    def commit(self) -> bool:
        """Save all that is typed, wherever the focus is; False if some of it is no value.

        The cursor is then in the first that is refused, and its reason shows.
        """
        for path, editor in self._typed():
            if not editor.commit():
                self._lead_back(path, editor)
                return False
        return True

    def give_up(self) -> None:
        """Drop what is typed at the current value: the saved one shows again."""
        for path, editor in self._typed():
            if path == self.current:
                editor.give_up()

    def prompt(self, title: str, words: str, given: Callable[[str], object]) -> None:
        """Ask for a few words at the current value."""
        prompt = Prompt(title, words, self)
        prompt.given.connect(given)
        prompt.open_at(self._here())

    def choose(self, title: str, choices: Sequence[tuple[Any, str]], chosen: Callable[[Any], object]) -> None:
        """Let the person choose at the current value."""
        chooser = Chooser(title, choices, self)
        chooser.chosen.connect(chosen)
        chooser.open_at(self._here())

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setAccessibleName(_("Record"))
        self._page.retranslate()
        self._set_label_width()
        if self.review.document:
            self.refresh()
        for line in self._lines():
            line.retranslate()

    # Showing

    def _show(self, fresh: bool) -> None:
        if not self.review.document:
            return
        self.setUpdatesEnabled(False)
        self._shown = self.review.sheet
        looks = len(self.review.doubts)
        self._page.show_sheet(self._shown, self.review.findings, self.review.article, looks, fresh)
        self._lay_out()
        self.setUpdatesEnabled(True)

    def _lay_out(self) -> None:
        """Place everything. The margin and the scroll bar resize the viewport, which asks for the same again."""
        if self._placing:
            return
        self._placing = True
        panel = self.panel.height_wanted()
        self.setViewportMargins(0, 0, 0, panel)
        self.panel.setGeometry(0, self.height() - panel, self.width(), panel)
        self.panel.lay_out()
        width = self.viewport().width()
        self._page.lay_out(width)
        if self.viewport().width() != width:
            self._page.lay_out(self.viewport().width())
        self._beside.keep()
        self._zone.follow()
        self._placing = False

    def _set_read_only(self, only: bool) -> None:
        self._page.set_read_only(only)
        for line in self.panel.lines():
            line.set_read_only(only)

    def _lines(self) -> list[Line]:
        return [*self._page.lines(), *self.panel.lines()]

    def _set_label_width(self) -> None:
        widest = max(self.fontMetrics().horizontalAdvance(line.field.label) for line in self._lines())
        state = state_width(self.fontMetrics())
        for line in self._lines():
            line.set_widths(widest + 4, state)

    def _visit_article(self, path: Path) -> None:
        """Unfold the article's fields for one of them."""
        if path[:1] == ("article",) and self._page.head.folded:
            self._page.head.visited = True
            self._lay_out()

    def _leave_article(self, path: Path) -> None:
        """Fold the article's fields when the keys have left them. A click moves nothing under the pointer."""
        if path[:1] != ("article",) and self._page.head.visited:
            self._page.head.visited = False
            self._lay_out()

    def toggle_article(self) -> None:
        """Hold the article's fields open from now on, or let them fold."""
        self._page.head.toggle()

    @property
    def article_kept_open(self) -> bool:
        """Whether the article's fields stay unfolded."""
        return self._page.head.kept_open

    def _article_toggled(self) -> None:
        self.settings.window["article_open"] = self.article_kept_open
        self._lay_out()

    def _scroll_to(self, path: Path) -> None:
        box, bar = self._page.box_of(path), self.verticalScrollBar()
        if box.top() < bar.value():
            bar.setValue(box.top() - row_height(self))
        elif box.bottom() > bar.value() + self.viewport().height():
            bar.setValue(box.bottom() - self.viewport().height() + row_height(self))

    def _here(self) -> QPoint:
        line = self._panel_line(self.current)
        if line:
            return line.mapToGlobal(line.rect().bottomLeft())
        return self._page.mapToGlobal(self._page.box_of(self.current).bottomLeft())

    # The current value

    def _set_current(self, path: Path) -> None:
        if not path or path == self.current:
            return
        self.current = path
        self._page.mark(path)
        self._tell_panel()
        self.focused.emit(path)

    def _tell_panel(self) -> None:
        if self.review.document:
            self.panel.show_path(self.current, self.review.sheet, self.review.findings, self.review.article)

    def _panel_line(self, path: Path) -> Line | None:
        return next((line for line in self.panel.shown if line.path == path), None)

    def _turn(self, number: int) -> None:
        if self.commit():
            self._page.engagement = number
            self._show(fresh=True)

    # Edits

    def _pressed(self, path: Path, part: str) -> None:
        if not self.commit():
            return
        self._set_current(path)
        if part == "state":
            self.asked.emit("confirm")
        elif part == "mark":
            self.asked.emit("salience")
        else:
            self.focus_path(path)

    def _ask(self, command: str) -> None:
        if command in ("next_line", "previous_line"):
            self.step(1 if command == "next_line" else -1)
        else:
            self.asked.emit(command)

    def _typed(self) -> list[tuple[Path, Editor]]:
        """Where something is typed that is not saved, with its editor: the focused first, then in reading order."""
        lines = [(line.path, line.editor) for line in self._lines()]
        found = [(path, editor) for path, editor in (*lines, *self._page.cells()) if editor.typing]
        return sorted(found, key=lambda one: (not one[1].hasFocus(), place(one[0])))

    def _lead_back(self, path: Path, editor: Editor) -> None:
        """Put the cursor into text that was refused, and say again why."""
        self._visit_article(path)
        self._set_current(path)
        self._scroll_to(path)
        if not editor.hasFocus():
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            editor.commit()

    # Qt's calls

    def sizeHint(self) -> QSize:
        """About 470 pixels, more with a larger font."""
        return QSize(max(WIDTH, self.fontMetrics().horizontalAdvance("n") * 62), 600)

    def minimumSizeHint(self) -> QSize:
        """Narrower and nothing can be read."""
        return QSize(320, 200)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab follows reading order through lines, cells and panel. An editor that goes away moves nobody on."""
        focus = QApplication.focusWidget()
        if focus and self.isAncestorOf(focus) and not focus.isVisible():
            self.viewport().setFocus()
            return True
        return (self.active and self.step(1 if forward else -1)) or super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus belongs to a value."""
        super().focusInEvent(event)
        if self.current:
            self.focus_path(self.current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Follow font and theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_zone"):
            self._set_label_width()
            self._lay_out()
