"""How rows are seen: people and agreements as a table, sectors as chips. Both only show; the form edits."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from curator.model.kinds import Flag
from curator.model.record import Path
from curator.ui.form.lines import GAP, ICON, paint_bar, paint_icons, paint_state, paint_struck, row_height
from curator.ui.form.rows import Rows
from curator.ui.style import icons, theme

SHARES = {  # of the width that is left for words, by group
    "person": {"name": 34, "role": 28, "organisation": 38},
    "agreement": {"kind": 25, "title": 30, "date": 23, "status": 22},
}
SOME = 48  # pixels: less of a value tells nothing
STATE = 2 * ICON + 8  # pixels of the last column: an icon for the row, and a flag
Index = QModelIndex | QPersistentModelIndex


class RowTable(QTableView):
    """Rows under each other, no header: the head above names the columns."""

    pressed_at = Signal(object, str)  # the path, and the part that was pressed: value or state

    def __init__(self, rows: Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self.setModel(rows)
        _quiet(self)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(10)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(_Cells(self))

    def height_wanted(self, _width: int) -> int:
        """Pixels for all rows."""
        height = row_height(self)
        self.verticalHeader().setDefaultSectionSize(height)
        return height * self.rows.rowCount()

    def widths(self, width: int) -> list[int]:
        """Pixels of each column in a table of this width."""
        shares, flags = dict(SHARES[self.rows.group.key]), ICON + 6
        room = width - STATE - sum(flags for field in self.rows.fields if isinstance(field.kind, Flag))
        if "name" in shares:  # a name is never cut while there is room
            names = [str(row.get("name") or "") for row in self.rows.values()]
            widest = max((self.fontMetrics().horizontalAdvance(name) for name in names), default=0) + 12
            part = min(50, max(shares["name"], -(-100 * widest // max(room, 1))))
            rest = 100 - shares["name"]
            shares = {key: part if key == "name" else share * (100 - part) // rest for key, share in shares.items()}
        found = [
            flags if isinstance(field.kind, Flag) else room * shares[field.key] // 100 for field in self.rows.fields
        ]
        return [*found, max(20, width - sum(found))]

    def lay_out(self) -> None:
        """Give the columns their widths."""
        for column, width in enumerate(self.widths(self.width())):
            self.setColumnWidth(column, width)

    def box_of(self, path: Path) -> QRect:
        """Where the value at `path` is shown; empty if it is not."""
        index = self.rows.cell(path)
        return self.visualRect(index) if index.isValid() else QRect()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say which value was pressed."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            part = "state" if index.column() == len(self.rows.fields) else "value"
            self.pressed_at.emit(self.rows.path_at(index.row(), index.column()), part)


class RowChips(QListView):
    """Rows beside each other. A full mark is core, an empty one is mentioned."""

    pressed_at = Signal(object, str)  # the path, and the part that was pressed: value or mark

    def __init__(self, rows: Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self.setModel(rows)
        _quiet(self)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setItemDelegate(_Chip(self))

    def height_wanted(self, width: int) -> int:
        """Pixels for all chips in this width."""
        left, lines = 0, 1 if self.rows.rowCount() else 0
        for row in range(self.rows.rowCount()):
            chip = self.chip_width(row)
            if left and left + chip > width:
                left, lines = 0, lines + 1
            left += chip
        return lines * (row_height(self) + 2)

    def chip_width(self, row: int) -> int:
        """Pixels of one chip."""
        words = str(self.rows.index(row, 0).data() or "…")
        return self.fontMetrics().horizontalAdvance(words) + 2 * ICON + 20

    def lay_out(self) -> None:
        """Place the chips anew."""
        self.doItemsLayout()

    def box_of(self, path: Path) -> QRect:
        """See RowTable; at least wide enough to type in."""
        index = self.rows.cell(path)
        if not index.isValid():
            return QRect()
        box = self.visualRect(index).adjusted(ICON + 6, 1, 0, -1)
        wide = max(box.width(), min(170, self.width()))
        return QRect(min(box.left(), self.width() - wide), box.top(), wide, box.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """See RowTable; the mark changes the salience."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid():
            part = "mark" if place.x() - self.visualRect(index).left() <= ICON + 6 else "value"
            self.pressed_at.emit(self.rows.path_at(index.row(), 0), part)


class _Cells(QStyledItemDelegate):
    def __init__(self, view: RowTable) -> None:
        super().__init__(view)
        self._rows = view.rows
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rows, c = self._rows, theme.colours(self._view)
        box: QRect = option.rect
        row, column = index.row(), index.column()
        if rows.is_current(row):
            painter.fillRect(box, QColor(c.selected))
        if column == len(rows.fields):
            paint_state(painter, box, rows.row_mark(row), rows.row_finding(row), c)
            found = [rows.evidence_at(path) for path in rows.paths(row)]
            if any(one and (one.flagged or one.note) for one in found):
                beside = QRect(box.left() + ICON + 6, box.top(), ICON, box.height())
                paint_icons(painter, beside, ["flag"], c)
            return
        path = rows.path_at(row, column)
        inside = box.adjusted(0, 2, -2, -2)
        if rows.waits(path) or rows.finding_at(path):
            painter.fillRect(inside, QColor(c.check_ground))
        if path == rows.current:
            painter.setPen(QColor(c.accent))
            painter.drawRect(inside.adjusted(0, 0, -1, -1))
        paint_bar(painter, box, rows.row_finding(row) if column == 0 else None, c)
        field, value = rows.fields[column], rows.value_at(path)
        if isinstance(field.kind, Flag):
            if value:
                top = box.top() + (box.height() - ICON) // 2
                painter.drawPixmap(box.left() + 4, top, icons.pixmap("star", c.accent))
            return
        self._paint_value(painter, box.adjusted(4, 0, -4, 0), str(index.data() or ""), path)

    def _paint_value(self, painter: QPainter, room: QRect, words: str, path: Path) -> None:
        """The value, and behind it the machine's that it corrects. That in all rows would drown what holds."""
        c, metrics = theme.colours(self._view), self._view.fontMetrics()
        painter.setPen(QColor(c.text))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
        machine = self._rows.overruled_at(path) if self._rows.is_current(int(path[-2])) else ""
        beside = room.adjusted(metrics.horizontalAdvance(words) + GAP if words else 0, 0, 0, 0)
        if machine and beside.width() >= min(metrics.horizontalAdvance(machine), SOME):
            paint_struck(painter, beside, machine, Qt.AlignmentFlag.AlignLeft, c)


class _Chip(QStyledItemDelegate):
    def __init__(self, view: RowChips) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._view.chip_width(index.row()), row_height(self._view) + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rows, c = self._view.rows, theme.colours(self._view)
        row, box = index.row(), option.rect.adjusted(1, 2, -4, -2)
        path = rows.path_at(row, 0)
        here = rows.is_current(row)
        finding = rows.row_finding(row)
        waits = rows.waits((*path[:-1], "code"))
        ground = c.selected if here else c.check_ground if waits or finding else c.window
        line = c.block if finding and finding.level == "error" else c.accent if here else c.line
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(line))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        at = (*path[:-1], "salience")
        salience, middle = rows.value_at(at), box.center().y()
        ink = QColor(c.check if rows.waits(at) else c.text if salience else c.dim)
        painter.setPen(ink)
        painter.setBrush(ink if salience == "core" else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPoint(box.left() + ICON // 2 + 2, middle), 4, 4)
        painter.restore()
        painter.setPen(QColor(c.text))
        words = box.adjusted(ICON + 6, 0, -ICON - 2, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), str(index.data() or "…"))
        found = rows.mark_at((*path[:-1], "code"))
        if found.icon:
            top = box.top() + (box.height() - ICON) // 2
            painter.drawPixmap(box.right() - ICON - 1, top, icons.pixmap(found.icon, found.colour(c)))


def _quiet(view: QAbstractItemView) -> None:
    """No frame, no scroll bar, no selection, no focus, no editing of its own."""
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setTabKeyNavigation(False)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    view.viewport().setBackgroundRole(QPalette.ColorRole.Base)
