"""The status bar: saved or not, place in the queue, open errors, who is reading; and the strip of long work."""

from typing import TYPE_CHECKING, Literal

from PySide6 import QtCore
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from curator.i18n import _, again, plural
from curator.ui.style import icons, theme
from curator.ui.style.texts import Texts, number

if TYPE_CHECKING:
    from curator.review import Review
    from curator.store import Store
    from curator.ui.inbox.pane import Inbox
    from curator.ui.runner import Work

Tone = Literal["calm", "check", "block"]
STRIP = 420  # pixels for the words of a job
AIR = 12  # pixels that the bar is higher than its words


class Part(QToolButton):
    """One fact with its icon; pressing it leads to what it tells of. `text()` is the fact in words."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"status:{name}")
        self.setAutoRaise(True)
        self.setToolButtonStyle(QtCore.Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)
        self._icon, self._tone = "", "calm"  # nothing is told yet

    @property
    def tone(self) -> str:
        """`calm`, `check` or `block`: what the colour says."""
        return self._tone

    def tell(self, text: str, icon: str, tone: Tone = "calm", tip: str = "") -> None:
        """Show this fact."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(tip)
        self._icon, self._tone = icon, tone
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_icon") and self._icon:
            self._colour()
        super().changeEvent(event)

    def _colour(self) -> None:
        c = theme.colours()
        colour = {"calm": c.dim, "check": c.check, "block": c.block}[self._tone]
        self.setIcon(icons.icon(self._icon, colour))
        palette = self.palette()
        palette.setColor(palette.ColorRole.ButtonText, colour)
        palette.setColor(palette.ColorRole.WindowText, colour)
        self.setPalette(palette)


class Strip(QWidget):
    """The progress of a long job: how far it is, Cancel, which keeps what is done, and what it works on just now.

    The bar and Cancel stand still; only the words behind them change.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("progress")
        self._work: Work | None = None
        self._text = QLabel(self)
        self._text.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(120, 8)
        self._cancel = QToolButton(self)
        self._cancel.setObjectName("progress:cancel")
        self._cancel.setAutoRaise(True)
        self._cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._bar, self._cancel, self._text):
            row.addWidget(widget)
        texts = Texts(self)
        texts.set(self._cancel.setText, lambda: _("Cancel"))
        texts.later(lambda: self.follow(self._work) if self._work and self.isVisible() else None)
        self.hide()

    def follow(self, work: "Work") -> None:
        """Show where `work` stands."""
        self._work, last = work, work.last
        words = told(work)
        self._text.setText(self.fontMetrics().elidedText(words, QtCore.Qt.TextElideMode.ElideMiddle, STRIP))
        self._text.setToolTip(words)
        self._bar.setAccessibleName(words)
        self._bar.setMaximum(last.total if last else 0)
        self._bar.setValue(last.done if last else 0)
        self.show()


def told(work: "Work") -> str:
    """What the job is, how far it has come, and its phase or the file it works on."""
    last = work.last
    words = str(again(work.label))
    if last and last.total:
        words = _("{job}: {done} of {total}").format(job=words, done=number(last.done), total=number(last.total))
    phase = str(again(last.label)) if last else ""
    return f"{words} · {phase}" if phase and phase != again(work.label) else words


class StatusBar(QStatusBar):
    """Four parts in a fixed order, and the strip at the left while something runs; all come with `complete`."""

    saved: Part
    queue: Part
    errors: Part
    reader: Part
    strip: Strip

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setMinimumHeight(max(icons.SIZE, self.fontMetrics().height()) + AIR)  # so that nothing moves then

    def complete(self) -> None:
        """Add the parts, which tell nothing before the window has a review."""
        self.strip = Strip(self)
        self.saved = Part("saved", self)
        self.queue = Part("queue", self)
        self.errors = Part("errors", self)
        self.reader = Part("reader", self)
        for part in (self.saved, self.queue, self.errors):
            self.addWidget(part)
        self.addWidget(self.strip)
        self.addPermanentWidget(self.reader)

    def tell(self, store: "Store", review: "Review", inbox: "Inbox") -> None:
        """Bring all four parts up to date."""
        self._tell_saved(store, review)
        self.queue.tell(_place(inbox), "queue", tip=_("Place in the list"))
        self._tell_errors(review)
        self.reader.tell(store.reader, "reader", tip=_("Who signs what is saved"))

    def _tell_saved(self, store: "Store", review: "Review") -> None:
        if not store.writable:
            holder = store.holder or _("another window")
            self.saved.tell(_("Read only: {holder} is working").format(holder=holder), "locked", "check")
        elif count := len(review.pending):
            words = plural("{n} article not saved", "{n} articles not saved", count)
            self.saved.tell(words, "unsaved", "block", _("Press to try again; the edits are kept in memory."))
        else:
            self.saved.tell(_("Saved"), "saved", tip=_("Every edit is on disk."))

    def _tell_errors(self, review: "Review") -> None:
        self.errors.setVisible(bool(review.document))
        if not review.document:
            return
        found = review.findings
        errors = sum(finding.level == "error" for finding in found)
        doubts = len(found) - errors
        parts = []
        if errors:
            parts.append(plural("{n} error", "{n} errors", errors))
        if doubts:
            parts.append(plural("{n} question", "{n} questions", doubts))
        tone: Tone = "block" if errors else "check" if doubts else "calm"
        icon = "block" if errors else "check" if doubts else "confirmed"
        self.errors.tell(", ".join(parts) or _("No errors"), icon, tone, _("Go to the first one"))


def _place(inbox: "Inbox") -> str:
    total = inbox.listing.rowCount()
    here = inbox.currentIndex().row() + 1
    if not total:
        return _("Empty list")
    if not here:
        return _("{total} in the list").format(total=number(total))
    return _("{here} of {total}").format(here=number(here), total=number(total))
