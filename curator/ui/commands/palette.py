"""The palette: every command by name, found by a few letters, run by Enter."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from curator.i18n import _
from curator.model.text import words
from curator.ui.commands.menus import native
from curator.ui.commands.table import MENUS, Command
from curator.ui.style import theme

if TYPE_CHECKING:
    from curator.ui.window import Window

WIDTH, ROWS = 520, 12
Index = QModelIndex | QPersistentModelIndex
_ID = Qt.ItemDataRole.UserRole
_KEYS = Qt.ItemDataRole.UserRole + 1


class Palette(QFrame):
    """A list over the window that goes when something is chosen, or on Esc."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setStyleSheet(f"#palette {{ border: 1px solid {theme.colours(window).line} }}")
        self._window = window
        self._commands = [c for c in window.commands if c.id != "palette"]
        self.typed = QLineEdit(self)
        self.typed.setObjectName("palette:typed")
        self.typed.setPlaceholderText(_("Type what you want to do"))
        self.typed.setAccessibleName(_("Find a command"))
        self.list = QListWidget(self)
        self.list.setObjectName("palette:list")
        self.list.setAccessibleName(_("Commands"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(_Entry(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.verticalScrollBar().setStyleSheet(theme.scrollbar_style(theme.colours(self)))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.typed)
        column.addWidget(self.list)
        self.typed.textChanged.connect(self._fill)
        self.typed.installEventFilter(self)
        self.list.itemClicked.connect(self._run)
        self._fill("")

    def open(self) -> None:
        """Show the palette near the top of the window, ready to type."""
        self.resize(WIDTH, self.typed.sizeHint().height() + ROWS * self.list.sizeHintForRow(0) + 32)
        window = self._window
        self.move(window.mapToGlobal(QPoint((window.width() - self.width()) // 2, 60)))
        self.show()
        self.typed.setFocus()

    def _fill(self, typed: str) -> None:
        wanted = words(typed)
        first, second = [], []  # those that are called so, and those whose menu or id helped
        self.list.clear()
        for command in self._commands:
            if not command.enabled(self._window):
                continue
            label = command.shown(self._window) if command.shown else command.label
            if _begin(wanted, words(label)):
                first.append((command, label))
            elif _begin(wanted, words(f"{label} {_(MENUS[command.section[0]])} {command.id}")):
                second.append((command, label))
        for command, label in first + second:
            self._add(command, label)
        self.list.setCurrentRow(0)

    def _add(self, command: Command, label: str) -> None:
        item = QListWidgetItem(f"{_(MENUS[command.section[0]])}: {label}")
        item.setData(_ID, command.id)
        item.setData(_KEYS, native(command.keys[0]) if command.keys else "")
        self.list.addItem(item)

    def _run(self, item: QListWidgetItem | None) -> None:
        self.close()
        if item:
            self._window.run(item.data(_ID))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down move in the list while the cursor stays in the box; Enter runs."""
        if watched is self.typed and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
            if by := step.get(Qt.Key(event.key())):
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + by)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)


def _begin(wanted: list[str], known: list[str]) -> bool:
    """Whether each wanted word begins one of the known."""
    return all(any(one.startswith(want) for one in known) for want in wanted)


class _Entry(QStyledItemDelegate):
    """A command with its key at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line with air."""
        return QSize(1, theme.line_height(option.font) + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one entry."""
        super().paint(painter, option, index)
        keys = index.data(_KEYS)
        c = theme.colours(option.palette)
        chosen = bool(option.state & option.state.State_Selected)
        painter.save()
        painter.setPen(QColor(c.on_accent if chosen else c.dim))
        painter.drawText(
            option.rect.adjusted(8, 0, -8, 0),
            int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
            keys,
        )
        painter.restore()
