"""One window writes at a time, and the others say who it is; the system frees the place of one that was killed."""

import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from curator.errors import StoreProblem
from curator.store import Query, Store

HOLD = """
import sys, time
from pathlib import Path
from curator.store import Store
store = Store(Path(sys.argv[1]), reader="Hoa")
print(store.claim(), flush=True)
time.sleep(60)
"""


def test_the_second_window_only_reads_and_names_the_first(filled: Store) -> None:
    assert filled.claim()
    assert filled.claim()
    assert filled.holder == ""
    with filled.again() as second:
        assert not second.claim()
        assert not second.writable
        assert second.holder.startswith("Lan")
        document = second.documents(Query())[0]
        with pytest.raises(StoreProblem, match="Lan"):
            second.save(document, second.current(document).sheet, cause="edit", label="")
        assert second.count(Query()) == 5


def test_the_place_is_free_once_the_window_closes(filled: Store) -> None:
    with filled.again() as first:
        assert first.claim()
    with filled.again() as second:
        assert second.holder == ""
        assert second.claim()
        assert second.writable


def test_jobs_of_the_window_write_beside_it(filled: Store) -> None:
    assert filled.claim()
    document = filled.documents(Query())[0]
    done: list[str] = []

    def job() -> None:
        with filled.again() as own:
            done.append(own.save(document, own.current(document).sheet, cause="extract", label="").id)

    worker = threading.Thread(target=job)
    worker.start()
    worker.join()
    assert filled.current(document).id == done[0]


def test_a_killed_window_leaves_its_place(filled: Store) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, filled.path], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "True\n"
        assert filled.holder.startswith("Hoa")
        with filled.again() as second:
            assert not second.claim()
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert filled.holder == ""
    assert filled.claim()


def test_looking_who_sits_there_does_not_keep_anyone_from_sitting_down(filled: Store) -> None:
    stop = threading.Event()

    def look() -> None:
        with filled.again(write=False) as other:
            while not stop.is_set():
                assert other.holder.partition(" (")[0] in ("", "Lan")

    looker = threading.Thread(target=look)
    looker.start()
    try:
        for _ in range(50):
            with filled.again() as window:
                assert window.claim()
    finally:
        stop.set()
        looker.join()


def test_the_lock_file_is_no_store(filled: Store) -> None:
    assert filled.claim()
    assert [path.name for path in Path(filled.path.parent).glob("*.lock")] == ["office.curator.lock"]
    assert filled.backups() == []


@pytest.fixture
def copied(filled: Store, tmp_path: Path) -> Path:
    """A project that has been written to and that nobody has open."""
    path = filled.backup(tmp_path / "alone.curator")
    with Store(path, reader="Lan") as store:
        store.rebuild()
    return path


def test_who_only_looks_leaves_nothing_beside_the_project(copied: Path, tmp_path: Path) -> None:
    for look in (
        lambda s: list(s.check()),
        lambda s: s.backup(tmp_path / "other.curator"),
        lambda s: s.count(Query()),
    ):
        with Store(copied, reader="", write=False) as store:
            look(store)
        assert not list(tmp_path.glob(f"{copied.name}-*"))
    with Store(copied, reader="", write=False) as store, pytest.raises(sqlite3.OperationalError):
        store._db.execute("DELETE FROM revision")


def test_the_place_can_be_taken_by_one_who_only_read_before(copied: Path) -> None:
    with Store(copied, reader="Lan") as first, Store(copied, reader="Minh") as second:
        assert first.claim()
        assert not second.claim()
        first.close()
        assert second.claim()
        document = second.documents(Query())[0]
        assert second.save(document, second.current(document).sheet, cause="edit", label="")
