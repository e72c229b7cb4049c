import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QToolButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from curator.model.revision import Status
from curator.settings import Settings
from curator.store import Draft, Query, Store
from curator.ui.inbox.cards import Cards
from curator.ui.inbox.listing import COLUMNS, ROW, Listing
from curator.ui.inbox.search import PAGE, Search, find
from curator.ui.window import Window

Open = Callable[..., Window]
Type = Callable[[QWidget, str], None]


def actions_of(menu: QMenu) -> list[QAction]:
    """The actions of `menu` and its submenus."""
    return [
        inner for action in menu.actions() for inner in (actions_of(action.menu()) if action.menu() else [action])
    ]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, seeds: Path, propose: Callable[..., Any]) -> Path:
    """A project of 300 articles: more than two pages of the list."""
    path = tmp_path_factory.mktemp("many") / "many.curator"
    gold = json.loads(next((seeds / "gold").glob("*.json")).read_text(encoding="utf-8"))
    with Store(path, reader="Hương") as store, store.writing():
        for number in range(300):
            gold["article"] |= {"headline": f"Bản tin {number:03}", "url": None}
            store.add(*propose(f"Bản tin {number}", gold, f"{number}.txt"))
    return path


def test_the_model_keeps_qts_rules(project: Path, qtmodeltester: ModelTester, qapp: object) -> None:
    with Store(project, reader="Hương") as store:
        listing = Listing(store)
        listing.show(find(store, Query()))
        qtmodeltester.check(listing)


def test_the_roles_are_those_of_qt(project: Path, qapp: object) -> None:
    assert Qt.ItemDataRole.UserRole.value == ROW
    with Store(project, reader="Hương") as store:
        listing = Listing(store)
        listing.show(find(store, Query()))
        headline = listing.index(0, [column.key for column in COLUMNS].index("headline"))
        title = listing.row(0).headline  # type: ignore[union-attr]
        assert listing.data(headline, Qt.ItemDataRole.DisplayRole) == title
        assert title in listing.data(headline, Qt.ItemDataRole.AccessibleTextRole)
        assert listing.data(headline, Qt.ItemDataRole.ToolTipRole)


def test_only_the_pages_that_are_shown_are_read(many: Path, qapp: object) -> None:
    with Store(many, reader="Hương", write=False) as store:
        listing = Listing(store)
        listing.show(find(store, Query(order="headline")))
        assert listing.rowCount() == 300
        assert sorted(listing._pages) == [0]
        assert listing.data(listing.index(299, 3)) == "Bản tin 299"
        assert sorted(listing._pages) == [0, 299 // PAGE]


def test_the_open_article_stays_current_when_the_order_changes(
    open_project: Open, many: Path, qtbot: QtBot
) -> None:
    window = open_project(many)
    window.filters.sort_by("headline", False)
    qtbot.waitUntil(lambda: window.inbox.listing.query.order == "headline")
    window.inbox.selectRow(7)
    document = window.review.document
    window.filters.sort_by("headline", True)
    qtbot.waitUntil(lambda: window.inbox.listing.query.descending)
    assert window.review.document == document
    assert window.inbox.currentIndex().row() == 292
    assert window.inbox.viewport().rect().contains(window.inbox.visualRect(window.inbox.currentIndex()).center())


def test_a_click_on_a_title_sorts_and_a_second_one_turns_it_round(window: Window, qtbot: QtBot) -> None:
    window.run("columns")
    header = window.inbox.horizontalHeader()
    column = [each.key for each in COLUMNS].index("headline")
    at = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
    for descending in (False, True):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.waitUntil(lambda d=descending: window.inbox.listing.query == Query(order="headline", descending=d))
    shown = [window.inbox.listing.row(n).headline for n in range(5)]  # type: ignore[union-attr]
    assert shown == [row.headline for row in window.store.rows(Query(order="headline", descending=True), 0, 5)]


def test_typing_searches_without_accents_and_escape_shows_all_again(
    window: Window, type_text: Type, qtbot: QtBot
) -> None:
    search = window.findChild(QLineEdit, "search")
    search.setFocus()
    type_text(search, "thuong hai")
    qtbot.waitUntil(lambda: window.inbox.listing.query.text == "thuong hai")
    found = window.inbox.listing.rowCount()
    assert 0 < found < 5
    assert window.filters._count.text() == ("1 article" if found == 1 else f"{found} articles")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.inbox.listing.rowCount() == 5)


def test_an_empty_result_says_so_and_one_press_shows_all(window: Window, type_text: Type, qtbot: QtBot) -> None:
    search = window.findChild(QLineEdit, "search")
    type_text(search, "xyzxyz")
    qtbot.waitUntil(lambda: window.findChild(QWidget, "start:clear_filter") is not None)
    button = window.findChild(QWidget, "start:clear_filter")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.inbox.listing.rowCount() == 5)
    assert window.inbox.isVisible()
    assert search.text() == ""
    focus = QApplication.focusWidget()
    assert focus
    assert focus.isVisible()


def test_an_emptied_search_box_offers_nothing_to_clear(window: Window, type_text: Type, qtbot: QtBot) -> None:
    search = window.filters.search
    search.setFocus()
    type_text(search, "xyzzy")
    qtbot.waitUntil(lambda: window.filters.query.text == "xyzzy")
    clear = next(button for button in search.findChildren(QToolButton) if button.x() > search.width() // 2)
    qtbot.waitUntil(lambda: _opacity(clear) == 1.0)
    qtbot.keyClick(search, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert not search.text()
    qtbot.waitUntil(lambda: _opacity(clear) == 0.0)


def _opacity(button: QToolButton) -> float:
    """How much of a button inside a text field is seen; Qt fades it in and out."""
    return float(button.property("opacity"))


def test_a_facet_narrows_shows_a_chip_and_the_chip_takes_it_away(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.searching.faceted):
        qtbot.mouseClick(window.findChild(QToolButton, "filters:filter"), Qt.MouseButton.LeftButton)
    menu = window.filters.findChild(QMenu)
    country = [action for action in actions_of(menu) if action.data() == "CN"]
    assert [action.text() for action in country] == ["China\t1"]
    country[0].trigger()
    menu.close()
    qtbot.waitUntil(lambda: window.inbox.listing.rowCount() == 1)
    chip = window.findChild(QToolButton, "chip:country")
    assert chip.text() == "Partner country: China"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.inbox.listing.rowCount() == 5)


def test_a_view_is_saved_under_its_name_and_comes_back(window: Window, type_text: Type, qtbot: QtBot) -> None:
    window.filters.ask(Query(country=("CN",), order="date"))
    views = window.findChild(QToolButton, "filters:star")
    qtbot.mouseClick(views, Qt.MouseButton.LeftButton)
    box = window.findChild(QLineEdit, "view_name")
    type_text(box, "Trung Quốc")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    window.filters.clear()
    assert window.settings.saved_views == {"Trung Quốc": {"country": ["CN"], "order": "date"}} or (
        Query.from_json(window.settings.saved_views["Trung Quốc"]) == Query(country=("CN",), order="date")
    )
    qtbot.mouseClick(views, Qt.MouseButton.LeftButton)
    menu = [each for each in window.filters.findChildren(QMenu) if each.isVisible()][-1]
    next(action for action in menu.actions() if action.text() == "Trung Quốc").trigger()
    qtbot.waitUntil(lambda: window.inbox.listing.query == Query(country=("CN",), order="date"))


def test_a_newer_search_calls_off_the_older(project: Path, qtbot: QtBot) -> None:
    with Store(project, reader="Hương") as store:
        search = Search(store)
        answers = []
        search.found.connect(lambda found: answers.append(found.query.text))
        with qtbot.waitSignal(search.found):
            for text in ("h", "ha", "han", "hano"):
                search.find(Query(text=text))
        qtbot.wait(50)
        search.close()
    assert answers == ["hano"]


def test_cards_say_state_headline_and_facts_to_eye_and_ear(window: Window) -> None:
    listing = window.inbox.listing
    index = listing.index(0, 0)
    row = listing.row(0)
    assert row
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("New, ")
    assert row.headline in spoken
    assert index.data(Qt.ItemDataRole.ToolTipRole) == row.headline
    cards = window.inbox.itemDelegate()
    assert isinstance(cards, Cards)
    assert row.date in cards.facts(row)


def test_the_next_open_article_skips_what_is_done(window: Window) -> None:
    order = window.store.documents(window.filters.query)
    for document in order[1:3]:
        window.open_document(document)
        window.do(lambda: window.review.set_status(Status.EXCLUDED, "national"))
    window.open_document(order[0])
    window.open_next()
    assert window.review.document == order[3]


def test_columns_can_be_chosen_and_are_kept(open_project: Open, project: Path) -> None:
    window = open_project(project, choices=Settings(theme="light"))
    window.run("columns")
    window.inbox._choose("city", True)
    window.inbox._choose("outlet", False)
    kept = window.inbox.keep()
    window.inbox.show_columns(False)
    window.inbox.recall(kept)
    shown = {c.key for n, c in enumerate(COLUMNS) if not window.inbox.isColumnHidden(n)}
    assert "city" in shown
    assert "outlet" not in shown


@pytest.fixture
def half_done(many: Path, tmp_path: Path) -> Path:
    """The project of 300 articles, of which most are verified, and the last 40 of the list by headline."""
    path = Path(shutil.copy(many, tmp_path / "half.curator"))
    with Store(path, reader="Hương") as store:
        order = store.documents(Query(order="headline"))
        done = [each for at, each in enumerate(order) if at % 7 or at > 260]
        drafts = [Draft(each, store.current(each).sheet, Status.VERIFIED) for each in done]
        store.save_many(drafts, cause="verify", label="")
    return path


def test_a_numbered_list_finds_the_same_places_as_the_store(half_done: Path, qapp: object) -> None:
    with Store(half_done, reader="Hương") as store:
        for query in (Query(order="headline"), Query(text="tin", order="headline", descending=True)):
            plain, numbered = Listing(store), Listing(store)
            for listing in (plain, numbered):
                listing.show(find(store, query))
            numbers = store.numbers(query)
            numbered.keep_numbers(query, numbers, store.waiting(numbers))
            for document in store.documents(Query())[::9]:
                assert numbered.place(document) == plain.place(document)
                assert numbered.open_after(document) == plain.open_after(document) != ""
            assert numbered.place("no such article") == plain.place("no such article") == -1
            assert [numbered.row(at) for at in (0, 150, 299)] == [plain.row(at) for at in (0, 150, 299)]


def test_what_is_verified_waits_no_more_in_a_numbered_list(half_done: Path, qapp: object) -> None:
    with Store(half_done, reader="Hương") as store:
        query = Query(order="headline")
        listing = Listing(store)
        listing.show(find(store, query))
        numbers = store.numbers(query)
        listing.keep_numbers(query, numbers, store.waiting(numbers))
        order = store.documents(query)
        last = order[259]  # the last one that waits
        assert listing.open_after(order[258]) == last
        store.save(last, store.current(last).sheet, cause="verify", label="", status=Status.VERIFIED)
        listing.update([last])
        assert listing.open_after(order[258]) == order[0]
        assert listing.stale
        assert listing.place(last) == 259
        row = listing.row(259)
        assert row
        assert row.status == "verified"


def test_many_changed_rows_are_read_again(half_done: Path, qapp: object) -> None:
    with Store(half_done, reader="Hương") as store:
        query = Query(order="headline")
        listing = Listing(store)
        listing.show(find(store, query))
        order = store.documents(query)
        drafts = [Draft(each, store.current(each).sheet, Status.EXCLUDED, "national") for each in order[:200]]
        store.save_many(drafts, cause="edit", label="")
        listing.update(order[:200])
        assert {row.status for at in range(200) if (row := listing.row(at))} == {"excluded"}


def test_the_list_is_found_anew_behind_the_work_and_keeps_its_place(
    open_project: Open, half_done: Path, qtbot: QtBot
) -> None:
    window = open_project(half_done)
    window.filters.ask(Query(text="tin", order="headline"))
    qtbot.waitUntil(lambda: window.inbox.listing._numbers is not None and window.inbox.listing.query.text == "tin")
    order = window.store.documents(Query(text="tin", order="headline"))
    window.open_document(order[210])
    asked: list[str] = []
    window.store._db.set_trace_callback(asked.append)
    window.do(lambda: window.review.set_status(Status.EXCLUDED, "national"))
    assert window.inbox.listing.stale
    assert window.inbox.currentIndex().row() == 210
    window.open_next()
    assert window.review.document == order[217]
    qtbot.waitUntil(lambda: not window.inbox.listing.stale)
    window.store._db.set_trace_callback(None)
    assert window.inbox.currentIndex().row() == 217
    assert not any("MATCH" in sql for sql in asked)


def test_a_list_found_while_something_is_saved_shows_what_was_saved(window: Window, qtbot: QtBot) -> None:
    document = window.review.document
    answered: list[object] = []
    window.searching.found.connect(answered.append)
    window.refresh()
    window.do(lambda: window.review.set_status(Status.PARKED, "later"))
    qtbot.waitUntil(lambda: bool(answered))
    qtbot.wait(50)
    row = window.inbox.listing.row(window.inbox.listing.place(document))
    assert row
    assert row.status == "parked"


def test_counts_called_off_by_a_search_are_given_after_it(half_done: Path, qtbot: QtBot) -> None:
    with Store(half_done, reader="Hương") as store:
        search = Search(store)
        answers: list[str] = []
        search.found.connect(lambda _found: answers.append("found"))
        search.faceted.connect(lambda _query, facets: answers.append(str(dict(facets["status"])["verified"])))
        search.facet(Query())
        for text in ("t", "ti", "tin"):
            search.find(Query(text=text))
        qtbot.waitUntil(lambda: len(answers) == 2)
        search.close()
    verified = 300 - len(range(0, 261, 7))
    assert sorted(answers) == [str(verified), "found"]


def test_pages_of_a_search_are_read_without_searching_again(window: Window) -> None:
    listing = window.inbox.listing
    query = Query(text="ha noi")
    found = find(window.store, query)
    assert found.count > 0
    numbers = window.store.numbers(query)
    listing.show(found)
    listing.keep_numbers(query, numbers, window.store.waiting(numbers))
    listing._pages.clear()
    asked: list[str] = []
    window.store._db.set_trace_callback(asked.append)
    first = listing.row(0)
    window.store._db.set_trace_callback(None)
    assert first == found.pages[0][0]
    assert asked
    assert not any("MATCH" in sql for sql in asked)
