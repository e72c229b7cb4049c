"""Copies while the store is in use, their thinning out, and the way back."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from curator.errors import StoreProblem
from curator.store import Backup, Query, Store
from curator.store.backup import due, superseded

COUNTRY = ("engagements", 0, "country")


def test_a_backup_holds_everything(filled: Store) -> None:
    path = filled.backup()
    assert [(each.path, each.articles, each.revisions, each.reason) for each in filled.backups()] == [
        (path, 5, 5, "manual")
    ]
    with Store(path, reader="Lan", write=False) as copy:
        assert list(copy.check()) == []
        assert copy.rows(Query(), 0, 10) == filled.rows(Query(), 0, 10)
    assert path.parent == filled.path.parent / "backups"


def test_a_backup_made_while_another_writes_is_whole(filled: Store, tmp_path: Path) -> None:
    document = filled.documents(Query())[0]
    stop = threading.Event()

    def write() -> None:
        with filled.again() as other:
            while not stop.is_set():
                other.save(document, other.current(document).sheet, cause="edit", label="again")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copies = [filled.backup(tmp_path / f"{number}.curator") for number in range(5)]
    finally:
        stop.set()
        writer.join()
    for path in copies:
        with Store(path, reader="Lan", write=False) as copy:
            assert list(copy.check()) == []


def test_an_automatic_backup_waits_for_a_change(filled: Store) -> None:
    assert filled.back_up("start")
    assert filled.back_up("daily") is None
    document = filled.documents(Query())[0]
    filled.save(document, filled.current(document).sheet, cause="edit", label="")
    assert due(filled._db, filled.path)


def test_an_empty_store_needs_no_backup(store: Store) -> None:
    assert store.back_up("start") is None


def test_a_backup_is_restored_into_a_copy(filled: Store, tmp_path: Path) -> None:
    document = filled.documents(Query())[0]
    before = filled.current(document)
    copy = filled.backup()
    after = filled.save(document, before.sheet.put(COUNTRY, "FR"), cause="edit", label="")
    restored = filled.restore(copy, tmp_path / "restored.curator")
    with Store(restored, reader="Lan") as old:
        assert old.current(document) == before
        assert list(old.check()) == []
    assert filled.current(document) == after
    with pytest.raises(StoreProblem, match="exists already"):
        filled.restore(copy, restored)
    with pytest.raises(StoreProblem, match="no backup"):
        filled.restore(tmp_path / "none.curator", tmp_path / "new.curator")


def test_a_damaged_backup_is_not_restored(filled: Store, tmp_path: Path) -> None:
    copy = filled.backup(tmp_path / "copy.curator")
    data = bytearray(copy.read_bytes())
    for start in range(4096 * 3, len(data) - 4096, 4096 * 2):
        data[start : start + 512] = bytes(512)
    copy.write_bytes(data)
    with pytest.raises(StoreProblem):
        filled.restore(copy, tmp_path / "restored.curator")
    copy.write_bytes(b"nothing of the kind" * 100)
    with pytest.raises(StoreProblem, match="not a project"):
        filled.restore(copy, tmp_path / "restored.curator")
    assert not (tmp_path / "restored.curator").exists()
    assert not list(tmp_path.glob("*.part"))


def test_where_no_backup_can_be_written_the_reason_is_told(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("a file stands in the way")
    with pytest.raises(StoreProblem, match="No backup"):
        filled.backup()


def test_a_backup_takes_no_other_files_place(filled: Store, tmp_path: Path) -> None:
    other = tmp_path / "thesis.docx"
    other.write_bytes(b"mine")
    for target in (filled.path, other, tmp_path):
        with pytest.raises(StoreProblem, match="exists already"):
            filled.backup(target)
    assert other.read_bytes() == b"mine"
    assert list(filled.check()) == []


def test_old_backups_are_thinned_out_but_never_those_made_by_hand() -> None:
    now = datetime(2026, 11, 21, 18, tzinfo=UTC)
    times = [now - timedelta(hours=6 * number) for number in range(1600)]

    def made(at: datetime, reason: str = "start") -> Backup:
        return Backup(Path(f"{at:%Y%m%d%H}-{reason}"), at.isoformat(), reason, 1, 1, 1)

    by_hand = [made(at, "manual") for at in times[::50]]
    backups = [made(at) for at in times]
    gone = set(superseded([*backups, *by_hand]))
    kept = [each for each in backups if each not in gone]
    assert kept[:5] == backups[:5]
    assert 12 <= len(kept) <= 5 + 7 + 4 + 12
    assert len({each.at[:7] for each in kept}) == 12
    assert {each.at[:10] for each in kept} >= {(now - timedelta(days=day)).date().isoformat() for day in range(7)}
    assert not gone & set(by_hand)
    assert superseded(kept) == []
