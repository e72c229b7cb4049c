"""Blocks of the form: the rows of one group under their head, with the editors that open in their cells."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolButton, QToolTip, QWidget

from curator.i18n import N_, _
from curator.model.article import Article
from curator.model.codebook import Field
from curator.model.kinds import Flag
from curator.model.record import Path, Sheet, pointer
from curator.model.rules import Finding
from curator.ui.form.desk_keys import DeskKeys
from curator.ui.form.editors import Editor, editor_for
from curator.ui.form.lines import KEY, paint_bar, row_height
from curator.ui.form.row_views import RowChips, RowTable
from curator.ui.form.rows import Rows
from curator.ui.form.text_editor import Complete
from curator.ui.style import icons, theme

ADDS = {  # the command that adds a row, from a selection if there is one, and the key to show
    "home": ("add_home", "H"),
    "partner": ("add_partner", "P"),
    "sectors": ("fill_8", "8"),
    "agreements": ("fill_9", "9"),
}
NOBODY = {
    "home": N_("nobody yet: select a name in the article and press H"),
    "partner": N_("nobody yet: select a name in the article and press P"),
    "sectors": N_("none yet: select the words in the article and press 8"),
    "agreements": N_("none yet: select the words in the article and press 9"),
}


class Head(DeskKeys, QWidget):
    """The line above the rows: key, title, names of the columns, and a button that adds a row."""

    asked = Signal(str)
    entered = Signal()

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.count = 0
        self.columns: list[tuple[int, int, str]] = []  # left edge, width and label
        self.finding: Finding | None = None
        self.current = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._add = QToolButton(self)
        self._add.setAutoRaise(True)
        self._add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._add.clicked.connect(lambda: self.asked.emit(ADDS[field.key][0]))
        self._colour()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setAccessibleName(self.field.label)
        tip = _("Add a row; from the selection in the article if there is one ({key})").format(
            key=ADDS[self.field.key][1]
        )
        self._add.setToolTip(tip)
        self._add.setAccessibleName(_("Add: {group}").format(group=self.field.label))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the focus."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def event(self, event: QEvent) -> bool:
        """The coding rule as tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.finding
            QToolTip.showText(
                event.globalPos(), f"{found.message}\n{found.fix}" if found else self.field.help, self
            )
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the button at the right end."""
        side = self.height()
        self._add.setGeometry(self.width() - side, 0, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Key, title and column names on the ground of a heading."""
        c = theme.colours(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(c.selected if self.current else c.window))
        paint_bar(painter, self.rect(), self.finding, c)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(QColor(c.dim))
        painter.drawText(
            QRect(0, 0, KEY, self.height()), int(Qt.AlignmentFlag.AlignCenter), ADDS[self.field.key][1]
        )
        title = self.field.label + (f" ({self.count})" if self.count else "")
        bold = painter.font()
        bold.setWeight(bold.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(c.text))
        painter.drawText(QRect(KEY, 0, self.width(), self.height()), middle, title)
        after = KEY + painter.fontMetrics().horizontalAdvance(title) + 10
        painter.setFont(self.font())
        painter.setPen(QColor(c.dim))
        if not self.count:
            room = self.width() - after - self.height()
            words = self.fontMetrics().elidedText(_(NOBODY[self.field.key]), Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(after, 0, room, self.height()), middle, words)
        for left, width, label in self.columns if self.count else ():
            if left >= after:
                words = self.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, width)
                painter.drawText(QRect(left, 0, width, self.height()), middle, words)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_add"):
            self._colour()
        super().changeEvent(event)

    def _colour(self) -> None:
        self._add.setIcon(icons.icon("add", theme.colours(self).dim))


class Block(QWidget):
    """One group of the engagement now shown."""

    asked = Signal(str)
    entered = Signal(object)  # a path
    pressed = Signal(object, str)  # a path, and the part that was pressed
    committed = Signal(object, object)  # a path, a value
    refused = Signal(object)  # a Problem

    def __init__(self, field: Field, complete: Callable[[str], Complete], parent: QWidget) -> None:
        super().__init__(parent)
        assert field.group
        self.field = field
        self.path: Path = ()
        self.rows = Rows(field.group, self)
        self.head = Head(field, self)
        self.view: RowTable | RowChips = (
            RowChips(self.rows, self) if field.group.key == "sector" else RowTable(self.rows, self)
        )
        self._editors: dict[str, Editor] = {}
        self._complete = complete
        self.open_at: Path = ()  # the cell whose editor is open
        self._read_only = False
        self.head.asked.connect(self.asked)
        self.head.entered.connect(lambda: self.entered.emit(self.path))
        self.view.pressed_at.connect(self.pressed)

    def bind(self, path: Path) -> None:
        """Stand for the rows at `path` from now on."""
        if path != self.path:
            self.close_editor()
            self.path = path
            self.view.setObjectName(f"rows:{pointer(path)}")

    def show_rows(self, sheet: Sheet, found: dict[Path, Finding], article: Article | None) -> None:
        """Show the rows and what is found in them."""
        self.rows.show_rows(self.path, sheet, found, article)
        self.head.count = self.rows.rowCount()
        self.head.finding = found.get(self.path)
        self.head.update()
        if self.open_at and (editor := self._editors.get(str(self.open_at[-1]))):
            if not self.rows.cell(self.open_at).isValid():
                self.close_editor()
                return
            left = editor.typing and not editor.hasFocus()
            editor.show_value(sheet.get(self.open_at))
            if left and not editor.typing:
                self.close_editor()  # another answer has taken the place of what was refused

    def set_read_only(self, only: bool) -> None:
        """Show the rows without letting them be changed."""
        self._read_only = only
        for editor in self._editors.values():
            editor.setReadOnly(only)

    def set_current(self, path: Path) -> None:
        """Mark the value the keys speak to, if it lies here."""
        self.rows.current = path
        self.head.current = path == self.path
        self.head.update()
        self.view.viewport().update()

    def stops(self) -> list[Path]:
        """Every value in reading order; the group itself while it is empty."""
        count = self.rows.rowCount()
        return [path for row in range(count) for path in self.rows.paths(row)] if count else [self.path]

    def height_wanted(self, width: int) -> int:
        """Pixels for head and rows."""
        return row_height(self) + self.view.height_wanted(width - KEY)

    def lay_out(self) -> None:
        """Place head, rows, column names and an open editor."""
        head = row_height(self)
        self.head.setGeometry(0, 0, self.width(), head)
        self.view.setGeometry(KEY, head, self.width() - KEY, self.height() - head)
        self.view.lay_out()
        if isinstance(self.view, RowTable):
            self.head.columns, left = [], KEY
            for width, field in zip(self.view.widths(self.width() - KEY), self.rows.fields, strict=False):
                if not isinstance(field.kind, Flag):
                    self.head.columns.append((left + 4, width - 8, field.label))
                left += width
        self._place_editor()

    def box_of(self, path: Path) -> QRect:
        """Where the value at `path` is shown, in pixels of this block; its row, if it has no cell of its own."""
        box = self.view.box_of(path)
        if box.isEmpty() and len(path) == 5:
            box = self.view.box_of((*path[:4], self.rows.fields[0].key))
        return self.head.geometry() if box.isEmpty() else QRect(self.view.mapToParent(box.topLeft()), box.size())

    def edit(self, path: Path) -> bool:
        """Put the cursor into the cell at `path`; False if it has no cell here."""
        if path == self.path:
            self.head.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if not self.rows.cell(path).isValid():
            return False
        editor = self._editor(str(path[-1]))
        if path != self.open_at:
            self.close_editor()
            self.open_at = path
            editor.setObjectName(f"field:{pointer(path)}")
            editor.take(self.rows.value_at(path))
        self._place_editor()
        editor.show()
        editor.raise_()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def editor(self) -> Editor | None:
        """The editor now open."""
        return self._editors.get(str(self.open_at[-1])) if self.open_at else None

    def close_editor(self) -> None:
        """Take the open editor away."""
        if editor := self.editor():
            self.open_at = ()
            editor.setObjectName("")  # nobody shall find it under the name of a row it has left
            editor.hide()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.view.setAccessibleName(self.field.label)
        self.head.retranslate()
        for key, editor in self._editors.items():
            editor.setAccessibleName(self.rows.group[key].label)

    def sizeHint(self) -> QSize:
        """See height_wanted."""
        return QSize(300, self.height_wanted(300))

    def _editor(self, key: str) -> Editor:
        if key not in self._editors:
            field = self.rows.group[key]
            editor = self._editors[key] = editor_for(field, self._complete(field.key), self.view.viewport())
            editor.setAutoFillBackground(True)
            editor.setReadOnly(self._read_only)
            editor.setAccessibleName(field.label)
            editor.committed.connect(
                lambda value: self.committed.emit(self.open_at, value) if self.open_at else None
            )
            editor.refused.connect(self.refused)
            editor.asked.connect(self.asked)
            editor.entered.connect(lambda: self.entered.emit(self.open_at))
            editor.left.connect(lambda: self._left(editor))
        return self._editors[key]

    def _left(self, editor: Editor) -> None:
        if editor is self.editor() and editor.problem is None:
            self.close_editor()

    def _place_editor(self) -> None:
        if self.open_at and (editor := self.editor()):
            editor.setGeometry(self.view.box_of(self.open_at).adjusted(0, 1, -1, -1))
