"""Edits that the store refused: kept, told of, and written as soon as it takes them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from curator.errors import Problem
from curator.model.revision import Change
from curator.trail import Kept

if TYPE_CHECKING:
    from curator.ui.window import Window

PATIENCE = 0.2  # seconds a save of the window waits for another writer; a job of ours holds the file for 0.05
RETRY = 500  # ms between two attempts to write what was refused; these do not wait at all
TOPIC = "write"


class Saving(QObject):
    """Tries again in the background, and takes its message away when everything is written."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._told = ""
        window.store.patience = PATIENCE
        self._timer = QTimer(self, interval=RETRY)
        self._timer.timeout.connect(lambda: self.retry(patience=0))

    def close(self) -> None:
        """Try no more."""
        self._timer.stop()

    def tell(self, kept: Kept) -> None:
        """Say that an edit is kept, and go on trying."""
        self._told = str(kept)
        self._window.messages.report(kept, topic=TOPIC)
        self._timer.start()
        self._window.tell_status()

    def retry(self, patience: float = PATIENCE) -> None:
        """Try now to write everything that waits; the person stays where they are."""
        window, review = self._window, self._window.review
        waiting = set(review.pending)
        window.store.patience = patience
        try:
            review.retry()
        except Kept as kept:
            if str(kept) != self._told:  # said once: it may have been closed
                self.tell(kept)
        except Problem as problem:  # somebody else has saved the article meanwhile: to try again cannot help
            self._timer.stop()
            window.messages.report(problem)
        finally:
            window.store.patience = PATIENCE
        if written := waiting - set(review.pending):
            window.changed.emit(Change(tuple(written), "retry", review))
        if not review.pending:
            self._timer.stop()
            window.messages.clear(TOPIC)
