"""A window that only reads follows the one that writes, and takes its place once that has closed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from curator.errors import Problem
from curator.i18n import N_, _

if TYPE_CHECKING:
    from curator.ui.window import Window

EVERY = 1000  # ms between two looks; asking costs a few microseconds
TOPIC = "read_only"


def tell_read_only(window: "Window") -> None:
    """Say who writes, and what can be done here meanwhile."""

    def who() -> str:
        holder = window.store.holder or _("Someone")
        return _("{holder} is working on this project in another window.").format(holder=holder)

    what = N_("This window only reads: you can look, search and export. Close the other window to work here.")
    window.messages.tell(who, lambda: _(what), "check", topic=TOPIC)


class Following(QObject):
    """Looks every second whether another window has saved, and whether it has gone.

    What was saved is found again on the search thread; when the writing place is free, this window takes it.
    """

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._seen = window.store.version
        self._holder = window.store.holder
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Show what has been saved since the last look, and who sits there now."""
        try:
            self._show_saved()
            self._look_who_writes()
        except Problem:
            return  # the file is busy or away: the next look may find it

    def _show_saved(self) -> None:
        window = self._window
        now = window.store.version
        if now == self._seen:
            return
        self._seen = now
        document = window.review.document
        if document and window.store.current(document).id != window.review.revision.id:
            window.review.open(document)
            window.record.refresh()
        window.searching.find(window.filters.query, document, again=True)

    def _look_who_writes(self) -> None:
        window, holder = self._window, self._window.store.holder
        if not holder and window.store.claim():
            self._take_over()
        elif holder and holder != self._holder:
            self._holder = holder
            tell_read_only(window)
            window.tell_status()

    def _take_over(self) -> None:
        """Become a window that writes, where the person is."""
        self._show_saved()  # what was saved just before the place was taken
        window, form = self._window, self._window.form
        if window.review.document:
            here = form.current
            form.show_record()
            form.focus_path(here, edit=form.active)
        window.tell_status()
        window.messages.tell(
            lambda: _("You can work here now."), lambda: _("The other window has closed the project."), topic=TOPIC
        )
        self.close()
