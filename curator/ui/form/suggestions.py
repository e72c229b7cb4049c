"""What appears under a field that is being typed in: suggestions, and what is wrong.

Both are children of the window, not popup windows of their own: they take no focus and no grab, so that an input
method goes on composing, and nothing is ever completed inside the typed text.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QListWidget, QListWidgetItem, QWidget

from curator.errors import Problem
from curator.ui.style import theme

ROWS = 8


class Hint(QLabel):
    """What is wrong with the text of one editor and how to mend it, right under the field."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor.window())
        self._editor = editor
        self.setObjectName("hint")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMargin(6)

    def tell(self, problem: Problem) -> None:
        """Show the problem."""
        c = theme.colours(self._editor)
        self.setStyleSheet(f"background: {c.block_ground}; color: {c.block}; border: 1px solid {c.block}")
        self.setText(f"{problem.message} {problem.hint}".strip())
        window = self._editor.window()
        at = self._editor.mapTo(window, QPoint(0, self._editor.height() + 1))
        one_line = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self.margin() + 4
        width = min(max(self._editor.width(), one_line), window.width())  # it hides as little below as it can
        at.setX(max(0, min(at.x(), window.width() - width)))
        self.setGeometry(at.x(), at.y(), width, self.heightForWidth(width))
        self.show()
        self.raise_()


class Suggestions(QListWidget):
    """Rows of `(value as typed, text shown)` under one editor."""

    picked = Signal(str)

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor.window())
        self._editor = editor
        self.setObjectName("suggestions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.Box)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemPressed.connect(lambda item: self.picked.emit(item.data(Qt.ItemDataRole.UserRole)))
        self.hide()

    def offer(self, rows: Sequence[tuple[str, str]], preselect: bool) -> None:
        """Show `rows`, the first one chosen if `preselect`; none hides the list."""
        self.clear()
        if not rows:
            self.hide()
            return
        for typed, shown in rows:
            item = QListWidgetItem(shown, self)
            item.setData(Qt.ItemDataRole.UserRole, typed)
        self.setCurrentRow(0 if preselect else -1)
        self._place()
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Choose the next row, or the one before; around the ends."""
        count, row = self.count(), self.currentRow()
        self.setCurrentRow((row + by) % count if row >= 0 else (0 if by > 0 else count - 1))

    def chosen(self) -> str:
        """What the chosen row would type; empty if none is chosen."""
        item = self.currentItem() if self.isVisible() and self.currentRow() >= 0 else None
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    def _place(self) -> None:
        window = self._editor.window()
        height = self.sizeHintForRow(0) * min(ROWS, self.count()) + 2 * self.frameWidth()
        width = max(self._editor.width(), min(360, self.sizeHintForColumn(0) + 28))
        at = self._editor.mapTo(window, QPoint(0, self._editor.height()))
        if at.y() + height > window.height():
            at.setY(max(0, at.y() - self._editor.height() - height))
        at.setX(max(0, min(at.x(), window.width() - width)))
        self.setGeometry(at.x(), at.y(), width, height)
