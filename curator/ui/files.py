"""What goes in and out of the window as files: projects, imports, backups, unsaved work."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from curator.errors import Problem
from curator.i18n import _, again, plural
from curator.paths import data_dir, sample_project
from curator.ui.messages import Action
from curator.ui.style.texts import number

if TYPE_CHECKING:
    from curator.jobs import ExtractReport, ImportReport
    from curator.ui.runner import Work
    from curator.ui.window import Window

SUFFIX = ".curator"
START_BACKUP, DAY = 3_000, 24 * 3_600_000  # ms


class Files(QObject):
    """The commands that read or write files; long ones run in the window's Runner."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        window.runner.cancelled.connect(self._tell_cancelled)

    # Projects

    def new_store(self) -> None:
        """Ask where a new project goes, and open it."""
        path, _kind = QFileDialog.getSaveFileName(
            self._window, _("New project"), str(data_dir()), f"Curator (*{SUFFIX})"
        )
        if path:
            self.open_path(Path(path).with_suffix(SUFFIX))

    def open_store(self) -> None:
        """Ask for a project, and open it."""
        path, _kind = QFileDialog.getOpenFileName(
            self._window, _("Open project"), str(self._window.store.path.parent), f"Curator (*{SUFFIX})"
        )
        if path:
            self.open_path(Path(path))

    def open_path(self, path: Path) -> None:
        """Open the project at `path` in place of this one."""
        from curator.ui.app import open_window, present
        from curator.ui.instance import raise_running

        window = self._window
        if path == window.store.path or raise_running(path):  # it has a window already
            return
        try:
            lasting = window.memory.path is not None
            other = open_window(
                path, settings_path=window.memory.path, choices=window.settings, complete=not lasting
            )
        except Problem as problem:
            window.messages.report(problem)
            return
        present(other) if lasting else other.show()
        window.successor = other  # keeps it alive: nobody else does
        window.close()

    @property
    def recent(self) -> list[Path]:
        """Other projects opened lately that are still there."""
        known = map(Path, self._window.settings.recent_stores)
        return [path for path in known if path != self._window.store.path and path.is_file()]

    # Import

    def import_files(self) -> None:
        """Ask for files, and import them."""
        paths, _kind = QFileDialog.getOpenFileNames(self._window, _("Import files"))
        self.add([Path(path) for path in paths])

    def import_folder(self) -> None:
        """Ask for a folder, and import what is in it."""
        if path := QFileDialog.getExistingDirectory(self._window, _("Import folder")):
            self.add([Path(path)])

    def import_samples(self) -> None:
        """Import the sample articles that come with the program."""
        self.add(sorted(path for path in sample_project().iterdir() if path.is_file()))

    def add(self, paths: Sequence[Path]) -> None:
        """Import these files, folders and archives; the report is a message."""
        from curator import jobs

        window = self._window
        if paths and window.store.writable:
            home, report = window.settings.home_city, jobs.ImportReport()
            job = lambda: jobs.import_files(window.store, paths, home, report)  # noqa: E731
            window.runner.run(_("Import"), job, self._imported, lambda: self._import_stopped(report))

    def paste(self) -> None:
        """Keep the text on the clipboard as an article."""
        from curator import jobs

        window = self._window
        text = QGuiApplication.clipboard().text().strip()
        if not text:
            window.messages.tell(_("The clipboard holds no text."), _("Copy an article first, then paste it here."))
            return
        name = _("pasted") + " – " + text.splitlines()[0][:60] + ".txt"
        home = window.settings.home_city
        window.runner.run(_("Import"), lambda: jobs.import_text(window.store, text, name, home), self._imported)

    def extract_again(self) -> None:
        """Let the machine read the selected articles again, all of the list if none but the open one is."""
        from curator import jobs

        window = self._window
        chosen = window.inbox.selected
        documents = chosen if len(chosen) > 1 else window.store.documents(window.filters.query)
        home = window.settings.home_city
        job = lambda: jobs.extract_again(window.store, documents, home)  # noqa: E731
        window.runner.run(_("Extract again"), job, self._extracted)

    def _import_stopped(self, report: "ImportReport") -> None:
        """Say what is on the disk: the job adds what it had read when it was stopped."""
        window = self._window
        window.refresh()
        window.messages.tell(
            lambda: _("Import stopped: {counts}").format(counts=_counted(report)),
            lambda: _("To go on, import the same files again: those that are here are not added twice."),
            actions=[self._details(report)] if report.failed or report.known else [],
            topic="import",
        )

    def _details(self, report: "ImportReport") -> Action:
        return Action(lambda: _("Details"), lambda: self._window.dialogs.import_report(report))

    def _imported(self, report: "ImportReport") -> None:
        window = self._window
        window.refresh()
        window.messages.tell(
            lambda: _counted(report),
            level="check" if report.failed else "info",
            actions=[self._details(report)] if report.failed or report.known else [],
            topic="import",
        )
        if len(report.added) and not window.review.document:
            window.open_document(report.added[0])

    def _extracted(self, report: "ExtractReport") -> None:
        window = self._window
        window.refresh()
        if window.review.document in report.documents:
            window.open_document(window.review.document)
        window.messages.tell(
            plural(
                "The machine sees {n} value otherwise.",
                "The machine sees {n} values otherwise.",
                report.differences,
            ),
            _("It only proposes: what people answered stays."),
            topic="extract",
        )

    def _tell_cancelled(self, work: "Work") -> None:
        if work.stopped:  # it knows better
            return
        self._window.refresh()
        last = work.last
        done, total = (last.done, last.total) if last else (0, 0)
        self._window.messages.tell(
            lambda: _("{job} stopped: {done} of {total} read; those are kept.").format(
                job=again(work.label), done=number(done), total=number(total)
            ),
            topic="import",
        )

    def export_notes(self) -> None:
        """Ask for a file, and write the notes and flags of the articles in the list to it."""
        from curator import jobs

        window = self._window
        name = str(data_dir() / f"{window.store.path.stem}-notes.csv")
        path, _kind = QFileDialog.getSaveFileName(window, _("Export notes and flags"), name, "CSV (*.csv)")
        if not path:
            return
        target, query = Path(path).with_suffix(".csv"), window.filters.query
        where = QUrl.fromLocalFile(str(target))
        look = Action(_("Look at it"), lambda: QDesktopServices.openUrl(where))

        def told(count: int) -> None:
            words = plural("{n} note or flag is written.", "{n} notes and flags are written.", count)
            window.messages.tell(words, str(target), actions=[look], topic="notes")

        job = lambda: jobs.export_notes(window.store, target, query)  # noqa: E731
        window.runner.run(_("Export notes and flags"), job, told)

    # Safety

    def backup(self) -> None:
        """Copy the project, check the copy, and say where it is."""
        window = self._window
        try:
            target = window.store.backup()
        except Problem as problem:
            window.messages.report(problem)
            return
        window.messages.tell(_("Backed up and checked."), str(target), topic="backup")

    def keep_backups(self) -> None:
        """Copy the project on the worker thread soon after the start and then daily, if something was saved."""
        from curator import jobs

        window = self._window

        def back_up(reason: str) -> None:
            if window.store.writable:
                window.runner.run(_("Backup"), lambda: jobs.back_up(window.store, reason))

        QTimer.singleShot(START_BACKUP, self, lambda: back_up("start"))
        daily = QTimer(self, interval=DAY)
        daily.timeout.connect(lambda: back_up("daily"))
        daily.start()

    def settle_pending(self) -> bool:
        """On closing with unsaved work: try again, write it aside, or stay. Whether the window may close."""
        window = self._window
        window.retry()
        if not window.review.pending:
            return True
        count = len(window.review.pending)
        box = QMessageBox(window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(plural("{n} article could not be saved.", "{n} articles could not be saved.", count))
        box.setInformativeText(_("Stay and free the disk or the file, or close and lose these edits."))
        stay = box.addButton(_("Stay"), QMessageBox.ButtonRole.RejectRole)
        lose = box.addButton(_("Close and lose the edits"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        return box.clickedButton() is lose


def _counted(report: "ImportReport") -> str:
    """How many articles came, were here already, or could not be read."""
    parts = [plural("{n} article added", "{n} articles added", len(report.added))]
    if report.known:
        parts.append(plural("{n} was here already", "{n} were here already", len(report.known)))
    if report.failed:
        parts.append(plural("{n} file could not be read", "{n} files could not be read", len(report.failed)))
    return ", ".join(parts) + "."
