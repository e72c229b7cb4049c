import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
RUN = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from curator.ui import app as door
from curator import __main__ as program

settle = door._settle
def settled(window, paths):
    settle(window, paths)
    def end():
        if window.runner.busy:
            return
        timer.stop()  # closing may turn the loop once more
        print(window.review.article.name if window.review.document else "empty", window.look.language, flush=True)
        window.close()
    timer = QTimer(window, interval=50)
    timer.timeout.connect(end)
    timer.start()
door._settle = settled
code = program.window()
assert threading.active_count() == 1
sys.exit(code)
"""


FIRST_PICTURE = """
import sys
from pathlib import Path
from PySide6 import QtCore, QtGui, QtWidgets
import curator.ui.app as door
from curator.ui.inbox.cards import Cards

rows = []
facts = Cards.facts
Cards.facts = lambda cards, row: rows.append(row) or facts(cards, row)

def present(window, paths):
    def painted():
        late = set(sys.argv[2].split()) & set(sys.modules)
        built = {"Qt", "QDial", "QFileDialog", "QGradient"}
        built &= {name for module in (QtCore, QtGui, QtWidgets) for name in vars(module)}
        print(len(rows), *sorted(late | built), flush=True)
        window.complete()
        window.close()
    door.Painted(window, painted)
    window.show()

door.present = present
sys.exit(door.main(Path(sys.argv[1])))
"""
NOT_AT_FIRST = (
    "bs4 lxml pypdfium2 xlsxwriter sqlite_utils platformdirs hashlib socket email html http xml getpass difflib"
    " concurrent.futures asyncio multiprocessing curator.jobs curator.ingest curator.extract curator.export"
    " curator.evaluate curator.review curator.model.rules curator.ui.record_pane curator.ui.form.pane curator.ui.reader.pane curator.ui.runner"
    " curator.ui.files curator.ui.following curator.ui.dialogs.door curator.ui.inbox.chips curator.ui.inbox.facets"
    " curator.ui.style.buttons"
)


def start(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a person would, until it has nothing more to do, and close its window."""
    homes = {name: str(home) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA")}
    surroundings = {**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen", "LANG": "fr_FR.UTF-8", "LC_ALL": ""}
    return subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_program_starts_imports_what_it_is_given_remembers_it_and_ends(tmp_path: Path, seeds: Path) -> None:
    sample = next(iter(sorted(seeds.glob("*.txt"))))
    first = start(tmp_path, str(sample))
    assert (first.returncode, first.stdout) == (0, f"{sample.name} fr\n"), first.stderr
    second = start(tmp_path)
    assert (second.returncode, second.stdout) == (0, f"{sample.name} fr\n"), second.stderr


def test_the_first_picture_shows_the_list_and_loads_nothing_else(tmp_path: Path, seeds: Path) -> None:
    """What comes later costs the start nothing: neither modules nor the classes that Qt's binding builds."""
    store = tmp_path / "office.curator"
    found = [str(path) for path in sorted(seeds.glob("*.txt"))]
    imported = [sys.executable, "-m", "curator", "import", "--store", str(store), *found]
    subprocess.run(imported, cwd=ROOT, capture_output=True, check=True)
    homes = {name: str(tmp_path) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PICTURE, str(store), NOT_AT_FIRST],
        cwd=ROOT,
        env={**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen", "USER": "reader", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (0, f"{len(found)}\n"), done.stderr


def test_a_store_of_another_program_is_refused_in_words(tmp_path: Path) -> None:
    store = tmp_path / "notes.curator"
    store.write_text(
        "not a store at all, but long enough to look like a file of some other program", encoding="utf-8"
    )
    code = RUN.replace(
        "code = program", "from PySide6.QtWidgets import QMessageBox\nQMessageBox.critical = print\ncode = program"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(store)],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": str(tmp_path),
            "XDG_STATE_HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert "notes.curator" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("given", "expected"), [("fcitx", "wayland;fcitx;ibus"), ("ibus", None), (None, None)])
def test_fcitx_is_reached_through_ibus(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: str | None, expected: str | None
) -> None:
    from curator.ui import app

    monkeypatch.delenv("QT_IM_MODULES", raising=False)
    monkeypatch.setattr(app, "log_dir", lambda: tmp_path / "no" / "log")
    monkeypatch.setattr(app.logging, "FileHandler", lambda *_a, **_k: (_ for _ in ()).throw(OSError()))
    if given:
        monkeypatch.setenv("QT_IM_MODULE", given)
    else:
        monkeypatch.delenv("QT_IM_MODULE", raising=False)
    before = sys.getswitchinterval()
    try:
        app.prepare_process()
        assert sys.getswitchinterval() == pytest.approx(0.001)
    finally:
        sys.setswitchinterval(before)
    assert os.environ.get("QT_IM_MODULES") == expected
