"""A project that is brought up to date while it opens: a calm window with a bar, if it takes more than a moment."""

import time

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QVBoxLayout, QWidget

from curator.i18n import _
from curator.ui.style import icons
from curator.ui.style.texts import number

PATIENCE = 0.4  # seconds before anything is shown
PITCH = 0.05  # seconds between two pictures


class Renewing:
    """Hands `follow` to the store that opens; nothing is seen of it unless there is much to do."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._begun = self._drawn = time.monotonic()
        self.window: Progress | None = None

    def follow(self, done: int, total: int) -> None:
        """Show that `done` of `total` articles are done, and let the desktop see that the program lives."""
        now = time.monotonic()
        if now - self._begun < PATIENCE or now - self._drawn < PITCH:
            return
        self._drawn = now
        if self.window is None:
            self.window = Progress(self._name)
        self.window.tell(done, total)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def close(self) -> None:
        """Take the window away, if there is one."""
        if self.window:
            self.window.leave()


class Progress(QWidget):
    """What happens, how far it is, and that nothing is at risk."""

    def __init__(self, name: str) -> None:
        kind = Qt.WindowType
        super().__init__(None, kind.Dialog | kind.CustomizeWindowHint | kind.WindowTitleHint)
        self.setObjectName("renewing")
        self.setWindowTitle("Curator")
        self.setWindowIcon(icons.application_icon())
        self._done = False
        title = QLabel(_("“{name}” is being brought up to date for this version.").format(name=name), self)
        words = _("Your work stays as it is: only the lists and tables are made anew. This happens once.")
        safe = QLabel(words, self)
        safe.setWordWrap(True)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self._count = QLabel(self)
        self._count.setObjectName("renewing:count")
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(12)
        for widget in (title, self._bar, self._count, safe):
            column.addWidget(widget)
        self.setFixedWidth(460)
        self.show()

    def tell(self, done: int, total: int) -> None:
        """Show the count; at the end the search is still being made."""
        words = _("{n} of {total}").format(n=number(done), total=number(total))
        self._count.setText(_("Making the search ready…") if done >= total else words)
        self._bar.setMaximum(0 if done >= total else total)
        self._bar.setValue(done)
        self._bar.setAccessibleName(self._count.text())

    def leave(self) -> None:
        """Take the window away."""
        self._done = True
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """It goes when it is done, not before."""
        event.setAccepted(self._done)
