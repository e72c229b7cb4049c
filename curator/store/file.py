"""The open file: one connection, its transactions, and the place of the one who writes."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from curator.errors import StoreProblem, reason
from curator.i18n import _
from curator.store import backup, schema, tables
from curator.store.network import is_remote
from curator.store.problems import explained
from curator.store.sitting import Sitting
from curator.store.tables import Told

PATIENCE = 5.0  # seconds to wait for another writer


class File:
    """A store's file, opened by one thread. See `Store`."""

    def __init__(self, path: Path, *, reader: str, write: bool = True, told: Told | None = None) -> None:
        """Open the store at `path`, or create it if `write`. Raises StoreProblem.

        `reader` signs what is saved. An older format is backed up and migrated first, and tables that no longer fit
        the codebook are made anew; `told` hears how far that is, as `(done, total)`.
        """
        self.path = Path(path)
        self.reader = reader
        self.writable = self._opened_for_writing = write
        self.patience = PATIENCE  # seconds that a save waits for another writer; in a window less
        self._sitting = Sitting(self.path)
        if not write and not self.path.is_file():
            raise StoreProblem(_("There is no project at {path}.").format(path=self.path))
        self._db = self._connect()
        try:
            with explained(self.path):
                self._settle(told)
        except StoreProblem:
            self._db.close()
            raise

    def _connect(self) -> sqlite3.Connection:
        if self.writable:
            self._make_folder()
        address = f"{self.path.absolute().as_uri()}?{self._mode()}"
        with explained(self.path):
            return sqlite3.connect(address, uri=True, isolation_level=None, timeout=PATIENCE)

    def _mode(self) -> str:
        """How SQLite opens the file. Who only reads may write where possible: to clear away the files it shares."""
        if self.writable:
            return "mode=rwc"
        if not os.access(self.path.parent, os.W_OK):
            return "mode=ro&immutable=1"  # a read-only medium: SQLite cannot lay the files it shares there
        return "mode=rw" if os.access(self.path, os.W_OK) else "mode=ro"

    def _make_folder(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreProblem(
                _("The folder {path} cannot be made: {reason}.").format(path=self.path.parent, reason=reason(error))
            ) from error

    def _settle(self, told: Told | None) -> None:
        """Check whose file this is, bring it up to date and choose how it is written."""
        found = self._format()
        for pragma in ("foreign_keys = ON", "temp_store = MEMORY", "cache_size = -32000"):
            self._db.execute(f"PRAGMA {pragma}")
        if not self.writable:
            self._db.execute("PRAGMA query_only = ON")
            if not found:
                raise StoreProblem(
                    _("“{name}” is empty: no project is in it yet.").format(name=self.path.name),
                    _("Choose another file."),
                )
            if found < schema.FORMAT or not schema.fits(self._db):
                raise StoreProblem(
                    _("“{name}” was made by an older Curator.").format(name=self.path.name),
                    _("Open it once for writing; it is backed up and brought up to date."),
                )
            return
        if self._journal("truncate" if is_remote(self.path) else "wal") not in ("wal", "truncate"):
            self._journal("truncate")  # shared memory does not work there, nor across a network
        self._db.execute("PRAGMA synchronous = FULL")
        if found < schema.FORMAT:
            self._upgrade(found)
        if not schema.fits(self._db):
            self.rebuild(told)

    def _journal(self, mode: str) -> str:
        """Write in this way; the way chosen. SQLite does not wait for others here, so we do."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                chosen: str = self._db.execute(f"PRAGMA journal_mode = {mode}").fetchone()[0]
                return chosen
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                    raise
                time.sleep(0.01)

    def _format(self) -> int:
        """The number of the file's format. Raises StoreProblem for a newer one and for another program's file."""
        number, owner, filled = self._marks()
        if not (number or owner or filled):
            return 0
        if owner != schema.APPLICATION_ID:
            raise StoreProblem(
                _("“{name}” is not a project of Curator.").format(name=self.path.name), _("Choose another file.")
            )
        if number > schema.FORMAT:
            raise StoreProblem(
                _("“{name}” was made by a newer Curator.").format(name=self.path.name),
                _("Install the newest version to open it; nothing was changed."),
            )
        return number

    def _marks(self) -> tuple[int, int, bool]:
        """Format, owner and whether there is anything in the file, all of one moment.

        One statement is one snapshot: between two, another process may make the project that the first did not see.
        """
        number, owner, filled = self._db.execute(
            "SELECT user_version, application_id, EXISTS (SELECT 1 FROM sqlite_schema)"
            " FROM pragma_user_version, pragma_application_id"
        ).fetchone()
        return number, owner, bool(filled)

    def _upgrade(self, found: int) -> None:
        if found:
            backup.make(self._db, self.path, "migration")
        with self.writing() as db:
            schema.migrate(db, self._format())

    def rebuild(self, told: Told | None = None) -> None:
        """Make tables, lists and search anew from the log: after a change of the codebook, or to mend them."""
        with self.writing() as db:
            tables.rebuild(db, *([told] if told else []))

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One durable transaction: all that is saved inside, or nothing. Raises StoreProblem.

        It takes the lock at once: a deferred one fails when another connection commits between read and write.
        Inside another one it is part of that.
        """
        if not self.writable:
            raise StoreProblem(_("This window can only read."), self._held())
        if self._db.in_transaction:
            yield self._db
            return
        with explained(self.path), self._hurried():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")

    @contextmanager
    def _hurried(self) -> Iterator[None]:
        """Wait for others as long as `patience` says; to read, as long as ever."""
        self._db.execute(f"PRAGMA busy_timeout = {round(self.patience * 1000)}")
        try:
            yield
        finally:
            self._db.execute(f"PRAGMA busy_timeout = {round(PATIENCE * 1000)}")

    def _held(self) -> str:
        return _("{reader} is working on this project.").format(reader=self.holder) if self.holder else ""

    def _all(self, sql: str, values: Any = ()) -> list[Any]:
        with explained(self.path):
            return self._db.execute(sql, values).fetchall()

    def _one(self, sql: str, values: Any = ()) -> Any:
        with explained(self.path):
            return self._db.execute(sql, values).fetchone()

    def _stream(self, sql: str, values: Any = ()) -> Iterator[Any]:
        with explained(self.path):
            yield from self._db.execute(sql, values)

    def again(self, *, write: bool | None = None) -> Self:
        """The same store for another thread: a job opens its own."""
        return type(self)(self.path, reader=self.reader, write=self.writable if write is None else write)

    def claim(self) -> bool:
        """Take the place of the one window that writes; without it this store only reads, until claimed again.

        The system frees the place when the process ends, however it ends. Jobs need no place of their own.
        """
        if self._opened_for_writing:
            self.writable = self._sitting.take(self.reader)
            self._db.execute(f"PRAGMA query_only = {'OFF' if self.writable else 'ON'}")
        return self.writable

    @property
    def version(self) -> int:
        """Another number whenever another connection has saved."""
        return int(self._one("PRAGMA data_version")[0])

    @property
    def holder(self) -> str:
        """Who holds the writing place in another window; empty if nobody does, or this store."""
        return self._sitting.holder()

    def interrupt(self) -> None:
        """Call off the query that runs in another thread: there, `Interrupted` is raised."""
        with suppress(sqlite3.ProgrammingError):  # closed by that thread meanwhile: nothing runs
            self._db.interrupt()

    def close(self) -> None:
        """Give up the writing place and the file."""
        self._sitting.leave()
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()
