"""The inbox: the list of articles, as cards or as columns, one view over one model."""

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QStyledItemDelegate, QTableView, QWidget

from curator.i18n import _
from curator.store import Store
from curator.ui.inbox.cards import Cards
from curator.ui.inbox.listing import COLUMNS, Column, Index, Listing, rows_between
from curator.ui.inbox.search import Found
from curator.ui.style import theme
from curator.ui.style.texts import Texts

SHOWN = ("status", "doubts", "date", "headline", "country", "partner_lead", "outlet")  # columns to begin with


class Inbox(QTableView):
    """The articles of one query. Opening follows the current row; the selection may hold many.

    A reset of the model forgets the current row, so the open document is remembered here and found again.
    """

    opened = Signal(str)  # the document whose row became current by the person's hand
    entered = Signal()  # the person wants to work on the current one
    search_wanted = Signal()
    sorted = Signal(str, bool)  # a column's key, descending: the person clicked a title

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inbox")
        self.listing = Listing(store, self)
        self.document = ""
        self.as_columns = False
        self._quiet = False
        self._cards = Cards(self)
        self._plain = QStyledItemDelegate(self)
        for header in (self.verticalHeader(), self.horizontalHeader()):
            header.hide()  # before it asks the model for titles
        self.setModel(self.listing)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._chosen = set(SHOWN)
        self._widths: dict[str, int] = {}
        self._colour()
        self.show_columns(False)
        texts = Texts(self)
        texts.set(self.setAccessibleName, lambda: _("List of articles"))
        texts.later(self.listing.retranslate)

    def complete(self) -> None:
        """Add what the first picture of the list can do without."""
        header, asked = self.horizontalHeader(), QtCore.Qt.ContextMenuPolicy.CustomContextMenu
        self.setContextMenuPolicy(asked)
        header.setContextMenuPolicy(asked)
        header.setHighlightSections(False)
        header.setDefaultAlignment(QtCore.Qt.AlignmentFlag.AlignLeft | QtCore.Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsMovable(True)
        header.customContextMenuRequested.connect(self._choose_columns)
        header.sectionClicked.connect(self._sort)

    # What is shown

    def show_found(self, found: Found) -> None:
        """Show what a query found; the open document stays current if it is in it."""
        self._quiet = True
        self.listing.show(found)
        self._go_to(found.position if found.document == self.document else self.listing.place(self.document))
        self._quiet = False
        self._mark_sorting()

    def select(self, document: str) -> None:
        """Make the row of `document` current, without opening it, and bring it into sight."""
        self.document = document
        self._quiet = True
        self._go_to(self.listing.place(document))
        self._quiet = False

    def step(self, by: int) -> str:
        """The document `by` rows away from the current one; empty beyond the ends."""
        row = (
            self.listing.row(self.currentIndex().row() + by)
            if self.currentIndex().isValid()
            else self.listing.row(0)
        )
        return row.document if row else ""

    @property
    def selected(self) -> list[str]:
        """The selected documents, in the order of the list."""
        positions = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [row.document for row in rows_between(self.listing, positions)]

    @property
    def selected_count(self) -> int:
        """How many are selected, without reading them."""
        return sum(block.height() for block in self.selectionModel().selection())  # type: ignore[attr-defined]

    def show_columns(self, columns: bool) -> None:
        """Show a table with titles (`columns`), or cards."""
        if self.as_columns:
            self._keep_widths()
        self.as_columns = columns
        header = self.horizontalHeader()
        header.setVisible(columns)
        self.setItemDelegate(self._plain if columns else self._cards)
        for number, column in enumerate(COLUMNS):
            self.setColumnHidden(number, column.key not in self._chosen if columns else number != 0)
        if columns:
            header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
            for number, column in enumerate(COLUMNS):
                self.setColumnWidth(number, self._widths.get(column.key) or self._usual(column))
        else:
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._set_heights()
        self._mark_sorting()

    # What is remembered

    def keep(self) -> dict[str, object]:
        """The look of the list, for the settings."""
        if self.as_columns:
            self._keep_widths()
        return {"columns": self.as_columns, "chosen": sorted(self._chosen), "widths": self._widths}

    def recall(self, kept: dict[str, object]) -> None:
        """Look again as `keep` said; what is missing or unknown stays as it is."""
        keys = {column.key for column in COLUMNS}
        chosen, widths = kept.get("chosen"), kept.get("widths")
        if isinstance(chosen, list) and keys & set(chosen):
            self._chosen = keys & set(chosen)
        if isinstance(widths, dict):
            self._widths = {k: w for k, w in widths.items() if k in keys and isinstance(w, int) and w > 10}
        self.show_columns(bool(kept.get("columns", False)))

    # Qt's calls

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which document the person moved to."""
        super().currentChanged(current, previous)
        row = self.listing.row(current.row()) if current.isValid() else None
        if row and not self._quiet and row.document != self.document:
            self.document = row.document
            self.opened.emit(row.document)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the record, a slash to the search; other letters do nothing here."""
        key, ctrl = event.key(), event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier
        if key in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter) and not ctrl:
            self.entered.emit()
        elif event.text() == "/":
            self.search_wanted.emit()
        elif event.text().strip() and not ctrl:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow font and theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_widths"):
            self._colour()
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_widths"):
            self._set_heights()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current row in sight."""
        super().resizeEvent(event)
        if self.currentIndex().isValid() and event.oldSize().height() <= 0:
            self.scrollTo(self.currentIndex())

    # Inside

    def _go_to(self, position: int) -> None:
        if position < 0:
            self.selectionModel().clear()
            return
        index = self.listing.index(position, self._first_column())
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def _first_column(self) -> int:
        header = self.horizontalHeader()
        order = (header.logicalIndex(visual) for visual in range(header.count()))
        return next((column for column in order if not header.isSectionHidden(column)), 0)

    def _colour(self) -> None:
        """A quiet ground for the current row, so that its icons and colours keep their meaning."""
        c, palette = theme.colours(), self.palette()
        palette.setColor(palette.ColorRole.Highlight, c.selected)
        palette.setColor(palette.ColorRole.HighlightedText, c.text)
        self.setPalette(palette)

    def _set_heights(self) -> None:
        line = theme.line_height(self.font())
        height = line + 8 if self.as_columns else self._cards.height(self.font())
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height // 2)

    def _usual(self, column: Column) -> int:
        metrics = self.fontMetrics()
        return max(column.width * metrics.averageCharWidth(), metrics.horizontalAdvance(column.title()) + 12) + 16

    def _keep_widths(self) -> None:
        for number, column in enumerate(COLUMNS):
            if width := self.columnWidth(number):
                self._widths[column.key] = width

    def _mark_sorting(self) -> None:
        if not self.as_columns:
            return
        header, query = self.horizontalHeader(), self.listing.query
        keys = [column.key for column in COLUMNS]
        header.setSortIndicatorShown(query.order in keys)
        header.setSectionsClickable(True)
        if query.order in keys:
            down = query.descending
            order = QtCore.Qt.SortOrder.DescendingOrder if down else QtCore.Qt.SortOrder.AscendingOrder
            header.setSortIndicator(keys.index(query.order), order)

    def _sort(self, section: int) -> None:
        query, key = self.listing.query, COLUMNS[section].key
        self.sorted.emit(key, query.order == key and not query.descending)

    def _choose_columns(self, at: QPoint) -> None:
        menu = QMenu(self)
        for column in COLUMNS:
            action = QAction(column.title(), menu, checkable=True, checked=column.key in self._chosen)
            action.toggled.connect(lambda on, key=column.key: self._choose(key, on))
            menu.addAction(action)
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    def _choose(self, key: str, on: bool) -> None:
        self._keep_widths()
        wanted = self._chosen | {key} if on else self._chosen - {key}
        self._chosen = wanted or self._chosen
        self.show_columns(True)
