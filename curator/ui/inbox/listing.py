"""The list of articles as a table model: pages of the store, read when shown, never the whole."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex

from curator.i18n import _
from curator.model.codebook import field_at
from curator.model.revision import OPEN, STATUS_LABELS, Status
from curator.store import Query, Row, Store
from curator.ui.inbox.search import PAGE, Found
from curator.ui.style import icons, theme
from curator.ui.style.texts import moment

KEEP = 128  # pages kept
ROW = 0x100  # the whole Row of the store: Qt's UserRole
_DISPLAY, _DECORATION, _TIP, _NAME = 0, 1, 3, 11  # Qt's roles, in numbers as it hands them to `data`
Index = QModelIndex | QPersistentModelIndex


class Column(NamedTuple):
    """One column of the list: its store key, by which it is sorted too, its title and what it shows of a row."""

    key: str
    title: Callable[[], str]
    text: Callable[[Row], str]
    width: int  # characters, to begin with


def status_word(status: Status | str) -> str:
    """The status in the language in force, with a capital."""
    return _(STATUS_LABELS[Status(status)]).capitalize()


def _coded(group: str, key: str, width: int) -> Column:
    field = field_at((group, key))
    kind = field.kind
    assert kind
    return Column(key, lambda: field.label, lambda row: kind.show(getattr(row, key) or None), width)


COLUMNS: tuple[Column, ...] = (
    Column("status", lambda: _("Record state"), lambda row: status_word(row.status), 14),
    Column("doubts", lambda: _("Doubts"), lambda row: str(row.doubts) if row.doubts else "", 8),
    _coded("engagements", "date", 12),
    Column("headline", lambda: field_at(("article", "headline")).label, lambda row: title_of(row), 60),
    _coded("engagements", "country", 16),
    _coded("engagements", "partner_city", 16),
    Column("partner_lead", lambda: _("Partner"), lambda row: row.partner_lead, 24),
    Column("home_lead", lambda: field_at(("engagements", "home")).label, lambda row: row.home_lead, 24),
    _coded("engagements", "city", 12),
    _coded("engagements", "type", 20),
    _coded("article", "outlet", 16),
    _coded("article", "published", 16),
    _coded("article", "language", 10),
    Column("reader", lambda: _("Reader"), lambda row: row.reader, 14),
    Column("at", lambda: _("Last saved"), lambda row: moment(row.at), 16),
)


def title_of(row: Row) -> str:
    """The headline, or words for its absence."""
    return row.headline or _("(no headline)")


def spoken(row: Row) -> str:
    """The row as a screen reader says it."""
    parts = [status_word(row.status), title_of(row), *(c.text(row) for c in COLUMNS[2:7] if c.key != "headline")]
    return ", ".join(part for part in parts if part)


class Listing(QAbstractTableModel):
    """The articles of `query`, in its order.

    The order stands while a record is open: a saved change is shown in its row, and `stale` says that the list
    would now be ordered otherwise; the window has it found again when another article is opened. Once the search
    thread has numbered the list, places, pages and what waits are looked up and nothing is searched here.
    """

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.query = Query()
        self.stale = False
        self._count = 0
        self._numbers: array[int] | None = None
        self._waiting = bytearray()  # beside the numbers: 1 for an open article
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()
        self._number = -1
        self._page: list[Row] = []

    def show(self, found: Found) -> None:
        """Show what a query found."""
        self.beginResetModel()
        self.query, self.stale, self._count = found.query, False, found.count
        self._numbers = None
        self._pages.clear()
        self._pages.update(found.pages)
        self._number, self._page = -1, []
        self.endResetModel()

    def keep_numbers(self, query: Query, numbers: "array[int]", waiting: bytearray) -> None:
        """Go by these numbers from now on, those of the list as shown."""
        if query == self.query and len(numbers) == self._count:
            self._numbers, self._waiting = numbers, waiting

    def row(self, position: int) -> Row | None:
        """The row at `position`; None where the list has become shorter meanwhile."""
        if not 0 <= position < self._count:
            return None
        number, at = divmod(position, PAGE)
        if number != self._number:
            self._page, self._number = self._load(number), number
        return self._page[at] if at < len(self._page) else None

    def update(self, documents: Sequence[str]) -> None:
        """Show the newest states of `documents` in their rows; the order stays."""
        self.stale = True
        if len(documents) > PAGE:  # to look for each would take longer than to read again what is shown
            self._numbers = None
            self._pages.clear()
            self._number, self._page = -1, []
            self._tell_changed(0, self._count - 1)
            return
        for document in documents:
            position, row = self.place(document), self.store.row(document)
            if position < 0 or row is None:
                continue
            number, at = divmod(position, PAGE)
            if (page := self._pages.get(number)) and at < len(page):
                page[at] = row
            if self._numbers is not None:
                self._waiting[position] = Status(row.status) in OPEN
            self._tell_changed(position, position)

    def place(self, document: str) -> int:
        """Where `document` stands in the list as shown; -1 if it is not there."""
        if self._numbers is not None:
            try:
                return self._numbers.index(self.store.number(document))
            except ValueError:
                return -1
        for number, page in self._pages.items():
            for at, row in enumerate(page):
                if row.document == document:
                    return number * PAGE + at
        found = self.store.position(self.query, document)
        return -1 if found is None else found

    def open_after(self, document: str) -> str:
        """The next article that still waits, in the order shown, from the beginning again at the end; or empty."""
        start = self.place(document)
        if self._numbers is not None:
            behind = self._waiting.find(1, start + 1)
            position = behind if behind >= 0 else self._waiting.find(1)
            row = self.row(position) if position != start else None
            return row.document if row else ""
        for position in range(start + 1, min(start + 1 + PAGE, self._count)):
            row = self.row(position)
            if row and Status(row.status) in OPEN and row.document != document:
                return row.document
        found = self.store.next_open(self.query, document)
        return found if found and found != document else ""

    def retranslate(self) -> None:
        """Show titles and words in the language in force."""
        self.headerDataChanged.emit(QtCore.Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self._tell_changed(0, self._count - 1)

    def _tell_changed(self, first: int, last: int) -> None:
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))

    def _load(self, number: int) -> list[Row]:
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._read(number * PAGE)
            if len(self._pages) > KEEP:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page

    def _read(self, start: int) -> list[Row]:
        if self._numbers is None:
            return self.store.rows(self.query, start, PAGE)
        return self.store.rows_of(self._numbers[start : start + PAGE])

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Articles of the query."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The columns of the list."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Words, state icon, tooltip; the whole Row for `ROW`. Asked 1,800 times a repaint: answers None early."""
        if role not in (_DISPLAY, ROW, _DECORATION, _TIP, _NAME):
            return None
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW:
            return row
        if role == _DISPLAY:
            return COLUMNS[index.column()].text(row)
        if role == _DECORATION:
            return icons.icon(row.status, theme.colours().dim) if index.column() == 0 else None
        return title_of(row) if role == _TIP else spoken(row)

    def headerData(self, section: int, orientation: "QtCore.Qt.Orientation", role: int = _DISPLAY) -> Any:
        """The title of a column."""
        if role == _DISPLAY and orientation == QtCore.Qt.Orientation.Horizontal:
            return COLUMNS[section].title()
        return None


def rows_between(listing: Listing, positions: Sequence[int]) -> Iterator[Row]:
    """The rows at these positions, those that still exist."""
    return (row for position in positions if (row := listing.row(position)))
