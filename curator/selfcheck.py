"""Is everything in order on this computer? Asked by `curator self-check` and by Help > Self check.

What needs Qt is asked by `curator.ui.qtcheck`, which the callers hand over, so that this module works without it.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from curator import __version__
from curator.errors import Problem
from curator.i18n import LANGUAGES, N_, _, plural, translate
from curator.paths import config_dir, data_dir, log_dir, resource, sample_project

WANTED = {"countries": 190, "places": 100, "event_types": 5, "role_classes": 10, "sectors": 10}  # terms at least
ROOM = 200_000_000  # bytes free where projects lie


@dataclass(frozen=True)
class Check:
    """One thing that was looked at; `name` and `detail` are in the language in force."""

    name: str
    ok: bool
    detail: str


WindowSystem = Callable[[], Iterable[Check]]


def run(window_system: WindowSystem = tuple) -> Iterator[Check]:
    """Look at one thing after the other, in a few seconds. Nothing that belongs to the person changes.

    `window_system` is `curator.ui.qtcheck.window_system`; without it, windows are not looked at.
    """
    kind = _("installed") if getattr(sys, "frozen", False) else _("from source")
    yield Check(_("Program"), True, f"Curator {__version__}, {kind}, Python {sys.version.split()[0]}")
    yield from window_system()
    for name, look in _PARTS:
        yield _looked(_(name), look)


def _looked(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except Problem as problem:
        return Check(name, False, str(problem))
    except (OSError, sqlite3.Error, ImportError) as error:
        return Check(name, False, f"{type(error).__name__}: {error}")


# The parts; each returns what it found or raises


def _database() -> str:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61 remove_diacritics 2')")
        db.execute("INSERT INTO t VALUES ('Hữu nghị')")
        if not db.execute("SELECT 1 FROM t WHERE t MATCH 'huu nghi'").fetchone():
            raise Problem(_("The search does not find Vietnamese words."))
    return f"SQLite {sqlite3.sqlite_version}, FTS5"


def _resources() -> str:
    missing = [name for name in ("vocab", "i18n", "icons") if not resource(name).is_dir()]
    missing += [language for language in LANGUAGES if translate("File", language) == "" or not _speaks(language)]
    if missing:
        raise Problem(_("Missing: {names}.").format(names=", ".join(missing)), _("Install Curator again."))
    return _("{n} icons, texts in {languages}").format(
        n=len(list(resource("icons").glob("*.svg"))), languages=", ".join(LANGUAGES.values())
    )


def _speaks(language: str) -> bool:
    return language == "en" or translate("Install Curator again.", language) != "Install Curator again."


def _vocabularies() -> str:
    from curator.model.vocab import vocabulary

    counts = {name: len(vocabulary(name).terms) for name in WANTED}
    short = [name for name, count in counts.items() if count < WANTED[name]]
    if short:
        raise Problem(_("Missing: {names}.").format(names=", ".join(short)), _("Install Curator again."))
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def _folders() -> str:
    import shutil

    for folder in (data_dir(), config_dir(), log_dir()):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix="self-check-") as file:
            file.write(b"x")
    free = shutil.disk_usage(data_dir()).free
    if free < ROOM:
        raise Problem(_("Only {n} MB are free in {folder}.").format(n=free // 10**6, folder=data_dir()))
    return _("{folder}, {n} GB free").format(folder=data_dir(), n=free // 10**9)


def _sample() -> str:
    """Import, extract, verify and export one of the sample articles, in a folder that is thrown away."""
    from curator import jobs
    from curator.export import verify
    from curator.review import Review
    from curator.store import Store

    source = min(path for path in sample_project().iterdir() if path.is_file())
    with (
        tempfile.TemporaryDirectory(prefix="curator-") as folder,
        Store(Path(folder) / "sample.curator", reader="self-check") as store,
    ):
        report = jobs.drain(jobs.import_files(store, [source], "Hanoi"))
        for _name, problem in report.failed:
            raise problem
        review = Review(store)
        review.open(report.added[0])
        values = len(review.sheet.evidence)
        review.verify(accept_warnings=True)
        release = jobs.drain(jobs.export_release(store, Path(folder) / "release"))
        for fault in (*store.check(), *verify(release.path, texts=store.text)):
            raise Problem(fault)
    return plural("{n} value found and released", "{n} values found and released", values)


_PARTS: tuple[tuple[str, Callable[[], str]], ...] = (
    (N_("Database"), _database),
    (N_("Pictures and texts"), _resources),
    (N_("Vocabularies"), _vocabularies),
    (N_("Folders"), _folders),
    (N_("A sample article"), _sample),
)
