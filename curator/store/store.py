"""The store: one SQLite file with the articles, every saved state of their sheets, and tables to ask."""

from collections.abc import Iterator
from pathlib import Path

from curator.model.revision import RELEASED, Entry
from curator.store import audit, backup, codec
from curator.store.backup import Backup
from curator.store.lists import Lists
from curator.store.log import Log
from curator.store.query import Query, where


class Store(Log, Lists):
    """A project's file, opened by one thread; another thread opens its own with `again`.

    `Log` adds and saves, `Lists` finds, `File` holds the connection; here stands what concerns the file as a whole.
    All methods raise StoreProblem for what the disk, the file or another program does.
    """

    def entries(self, include: str = "verified", query: Query | None = None) -> Iterator[Entry]:
        """Every article with its newest revision, by document id: those that are released, or `all`.

        One consistent state, in little memory, however long it takes. `query` narrows it.
        """
        condition, values = where(query or Query())
        if include != "all":
            condition = f"status IN ({', '.join('?' * len(RELEASED))}) AND ({condition})"
            values = (*RELEASED, *values)
        of_source, of_revision = codec.SOURCE.split(", "), codec.REVISION.split(", ")
        columns = [f"d.{column}" for column in of_source] + [f"r.{column}" for column in of_revision]
        sql = (
            f"SELECT {', '.join(columns)} FROM (SELECT document AS found, revision AS newest FROM listing"
            f" WHERE {condition}) JOIN document d ON d.id = found JOIN revision r ON r.id = newest ORDER BY d.id"
        )
        split = len(of_source)
        for row in self._stream(sql, values):
            yield Entry(codec.source(row[:split]), codec.revision(row[split:]))

    def check(self) -> Iterator[str]:
        """Everything that is wrong with the file, in words; nothing if it is sound."""
        return audit.check(self._db, self.path)

    def backup(self, to: Path | None = None) -> Path:
        """A checked copy of the store while it is in use: the new file `to`, or among its backups. Where it is."""
        if to is None:
            return backup.make(self._db, self.path, "manual")
        backup.copy_new(self._db, self.path, to)
        return to

    def back_up(self, reason: str) -> Path | None:
        """An automatic backup for this reason (`start`, `daily`), unless nothing was saved since the last one."""
        return backup.make(self._db, self.path, reason) if backup.due(self._db, self.path) else None

    def backups(self) -> list[Backup]:
        """The store's backups, newest first."""
        return backup.found(self.path)

    def restore(self, backup_path: Path, into: Path) -> Path:
        """A checked copy of a backup as the new file `into`; this store stays as it is."""
        backup.restore(backup_path, into)
        return into
