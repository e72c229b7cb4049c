"""The filter bar: search box, facets with counts, the filters in force as chips, sorting and saved views."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from curator.i18n import N_, _, plural
from curator.settings import Settings
from curator.store import Query
from curator.ui.style import icons, theme
from curator.ui.style.texts import Texts, number

if TYPE_CHECKING:
    from curator.ui.inbox.facets import Facets

DEBOUNCE = 120  # ms between the last key and the search
SORTINGS = (
    ("doubt", False, N_("Most doubtful first")),
    ("date", True, N_("Newest meeting first")),
    ("date", False, N_("Oldest meeting first")),
    ("at", True, N_("Last saved first")),
    ("imported", True, N_("Last imported first")),
    ("status", False, N_("By state")),
    ("country", False, N_("By partner country")),
    ("outlet", False, N_("By outlet")),
    ("headline", False, N_("By headline")),
)


class FilterBar(QWidget):
    """What the list shows. `asked` carries the query whenever it changes; the text waits for a pause in typing."""

    asked = Signal(object)  # Query
    facets_wanted = Signal(object)  # Query
    left = Signal()  # the person is done with the search box and wants the list

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.query = Query()
        self.search = QLineEdit(self)
        self.search.setObjectName("search")
        self._glass = self.search.addAction(
            icons.icon("search", theme.colours().dim), QLineEdit.ActionPosition.LeadingPosition
        )
        self._filter, self._sort, self._views = (self._tool(name) for name in ("filter", "sort", "star"))
        self._sort.clicked.connect(lambda: self._drop(self._sort, self._sorting_menu()))
        self._views.clicked.connect(lambda: self._drop(self._views, self._views_menu()))
        self._filter.clicked.connect(lambda: self.facets_wanted.emit(self.query))
        self._count = QLabel(self)
        self._count.setObjectName("count")
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=DEBOUNCE)
        self._pause.timeout.connect(self._search)
        self.search.textEdited.connect(lambda: self._pause.start())
        self.search.textChanged.connect(self._emptied)
        self._number = 0
        self._name_everything()

    def complete(self) -> None:
        """Add what the first picture can do without.

        Nothing is filtered yet, so there are no chips; and for the clear button Qt looks through icon themes.
        """
        from curator.ui.inbox.chips import Chips

        self.search.installEventFilter(self)
        self.search.setClearButtonEnabled(True)
        self._chips = Chips(self)
        self._chips.removed.connect(self._remove)
        self._column.insertWidget(1, self._chips)
        self._texts.run(lambda: self._chips.show_query(self.query))

    # What others call

    def ask(self, query: Query) -> None:
        """Show `query` in the bar and ask for it."""
        self._pause.stop()
        self.query = query
        if self.search.text().strip() != query.text:
            self.search.setText(query.text)  # with its signals: they show and hide the clear button
        self._chips.show_query(query)
        self.asked.emit(query)

    def clear(self) -> None:
        """All articles again, in the order now chosen."""
        self.ask(Query(order=self.query.order, descending=self.query.descending))

    def sort_by(self, order: str, descending: bool) -> None:
        """Order the list by this column."""
        self.ask(replace(self.query, order=order, descending=descending))

    @property
    def narrowed(self) -> bool:
        """Whether anything is filtered out."""
        return replace(self.query, order="doubt", descending=False) != Query()

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.search.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def set_count(self, count: int) -> None:
        """Say how many articles the list holds."""
        self._number = count
        self._count.setText(plural("{n} article", "{n} articles", count).replace(str(count), number(count), 1))

    def show_facets(self, facets: "Facets") -> None:
        """Open the filter menu with these counts."""
        from curator.ui.inbox.facets import facet_menu

        menu = facet_menu(self, self.query, facets, self.ask)
        self._drop(self._filter, menu)

    # Menus

    def _sorting_menu(self) -> QMenu:
        menu = QMenu(self)
        for order, descending, text in SORTINGS:
            action = menu.addAction(_(text))
            action.setCheckable(True)
            action.setChecked((self.query.order, self.query.descending) == (order, descending))
            action.triggered.connect(partial(self._sort_from_menu, order, descending))
        return menu

    def _sort_from_menu(self, order: str, descending: bool, _checked: bool = False) -> None:
        self.sort_by(order, descending)

    def _views_menu(self) -> QMenu:
        menu = QMenu(self)
        for name, stored in sorted(self._settings.saved_views.items()):
            menu.addAction(name).triggered.connect(lambda _on=False, s=stored: self.ask(Query.from_json(s)))
        if self._settings.saved_views:
            menu.addSeparator()
        name_box = QLineEdit(menu)
        name_box.setObjectName("view_name")
        name_box.setPlaceholderText(_("Name for the view now shown, then Enter"))
        name_box.setMinimumWidth(260)
        name_box.returnPressed.connect(lambda: self._save_view(name_box.text().strip()))
        name_box.returnPressed.connect(menu.close)
        entry = QWidgetAction(menu)
        entry.setDefaultWidget(name_box)
        menu.addAction(entry)
        if self._settings.saved_views:
            forget = menu.addMenu(_("Forget a view"))
            for name in sorted(self._settings.saved_views):
                forget.addAction(name).triggered.connect(
                    lambda _on=False, n=name: self._settings.saved_views.pop(n, None)
                )
        return menu

    def _save_view(self, name: str) -> None:
        if name:
            self._settings.saved_views[name] = self.query.to_json()

    def _drop(self, button: QToolButton, menu: QMenu) -> None:
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    # Inside

    def _emptied(self, text: str) -> None:
        if not text:
            self._search()

    def _search(self) -> None:
        if (text := self.search.text().strip()) != self.query.text:
            self.ask(replace(self.query, text=text))

    def _remove(self, part: str) -> None:
        from curator.ui.inbox.facets import PARTS, narrowed

        self.ask(narrowed(self.query, part, PARTS[part].empty))

    def _tool(self, icon: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"filters:{icon}")
        button.setAutoRaise(True)
        button.setIcon(icons.icon(icon, theme.colours().text))
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.search, 1)
        for button in (self._filter, self._sort, self._views):
            top.addWidget(button)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._count)

    def _name_everything(self) -> None:
        self._texts = texts = Texts(self)
        texts.set(self.search.setPlaceholderText, lambda: _("Search articles"))
        texts.set(self.search.setAccessibleName, lambda: _("Search articles"))
        names: tuple[tuple[QToolButton, Callable[[], str]], ...] = (
            (self._filter, lambda: _("Filter")),
            (self._sort, lambda: _("Sort")),
            (self._views, lambda: _("Saved views")),
        )
        for button, name in names:
            texts.set(button.setToolTip, name)
            texts.set(button.setAccessibleName, name)
        texts.run(lambda: self.set_count(self._number))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search box: Esc clears and leaves, Enter and Down go to the list."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() == QtCore.Qt.Key.Key_Escape:
                self.search.clear()
                self.left.emit()
                return True
            if event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter, QtCore.Qt.Key.Key_Down):
                self._search()
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_views"):
            c = theme.colours(self)
            self._glass.setIcon(icons.icon("search", c.dim))
            for button, icon in ((self._filter, "filter"), (self._sort, "sort"), (self._views, "star")):
                button.setIcon(icons.icon(icon, c.text))
        super().changeEvent(event)
