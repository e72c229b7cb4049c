"""Is everything in order on this computer? Asked by `curator self-check` and by Help > Self check.

It looks at every part of the program, so it is the one module outside `curator.ui` that asks Qt something.
"""

import json
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from curator import __version__
from curator.errors import Problem
from curator.i18n import LANGUAGES, N_, _, plural, translate
from curator.paths import config_dir, data_dir, log_dir, resource, sample_project

LETTERS = "ăâđêôơưĂÂĐÊÔƠƯàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
WANTED = {"countries": 190, "places": 100, "event_types": 5, "role_classes": 10, "sectors": 10}  # terms at least
ROOM = 200_000_000  # bytes free where projects lie


@dataclass(frozen=True)
class Check:
    """One thing that was looked at; `name` and `detail` are in the language in force."""

    name: str
    ok: bool
    detail: str


def run() -> Iterator[Check]:
    """Look at one thing after the other, in a few seconds. Nothing that belongs to the person changes."""
    kind = _("installed") if getattr(sys, "frozen", False) else _("from source")
    yield Check(_("Program"), True, f"Curator {__version__}, {kind}, Python {sys.version.split()[0]}")
    yield from _window_system()
    for name, look in _PARTS:
        yield _looked(_(name), look)


def _looked(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except Problem as problem:
        return Check(name, False, str(problem))
    except (OSError, sqlite3.Error, ImportError) as error:
        return Check(name, False, f"{type(error).__name__}: {error}")


# The window system: Qt ends the process where it cannot work, so on Linux a child asks it


def _window_system() -> Iterator[Check]:
    try:
        from PySide6.QtGui import QGuiApplication
    except ImportError as error:
        yield Check(_("Window"), False, str(error))
        return
    if QGuiApplication.instance() or sys.platform != "linux":
        yield from _ask_qt()
        return
    if not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    yield from _in_child(_ask_qt) or [Check(_("Window"), False, _("Qt cannot open a window on this display."))]


def _ask_qt() -> Iterator[Check]:
    from PySide6.QtCore import qVersion
    from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication, QRawFont

    app = QGuiApplication.instance() or QGuiApplication([])
    assert isinstance(app, QGuiApplication)
    screen = app.primaryScreen()
    size = f", {screen.size().width()} × {screen.size().height()}" if screen else ""
    yield Check(_("Window"), True, f"Qt {qVersion()}, {app.platformName()}{size}")

    def covers(family: str) -> bool:
        font = QRawFont.fromFont(QFont(family))
        return all(font.supportsCharacter(ord(letter)) for letter in LETTERS)

    own = QFontInfo(app.font()).family()
    able = [name for name in (own, *QFontDatabase.families(QFontDatabase.WritingSystem.Vietnamese)) if covers(name)]
    found = next(iter(able), "")
    yield Check(_("Letters of Vietnamese"), bool(found), found or _("Install a font such as Noto Sans."))


def _in_child(ask: Callable[[], Iterator[Check]]) -> list[Check]:
    """What `ask` answers in a child process; nothing if it dies there."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            os.write(writing, json.dumps([asdict(check) for check in ask()]).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        told = answer.read()
    os.waitpid(child, 0)
    return [Check(**check) for check in json.loads(told or b"[]")]


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
