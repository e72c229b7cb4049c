"""Keeping the projection equal to the newest revisions. All functions need the caller's transaction."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from curator.model.article import Article
from curator.model.revision import Revision
from curator.model.text import fold
from curator.store import codec, facets, schema
from curator.store.projection import LISTING, Cells, listing, names, rows, tables

Told = Callable[[int, int], object]  # done, of how many
STEP = 20  # articles between two notices of a rebuild
BREATH = 20_000  # steps of SQLite's machine between two while the search is made

_SEARCHED = "INSERT INTO search (rowid, text, words) SELECT number, text, words FROM searchable WHERE number = ?"
_NEWEST = f"""
SELECT d.number, d.name, {", ".join(f"r.{column}" for column in codec.REVISION.split(", "))}
FROM document d JOIN revision r ON r.id = (SELECT max(id) FROM revision WHERE document = d.id)
"""


def newest(db: sqlite3.Connection) -> Iterator[tuple[int, str, Revision]]:
    """`(number, name, newest revision)` of every article, in the order of import."""
    for number, name, *row in db.execute(_NEWEST + "ORDER BY d.number"):
        yield number, name, codec.revision(tuple(row))


def add(db: sqlite3.Connection, number: int, article: Article, new: Revision) -> None:
    """Put a new article into the tables, the list and the search."""
    for table, cells in rows(new.document, new.sheet.record).items():
        _insert(db, table, cells)
    _know(db, names(new.sheet.record))
    words = _list(db, number, article.name, new)["words"]
    db.execute(  # what the view `searchable` shows: to replace letters takes SQL ten times as long
        "INSERT INTO search (rowid, text, words) VALUES (?, ?, ?)",
        (number, schema.plain(article.text), schema.plain(words)),
    )


def update(db: sqlite3.Connection, number: int, name: str, old: Mapping[str, Any], new: Revision) -> None:
    """Bring an article's rows from the record `old` to the revision `new`. What is equal is not touched."""
    if old != new.sheet.record:
        db.execute("PRAGMA defer_foreign_keys = ON")  # people point to engagements that are written anew
        after = rows(new.document, new.sheet.record)
        for table, cells in rows(new.document, old).items():
            if cells != after[table]:
                db.execute(f"DELETE FROM [{table}] WHERE document = ?", [new.document])
                _insert(db, table, after[table])
        change = names(new.sheet.record)
        change.subtract(names(old))
        _know(db, change)
    listed = listing(number, name, new)
    _relist(db, number, listed)
    facets.write(db, number, facets.facets(listed, new.sheet.record))


def _list(db: sqlite3.Connection, number: int, name: str, new: Revision) -> dict[str, Any]:
    """Put an article into the list; its row there."""
    listed = listing(number, name, new)
    db.execute(_INSERT_LISTING, listed)
    facets.write(db, number, facets.facets(listed, new.sheet.record))
    return listed


def _relist(db: sqlite3.Connection, number: int, new: Mapping[str, Any]) -> None:
    """Write the columns that differ: each has two indexes, and the words have the search."""
    old = db.execute(f"SELECT {', '.join(LISTING)} FROM listing WHERE number = ?", [number]).fetchone()
    changed = [column for column, value in zip(LISTING, old, strict=True) if value != new[column]]
    searched = "words" in changed
    if searched:
        db.execute(
            "INSERT INTO search (search, rowid, text, words)"
            " SELECT 'delete', number, text, words FROM searchable WHERE number = ?",
            [number],
        )
    if changed:
        assigned = ", ".join(f"{column} = :{column}" for column in changed)
        db.execute(f"UPDATE listing SET {assigned} WHERE number = :number", new)
    if searched:
        db.execute(_SEARCHED, [number])


def rebuild(db: sqlite3.Connection, told: Told = lambda _done, _total: None) -> None:
    """Make the whole projection anew from the log. `told` hears how many articles of all are done."""
    schema.lay_projection(db)
    found: Counter[tuple[str, str]] = Counter()
    (total,) = db.execute("SELECT count(*) FROM document").fetchone()
    for done, (number, name, revision) in enumerate(newest(db)):
        if done % STEP == 0:
            told(done, total)
        for table, cells in rows(revision.document, revision.sheet.record).items():
            _insert(db, table, cells)
        _list(db, number, name, revision)
        found.update(names(revision.sheet.record))
    _know(db, found)

    def breathe() -> None:
        told(total, total)

    db.set_progress_handler(breathe, BREATH)  # one long statement, told as it goes
    try:
        db.execute("INSERT INTO search (search) VALUES ('rebuild')")
    finally:
        db.set_progress_handler(None, 0)


def _know(db: sqlite3.Connection, change: Mapping[tuple[str, str], int]) -> None:
    """Count the uses of names up or down; one that is used no more is forgotten."""
    changed = [(field, value, fold(value), uses) for (field, value), uses in change.items() if uses]
    db.executemany(
        "INSERT INTO known (field, value, key, uses) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET uses = uses + excluded.uses",
        changed,
    )
    gone = [(field, value) for field, value, _key, uses in changed if uses < 0]
    if gone:
        db.executemany("DELETE FROM known WHERE field = ? AND value = ? AND uses <= 0", gone)


def stored(db: sqlite3.Connection, document: str) -> dict[str, list[Cells]]:
    """The rows of every table of the codebook as they stand in the file, in the order of the record."""
    found = {}
    for table in tables().values():
        columns = ", ".join(f"[{column}]" for column in table.columns)
        order = "position" if table.name == "engagement" else "rowid"
        found[table.name] = db.execute(
            f"SELECT {columns} FROM [{table.name}] WHERE document = ? ORDER BY {order}", [document]
        ).fetchall()
    return found


def _insert(db: sqlite3.Connection, table: str, cells: list[Cells]) -> None:
    if cells:
        db.executemany(f"INSERT INTO [{table}] VALUES ({', '.join('?' * len(cells[0]))})", cells)


_INSERT_LISTING = f"INSERT INTO listing VALUES ({', '.join(f':{column}' for column in LISTING)})"
