"""The window: start, selecting, scrolling, sorting, searching, languages and memory, each beside its floor.

`python benchmarks/window.py [COUNT ...]` measures at 10,000 and 100,000 invented articles, or at the sizes given.
Up to 100,000 the targets are asked for, beyond the figures are only told. On a machine with other work,
`chrt --rr 5 python benchmarks/window.py` (root) comes near an idle one.
Floors are measured in the same run: a bare Qt window for the start, a bare `QPlainTextEdit` with as many line edits
for selecting, a plain table model of tuples for scrolling, the bare SQL for searching.
"""

import gc
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from articles import store_of
from desk import Desk, floor_of_scrolling, floor_of_searching, floor_of_selecting
from floor import Times, resident_mb, show

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
    from curator.ui.inbox.cards import Cards
    painted = []
    facts = Cards.facts
    Cards.facts = lambda cards, row: painted.append(row) or facts(cards, row)
    def first():
        assert len(painted) > 5, "the rows of the list were not painted"
        print(time.time()); sys.stdout.flush()
        window.complete()
        door.Painted(window.reader.viewport(), last)
    def last():
        print(time.time()); sys.stdout.flush()
        window.close()
        QApplication.exit()
    door.Painted(window, first)
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


def measure(count: int) -> bool:
    """All figures at `count` articles; whether every target is met."""
    from PySide6.QtWidgets import QApplication

    store = store_of(count)
    print(f"\n{count:,} articles, {store.stat().st_size / 1e6:.0f} MB")
    listed, whole, bare = starts(21, store)
    ratio = listed.at(50) / bare.at(50)
    print(f"{'start to painted list':<44} {listed}; floor {bare.at(50):.0f} ms, {ratio:.2f} times; target 1.7")
    print(f"{'start to painted record':<44} {whole}; {whole.at(50) / bare.at(50):.2f} times")
    fine = ratio <= 1.7
    app = QApplication.instance() or QApplication(sys.argv[:1])
    desk = Desk(app, store)
    few = [f"report {n}" for n in range(1000, 1020)]
    many = ["hợp", "thành phố", "hai bên", "đại sứ", "hữu nghị"] * 4
    wanted = count <= 100_000  # beyond, the figures are only told

    def tell(name: str, ours: Times, floor: Times | None, target: float | None, percent: int = 95) -> bool:
        return show(name, ours, floor, target if wanted else None, percent)

    results = [
        tell("select a row: reader and form painted", desk.selecting(), floor_of_selecting(app), 50),
        tell("scroll by a page", desk.scrolling(), floor_of_scrolling(app, desk.window.inbox, desk.count), 20),
        tell("sort by another column", desk.sorting(), None, 30),
        tell("search, few match", desk.searching(few), floor_of_searching(store, few), 60, 50),
        tell("search, nearly all match", desk.searching(many), floor_of_searching(store, many), 150, 50),
        tell("window stalls while typing", desk.stalls(["hợp tác hữu nghị", "report 1234"]), None, 30, 99),
        tell("facets, of all and narrowed", desk.faceting(), None, 150 if count <= 10_000 else None),
        tell("all rules over a record", desk.rules(), None, 20),
        tell("switch the language", desk.languages(), None, 1000),
    ]
    steps, gaps = desk.working()
    results.append(tell("change, undo or step, saved and painted", steps, None, None))
    results.append(tell("window stalls at that, with facets", gaps, None, 30, 99))
    memory = resident_mb()  # before the store of names is made in this process
    results.append(tell("complete one of 20,000 names", desk.completing(), None, 50))
    verdict = f"; target 250 MB: {'met' if memory <= 250 else 'MISSED'}" if wanted else ""
    print(f"{'memory, at most':<44} {memory:.0f} MB{verdict}")
    desk.window.close()
    gc.collect()
    return fine and all(results) and (memory <= 250 or not wanted)


def main() -> int:
    """Measure at each size, in a process of its own for the memory's sake; 1 if a target was missed."""
    counts = sys.argv[1:] or ["10000", "100000"]
    if len(counts) == 1:
        return 0 if measure(int(counts[0])) else 1
    return max(subprocess.run([sys.executable, __file__, count], check=False).returncode for count in counts)


if __name__ == "__main__":
    sys.exit(main())
