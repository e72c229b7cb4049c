"""What the machine does to us: kill -9, a full disk, a locked or read-only file, two writers at once."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from curator.errors import StoreProblem
from curator.model.article import Article
from curator.model.record import Sheet
from curator.store import Query, Store

Made = tuple[Article, Sheet]
COUNTRY = ("engagements", 0, "country")

SAVING = """
import sys
import threading
from pathlib import Path
from curator.store import Query, Store
store = Store(Path(sys.argv[1]), reader=sys.argv[2])
document = store.documents(Query(order="imported"))[int(sys.argv[3])]
for number in range(int(sys.argv[4])):
    sheet = store.current(document).sheet.put(("article", "note"), f"{sys.argv[2]} {number}")
    print(store.save(document, sheet, cause="edit", label="Note").id, flush=True)
"""


def saving(store: Store, reader: str, article: int, times: int) -> "subprocess.Popen[str]":
    """Another process that saves and says the id of each state that it holds to be safe."""
    command = [sys.executable, "-c", SAVING, str(store.path), reader, str(article), str(times)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("lines", [1, 17, 60])
def test_kill_9_loses_nothing_that_was_acknowledged(filled: Store, lines: int) -> None:
    with saving(filled, "Hoa", 0, 100_000) as process:
        assert process.stdout
        acknowledged = [process.stdout.readline().strip() for _ in range(lines)]
        process.kill()
        acknowledged += process.stdout.read().split()
    with filled.again() as reopened:
        assert reopened._one("PRAGMA quick_check")[0] == "ok"
        document = reopened.documents(Query(order="imported"))[0]
        kept = [revision.id for revision in reopened.history(document)][::-1]
        assert kept[1 : len(acknowledged) + 1] == [id for id in acknowledged if len(id) == 26]
        assert len(kept) - 1 <= len(acknowledged) + 1
        assert list(reopened.check()) == []


def test_two_processes_and_this_one_write_at_once(filled: Store) -> None:
    document = filled.documents(Query(order="imported"))[0]
    others = [saving(filled, reader, 0, 60) for reader in ("Hoa", "Minh")]
    for number in range(60):
        sheet = filled.current(document).sheet.put(("article", "note"), f"Lan {number}")
        filled.save(document, sheet, cause="edit", label="Note")
    acknowledged = []
    for other in others:
        out, _none = other.communicate(timeout=60)
        assert other.returncode == 0
        acknowledged += out.split()
    history = filled.history(document)
    assert len(history) == 1 + 3 * 60
    assert {revision.id for revision in history} >= set(acknowledged)
    assert [revision.id for revision in history] == sorted((r.id for r in history), reverse=True)


def test_a_locked_store_says_so_and_keeps_its_state(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("curator.store.file.PATIENCE", 0.05)
    document = filled.documents(Query())[0]
    with filled.again() as hasty, closing(sqlite3.connect(filled.path, isolation_level=None)) as other:
        newest = hasty.current(document)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreProblem, match="Another program is writing"):
            hasty.save(document, newest.sheet.put(COUNTRY, "FR"), cause="edit", label="")
        assert hasty.current(document) == newest
        other.execute("ROLLBACK")
        assert (
            hasty.save(document, newest.sheet.put(COUNTRY, "FR"), cause="edit", label="").sheet.get(COUNTRY) == "FR"
        )


def test_a_full_store_says_so_and_keeps_its_state(filled: Store, report: Callable[..., Made]) -> None:
    document = filled.documents(Query())[0]
    newest = filled.current(document)
    pages = filled._one("PRAGMA page_count")[0]
    filled._one(f"PRAGMA max_page_count = {pages}")
    long = newest.sheet.put(("article", "note"), "x" * 500_000)
    with pytest.raises(StoreProblem, match="full"):
        filled.save(document, long, cause="edit", label="")
    with pytest.raises(StoreProblem, match="full"):
        filled.add(*report(1, text="Dài " * 100_000))
    assert filled.current(document) == newest
    assert filled.count(Query()) == 5
    filled._one("PRAGMA max_page_count = 100000")
    assert filled.save(document, long, cause="edit", label="").sheet == long


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB, where this machine lets us mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        pytest.skip("nothing here mounts a small disk")
    if done.returncode:
        pytest.skip("only root can mount a small disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_loses_nothing(small_disk: Path, report: Callable[..., Made]) -> None:
    added: list[str] = []

    def fill(store: Store) -> None:
        for number in range(1000):
            added.append(store.add(*report(number, text="Đầy " * 2000)))

    with Store(small_disk / "office.curator", reader="Lan") as store:
        with pytest.raises(StoreProblem, match=r"full|disk"):
            fill(store)
        assert len(added) > 5
        with pytest.raises(StoreProblem):
            store.backup()
    for part in small_disk.glob("*.part"):
        raise AssertionError(part)
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    with Store(small_disk / "office.curator", reader="Lan") as store:
        assert store.documents(Query(order="imported")) == added
        assert list(store.check()) == []
        added.append(store.add(*report(5000)))


def test_on_a_read_only_disk_a_store_can_still_be_read(filled: Store, small_disk: Path) -> None:
    copy = filled.backup(small_disk / "office.curator")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with Store(copy, reader="Lan", write=False) as store:
        assert store.count(Query(text="hop tac")) == 3
        assert list(store.check()) == []
    with pytest.raises(StoreProblem, match="only be read"):
        Store(copy, reader="Lan")


def test_a_folder_that_cannot_be_made_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreProblem):
        Store(tmp_path / "file" / "office.curator", reader="Lan")


def test_a_damaged_store_is_refused_with_advice(filled: Store, tmp_path: Path) -> None:
    copy = filled.backup(tmp_path / "harmed.curator")
    data = copy.read_bytes()
    copy.write_bytes(data[:100] + b"\xff" * 8000 + data[8100:])
    with pytest.raises(StoreProblem, match="damaged"):
        Store(copy, reader="Lan")


@pytest.mark.parametrize("pace", [0.005, 0.00001], ids=["calm", "hectic"])
def test_many_may_make_and_open_a_store_at_once(
    tmp_path: Path, hurried: Callable[[float], None], pace: float
) -> None:
    """Whoever comes while another makes the project waits for it; nobody takes it for a stranger's file."""
    hurried(pace)
    for number in range(12):
        assert opened_together(tmp_path / f"new{number}.curator", 6) == [0] * 6


@pytest.fixture
def hurried() -> Iterator[Callable[[float], None]]:
    """Let threads change places as often as this many seconds say."""
    before = sys.getswitchinterval()
    yield sys.setswitchinterval
    sys.setswitchinterval(before)


def opened_together(path: Path, many: int) -> list[object]:
    """What each of so many threads counts in the store that they open at the same moment."""
    together = threading.Barrier(many)
    counts: list[object] = []

    def open_it() -> None:
        together.wait()
        try:
            with Store(path, reader="Lan") as store:
                counts.append(store.count(Query()))
        except StoreProblem as problem:
            counts.append(problem)

    threads = [threading.Thread(target=open_it) for _number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return counts
