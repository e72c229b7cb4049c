"""File formats: new, old, newer, foreign; and the tables that the codebook asks for, as plain SQL sees them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from curator.errors import StoreProblem
from curator.model.article import Article
from curator.model.codebook import walk
from curator.model.record import Sheet
from curator.store import Query, Store, schema
from curator.store.network import is_remote
from curator.store.projection import tables

Made = tuple[Article, Sheet]


def shell(path: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """What the sqlite3 shell would answer: no functions, no extensions of ours."""
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql, values).fetchall()


def test_a_new_store_says_what_it_is(store: Store) -> None:
    assert shell(store.path, "PRAGMA application_id") == [(schema.APPLICATION_ID,)]
    assert shell(store.path, "PRAGMA user_version") == [(schema.FORMAT,)]
    assert store._one("PRAGMA journal_mode")[0] == "wal"
    assert store._one("PRAGMA synchronous")[0] == 2
    assert store._one("PRAGMA foreign_keys")[0] == 1


def test_plain_questions_get_plain_answers(filled: Store) -> None:
    sql = (
        "SELECT a.headline, e.country, p.name FROM article a JOIN engagement e USING (document)"
        " JOIN participant p ON p.engagement = e.id AND p.document = e.document"
        " WHERE p.side = 'partner' AND p.lead = 1 AND e.country = 'KZ' ORDER BY 3"
    )
    rows = shell(filled.path, sql)
    assert len(rows) >= 2
    assert {country for _headline, country, _name in rows} == {"KZ"}
    sectors = shell(filled.path, "SELECT code, count(*) FROM engagement_sector GROUP BY code ORDER BY 2 DESC")
    assert sectors
    assert shell(filled.path, "SELECT count(*) FROM search WHERE search MATCH 'hop AND tac'") == [(3,)]


def test_every_field_of_the_codebook_has_its_column(filled: Store) -> None:
    for template, field in walk():
        if field.kind:
            table = {2: "article"}.get(len(template), "")
            if template[0] == "engagements":
                table = "engagement" if len(template) == 2 else _table(template[1])
            columns = {row[1]: row[2] for row in shell(filled.path, f"PRAGMA table_info({table})")}
            assert columns[field.key] == ("TEXT" if field.many else field.kind.column), template


def _table(key: str) -> str:
    return {"home": "participant", "partner": "participant", "sectors": "engagement_sector"}.get(key, "agreement")


def test_a_newer_format_is_refused_and_left_alone(store: Store, tmp_path: Path) -> None:
    newer = store.backup(tmp_path / "newer.curator")
    with closing(sqlite3.connect(newer)) as db:
        db.execute(f"PRAGMA user_version = {schema.FORMAT + 1}")
    before = newer.read_bytes()
    for write in (True, False):
        with pytest.raises(StoreProblem, match="newer Curator"):
            Store(newer, reader="Lan", write=write)
    assert newer.read_bytes() == before


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.curator"
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE cats (name)")
    before = other.read_bytes()
    with pytest.raises(StoreProblem, match="not a project"):
        Store(other, reader="Lan")
    assert other.read_bytes() == before


@pytest.mark.parametrize("content", [b"Dear diary,\n" * 500, b"\x00" * 5000])
def test_any_other_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "letter.curator"
    other.write_bytes(content)
    with pytest.raises(StoreProblem):
        Store(other, reader="Lan")
    assert other.read_bytes() == content


def test_a_missing_store_is_not_made_by_a_reader(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem, match="no project"):
        Store(tmp_path / "none.curator", reader="Lan", write=False)
    assert list(tmp_path.iterdir()) == []


def old_store(path: Path) -> None:
    """A store as format 1 had it: the log, without releases."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        schema.MIGRATIONS[0](schema.database(db))
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        db.execute("PRAGMA user_version = 1")
        text = "Đại sứ tiếp"
        db.execute(
            "INSERT INTO document (id, name, media_type, encoding, sha256, text_sha256, imported, blocks, damage,"
            " text, original) VALUES ('D1', 'a.txt', 'text/plain', 'utf-8', ?, ?, '2026-01-01T00:00:00Z',"
            " '[[0, 11, \"story\"]]', '[]', ?, ?)",
            ["a6c7eeaa9d9d6ba7a6bcd2ac3bd9c5ad0e2d7b7d0c6f5d1a2b3c4d5e6f708192"] * 2 + [text, text.encode()],
        )
        article = '{"headline":"Đại sứ","outlet":null,"authors":[],"published":null,"language":"vi","url":null,"note":null}'
        db.execute(
            "INSERT INTO revision VALUES ('R1', 'D1', '2026-01-01T00:00:00Z', 'curator', 'import', 'Import', 'new', '',"
            " '0.1.0', '', ?, '{}')",
            ['{"article":' + article + ',"engagements":[]}'],
        )


def test_an_older_format_is_copied_and_then_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.curator"
    old_store(path)
    with pytest.raises(StoreProblem, match="older Curator"):
        Store(path, reader="Lan", write=False)
    with Store(path, reader="Lan") as store:
        assert [row.headline for row in store.rows(Query(text="dai su"), 0, 10)] == ["Đại sứ"]
        assert store.releases() == []
        copies = store.backups()
        assert [(each.reason, each.articles, each.revisions) for each in copies] == [("migration", 1, 1)]
    assert shell(copies[0].path, "PRAGMA user_version") == [(1,)]
    assert shell(path, "PRAGMA user_version") == [(schema.FORMAT,)]


def test_a_migration_that_fails_leaves_the_old_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.curator"
    old_store(path)

    def fail(db: object) -> None:
        raise sqlite3.OperationalError("no such thing")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, fail))
    monkeypatch.setattr(schema, "FORMAT", 3)
    with pytest.raises(StoreProblem):
        Store(path, reader="Lan")
    assert shell(path, "PRAGMA user_version") == [(1,)]
    assert shell(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'release'") == [(0,)]


def test_a_changed_codebook_rebuilds_the_tables(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {name: shell(filled.path, f"SELECT * FROM {name}") for name in (*tables(), "listing")}
    monkeypatch.setattr(schema, "fingerprint", lambda: "of another codebook")
    with pytest.raises(StoreProblem, match="older Curator"):
        Store(filled.path, reader="Lan", write=False)
    with filled.again() as other:
        assert other._one("SELECT value FROM setting WHERE key = 'projection'")[0] == "of another codebook"
    assert {name: shell(filled.path, f"SELECT * FROM {name}") for name in (*tables(), "listing")} == before


def test_rebuilding_mends_what_was_tampered_with(filled: Store) -> None:
    with closing(sqlite3.connect(filled.path)) as db:
        db.execute("UPDATE engagement SET country = 'XX'")
        db.execute("DELETE FROM participant")
        db.execute("DELETE FROM listing WHERE number = 2")
        db.commit()
    assert len(list(filled.check())) >= 5
    filled.rebuild()
    assert list(filled.check()) == []


def test_network_shares_are_known_by_their_mount(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n//server/share /mnt/office\\040files cifs rw 0 0\nhost:/x /home/nfs nfs4 rw 0 0\n"
    )
    assert is_remote(Path("/mnt/office files/work/office.curator"), mounts)
    assert is_remote(Path("/home/nfs/office.curator"), mounts)
    assert not is_remote(Path("/home/lan/office.curator"), mounts)
    assert not is_remote(Path("/home/lan/office.curator"), tmp_path / "none")


def test_on_a_network_share_no_write_ahead_log_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("curator.store.file.is_remote", lambda path: True)
    with Store(tmp_path / "office.curator", reader="Lan") as store, store.again() as other:
        assert store._one("PRAGMA journal_mode")[0] == "truncate"
        store.record_release("1.0.0", "", 0, {})
        assert len(other.releases()) == 1
    assert not (tmp_path / "office.curator-wal").exists()


def test_an_empty_file_is_told_from_an_older_project(tmp_path: Path) -> None:
    empty = tmp_path / "office.curator"
    empty.touch()
    with pytest.raises(StoreProblem, match="is empty"):
        Store(empty, reader="Lan", write=False)
    assert empty.stat().st_size == 0
