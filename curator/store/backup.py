"""Copies of the store: made online, checked, kept in `backups/` beside it, thinned out with age."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from curator.errors import StoreProblem, reason
from curator.i18n import N_, _
from curator.model.frozen import frozen
from curator.store import schema
from curator.store.problems import explained

REASONS = {
    "start": N_("at the start"),
    "daily": N_("daily"),
    "migration": N_("before an update of the file"),
    "manual": N_("by hand"),
}
_STAMP = "%Y%m%dT%H%M%SZ"


@frozen
class Backup:
    """One copy. `articles` and `revisions` count what it holds; `at` is UTC ISO 8601."""

    path: Path
    at: str
    reason: str  # one of REASONS
    size: int  # bytes
    articles: int
    revisions: int


def folder(store: Path) -> Path:
    """Where the copies of this store lie."""
    return store.parent / "backups"


def make(db: sqlite3.Connection, store: Path, reason: str) -> Path:
    """A checked copy with a name of its own among the project's backups; the oldest ones give way."""
    stamp = datetime.now(UTC).strftime(_STAMP)
    target = folder(store) / f"{store.stem}-{stamp}-{reason}{store.suffix}"
    copy(db, store, target)
    for old in superseded(found(store)):
        with suppress(OSError):
            old.path.unlink()
    return target


def copy_new(db: sqlite3.Connection, store: Path, target: Path) -> None:
    """Copy the open store to the new file `target`: never over another file, least of all over itself."""
    refuse_existing(target)
    copy(db, store, target)


def refuse_existing(target: Path) -> None:
    """Raise StoreProblem if there is something at `target`."""
    if target.exists():
        raise StoreProblem(_("{path} exists already.").format(path=target), _("Choose a new name for the copy."))


def copy(db: sqlite3.Connection, store: Path, target: Path) -> None:
    """Copy the open store to `target`, check the copy, then give it its name. Others may write meanwhile."""
    aside = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with explained(target), closing(sqlite3.connect(aside, isolation_level=None)) as out:
            db.backup(out, pages=2048)
            out.execute("PRAGMA journal_mode = DELETE")
            faults = out.execute("PRAGMA quick_check(1)").fetchone()[0]
        if faults != "ok":
            raise StoreProblem(
                _("The copy of “{name}” is damaged: {fault}.").format(name=store.name, fault=faults),
                _("Restore an older backup."),
            )
        _flush(aside)
        os.replace(aside, target)
    except OSError as error:
        raise StoreProblem(
            _("No backup could be written to {path}: {reason}.").format(path=target.parent, reason=reason(error))
        ) from error
    finally:
        with suppress(OSError):
            aside.unlink()


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def found(store: Path) -> list[Backup]:
    """The backups of this store, newest first."""
    copies = folder(store).glob(f"{store.stem}-*{store.suffix}") if folder(store).is_dir() else []
    known = (_backup(path, store) for path in copies)
    return sorted((each for each in known if each), key=lambda each: each.at, reverse=True)


def _backup(path: Path, store: Path) -> Backup | None:
    stamp, _dash, reason = path.stem[len(store.stem) + 1 :].partition("-")
    try:
        at = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        with closing(look(path)) as db:
            articles = db.execute("SELECT count(*) FROM document").fetchone()[0]
            revisions = db.execute("SELECT count(*) FROM revision").fetchone()[0]
        return Backup(path, at.isoformat().replace("+00:00", "Z"), reason, path.stat().st_size, articles, revisions)
    except (ValueError, OSError, sqlite3.Error):
        return None


def look(path: Path) -> sqlite3.Connection:
    """A connection that reads a resting store and leaves nothing beside it."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def due(db: sqlite3.Connection, store: Path) -> bool:
    """Whether something was saved since the newest backup."""
    newest = next(iter(found(store)), None)
    revisions: int = db.execute("SELECT count(*) FROM revision").fetchone()[0]
    return revisions > 0 if newest is None else revisions != newest.revisions


def superseded(backups: Iterable[Backup]) -> list[Backup]:
    """Those to give way: kept are the newest five, the newest of each of 7 days, of 4 weeks and of 12 months.

    Backups made by hand are always kept.
    """
    automatic = [each for each in backups if each.reason != "manual"]
    kept = set(automatic[:5])
    for length, count in ((10, 7), (8, 4), (7, 12)):  # day, week and month of `at`
        periods: dict[str, Backup] = {}
        for each in automatic:
            period = each.at[:length] if length != 8 else "{}-{}".format(*_week(each.at))
            periods.setdefault(period, each)
        kept.update(list(periods.values())[:count])
    return [each for each in automatic if each not in kept]


def _week(at: str) -> tuple[int, int]:
    return datetime.fromisoformat(at).isocalendar()[:2]


def restore(backup: Path, into: Path) -> None:
    """Copy `backup` to the new file `into` and check it; the store in use is not touched."""
    refuse_existing(into)
    if not backup.is_file():
        raise StoreProblem(_("There is no backup at {path}.").format(path=backup))
    with explained(backup), closing(look(backup)) as db:
        if db.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
            raise StoreProblem(
                _("“{name}” is not a project of Curator.").format(name=backup.name), _("Choose another file.")
            )
        copy(db, backup, into)
