"""A window that only reads follows the one that writes: its list and its open article show what is saved there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from curator.errors import Problem

if TYPE_CHECKING:
    from curator.ui.window import Window

EVERY = 1000  # ms between two looks; asking costs a few microseconds


class Following(QObject):
    """Looks every second whether another window has saved, and has the list found again on the search thread."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._seen = window.store.version
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Show what has been saved since the last look."""
        window = self._window
        try:
            now = window.store.version
            if now == self._seen:
                return
            self._seen = now
            document = window.review.document
            if document and window.store.current(document).id != window.review.revision.id:
                window.review.open(document)
                window.record.refresh()
        except Problem:
            return  # the file is busy or away: the next look may find it
        window.searching.find(window.filters.query, document, again=True)
