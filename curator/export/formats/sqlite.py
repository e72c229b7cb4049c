"""`sqlite/engagements.db`: all tables, the flat table and the vocabularies in one file with keys, for Datasette.

Empty cells are NULL, yes and no are 1 and 0.
"""

import csv
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from curator.export.draft import EVERY, Draft
from curator.export.formats import vocab
from curator.export.formats.flat import flat_table
from curator.export.rows import Row
from curator.export.tables import Column, Table

_TYPES = {"integer": "INTEGER", "boolean": "INTEGER"}


def write(draft: Draft) -> Iterator[int]:
    """Write the file: tables in the order of their references, rows in the order of their keys."""
    target = draft.folder / "sqlite" / "engagements.db"
    target.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(target, isolation_level=None)
    try:
        for pragma in ("page_size=4096", "journal_mode=OFF", "synchronous=OFF"):
            db.execute(f"PRAGMA {pragma}")
        db.execute("BEGIN")
        for name in vocab.names():
            _vocabulary(db, name, draft.folder / "vocab" / f"{name}.csv")
        before = 0
        for each in draft.tables:
            _create(db, each.name, each.columns, _constraints(each))
            for written in _fill(db, each.name, each.columns, draft.rows(each.name)):
                yield before + written
            before += draft.counts[each.name]
        flat = flat_table()
        _create(db, "engagements_flat", flat.columns, ["PRIMARY KEY (id)"])
        for _written in _fill(db, "engagements_flat", flat.columns, map(flat.cells, draft.records())):
            yield before
        db.execute("COMMIT")
    finally:
        db.close()


def _vocabulary(db: sqlite3.Connection, name: str, path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        columns = tuple(Column(header, header, "") for header in next(lines))
        _create(db, f"vocab_{name}", columns, ["PRIMARY KEY (code)"])
        for _written in _fill(db, f"vocab_{name}", columns, lines):
            pass


def _create(db: sqlite3.Connection, name: str, columns: tuple[Column, ...], constraints: list[str]) -> None:
    declared = [
        f'"{each.name}" {_TYPES.get(each.type, "TEXT")}' + (" NOT NULL" if each.required else "")
        for each in columns
    ]
    db.execute(f"CREATE TABLE {name} ({', '.join([*declared, *constraints])})")


def _constraints(each: Table) -> list[str]:
    found = [f"PRIMARY KEY ({', '.join(each.key)})"]
    for reference in each.references:
        target = f"{reference.table} ({', '.join(reference.key)})"
        found.append(f"FOREIGN KEY ({', '.join(reference.fields)}) REFERENCES {target}")
    for column in each.columns:
        if column.terms:
            found.append(f'FOREIGN KEY ("{column.name}") REFERENCES vocab_{column.terms} (code)')
    return found


def _fill(
    db: sqlite3.Connection, name: str, columns: tuple[Column, ...], lines: Iterable[Row | list[str]]
) -> Iterator[int]:
    marks = ", ".join("?" * len(columns))
    flags = [position for position, column in enumerate(columns) if column.type == "boolean"]
    source, written = iter(lines), 0
    while batch := list(islice(source, EVERY)):
        rows = [[None if cell == "" else cell for cell in line] for line in batch]
        for row in rows if flags else ():
            for position in flags:
                row[position] = row[position] if row[position] is None else int(row[position] == "true")
        db.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
        written += len(batch)
        yield written
