"""What the window remembers from one day to the next: place, panes, columns and the last record of each store."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QMargins, QSize, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from curator import settings as settings_file
from curator.settings import Settings
from curator.store import ORDERS, Query

if TYPE_CHECKING:
    from curator.ui.window import Window

EVERY = 30_000  # ms
USUAL = QSize(1366, 768)  # pixels of the window where the screen has room
FRAME = QMargins(4, 32, 4, 4)  # what a desktop draws around a window
STORES = 12  # stores whose last record is remembered, and that "Open recent" lists


class Memory:
    """Keeps the window's state in the settings, and the settings in `path`; without a path nothing is written."""

    def __init__(self, settings: Settings, path: Path | None = None) -> None:
        self.settings = settings
        self.path = path

    def recall(self, window: "Window") -> None:
        """Give the window the place and the list it had; what is missing stays as built."""
        kept = self.settings.window
        if not window.restoreGeometry(_bytes(kept.get("geometry"))):
            settle_in(window)
        window.outer.setSizes(_widths(kept.get("outer")) or [296, 1070])
        inbox = kept.get("inbox")
        window.inbox.recall(inbox if isinstance(inbox, dict) else {})

    def recall_record(self, window: "Window") -> None:
        """The same for the panes of the record."""
        kept = self.settings.window
        window.record.panes.setSizes(_widths(kept.get("panes")) or [562, 508])
        window.record.rule.setVisible(bool(kept.get("rule", False)))

    def keep(self, window: "Window") -> None:
        """Remember the window as it is now, and write the settings."""
        kept = self.settings.window
        kept["geometry"] = _text(window.saveGeometry())
        kept["outer"], kept["panes"] = window.outer.wish, window.record.panes.wish
        kept["rule"] = window.record.rule.isVisibleTo(window)
        kept["inbox"] = window.inbox.keep()
        last = {**self.last, str(window.store.path): window.review.document}
        kept["last"] = dict(list(last.items())[-STORES:])
        kept["order"] = [window.filters.query.order, window.filters.query.descending]
        self.save()

    def keep_from_time_to_time(self, window: "Window") -> None:
        """Remember every now and then: a crash shall not cost a saved view or a setting."""
        if self.path is None:
            return
        timer = QTimer(window, interval=EVERY)
        timer.timeout.connect(lambda: self.keep(window))
        timer.start()

    def opened(self, store: Path) -> None:
        """Put `store` at the head of the recent ones."""
        name = str(store)
        if self.settings.recent_stores[:1] == [name]:
            return
        self.settings.recent_stores = [name, *(s for s in self.settings.recent_stores if s != name)][:STORES]
        self.save()

    def save(self) -> None:
        """Write the settings; a disk that refuses must not stop the work."""
        if self.path is None:
            return
        try:
            settings_file.save(self.settings, self.path)
        except OSError:
            return

    @property
    def query(self) -> Query:
        """The list to begin with: all articles, in the order chosen last."""
        kept = self.settings.window.get("order")
        order, descending = kept if isinstance(kept, list) and len(kept) == 2 else ("doubt", False)
        return Query(order=order, descending=bool(descending)) if order in ORDERS else Query()

    @property
    def last(self) -> dict[str, str]:
        """The last record of each store, by the store's path."""
        found: Any = self.settings.window.get("last")
        return found if isinstance(found, dict) else {}


def settle_in(window: QWidget) -> None:
    """The first place of `window`: its usual size where the screen has room for it, else the whole screen."""
    if QGuiApplication.platformName() == "offscreen":
        window.resize(USUAL)  # there is no screen to fit
        return
    room = window.screen().availableGeometry()
    size, maximised = first_size(room.size())
    window.resize(size)
    if maximised:
        window.move(room.topLeft())
        window.setWindowState(QtCore.Qt.WindowState.WindowMaximized)


def first_size(room: QSize) -> tuple[QSize, bool]:
    """The size of a first window where the desktop leaves `room`, and whether it takes the whole screen."""
    inner = room.shrunkBy(FRAME)
    return USUAL.boundedTo(inner), inner.width() < USUAL.width() or inner.height() < USUAL.height()


def _widths(kept: object) -> list[int]:
    """The widths of two panes as kept; empty if they are something else."""
    fine = isinstance(kept, list) and len(kept) == 2 and all(isinstance(each, int) and each > 0 for each in kept)
    return list(kept) if fine and isinstance(kept, list) else []


def _text(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode("ascii")


def _bytes(kept: object) -> QByteArray:
    return (
        QByteArray.fromBase64(QByteArray(kept.encode("ascii", "ignore"))) if isinstance(kept, str) else QByteArray()
    )
