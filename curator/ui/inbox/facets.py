"""The parts of a query as people see them, and the menu that narrows a list by them, with counts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtWidgets import QLineEdit, QMenu, QWidget, QWidgetAction

from curator.i18n import _
from curator.model import edtf
from curator.model.codebook import field_at
from curator.model.kinds import Kind
from curator.store import Query
from curator.ui.inbox.listing import status_word
from curator.ui.style.texts import number

Facets = Mapping[str, list[tuple[str, int]]]
SHOWN = 40  # values of one part in the menu; typing in the search box finds the rest


class Part(NamedTuple):
    """One part of a query: its title, how it shows a value, and what it is when it does not filter."""

    title: Callable[[], str]
    show: Callable[[Any], str]
    empty: Any = ()


def _coded(*template: str) -> Part:
    field = field_at(template)
    kind = field.kind or Kind()
    return Part(lambda: field.label, lambda value: kind.show(value))


PARTS: dict[str, Part] = {
    "status": Part(lambda: _("Record state"), status_word),
    "country": _coded("engagements", "country"),
    "partner_city": _coded("engagements", "partner_city"),
    "city": _coded("engagements", "city"),
    "type": _coded("engagements", "type"),
    "sector": _coded("engagements", "sectors", "code"),
    "outlet": _coded("article", "outlet"),
    "language": _coded("article", "language"),
    "reader": Part(lambda: _("Reader"), str),
    "person": Part(lambda: _("Person"), str, ""),
    "date_from": Part(lambda: _("From"), str, ""),
    "date_to": Part(lambda: _("Until"), str, ""),
    "doubt": Part(lambda: _("Doubts"), lambda on: _("with doubts") if on else _("without doubts"), None),
    "flagged": Part(lambda: _("Flag"), lambda on: _("flagged") if on else _("not flagged"), None),
    "noted": Part(lambda: _("Notes"), lambda on: _("with notes") if on else _("without notes"), None),
}

Ask = Callable[[Query], object]


def facet_menu(parent: QWidget, query: Query, facets: Facets, ask: Ask) -> QMenu:
    """A menu whose entries narrow `query` and hand it to `ask`."""
    menu = QMenu(parent)
    for part in ("status", "country", "partner_city", "city", "type", "sector", "outlet", "language", "reader"):
        values = facets.get(part, [])
        inner = menu.addMenu(PARTS[part].title())
        inner.setEnabled(bool(values))
        for value, count in values[:SHOWN]:
            _value(inner, query, part, value, count, ask)
    menu.addSeparator()
    person = menu.addMenu(PARTS["person"].title())
    _entry(person, _("Name, then Enter"), query.person, lambda typed: ask(replace(query, person=typed)), menu)
    dates = menu.addMenu(_("Date of meeting"))
    for part, words in (("date_from", _("From, such as 2022-09, then Enter")), ("date_to", _("Until, then Enter"))):
        _entry(dates, words, getattr(query, part), partial(_bound, query, part, ask), menu)
    menu.addSeparator()
    for part in ("doubt", "flagged", "noted"):
        for on in (True, False):
            action = menu.addAction(PARTS[part].show(on).capitalize())
            action.setCheckable(True)
            action.setChecked(getattr(query, part) is on)
            wanted = None if getattr(query, part) is on else on
            action.triggered.connect(partial(_ask, ask, narrowed(query, part, wanted)))
    return menu


def narrowed(query: Query, part: str, value: Any) -> Query:
    """`query` with another value of one part."""
    return replace(query, **{part: value})


def _ask(ask: Ask, query: Query, _checked: bool = False) -> None:
    ask(query)


def _value(menu: QMenu, query: Query, part: str, value: str, count: int, ask: Ask) -> None:
    chosen: tuple[str, ...] = getattr(query, part)
    action = menu.addAction(f"{PARTS[part].show(value)}\t{number(count)}".replace("&", "&&"))
    action.setData(value)
    action.setCheckable(True)
    action.setChecked(value in chosen)
    kept = tuple(v for v in chosen if v != value) if value in chosen else (*chosen, value)
    action.triggered.connect(partial(_ask, ask, narrowed(query, part, kept)))


def _entry(menu: QMenu, words: str, now: str, run: Callable[[str], object], whole: QMenu) -> None:
    box = QLineEdit(now, menu)
    box.setPlaceholderText(words)
    box.setAccessibleName(words)
    box.setMinimumWidth(240)
    box.returnPressed.connect(lambda: (whole.close(), run(box.text().strip())))
    action = QWidgetAction(menu)
    action.setDefaultWidget(box)
    menu.addAction(action)


def _bound(query: Query, part: str, ask: Ask, typed: str) -> None:
    """The first or last day that `typed` may mean; what is no date changes nothing."""
    try:
        first, last = edtf.bounds(edtf.from_typing(typed)) if typed else ("", "")
    except ValueError:
        return
    ask(narrowed(query, part, (first if part == "date_from" else last) or ""))
