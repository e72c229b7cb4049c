"""The store's file format: tables of the log, migrations, and the projection that the codebook asks for.

Formats are numbered by `user_version`; `MIGRATIONS[n]` leads from format n to n + 1. The tables of the log are
never changed but by a migration. The projection is thrown away and made again whenever the codebook changes.
"""

import sqlite3
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from curator.store import facets
from curator.store.projection import KNOWN, LISTING, SEARCH, SORTED, Table, fingerprint, tables

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x43555241  # "CURA"


def database(connection: sqlite3.Connection) -> "Database":
    """`connection` as sqlite-utils knows it. Imported late: an existing store opens without it."""
    from sqlite_utils import Database

    return Database(connection, execute_plugins=False)


def _lay_the_log(db: "Database") -> None:
    """Format 1: articles as they came, and every saved state of their sheets."""
    _create(
        db,
        "document",
        {
            "number": int, "id": str, "name": str, "media_type": str, "encoding": str, "sha256": str,
            "text_sha256": str, "imported": str, "blocks": str, "damage": str, "text": str, "original": bytes,
        },
        pk="number",
    )  # fmt: skip
    db.table("document").create_index(["id"], unique=True)
    db.table("document").create_index(["sha256"], unique=True)
    _create(
        db,
        "revision",
        {
            "id": str, "document": str, "at": str, "reader": str, "cause": str, "label": str, "status": str,
            "reason": str, "app_version": str, "sha256": str, "record": str, "evidence": str,
        },
        pk="id",
        foreign_keys=[("document", "document", "id")],
    )  # fmt: skip
    db.table("revision").create_index(["document", "id"])
    _create(db, "setting", {"key": str, "value": str}, pk="key", not_null={"key"})


def _keep_releases(db: "Database") -> None:
    """Format 2: which releases were made of this store."""
    _create(
        db,
        "release",
        {"id": str, "version": str, "at": str, "reader": str, "folder": str, "documents": int, "facts": str},
        pk="id",
    )


MIGRATIONS: tuple[Callable[["Database"], None], ...] = (_lay_the_log, _keep_releases)
FORMAT = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection, start: int) -> None:
    """Lead a store from format `start` to the newest one. The caller holds the transaction."""
    db = database(connection)
    for step in MIGRATIONS[start:]:
        step(db)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")


def fits(connection: sqlite3.Connection) -> bool:
    """Whether the projection in the file is the one that today's codebook asks for."""
    found = connection.execute("SELECT value FROM setting WHERE key = 'projection'").fetchone()
    return found is not None and found[0] == fingerprint()


def lay_projection(connection: sqlite3.Connection) -> None:
    """Make the tables of the projection anew and empty. The caller holds the transaction and fills them."""
    db = database(connection)
    known = connection.execute("SELECT value FROM setting WHERE key = 'tables'").fetchone()
    connection.execute("DROP TABLE IF EXISTS search")
    connection.execute("DROP VIEW IF EXISTS searchable")
    for name in reversed(known[0].split() if known else []):
        connection.execute(f"DROP TABLE IF EXISTS [{name}]")
    for table in tables().values():
        _create(db, table.name, table.columns, **_keys(table))
    _create(db, "listing", LISTING, pk="number", not_null=set(LISTING) - {"number"})
    _create(db, "known", KNOWN, pk=("field", "value"), not_null=set(KNOWN))
    facets.lay(connection)
    _index(db)
    connection.execute(
        f"CREATE VIEW searchable AS SELECT number, {_plain('text')} AS text,"
        f" {_plain('words')} AS words FROM document JOIN listing USING (number)"
    )
    connection.execute(SEARCH)
    laid = " ".join([*tables(), "listing", "known", "facet"])
    for key, value in {"projection": fingerprint(), "tables": laid}.items():
        connection.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (key, value))


def _keys(table: Table) -> dict[str, Any]:
    if table.name == "article":
        return {"pk": "document", "foreign_keys": [("document", "document", "id")]}
    if table.name == "engagement":
        return {"pk": ("id", "document"), "foreign_keys": [("document", "document", "id")]}
    parent = (("engagement", "document"), "engagement", ("id", "document"))
    return {"pk": tuple(table.place), "foreign_keys": [parent]}


def _index(db: "Database") -> None:
    """One index for each column that lists sort by, alone and within a status; one for each code and person."""
    for column in SORTED:
        db.table("listing").create_index([column, "number"])
        db.table("listing").create_index(["status", column, "number"])
    db.table("listing").create_index(["document"], unique=True)
    db.table("article").create_index(["url"])
    db.table("known").create_index(["field", "key", "value", "uses"])
    for table in tables().values():
        if table.name == "article":
            continue
        db.table(table.name).create_index(["document"])
        for field in table.fields:
            if field.listed:
                db.table(table.name).create_index([field.key, "document"])


def plain(text: str) -> str:
    """`text` as the search has it: without the letters that its tokenizer does not fold, one for one."""
    for letter, base in _LETTERS.items():
        text = text.replace(letter, base)
    return text


def _plain(column: str) -> str:
    """SQL for the same as `plain`."""
    for letter, base in _LETTERS.items():
        column = f"replace({column}, '{letter}', '{base}')"
    return column


_LETTERS = {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i"}


def _create(db: "Database", name: str, columns: Mapping[str, Any], **how: Any) -> None:
    db.create_table(name, dict(columns), **how)
