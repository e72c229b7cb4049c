"""The filters in force, each as a chip that one press takes away."""

from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QToolButton, QWidget

from curator.i18n import _
from curator.store import Query
from curator.ui.inbox.facets import PARTS
from curator.ui.style import icons, theme


class Flow(QLayout):
    """A layout that puts widgets side by side and goes on in the next line, as words do."""

    def __init__(self, parent: QWidget, spacing: int = 4) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Qt hands over an item."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at `index`; None beyond the end, as Qt asks."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give the item at `index` back."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that all lines need."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """As small as one chip; the height follows from the width."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        """Place every item."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _place(self, rect: QRect, *, move: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            size = item.sizeHint().boundedTo(QSize(rect.width(), item.sizeHint().height()))
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x, line = x + size.width() + self.spacing(), max(line, size.height())
        return y + line - rect.y()


class Chips(QWidget):
    """One chip for each part of the query that filters; nothing, and no room, where none does."""

    removed = Signal(str)  # the part of the query

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = Flow(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_query(self, query: Query) -> None:
        """A chip for each part in force; the search text stands in its own box."""
        while item := self._flow.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for part, about in PARTS.items():
            value: Any = getattr(query, part)
            if value == about.empty:
                continue
            words = ", ".join(map(about.show, value)) if isinstance(value, tuple) else about.show(value)
            self._flow.addWidget(self._chip(part, f"{about.title()}: {words}"))
        self.setVisible(self._flow.count() > 0)
        self.updateGeometry()

    def _chip(self, part: str, words: str) -> QToolButton:
        chip = QToolButton(self)
        chip.setObjectName(f"chip:{part}")
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setIcon(icons.icon("close", theme.colours(self).dim))
        chip.setText(words.replace("&", "&&"))
        chip.setToolTip(_("Take this filter away"))
        chip.setAccessibleName(_("Filter {filter}: press to take it away").format(filter=words))
        chip.clicked.connect(lambda: self.removed.emit(part))
        return chip
