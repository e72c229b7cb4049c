"""One window a project: a second start brings the running window forward instead of opening the project again.

Each open project has a small folder of its own among the logs. The window holds a lock there and watches the
folder; a second start leaves a note in it. Files are what three systems share, and nothing here is a network.
"""

import json
import os
import sys
import time
import zlib
from collections.abc import Sequence
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget

from curator.paths import computer, log_dir
from curator.store.sitting import Sitting

NOTE = "call"
PATIENCE = 2.0  # seconds a second start waits for the running window to take its note


class Instance(QObject):
    """This process's place as the window of one project, until `close` or the end of the process."""

    called = Signal(list, str)  # files to import, token by which the desktop lets a window come forward

    def __init__(self, folder: Path, place: Sitting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._note = folder / NOTE
        self._place = place
        self._watcher = QFileSystemWatcher([str(folder)], self)
        self._watcher.directoryChanged.connect(self._read)
        self.destroyed.connect(place.leave)

    def close(self) -> None:
        """Give the place up."""
        self._watcher.directoryChanged.disconnect(self._read)
        self._place.leave()

    def _read(self) -> None:
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            self._note.unlink()
        except (OSError, ValueError):
            return
        self.called.emit([Path(path) for path in note["paths"]], note["token"])


class Application(QApplication):
    """Qt's application, which also tells when macOS hands over a project that was double-clicked."""

    opened = Signal(Path)

    def event(self, event: QEvent) -> bool:
        """Take a QFileOpenEvent; Qt takes every other event."""
        if isinstance(event, QFileOpenEvent):
            self.opened.emit(Path(event.file()))
            return True
        return super().event(event)


def claim(store: Path, parent: QObject | None = None) -> Instance | None:
    """The place as the window of the project at `store`; None if another window has it or the disk refuses."""
    folder = _folder(store)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / NOTE).unlink(missing_ok=True)
    except OSError:
        return None
    place = Sitting(folder / "window")
    return Instance(folder, place, parent) if place.take("") else None


def raise_running(store: Path, paths: Sequence[Path] = (), patience: float = PATIENCE) -> bool:
    """Ask the window that shows the project at `store` to come forward and import `paths`.

    False if no window of this person on this computer shows it, or if it does not answer within `patience` seconds.
    """
    folder = _folder(store)
    if not Sitting(folder / "window").holder():
        return False
    _allow_to_come_forward()
    note, aside = folder / NOTE, folder / f"{NOTE}.{os.getpid()}"
    words = {"paths": [str(path.absolute()) for path in paths], "token": os.environ.get("XDG_ACTIVATION_TOKEN", "")}
    try:
        aside.write_text(json.dumps(words), encoding="utf-8")
        os.replace(aside, note)
    except OSError:
        return False
    end = time.monotonic() + patience
    while note.exists():
        if time.monotonic() > end:
            note.unlink(missing_ok=True)
            return False
        time.sleep(0.02)
    return True


def bring_forward(window: QWidget, token: str = "") -> None:
    """Show `window` above the others, as far as the desktop allows."""
    if token:
        os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt hands it on to Wayland
    window.setWindowState(window.windowState() & ~QtCore.Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _folder(store: Path) -> Path:
    """The folder of the project at `store` on this computer: a home on the network serves several."""
    name = f"{computer()}\n{store.resolve()}".encode("utf-8", "surrogateescape")
    return log_dir() / "open" / f"{zlib.crc32(name):08x}"


def _allow_to_come_forward() -> None:
    """On Windows only the program that has the person's attention may pass it on."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
