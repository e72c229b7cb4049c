"""The page of the form: the article's fields, the tabs, and the parts of the engagement now shown."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from curator.i18n import plural
from curator.model.article import Article
from curator.model.codebook import ARTICLE, ENGAGEMENT, Field
from curator.model.looks import place
from curator.model.record import Path, Sheet
from curator.model.rules import Finding
from curator.review import ENGAGEMENTS
from curator.ui.form.blocks import Block
from curator.ui.form.editors import Editor
from curator.ui.form.engagements import ArticleHead, Tabs
from curator.ui.form.lines import Line, row_height
from curator.ui.form.text_editor import Complete
from curator.ui.style.marks import without_passage

Completion = Callable[[Path], Complete]  # of the field at a template


class Page(QWidget):
    """Made once; `show_sheet` binds it to the open article. `order` is the reading order of what it shows."""

    asked = Signal(str)  # the id of a command
    entered = Signal(object)  # the path that got the cursor
    pressed = Signal(object, str)  # a path, and the part that was pressed
    committed = Signal(object, object)  # a path, a value
    refused = Signal(object)  # a Problem

    def __init__(self, completion: Completion) -> None:
        super().__init__()
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._completion = completion
        self.engagement = 0
        self.order: list[Path] = []
        self.head = ArticleHead(self)
        self.tabs = Tabs(self)
        self._article = [self.line(field, ("article", field.key), self) for field in ARTICLE.fields]
        self._parts: list[Line | Block] = [self._part(field) for field in ENGAGEMENT.fields]
        self.tabs.asked.connect(self.asked)
        self.tabs.entered.connect(lambda: self.entered.emit(ENGAGEMENTS))

    def line(self, field: Field, template: Path, parent: QWidget) -> Line:
        """A line that speaks through this page, for the panel below it too."""
        line = Line(field, self._completion(template), parent)
        line.editor.entered.connect(lambda: self.entered.emit(line.path))
        line.editor.committed.connect(lambda value: self.committed.emit(line.path, value))
        line.editor.refused.connect(self.refused)
        line.editor.asked.connect(self.asked)
        line.pressed.connect(self.entered)
        line.asked.connect(self.asked)
        return line

    def _part(self, field: Field) -> Line | Block:
        template = ("engagements", field.key)
        if not field.group:
            return self.line(field, template, self)
        block = Block(field, lambda key: self._completion((*template, key)), self)
        block.entered.connect(self.entered)
        block.committed.connect(self.committed)
        block.refused.connect(self.refused)
        block.asked.connect(self.asked)
        block.pressed.connect(self.pressed)
        return block

    # What is shown

    def show_sheet(self, sheet: Sheet, found: list[Finding], article: Article, looks: int, fresh: bool) -> None:
        """Show the article's fields and the engagement; `fresh` drops what was typed for another record.

        `looks` is how many looks the record still needs.
        """
        first = {finding.path: finding for finding in reversed(found)}
        count = len(sheet.get(ENGAGEMENTS) or [])
        self.engagement = max(0, min(self.engagement, count - 1))
        self.head.tell(sheet, found)
        self.tabs.tell(count, self.engagement, first.get(ENGAGEMENTS), _summary(sheet, looks))
        for line in self._article:
            line.bind(("article", line.field.key))
            line.show_value(sheet, first.get(line.path), article, fresh)
        for part in self._parts:
            part.setVisible(bool(count))
            if count:
                part.bind((*ENGAGEMENTS, self.engagement, part.field.key))
                if isinstance(part, Block):
                    part.show_rows(sheet, first, article)
                else:
                    part.show_value(sheet, first.get(part.path), article, fresh)
        self.order = [line.path for line in self._article]
        for part in self._parts if count else ():
            self.order += part.stops() if isinstance(part, Block) else [part.path]
        if not count:
            self.order.append(ENGAGEMENTS)

    def set_read_only(self, only: bool) -> None:
        """Show everything without letting it be changed."""
        for part in (*self._article, *self._parts):
            part.set_read_only(only)

    def mark(self, path: Path) -> None:
        """Mark the value the keys speak to."""
        for part in (*self._article, *self._parts):
            if isinstance(part, Block):
                part.set_current(path)
            else:
                part.set_current(part.path == path)

    def lay_out(self, width: int) -> None:
        """Place everything below each other and take the height it needs."""
        row = row_height(self)
        self.head.setGeometry(0, 0, width, row)
        top = row
        for line in self._article:
            line.setVisible(not self.head.folded)
            if not self.head.folded:
                line.setGeometry(0, top, width, line.height_wanted())
                top += line.height_wanted()
        self.tabs.setGeometry(0, top, width, row + 2)
        top += row + 2
        for part in self._parts:
            if not part.isHidden():
                height = part.height_wanted(width) if isinstance(part, Block) else part.height_wanted()
                part.setGeometry(0, top, width, height)
                top += height
                if isinstance(part, Block):
                    part.lay_out()
        self.resize(width, top)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.head.retranslate()
        self.tabs.retranslate()
        for part in self._parts:
            if isinstance(part, Block):
                part.retranslate()

    # Finding one's way

    def lines(self) -> list[Line]:
        """All lines."""
        return [*self._article, *(part for part in self._parts if isinstance(part, Line))]

    def cells(self) -> list[tuple[Path, Editor]]:
        """The editors now open in cells of rows, each with its path."""
        blocks = [part for part in self._parts if isinstance(part, Block)]
        return [(block.open_at, editor) for block in blocks if (editor := block.editor())]

    def box_of(self, path: Path) -> QRect:
        """Where the value at `path` is shown; empty if it is not."""
        part = self._part_of(path)
        if part is None:
            return self.tabs.geometry() if path == ENGAGEMENTS else QRect()
        return part.box_of(path).translated(part.pos()) if isinstance(part, Block) else part.geometry()

    def edit(self, path: Path) -> None:
        """Put the cursor into the value at `path`."""
        part = self._part_of(path)
        if isinstance(part, Block):
            part.edit(path)
        else:
            (part.editor if part else self.tabs).setFocus(Qt.FocusReason.OtherFocusReason)

    def nearest(self, path: Path) -> Path:
        """The value at `path`, or the first below it, or what is in its place now: of rows, at least the last."""
        if path in self.order:
            return path
        rows = {each[:4] for each in self.order if len(each) == 5 and each[:3] == path[:3]}
        if rows and len(path) == 5:
            return (*max(rows), path[4])
        if inside := next((each for each in self.order if each[: len(path)] == path), None):
            return inside
        wanted = place(path)
        before = [each for each in self.order if place(each) <= wanted]
        return before[-1] if before else self.order[0]

    def _part_of(self, path: Path) -> Line | Block | None:
        parts: list[Line | Block] = [*self._article, *self._parts]
        return next((part for part in parts if part.path and part.path == path[: len(part.path)]), None)


def _summary(sheet: Sheet, looks: int) -> str:
    """How much is still to be looked at, and how many values no passage proves."""
    bare = without_passage(sheet)
    said = [plural("{n} to check", "{n} to check", looks) if looks else ""]
    said.append(plural("{n} without passage", "{n} without passage", bare) if bare else "")
    return " · ".join(part for part in said if part)
