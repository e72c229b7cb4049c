"""Arranging widgets: one below the other, or side by side with a line to drag."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid


def column(*widgets: QWidget) -> QWidget:
    """The widgets one below the other; the last takes the room that is left."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
    layout.setStretch(len(widgets) - 1, 1)
    return made


class Panes(QSplitter):
    """Two panes side by side with a line to drag; where room is short, the pane `side` gives way to the other.

    `side` has the width it was given last, by hand or by `setSizes`, as long as the other keeps `room`; in a
    smaller window it shrinks to `least`, to half where even that is more, and in a larger one it comes back. Where
    not even `need` were left for the other, it folds away, and stays open only while the keyboard is in it; `need`
    0 keeps it open. Widths are in pixels, but `room`, `least` and `need` in widths of an "n", so that a larger font
    asks for more. Who drags the line nearer than that has it so.
    """

    def __init__(self, *panes: QWidget, side: int, least: int, room: int, need: int = 0) -> None:
        super().__init__()
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for pane in panes:
            self.addWidget(pane)
        letter = self.fontMetrics().horizontalAdvance("n")
        self._side, self._least, self._room, self._need = side, least * letter, room * letter, need * letter
        self._wish = (0, self._room)  # the width of the side, and what the other keeps meanwhile
        self._active = False  # the keyboard is in the side
        self.splitterMoved.connect(lambda: self._take(self.sizes()))
        if need:
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            app.focusChanged.connect(self._focus_moved)

    def setSizes(self, sizes: Sequence[int]) -> None:
        """Give the panes these widths, as a hand would."""
        self._take(sizes)
        self._fit()

    @property
    def wish(self) -> list[int]:
        """The widths to remember: `setSizes` brings them back, in a window of another size as far as they go."""
        return list(self._wish if self._side == 0 else reversed(self._wish))

    def _take(self, sizes: Sequence[int]) -> None:
        if sizes[self._side]:  # folded away it keeps the width it had
            self._wish = (sizes[self._side], min(sizes[1 - self._side], self._room))

    def _fit(self) -> None:
        width, (wanted, kept) = self.width() - self.handleWidth(), self._wish
        side = max(min(self._least, width // 2), min(wanted, width - kept))
        if width - side < min(self._need, kept) and not self._active:
            side = 0
        self.setCollapsible(self._side, side == 0)
        super().setSizes([side, width - side] if self._side == 0 else [width - side, side])

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self) or new is None or QApplication.activePopupWidget():
            return  # a menu or another window has the keyboard for a moment
        pane = self.widget(self._side)
        active = pane is not None and (new is pane or pane.isAncestorOf(new))
        if active != self._active:
            self._active = active
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew. Qt's own sharing would lay the article out a second time."""
        self._fit()
