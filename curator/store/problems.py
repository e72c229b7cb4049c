"""What can go wrong with a store, in words for people."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from curator.errors import Problem, StoreProblem
from curator.i18n import _


class Duplicate(Problem):
    """The article is in the project already, as `document`."""

    def __init__(self, name: str, document: str) -> None:
        super().__init__(_("“{name}” is in the project already.").format(name=name), _("Nothing was added."))
        self.document = document


class Moved(Problem):
    """Someone else has saved `document` since it was read; its newest revision is `newest`."""

    def __init__(self, document: str, newest: str, reader: str) -> None:
        super().__init__(
            _("{reader} has changed this article meanwhile.").format(reader=reader),
            _("Look at the new state and make your change again."),
        )
        self.document = document
        self.newest = newest


class Refused(StoreProblem):
    """SQLite would not read or write. `cause` says why in few words; `passes` whether that passes by itself."""

    def __init__(self, message: str, hint: str, cause: str, passes: bool) -> None:
        super().__init__(message, hint)
        self.cause, self.passes = cause, passes


class Interrupted(StoreProblem):
    """A search was called off by `Store.interrupt`."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite reports into a StoreProblem that says what to do. `path` is the store."""
    try:
        yield
    except sqlite3.Error as error:
        raise _problem(error, path) from error


def _problem(error: sqlite3.Error, path: Path) -> StoreProblem:
    code = getattr(error, "sqlite_errorname", "") or ""
    kind = "_".join(code.split("_")[:2])
    if kind == "SQLITE_INTERRUPT":
        return Interrupted(_("The search was called off."))
    busy = (
        _("Another program is writing to “{name}”; nothing was changed."),
        _("Try again in a moment."),
        _("another program is writing to the project"),
    )
    message, hint, cause = {
        "SQLITE_FULL": (
            _("The disk is full; nothing was changed."),
            _("Free some space and try again."),
            _("the disk is full"),
        ),
        "SQLITE_BUSY": busy,
        "SQLITE_LOCKED": busy,
        "SQLITE_READONLY": (
            _("“{name}” can only be read."),
            _("Ask for the right to write, or open a copy."),
            _("the project can only be read"),
        ),
        "SQLITE_NOTADB": (_("“{name}” is not a project of Curator."), _("Choose another file."), str(error)),
        "SQLITE_CORRUPT": (_("“{name}” is damaged."), _("Restore a backup."), _("the project is damaged")),
        "SQLITE_CANTOPEN": (
            _("“{name}” cannot be opened."),
            _("Check that the folder exists and that you may write in it."),
            _("the project cannot be opened"),
        ),
        "SQLITE_IOERR": (
            _("The disk failed while working on “{name}”."),
            _("Check the disk or the network, then try again."),
            _("the disk failed"),
        ),
    }.get(kind, (_("“{name}” could not be read or written."), str(error), str(error)))
    return Refused(message.format(name=path.name), hint, cause, passes=kind in ("SQLITE_BUSY", "SQLITE_LOCKED"))
