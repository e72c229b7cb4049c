"""Make a project as an older Curator left it, and one as a newer Curator would: stores.py FOLDER."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from curator.store import Store, schema


def older(path: Path) -> None:
    """A store of format 1, as the first migration made it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN")
        schema.MIGRATIONS[0](schema.database(db))
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        db.execute("PRAGMA user_version = 1")
        db.execute("COMMIT")


def newer(path: Path) -> None:
    """A store whose format this program does not know yet."""
    Store(path, reader="check").close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute(f"PRAGMA user_version = {schema.FORMAT + 1}")


if __name__ == "__main__":
    older(Path(sys.argv[1]) / "older.curator")
    newer(Path(sys.argv[1]) / "newer.curator")
