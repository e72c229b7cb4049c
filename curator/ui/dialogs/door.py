"""The door to every dialog: each is loaded when it is first asked for, and none blocks the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from curator.i18n import _

if TYPE_CHECKING:
    from curator.jobs import ImportReport
    from curator.ui.window import Window


class Dialogs:
    """Opens dialogs beside the window; one of each kind at a time."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._open: dict[str, QDialog] = {}

    def palette(self) -> None:
        """All commands, to be searched."""
        from curator.ui.commands.palette import Palette

        Palette(self._window).open()

    def keys(self) -> None:
        """All keys on one sheet."""
        from curator.ui.commands.keysheet import KeySheet

        self._show("keys", KeySheet(self._window))

    def settings(self) -> None:
        """What the person can choose."""
        from curator.ui.dialogs.preferences import Preferences

        self._show("settings", Preferences(self._window))

    def export(self) -> None:
        """A release of the verified articles."""
        from curator.ui.dialogs.releasing import Releasing

        self._show("export", Releasing(self._window))

    def compare(self) -> None:
        """Two releases, value by value."""
        from curator.ui.dialogs.comparing import Comparing

        self._show("compare", Comparing(self._window))

    def history(self) -> None:
        """Every saved state of the open record and of the current value."""
        from curator.ui.dialogs.history import History

        window = self._window
        self._show("history", History(window.review, window.form.current, window.do, window))

    def restore(self) -> None:
        """The backups."""
        from curator.ui.dialogs.backups import Backups

        self._show("restore", Backups(self._window))

    def import_report(self, report: "ImportReport") -> None:
        """What became of each file."""
        from curator.ui.dialogs.importing import Importing

        self._show("import", Importing(self._window, report))

    def bulk_edit(self) -> None:
        """One value for all articles that are selected in the list."""
        from curator.ui.dialogs.bulk import BulkEdit

        self._show("bulk", BulkEdit(self._window, self._window.inbox.selected))

    def diagnostics(self) -> None:
        """Facts about this computer and the program, without a word of any article."""
        from curator.ui.dialogs.diagnostics import Diagnostics, collecting

        window = self._window

        def show(report: str) -> None:
            self._show("diagnostics", Diagnostics(window, report))

        window.runner.run(_("Diagnostics"), lambda: collecting(window.store), show)

    def self_check(self) -> None:
        """Whether everything works on this computer."""
        from curator.ui.dialogs.checking import SelfCheck, checking

        window = self._window
        window.runner.run(
            _("Self check"), checking, lambda checks: self._show("self_check", SelfCheck(window, checks))
        )

    def about(self) -> None:
        """What this program is."""
        from curator.ui.dialogs.about import About

        self._show("about", About(self._window))

    def _show(self, kind: str, dialog: QDialog) -> None:
        if old := self._open.pop(kind, None):
            old.close()
        self._open[kind] = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _result: self._open.pop(kind, None))
        dialog.show()
        dialog.raise_()
