"""What a release takes along, and why every other group of articles stays in."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from curator.i18n import N_, _, plural
from curator.model.revision import RELEASED, STATUS_LABELS, Status
from curator.model.vocab import vocabulary
from curator.store import Query
from curator.ui.inbox.facets import PARTS
from curator.ui.style import icons, theme
from curator.ui.style.texts import number

if TYPE_CHECKING:
    from curator.store import Store

REASONS = {
    Status.NEW: N_("nobody has looked at them yet"),
    Status.IN_PROGRESS: N_("their review is not finished"),
    Status.DISPUTED: N_("readers disagree"),
    Status.EXCLUDED: N_("they are out of scope"),
    Status.PARKED: N_("they wait for an answer"),
}


class Leaving(QWidget):
    """One line for what goes out, one for each group that stays, and why; excluded ones by their reasons."""

    def __init__(self, store: "Store", parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 4)
        self._grid.setHorizontalSpacing(10)
        self._grid.setColumnStretch(1, 1)

    def count(self, query: Query | None) -> int:
        """Show the counts for `query`, or for the whole project; answers how many articles go out."""
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        c, counts = theme.colours(), self._store.counts_by_status(query)
        leaving = sum(counts.get(status, 0) for status in RELEASED)
        self._line("verified", c.text, plural("{n} article goes out", "{n} articles go out", leaving), bold=True)
        for status, reason in REASONS.items():
            if count := counts.get(status, 0):
                why = self._excluded(query) if status is Status.EXCLUDED else ""
                words = _("{count} {status}: {reason}").format(
                    count=number(count), status=_(STATUS_LABELS[status]), reason=why or _(reason)
                )
                self._line(status.value, c.dim, words)
        return leaving

    @property
    def lines(self) -> list[str]:
        """What it says, line by line."""
        return [label.text() for n in range(self._grid.rowCount()) if (label := self._label(n))]

    def _label(self, row: int) -> QLabel | None:
        item = self._grid.itemAtPosition(row, 1)
        widget = item.widget() if item else None
        return widget if isinstance(widget, QLabel) else None

    def _excluded(self, query: Query | None) -> str:
        """Such as `3 not a meeting, 1 same report`; empty where nobody gave a reason."""
        labels = vocabulary("exclusion_reasons")
        found = self._store.exclusion_reasons(query or Query())
        told = [(number(count), labels.label(code) if code else _("no reason given")) for code, count in found]
        if len(told) == 1:
            return told[0][1].lower() if found[0][0] else ""
        return ", ".join(f"{count} {label.lower()}" for count, label in told)

    def _line(self, icon: str, colour: str, words: str, *, bold: bool = False) -> None:
        sign, label = QLabel(self), QLabel(words, self)
        sign.setPixmap(icons.pixmap(icon, colour))
        label.setWordWrap(True)
        font = label.font()
        font.setBold(bold)
        label.setFont(font)
        palette = label.palette()
        palette.setColor(palette.ColorRole.WindowText, colour)
        label.setPalette(palette)
        row = self._grid.rowCount() if self._grid.count() else 0
        self._grid.addWidget(sign, row, 0)
        self._grid.addWidget(label, row, 1)


def in_words(query: Query) -> str:
    """What narrows `query`, such as `Partner country: France, Japan; “education”`; empty if nothing does."""
    parts = [f"“{query.text}”"] if query.text else []
    for part, about in PARTS.items():
        value = getattr(query, part)
        if value != about.empty:
            shown = ", ".join(map(about.show, value)) if isinstance(value, tuple) else about.show(value)
            parts.append(f"{about.title()}: {shown}")
    return "; ".join(parts)
