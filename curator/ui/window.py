"""The window: inbox, reader and form side by side, and what happens between them. No logic of its own.

What the review desk may rely on: `do` runs an edit and deals with everything that can go wrong; `run` runs a
command by id; `open_document`, `step` and `open_next` move through the list; `changed` carries every saved Change.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QPoint, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

from curator.errors import Problem
from curator.i18n import _
from curator.model.revision import Change
from curator.settings import Settings
from curator.store import Store
from curator.ui.commands.menus import STATES, Actions
from curator.ui.inbox import start
from curator.ui.inbox.filters import FilterBar
from curator.ui.inbox.pane import Inbox
from curator.ui.inbox.search import Found, Search, find
from curator.ui.inbox.start import Place
from curator.ui.look import Look
from curator.ui.memory import Memory
from curator.ui.messages import Action, Level, Messages
from curator.ui.status import StatusBar
from curator.ui.style import icons
from curator.ui.style.panes import Panes, column
from curator.ui.style.texts import Texts, number

if TYPE_CHECKING:
    from curator.model.rules import Finding
    from curator.review import Review
    from curator.ui.dialogs.door import Dialogs
    from curator.ui.files import Files
    from curator.ui.following import Following
    from curator.ui.form.pane import Form
    from curator.ui.reader.pane import Reader
    from curator.ui.record_pane import RecordPane
    from curator.ui.runner import Runner
    from curator.ui.saving import Saving

NUMBERING = 50  # ms after a list was found: it is painted first


class Window(QMainWindow):
    """The whole desk on one store. Closing it ends its threads and the store's connection."""

    changed = Signal(object)  # Change, after everything saved
    closed = Signal()
    review: "Review"  # this and the next seven come with `complete`
    runner: "Runner"
    saving: "Saving"
    files: "Files"
    dialogs: "Dialogs"
    record: "RecordPane"
    reader: "Reader"
    form: "Form"
    successor: QWidget  # the window that took this one's place; nobody else keeps it

    def __init__(self, store: Store, settings: Settings, memory: Memory) -> None:
        super().__init__()
        self.store: Store = store
        self.settings, self.memory = settings, memory
        self.searching = Search(store, self)
        self.look: Look = Look(self)
        self.commands: Actions = Actions(self)
        self._make_panes()
        self._lay_out()
        self.setWindowTitle(f"{store.path.stem} – Curator")
        self.setAcceptDrops(True)
        self._numbering = QTimer(self, singleShot=True, interval=NUMBERING)
        self._numbering.timeout.connect(lambda: self.searching.number(self.inbox.listing.query))
        self._whole = self._ended = False  # complete; closed
        self._following: Following | None = None
        self.changed.connect(self._changed)
        self.memory.recall(self)
        self._begin()

    def complete(self) -> None:
        """Make what the first picture of the window does not need: menus, and the record that was open last."""
        from curator.review import Review
        from curator.ui.record_pane import RecordPane

        self._whole, self.review = True, Review(self.store)
        self.setWindowIcon(icons.application_icon())
        self.record = RecordPane(self)
        self.reader, self.form = self.record.reader, self.record.form
        self.record_stack.insertWidget(0, self.record)
        for pane in (self.inbox, self.status, self.filters):
            pane.complete()
        self._begin_work()
        self._connect()
        self.commands.fill()
        self.look.apply_fonts()
        self.memory.recall_record(self)
        if row := self.inbox.listing.row(max(0, self.inbox.currentIndex().row())):
            self.open_document(row.document)
        self._show_emptiness()
        self.record_stack.take_keys()
        self.look.colour()
        self.memory.keep_from_time_to_time(self)
        texts = Texts(self)
        texts.run(self.commands.retranslate)
        texts.run(self.tell_status)
        texts.later(lambda: self.messages.clear("finding"))  # its words are those of the moment it was found
        if not self.store.writable:
            from curator.ui.following import Following

            self._following = Following(self)
        self._numbering.start()

    # Building

    def _make_panes(self) -> None:
        self.messages: Messages = Messages(self)
        self.filters: FilterBar = FilterBar(self.settings, self)
        self.inbox: Inbox = Inbox(self.store, self)
        self.status: StatusBar = StatusBar(self)

    def _lay_out(self) -> None:
        self.commands.lay_out(self.menuBar())
        self.list_stack = Place(self.commands, self)
        self.list_stack.addWidget(self.inbox)
        self.record_stack = Place(self.commands, self)
        listed = column(self.filters, self.list_stack)
        self.outer = Panes(listed, self.record_stack, side=0, least=28, room=145, need=90)
        self.setCentralWidget(column(self.messages, self.outer))
        self.setStatusBar(self.status)

    def _connect(self) -> None:
        self.filters.asked.connect(lambda query: self.searching.find(query, self.review.document))
        self.filters.facets_wanted.connect(self.searching.facet)
        self.filters.left.connect(self.inbox.setFocus)
        self.searching.found.connect(self._show_found)
        self.searching.faceted.connect(lambda _query, facets: self.filters.show_facets(facets))
        self.searching.numbered.connect(self.inbox.listing.keep_numbers)
        self.searching.failed.connect(self.messages.report)
        self.inbox.opened.connect(self.open_document)
        self.inbox.entered.connect(lambda: self.form.setFocus(QtCore.Qt.FocusReason.OtherFocusReason))
        self.inbox.search_wanted.connect(self.filters.focus_search)
        self.inbox.sorted.connect(self.filters.sort_by)
        self.inbox.selectionModel().selectionChanged.connect(self.commands.refresh)
        self.inbox.customContextMenuRequested.connect(self._offer_for_list)
        self.status.saved.clicked.connect(self.retry)
        self.status.errors.clicked.connect(self.go_to_finding)
        self.status.reader.clicked.connect(lambda: self.run("settings"))

    def _begin_work(self) -> None:
        """Make what runs jobs and opens dialogs."""
        from curator.ui.dialogs.door import Dialogs
        from curator.ui.files import Files
        from curator.ui.runner import Runner
        from curator.ui.saving import Saving

        self.runner, self.saving = Runner(self), Saving(self)
        self.files, self.dialogs = Files(self), Dialogs(self)
        self.status.strip.cancelled.connect(self.runner.cancel)
        self.runner.started.connect(self.status.strip.follow)
        self.runner.progressed.connect(self.status.strip.follow)
        for ended in (self.runner.finished, self.runner.failed, self.runner.cancelled):
            ended.connect(self._job_ended)
        self.runner.failed.connect(lambda _work, problem: self.messages.report(problem))

    # What the desk calls

    def run(self, id: str) -> None:
        """Do what the command `id` says, if it can be done now."""
        self.commands.run(id)

    def do(self, edit: Callable[[], Change | None]) -> bool:
        """Run `edit`, which saves; show what it changed, or say what went wrong. Whether it was saved."""
        if not self.store.writable:
            self._tell_read_only()
            self.record.refresh()
            return False
        from curator.model.rules import Blocked
        from curator.trail import Kept

        try:
            change = edit()
        except Blocked as blocked:
            self.show_finding(blocked.found[0], len(blocked.found))
            return False
        except Kept as kept:
            self.saving.tell(kept)
        except Problem as problem:
            self.messages.report(problem)
        else:
            if change:
                self.changed.emit(change)
            return True
        if self.review.document:
            self.record.refresh()  # what waits to be written, or what somebody else has saved meanwhile
        return False

    def open_document(self, document: str) -> None:
        """Show this article in reader and form, and its row in the list; stay while a value is half typed."""
        if self.review.document and not self.form.commit():
            self.inbox.select(self.review.document)
            return
        self.review.open(document)
        self.record_stack.turn_to(None)
        self.record.show_record()
        stale = self.inbox.listing.stale
        if stale or self.inbox.document != document:
            self.inbox.select(document)
        if stale:
            self.refresh()
        self.messages.clear("finding")
        self.messages.clear("fill")
        self.tell_status()

    def step(self, by: int) -> None:
        """Open the article `by` rows further, without verifying."""
        if document := self.inbox.step(by):
            self.inbox.select(document)
            self.open_document(document)

    def open_next(self, after: str = "") -> None:
        """Open the next article of the list that still waits; say so when none does."""
        if document := self.next_open(after):
            self.open_document(document)
            return
        self.messages.tell(
            lambda: _("Every article of this list is done."),
            lambda: _("Export a release, or show all articles."),
            actions=[
                Action(lambda: _("Export release…"), lambda: self.run("export")),
                *([Action(lambda: _("Show all articles"), self.filters.clear)] if self.filters.narrowed else []),
            ],
            topic="done",
        )

    def next_open(self, after: str = "") -> str:
        """The next article of the list as shown that still waits; ask before an edit moves the present one."""
        return self.inbox.listing.open_after(after or self.review.document)

    def show_finding(self, finding: "Finding", count: int = 1) -> None:
        """Put the cursor where the finding is and say what it asks."""
        more = _("{n} more.").format(n=number(count - 1)) if count > 1 else ""
        level: Level = "block" if finding.level == "error" else "check"
        go = partial(self.form.focus_path, finding.path)
        self.messages.tell(finding.message, f"{finding.fix} {more}".strip(), level, topic="finding", go=go)
        go()

    # What commands ask for

    def undo(self) -> None:
        """Take back the last step, in whatever article it was."""
        self._turn_back(self.review.undo)

    def redo(self) -> None:
        """Do again what Undo took back."""
        self._turn_back(self.review.redo)

    def _turn_back(self, turn: Callable[[], Change]) -> None:
        """Undo or redo, and show what changed; in another article the cursor goes there."""
        here = self.review.document
        if self.do(turn):
            self.record.go_to_change(edit=self.review.document != here)

    def retry(self) -> None:
        """Try again to write what the store refused."""
        self.saving.retry()

    def go_to_finding(self) -> None:
        """Put the cursor where the first error is, else the first doubt."""
        if self.review.document and (found := self.review.findings):
            self.show_finding(found[0], len(found))

    def go_pane(self, by: int) -> None:
        """Move the focus to the next pane, or back."""
        panes: list[QWidget] = [self.inbox, self.reader, self.form]
        focus = QApplication.focusWidget()
        within = [n for n, pane in enumerate(panes) if focus and (pane is focus or pane.isAncestorOf(focus))]
        panes[((within or [-by])[0] + by) % len(panes)].setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)

    # What happens

    def _begin(self) -> None:
        """Take the writing place and list the articles, the one that was open last current."""
        if not self.store.claim():
            self._tell_read_only()
        last = self.memory.last.get(str(self.store.path), "")
        self.inbox.document = last
        self.filters.query = self.memory.query
        self._show_found(find(self.store, self.filters.query, last))

    def _tell_read_only(self) -> None:
        from curator.ui.following import tell_read_only

        tell_read_only(self)

    def _offer_for_list(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        for id in ("bulk_edit", "extract_again", *STATES):
            menu.addAction(self.commands[id])
        menu.popup(self.inbox.viewport().mapToGlobal(at))

    def _show_found(self, found: Found) -> None:
        self.inbox.show_found(found)
        self.filters.set_count(found.count)
        if self._whole:
            self._numbering.start()
            self._show_emptiness()
            self.tell_status()

    def _show_emptiness(self) -> None:
        empty = self.inbox.listing.rowCount() == 0
        self.list_stack.turn_to(start.NOTHING_FOUND if empty and self.filters.narrowed else None)
        if self.review.document:
            self.record_stack.turn_to(None)
        elif empty and not self.filters.narrowed:
            self.record_stack.turn_to(start.NO_ARTICLES)
        else:
            self.record_stack.turn_to(start.NOTHING_OPEN)

    def refresh(self) -> None:
        """Find the list again, after an import or another's change; the search thread does it behind open work."""
        if self.review.document:
            self.searching.find(self.filters.query, self.review.document, again=True)
            return
        self._show_found(find(self.store, self.filters.query))
        if row := self.inbox.listing.row(0):
            self.open_document(row.document)

    def _changed(self, change: Change) -> None:
        self.messages.clear("fill")
        self.inbox.listing.update(change.documents)
        self.searching.ask_again()
        if self.review.document in change.documents:
            self.record.refresh()
        elif self.review.document and change.cause != "retry":
            self.open_document(change.documents[0])
        self.tell_status()

    def _job_ended(self, *_job: Any) -> None:
        if not self.runner.busy:
            self.status.strip.hide()

    def tell_status(self) -> None:
        """Bring status bar, record bar and commands up to date."""
        self.status.tell(self.store, self.review, self.inbox)
        if self.review.document:
            self.record.bar.tell(self.review)
        self.commands.refresh()

    # Qt's calls

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is open; with unsaved work ask what to do with it; end the threads."""
        if self._ended:
            return
        if self._whole:
            if not self.form.commit() or (self.review.pending and not self.files.settle_pending()):
                event.ignore()
                return
            self.memory.keep(self)
        self._numbering.stop()
        if self._following:
            self._following.close()
        self.searching.close()
        if self._whole:
            self.saving.close()
            self.hide()  # a job ends at its next step, which may take a while
            self.runner.close()
        self.look.close()
        self.store.close()
        self._ended = True
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "status"):
            self.look.colour()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped anywhere."""
        if self.store.writable and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        self.files.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
