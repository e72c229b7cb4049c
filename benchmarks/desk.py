"""The window at work on one store, and floors to compare it with: what `window.py` measures."""

import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from floor import Times, times

NAME = ("engagements", "home", "name")


def painted(app: Any, step: Callable[[], object], *widgets: Any) -> Callable[[], None]:
    """`step`, and then everything painted that it asked to be painted, `widgets` among it."""
    from PySide6.QtCore import QEvent, QObject

    class Painted(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.widgets: set[Any] = set()

        def eventFilter(self, watched: Any, event: Any) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Paint:
                self.widgets.add(watched)
            return False

    def turn() -> None:
        seen = Painted()
        for widget in widgets:
            widget.installEventFilter(seen)
        step()
        app.sendPostedEvents()
        for widget in widgets:
            if widget not in seen.widgets:
                widget.repaint()
        app.processEvents()

    return turn


def floor_of_selecting(app: Any) -> Times:
    """A text of 3 kB with 25 marked passages and 40 line edits, set and painted: the least a switch can cost."""
    from PySide6.QtGui import QColor, QTextCursor
    from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

    window = QWidget()
    text, form = QPlainTextEdit(), QWidget()
    rows = QFormLayout(form)
    edits = [QLineEdit() for _ in range(40)]
    for number, edit in enumerate(edits):
        rows.addRow(f"field {number}", edit)
    row = QHBoxLayout(window)
    row.addWidget(text)
    row.addWidget(form)
    window.resize(1066, 768)
    window.show()
    app.processEvents()
    words = " ".join(f"word{n}" for n in range(400))

    def step(number: int) -> None:
        text.setPlainText(f"{number} {words}")
        marks = []
        for n in range(25):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(text.document())
            mark.cursor.setPosition(n * 40)
            mark.cursor.setPosition(n * 40 + 12, QTextCursor.MoveMode.KeepAnchor)
            mark.format.setBackground(QColor("#e0eff8"))
            marks.append(mark)
        text.setExtraSelections(marks)
        for edit in edits:
            edit.setText(f"value {number}")

    found = times([painted(app, lambda n=n: step(n), text.viewport(), form) for n in range(60)])
    window.close()
    return found


def floor_of_scrolling(app: Any, like: Any, count: int) -> Times:
    """A table as large as `like` over a model that answers from a list of tuples."""
    from PySide6.QtCore import QAbstractTableModel
    from PySide6.QtWidgets import QTableView

    class Plain(QAbstractTableModel):
        def rowCount(self, parent: Any = None) -> int:  # noqa: N802
            return count

        def columnCount(self, parent: Any = None) -> int:  # noqa: N802
            return 1

        def data(self, index: Any, role: int = 0) -> Any:
            return f"row {index.row()}" if role == 0 else None

    view = QTableView()
    model = Plain()
    view.setModel(model)
    view.verticalHeader().setDefaultSectionSize(like.verticalHeader().defaultSectionSize())
    view.resize(like.size())
    view.show()
    bar = view.verticalScrollBar()
    found = times(
        [painted(app, lambda: bar.setValue(bar.value() + bar.pageStep()), view.viewport()) for _ in range(200)]
    )
    view.close()
    return found


class Desk:
    """The window at work on one store, and what is measured on it."""

    def __init__(self, app: Any, store: Path) -> None:
        from curator.settings import Settings
        from curator.ui.app import open_window

        self.app = app
        self.window = open_window(store, reader="bench", language="en", choices=Settings(theme="light"))
        self.window.resize(1366, 768)
        self.window.show()
        app.processEvents()
        self.count = self.window.inbox.listing.rowCount()

    def selecting(self) -> Times:
        """Another row: reader and form painted."""
        window, inbox = self.window, self.window.inbox
        chance = random.Random(1)
        rows = [chance.randrange(self.count) for _ in range(60)]
        both = (window.reader.viewport(), window.form.viewport())
        return times([painted(self.app, lambda r=r: inbox.selectRow(r), *both) for r in rows])

    def scrolling(self) -> Times:
        """One page further."""
        inbox = self.window.inbox
        bar = inbox.verticalScrollBar()
        bar.setValue(0)
        return times(
            [
                painted(self.app, lambda: bar.setValue(bar.value() + bar.pageStep()), inbox.viewport())
                for _ in range(200)
            ]
        )

    def sorting(self) -> Times:
        """By another column, from the click to the painted list."""
        keys = ("date", "outlet", "country", "headline", "doubt")
        orders = [(key, down) for key in keys for down in (False, True)]
        sort = self.window.filters.sort_by
        return times(self._finding([lambda k=k, d=d: sort(k, d) for k, d in orders * 4]), time.process_time)

    def searching(self, texts: list[str]) -> Times:
        """From the end of the pause in typing to the painted list."""
        filters = self.window.filters
        asks = [lambda t=t: filters.ask(replace(filters.query, text=t)) for t in texts]
        found = times(self._finding(asks), time.process_time)
        self._answered(filters.clear, self.window.searching.found)
        return found

    def faceting(self) -> Times:
        """From the press of the filter button to the counts: of all, of a search, of some states, of a country."""
        searching, whole = self.window.searching, self.window.filters.query
        parts = ({}, {"text": "nguyen"}, {"text": "hợp"}, {"status": ("new",)}, {"country": ("FR",)})
        asked = [replace(whole, **part) for part in parts] * 4

        def turns() -> Iterator[Callable[[], None]]:
            for query in asked:
                self._settle()
                yield lambda q=query: self._answered(lambda: searching.facet(q), searching.faceted)

        searching.faceted.disconnect()  # no menu for each
        return times(turns(), time.process_time)

    def rules(self) -> Times:
        """All rules over the open record, as after each change."""
        from curator.model.rules import findings

        sheet = self.window.review.sheet
        return times([lambda: findings(sheet)] * 100)

    def completing(self, names: int = 20_000) -> Times:
        """From the letter typed to the painted suggestions, in a store that knows so many names."""
        from curator.store import Store
        from curator.ui.form.suggestions import Suggestions

        known = [("participant.name", f"Nguyễn Văn {n:05}", f"nguyen van {n:05}", n) for n in range(names)]
        shown = Suggestions(self.window.filters.search)
        with (
            tempfile.TemporaryDirectory() as folder,
            Store(Path(folder) / "names.curator", reader="bench") as store,
        ):
            with store.writing() as db:
                db.executemany("INSERT INTO known (field, value, key, uses) VALUES (?, ?, ?, ?)", known)

            def offer(typed: str) -> None:
                shown.offer([(name, name) for name in store.complete(NAME, typed, 8)], preselect=False)

            typed = ["n", "ng", "van", "0", "0123", "nguyen 19", "x"] * 6
            found = times([painted(self.app, lambda t=t: offer(t), shown.viewport()) for t in typed])
        shown.deleteLater()
        return found

    def working(self, turns: int = 16) -> tuple[Times, Times]:
        """Changing a value, undoing it, and opening the next article, two steps a second, while facets are counted.

        How long each step takes until it is saved durably and painted; and how long the window cannot answer. The
        store has two more revisions a turn afterwards, and the values it had before.
        """
        window, searching = self.window, self.window.searching
        searching.faceted.connect(lambda query, _facets: searching.facet(query))
        searching.facet(window.filters.query)
        both = (window.reader.viewport(), window.form.viewport())
        path = ("engagements", 0, "country")

        def steps() -> Iterator[Callable[[], None]]:
            for turn in range(turns):
                code = "FR" if window.review.sheet.get(path) != "FR" else "KZ"
                change = lambda c=code: window.do(lambda: window.review.put(path, c))  # noqa: E731
                for step in (change, window.undo, lambda t=turn: window.step(1 if t % 16 < 8 else -1)):
                    self._wait(460)
                    yield painted(self.app, step, *both)

        gaps, found = self._gaps(lambda: times(steps()))
        searching.faceted.disconnect()
        return found, gaps

    def stalls(self, texts: list[str]) -> Times:
        """How long the window cannot answer while somebody types: gaps of a 2 ms timer."""
        search = self.window.filters.search

        def type_all() -> None:
            for text in texts:
                for end in range(1, len(text) + 1):
                    search.setText(text[:end])
                    search.textEdited.emit(text[:end])
                    self._wait(200 if end % 3 == 0 else 80)  # now and then long enough for a search

        gaps, _done = self._gaps(type_all)
        search.clear()
        self._wait(300)
        return gaps

    def _gaps(self, work: Callable[[], Any]) -> tuple[Times, Any]:
        """How long a 2 ms timer has to wait while `work` is done, and what that returns."""
        from PySide6.QtCore import QTimer

        gaps: list[float] = []
        last = time.perf_counter()

        def tick() -> None:
            nonlocal last
            now = time.perf_counter()
            gaps.append((now - last) * 1000)
            last = now

        timer = QTimer(interval=2)
        timer.timeout.connect(tick)
        timer.start()
        done = work()
        timer.stop()
        return Times(tuple(sorted(gaps))), done

    def languages(self) -> Times:
        """Everything in another language, painted."""
        codes = ["vi", "fr", "en"] * 3
        return times([painted(self.app, lambda c=c: self._speak(c), self.window) for c in codes])

    def _speak(self, code: str) -> None:
        self.window.look.set_language(code)
        self.app.processEvents()

    def _finding(self, steps: Iterable[Callable[[], object]]) -> Iterator[Callable[[], None]]:
        """Each step until what it finds is painted; between them the search thread comes to rest."""
        for step in steps:
            self._settle()
            yield lambda s=step: self._answered(s, self.window.searching.found)

    def _answered(self, step: Callable[[], object], signal: Any) -> None:
        """`step`, until the search thread has answered by `signal` and the list is painted."""
        from PySide6.QtCore import QEventLoop

        loop = QEventLoop()
        signal.connect(loop.quit)
        step()
        loop.exec()
        signal.disconnect(loop.quit)
        self.window.inbox.viewport().repaint()

    def _settle(self) -> None:
        searching = self.window.searching
        while searching._running or searching._questions:
            self._wait(5)

    def _wait(self, ms: int) -> None:
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()


def floor_of_searching(store: Path, texts: list[str]) -> Times:
    """The bare SQL: count and first page."""
    from curator.store.query import match_expression

    db = sqlite3.connect(store)

    def ask(text: str) -> None:
        match = match_expression(text)
        inside = "number IN (SELECT rowid FROM search WHERE search MATCH ?)"
        db.execute(f"SELECT count(*) FROM listing WHERE {inside}", [match]).fetchone()
        page = f"SELECT number FROM listing WHERE {inside} ORDER BY turn, number LIMIT 128"
        db.execute(page, [match]).fetchall()

    return times([lambda t=t: ask(t) for t in texts])
