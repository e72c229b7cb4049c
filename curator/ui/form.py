"""The form: the whole record, one value a line, bound to the open article and never rebuilt."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from curator.errors import Problem
from curator.i18n import _
from curator.model.codebook import ARTICLE, ENGAGEMENT, Field, Group
from curator.model.record import Path
from curator.model.revision import Change
from curator.model.rules import Finding
from curator.review import ENGAGEMENTS, Review, place, unit
from curator.settings import Settings
from curator.store import Store
from curator.ui.blocks import Block
from curator.ui.chooser import Chooser, Prompt
from curator.ui.engagements import ArticleHead, Tabs
from curator.ui.lines import Line, row_height
from curator.ui.panel import Panel
from curator.ui.rows import others
from curator.ui.text_editor import Complete
from curator.ui.texts import Texts
from curator.ui.zone import ZoneFrame

WIDTH = 470  # pixels wanted
Edit = Callable[[], Change | None]


class Form(QScrollArea):
    """The record of the open article: its own fields, then one engagement, then why the current value stands.

    `current` is the value the keys speak to; it is marked whether or not the form has the focus. Edits go through
    `do`, which the window replaces by its own, so that one place deals with failures.
    """

    asked = Signal(str)  # the id of a command
    focused = Signal(object)  # the current path changed
    changed = Signal(object)  # a Change, if nobody replaced `do`
    refused = Signal(object)  # a Problem

    def __init__(self, store: Store, review: Review, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("form")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.do: Callable[[Edit], bool] = self._do_alone
        self.store, self.review, self.settings = store, review, settings
        self.engagement = 0
        self.current: Path = ()
        self.warned = ("", "")  # article and revision whose warnings have been shown once
        self._order: list[Path] = []
        self._page = QWidget()
        self._page.setBackgroundRole(QPalette.ColorRole.Base)
        self.setWidget(self._page)
        self._article_head = ArticleHead(self._page)
        self._article = [self._line(field, ("article", field.key), self._page) for field in ARTICLE.fields]
        self.tabs = Tabs(self._page)
        self._parts: list[Line | Block] = [self._part(field) for field in ENGAGEMENT.fields]
        self.panel = Panel({f.key: self._detail_lines(f.group, f.key) for f in ENGAGEMENT.groups if f.group}, self)
        self._connect()
        self._zone = ZoneFrame(self)
        self._lay_out()
        Texts(self).run(self.retranslate)

    # What is shown

    def show_record(self) -> None:
        """Show the article that the review has opened, at its first doubt."""
        self.engagement = 0
        self._article_head.reset()
        self._show(fresh=True)
        doubts = self.review.doubts
        target = doubts[0] if doubts else next(iter(p for p in self._order if p[0] == "engagements"), ENGAGEMENTS)
        self.verticalScrollBar().setValue(0)
        self.current = ()
        self.focus_path(target, edit=self.active)

    def refresh(self) -> None:
        """Show what has changed in the open article; what is being typed stays."""
        self._show(fresh=False)
        if self.current not in self._order:
            self._set_current(self._nearest(self.current))
            if self.active:
                self.focus_path(self.current)
        else:
            self._tell_panel()

    @property
    def active(self) -> bool:
        """Whether the keyboard is in the form."""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def focus_path(self, path: Path, edit: bool = True) -> None:
        """Make the value at `path` the current one and show it; with `edit` the cursor goes there."""
        if len(path) > 1 and path[0] == "engagements" and path[1] != self.engagement:
            self._turn(int(path[1]))
        if path not in self._order:
            path = next((each for each in self._order if each[: len(path)] == path), self._nearest(path))
        if path[:1] == ("article",) and self._article_head.folded:
            self._article_head.open()
            self._lay_out()
        self._set_current(path)
        part = self._part_of(path)
        if part is not None:
            box = part.box_of(path).translated(part.pos()) if isinstance(part, Block) else part.geometry()
            if part.parentWidget() is self._page:
                self._show_box(box)
            if edit:
                self._edit(part, path)
        elif edit:
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> bool:
        """Go to the next value in reading order, or back; False at the ends."""
        at = self._order.index(self.current) if self.current in self._order else -1
        if not 0 <= at + by < len(self._order):
            return False
        self.focus_path(self._order[at + by])
        return True

    def step_doubt(self, by: int) -> bool:
        """Go to the next value that needs a look, or back, around the ends; False if there is no other."""
        here = place(unit(self.current)) if self.current else ()
        doubts = [path for path in self.review.doubts if place(unit(path)) != here]
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
        """Save what is being typed; False if it is no value, and the cursor stays with it."""
        editor = self._typing()
        return editor is None or bool(editor.commit())

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
        for line in self._lines():
            line.retranslate()
        for part in self._parts:
            if isinstance(part, Block):
                part.retranslate()
        self._article_head.retranslate()
        self.tabs.retranslate()
        self._set_label_width()
        if self.review.document:
            self.refresh()
            for line in self._lines():
                line.show_again()

    # Building

    def _line(self, field: Field, template: Path, parent: QWidget) -> Line:
        line = Line(field, self._completion(template), parent)
        line.editor.entered.connect(lambda: self._set_current(line.path))
        line.editor.committed.connect(lambda value: self._put(line.path, value))
        line.editor.refused.connect(self.refused)
        line.editor.asked.connect(self._ask)
        line.pressed.connect(self._set_current)
        line.asked.connect(self._ask)
        return line

    def _part(self, field: Field) -> Line | Block:
        template = ("engagements", field.key)
        if not field.group:
            return self._line(field, template, self._page)
        block = Block(field, lambda key: self._completion((*template, key)), self._page)
        block.entered.connect(self._set_current)
        block.committed.connect(self._put)
        block.refused.connect(self.refused)
        block.asked.connect(self._ask)
        block.pressed.connect(self._pressed)
        return block

    def _detail_lines(self, group: Group, key: str) -> list[Line]:
        return [self._line(field, ("engagements", key, field.key), self) for field in others(group)]

    def _completion(self, template: Path) -> Complete:
        fields = tuple(str(part) for part in template)
        return lambda typed: self.store.complete(fields, typed, 8)

    def _connect(self) -> None:
        self._article_head.toggled.connect(self._lay_out)
        self.tabs.chosen.connect(self.show_engagement)
        self.tabs.asked.connect(self._ask)
        self.tabs.entered.connect(lambda: self._set_current(ENGAGEMENTS))
        self.panel.resized.connect(self._lay_out)

    def _lines(self) -> list[Line]:
        single = [part for part in self._parts if isinstance(part, Line)]
        return [*self._article, *single, *self.panel.lines()]

    def _set_label_width(self) -> None:
        widest = max(self.fontMetrics().horizontalAdvance(line.field.label) for line in self._lines())
        for line in self._lines():
            line.set_label_width(widest + 4)

    # Showing

    def _show(self, fresh: bool) -> None:
        if not self.review.document:
            return
        sheet, article = self.review.sheet, self.review.article
        found = {finding.path: finding for finding in reversed(self.review.findings)}
        count = len(sheet.get(ENGAGEMENTS) or [])
        self.engagement = max(0, min(self.engagement, count - 1))
        self.setUpdatesEnabled(False)
        for line in self._article:
            line.bind(("article", line.field.key))
            line.show_value(sheet, found.get(line.path), article, fresh)
        self._article_head.tell(sheet, self._worst(("article",)))
        self.tabs.tell(count, self.engagement, found.get(ENGAGEMENTS))
        for part in self._parts if count else ():
            path = ("engagements", self.engagement, part.field.key)
            part.bind(path)
            if isinstance(part, Block):
                part.show_rows(sheet, found, article)
            else:
                part.show_value(sheet, found.get(path), article, fresh)
        for part in self._parts:
            part.setVisible(bool(count))
        self._order = self._stops()
        self._lay_out()
        self.setUpdatesEnabled(True)

    def _stops(self) -> list[Path]:
        stops: list[Path] = [line.path for line in self._article]
        if not self.review.sheet.get(ENGAGEMENTS):
            return [*stops, ENGAGEMENTS]
        for part in self._parts:
            stops += part.stops() if isinstance(part, Block) else [part.path]
        return stops

    def _lay_out(self) -> None:
        if not hasattr(self, "_zone"):
            return
        panel = self.panel.height_wanted()
        self.setViewportMargins(0, 0, 0, panel)
        self.panel.setGeometry(0, self.height() - panel, self.width(), panel)
        self.panel.lay_out()
        width, row, top = self.viewport().width(), row_height(self), 0
        self._article_head.setGeometry(0, 0, width, row)
        top += row
        for line in self._article:
            line.setVisible(not self._article_head.folded)
            if not self._article_head.folded:
                line.setGeometry(0, top, width, line.height_wanted())
                top += line.height_wanted()
        self.tabs.setGeometry(0, top, width, row + 4)
        top += row + 4
        for part in self._parts:
            if not part.isHidden():
                height = part.height_wanted(width) if isinstance(part, Block) else part.height_wanted()
                part.setGeometry(0, top, width, height)
                top += height
                if isinstance(part, Block):
                    part.lay_out()
        self._page.resize(width, top + 4)
        self._zone.follow()

    def _show_box(self, box: QRect) -> None:
        bar = self.verticalScrollBar()
        if box.top() < bar.value():
            bar.setValue(box.top() - row_height(self))
        elif box.bottom() > bar.value() + self.viewport().height():
            bar.setValue(box.bottom() - self.viewport().height() + row_height(self))

    def _here(self) -> QPoint:
        part = self._part_of(self.current)
        if part is None:
            return self.mapToGlobal(QPoint(20, 20))
        box = part.box_of(self.current) if isinstance(part, Block) else part.rect()
        return part.mapToGlobal(box.bottomLeft())

    def _worst(self, above: Path) -> Finding | None:
        return next((finding for finding in self.review.findings if finding.path[: len(above)] == above), None)

    # The current value

    def _set_current(self, path: Path) -> None:
        if not path or path == self.current:
            return
        self.current = path
        for line in (*self._article, *(part for part in self._parts if isinstance(part, Line))):
            line.set_current(line.path == path)
        for part in self._parts:
            if isinstance(part, Block):
                part.set_current(path)
        self._tell_panel()
        self.focused.emit(path)

    def _tell_panel(self) -> None:
        if self.review.document:
            self.panel.show_path(self.current, self.review.sheet, self.review.findings, self.review.article)

    def _part_of(self, path: Path) -> Line | Block | None:
        if path[:1] == ("article",):
            return next((line for line in self._article if line.path == path), None)
        detail = next((line for line in self.panel.shown if line.path == path), None)
        if detail:
            return detail
        return next((part for part in self._parts if path[:3] == part.path), None)

    def _edit(self, part: Line | Block, path: Path) -> None:
        if isinstance(part, Block):
            part.edit(path)
        else:
            part.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _nearest(self, path: Path) -> Path:
        """The value that stands where `path` stood, after its row went."""
        wanted = place(path) if path else ()
        before = [each for each in self._order if place(each) <= wanted]
        return before[-1] if before else self._order[0]

    def _turn(self, number: int) -> None:
        if not self.commit():
            return
        self.engagement = number
        self._show(fresh=True)

    # Edits

    def _put(self, path: Path, value: Any) -> None:
        self.do(lambda: self.review.put(path, value))

    def _pressed(self, path: Path, part: str) -> None:
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

    def _typing(self) -> Any:
        focus = QApplication.focusWidget()
        return focus if focus and self.isAncestorOf(focus) and hasattr(focus, "commit") else None

    def _do_alone(self, edit: Edit) -> bool:
        try:
            change = edit()
        except Problem as problem:
            self.refused.emit(problem)
            return False
        if change:
            self.refresh()
            self.changed.emit(change)
        return True

    # Qt's calls

    def sizeHint(self) -> QSize:
        """About 470 pixels, more with a larger font."""
        return QSize(max(WIDTH, self.fontMetrics().horizontalAdvance("n") * 62), 600)

    def minimumSizeHint(self) -> QSize:
        """Narrower and nothing can be read."""
        return QSize(320, 200)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab follows reading order through lines, cells and panel."""
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
