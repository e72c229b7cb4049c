"""A second start brings the running window forward; it never waits for one that is gone."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from curator.ui import instance

SECOND = """
import sys
from pathlib import Path
from curator.ui.instance import raise_running
print(raise_running(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]], patience=5))
"""


def second_start(store: Path, *paths: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, store, *paths],
        stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent.parent,
    )  # fmt: skip


def test_a_second_start_hands_over_its_files_and_its_token(qtbot, tmp_path, monkeypatch):
    store = tmp_path / "Dự án.curator"
    place = instance.claim(store)
    assert place
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "abc")
    with qtbot.waitSignal(place.called, timeout=10_000) as called:
        process = second_start(store, tmp_path / "bài.html")
    assert called.args == [[tmp_path / "bài.html"], "abc"]
    assert process.communicate(timeout=10)[0].strip() == "True"
    place.close()


def test_a_project_that_is_not_open_is_nobody_s(tmp_path):
    assert not instance.raise_running(tmp_path / "a.curator")


def test_each_project_has_its_own_place(qtbot, tmp_path):
    one, other = instance.claim(tmp_path / "a.curator"), instance.claim(tmp_path / "b.curator")
    assert one
    assert other
    assert instance.claim(tmp_path / "a.curator") is None
    one.close()
    again = instance.claim(tmp_path / "a.curator")
    assert again
    again.close()
    other.close()


def test_a_killed_window_leaves_its_place(qtbot, tmp_path):
    program = (
        "import sys, time; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "app = QCoreApplication([]); from curator.ui.instance import claim;"
        "place = claim(Path(sys.argv[1])); print('here', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "a.curator")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent.parent)
    assert process.stdout
    assert process.stdout.readline() == "here\n"
    assert instance.claim(tmp_path / "a.curator") is None
    start = time.monotonic()
    assert not instance.raise_running(tmp_path / "a.curator", patience=0.2)  # it hangs: do not wait for ever
    assert time.monotonic() - start < 2
    process.kill()
    process.communicate()
    place = instance.claim(tmp_path / "a.curator")
    assert place
    place.close()


def test_a_folder_that_cannot_be_written_keeps_no_window_away(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(instance, "log_dir", lambda: tmp_path / "file" / "log")
    (tmp_path / "file").write_text("not a folder")
    assert instance.claim(tmp_path / "a.curator") is None
    assert not instance.raise_running(tmp_path / "a.curator")


@pytest.mark.parametrize("token", ["", "wayland-token"])
def test_a_minimized_window_comes_back(qtbot, monkeypatch, token):
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    instance.bring_forward(window, token)
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert window.isVisible()


HANDED = """
import sys
from pathlib import Path
from PySide6.QtGui import QFileOpenEvent
from curator.ui.instance import Application
app = Application([])
app.opened.connect(lambda path: print(path == Path(sys.argv[1])))
app.sendEvent(app, QFileOpenEvent(sys.argv[1]))
"""


def test_a_project_handed_over_by_the_desktop_is_told(tmp_path):
    command = [sys.executable, "-c", HANDED, str(tmp_path / "Dự án.curator")]
    root = Path(__file__).parent.parent.parent
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, check=True, timeout=60)
    assert done.stdout.strip() == "True"
