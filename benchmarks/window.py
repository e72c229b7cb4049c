"""The window: start, selecting, scrolling, sorting, searching, languages and memory, each beside its floor.

`python benchmarks/window.py [COUNT ...]` measures at 10,000 and 100,000 invented articles, or at the sizes given.
Floors are measured in the same run: a bare Qt window for the start, a bare `QPlainTextEdit` with as many line edits
for selecting, a plain table model of tuples for scrolling and sorting, the bare SQL for searching.
"""

import gc
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from articles import store_of
from floor import Times, resident_mb, show, times

BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv[:1])
class Bare(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.time()); sys.stdout.flush(); app.exit()
window = Bare(); window.resize(1366, 768); window.show(); app.exec()
"""
OURS = """
import gc, sys, time
from pathlib import Path
gc.disable()
sys.path.insert(0, sys.argv[1])
import curator.ui.app as door
from curator import settings
from PySide6.QtWidgets import QApplication
settings.settings_file = lambda: Path(sys.argv[3])
door.instance.raise_running = lambda *_arguments: False
def present(window, paths):
    def first():
        print(time.time()); sys.stdout.flush()
        window.complete()
        door.Painted(window.reader.viewport(), last)
    def last():
        print(time.time()); sys.stdout.flush()
        QApplication.exit()
    door.Painted(window.inbox.viewport(), first)
    window.show()
door.present = present
door.main(Path(sys.argv[2]))
"""


def starts(turns: int, store: Path) -> tuple[Times, Times, Times]:
    """Milliseconds from the start of the process to the painted list, to the painted record, to a bare window."""
    root = str(Path(__file__).parent.parent)
    listed: list[float] = []
    whole: list[float] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        surroundings = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        chosen = str(Path(folder) / "settings.json")
        for turn in range(turns + 1):  # the first one warms the caches
            ours = ((listed, whole), OURS, (root, str(store), chosen))
            for found, code, arguments in (((bare,), BARE, ()), ours):
                begun = time.time()
                command = [sys.executable, "-c", code, *arguments]
                out = subprocess.run(command, capture_output=True, text=True, check=True, env=surroundings)
                if turn:
                    for times_, at in zip(found, out.stdout.split(), strict=True):
                        times_.append((float(at) - begun) * 1000)
    return tuple(Times(tuple(sorted(each))) for each in (listed, whole, bare))  # type: ignore[return-value]


def painted(app: Any, step: Callable[[], object], *widgets: Any) -> Callable[[], None]:
    """`step`, and then everything painted that it asked to be painted."""

    def turn() -> None:
        step()
        app.sendPostedEvents()
        for widget in widgets:
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
        asks = [self._asking(lambda k=k, d=d: self.window.filters.sort_by(k, d)) for k, d in orders * 3]
        return times(asks)

    def searching(self, texts: list[str]) -> Times:
        """From the end of the pause in typing to the painted list."""
        from dataclasses import replace

        filters = self.window.filters
        asks = [self._asking(lambda t=t: filters.ask(replace(filters.query, text=t))) for t in texts]
        found = times(asks)
        self._asking(filters.clear)()
        return found

    def stalls(self, texts: list[str]) -> Times:
        """How long the window cannot answer while somebody types: gaps of a 2 ms timer."""
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
        for text in texts:
            for end in range(1, len(text) + 1):
                self.window.filters.search.setText(text[:end])
                self.window.filters.search.textEdited.emit(text[:end])
                until = time.perf_counter() + 0.1
                while time.perf_counter() < until:
                    self._wait(10)
        timer.stop()
        self.window.filters.search.clear()
        self._wait(300)
        return Times(tuple(sorted(gaps)))

    def languages(self) -> Times:
        """Everything in another language, painted."""
        codes = ["vi", "fr", "en"] * 3
        return times([painted(self.app, lambda c=c: self._speak(c), self.window) for c in codes])

    def _speak(self, code: str) -> None:
        self.window.look.set_language(code)
        self.app.processEvents()

    def _asking(self, step: Callable[[], object]) -> Callable[[], None]:
        from PySide6.QtCore import QEventLoop

        def turn() -> None:
            loop = QEventLoop()
            self.window.searching.found.connect(loop.quit)
            step()
            loop.exec()
            self.window.searching.found.disconnect(loop.quit)
            self.window.inbox.viewport().repaint()

        return turn

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


def measure(count: int) -> bool:
    """All figures at `count` articles; whether every target is met."""
    from PySide6.QtWidgets import QApplication

    store = store_of(count)
    print(f"\n{count:,} articles, {store.stat().st_size / 1e6:.0f} MB")
    listed, whole, bare = starts(9, store)
    ratio = listed.at(50) / bare.at(50)
    print(f"{'start to painted list':<44} {listed}; floor {bare.at(50):.0f} ms, {ratio:.2f} times; target 1.7")
    print(f"{'start to painted record':<44} {whole}; {whole.at(50) / bare.at(50):.2f} times")
    fine = ratio <= 1.7
    app = QApplication.instance() or QApplication(sys.argv[:1])
    desk = Desk(app, store)
    few = [f"report {n}" for n in range(1000, 1020)]
    many = ["hợp", "thành phố", "hai bên", "đại sứ", "hữu nghị"] * 4
    select, page = (50, 20) if count <= 100_000 else (None, None)
    results = [
        show("select a row: reader and form painted", desk.selecting(), floor_of_selecting(app), select),
        show("scroll by a page", desk.scrolling(), floor_of_scrolling(app, desk.window.inbox, desk.count), page),
        show("sort by another column", desk.sorting(), None, 30 if count <= 100_000 else None),
        show("search, few match", desk.searching(few), floor_of_searching(store, few), None),
        show("search, nearly all match", desk.searching(many), floor_of_searching(store, many), None),
        show("switch the language", desk.languages(), None, 1000),
    ]
    gaps = desk.stalls(["hợp tác hữu nghị", "report 1234"])
    print(f"{'window stalls while typing':<44} {gaps}, longest {gaps.at(100):.1f} ms; target p99 30 ms")
    print(f"{'memory, at most':<44} {resident_mb():.0f} MB; target {200 if count <= 10_000 else 250}")
    desk.window.close()
    gc.collect()
    return fine and all(results)


def main() -> int:
    """Measure at each size; 1 if a target was missed."""
    counts = [int(each) for each in sys.argv[1:]] or [10_000, 100_000]
    return 0 if min([measure(count) for count in counts]) else 1


if __name__ == "__main__":
    sys.exit(main())
