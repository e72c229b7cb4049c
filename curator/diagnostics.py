"""What a developer must know of a computer where something goes wrong, and nothing about articles or people.

The file is plain text that anyone can read before sending it. It is made of versions, counts and places in the
program's code: never of words of an article, names of files, readers, projects or folders, nor messages of the log.
"""

import os
import platform
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from curator import __version__, i18n, selfcheck, settings
from curator.errors import Problem, reason
from curator.i18n import _
from curator.paths import default_store, log_dir
from curator.selfcheck import WindowSystem
from curator.store import Store

LINES = 400  # of the log's end
LIBRARIES = ("PySide6-Essentials", "sqlite-utils", "beautifulsoup4", "lxml", "pypdfium2", "xlsxwriter")
SURROUNDINGS = (
    "LANG", "LC_ALL", "XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM", "QT_QPA_PLATFORMTHEME",
    "QT_SCALE_FACTOR", "QT_IM_MODULE", "QT_IM_MODULES", "GTK_IM_MODULE", "XMODIFIERS",
)  # fmt: skip

_ENTRY = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\S* ([A-Z]+) ([\w.]+):")
_FRAME = re.compile(r'  File "(?P<file>[^"]+)", line (?P<line>\d+), in (?P<name>[\w<>]+)')
_ERROR = re.compile(
    r"(?P<kind>[A-Za-z_][\w.]*(?:Error|Exception|Problem|Warning|Interrupt|Exit|Full|Moved))(?::|$)"
)


def write(path: Path, store: Store | None = None, window_system: WindowSystem = tuple) -> None:
    """Write the report to `path`, a text file in English for the developers. Raises Problem."""
    language = i18n.language()
    i18n.set_language("en")
    try:
        told = "\n".join(report(store, window_system)) + "\n"
    finally:
        i18n.set_language(language)
    try:
        path.write_text(told, encoding="utf-8")
    except OSError as error:
        raise Problem(
            _("The report cannot be written to {path}: {reason}.").format(path=path, reason=reason(error))
        ) from error


def report(store: Store | None = None, window_system: WindowSystem = tuple) -> Iterator[str]:
    """The lines of the report; `store` is the open project, if any; for `window_system` see `selfcheck.run`."""
    yield f"Curator {__version__}, diagnostics of {datetime.now(UTC).isoformat(timespec='seconds')}"
    for title, lines in (
        ("Computer", _computer()),
        ("Choices", _choices()),
        ("Project", _project(store) if store else iter(["none"])),
        ("Self check", _checks(window_system)),
        ("Log", _log(log_dir() / "curator.log")),
    ):
        yield ""
        yield f"[{title}]"
        yield from lines


def _computer() -> Iterator[str]:
    yield f"system: {platform.system()} {platform.release()} {platform.machine()}"
    yield f"python: {platform.python_version()}, {'frozen' if getattr(sys, 'frozen', False) else 'from source'}"
    yield f"processors: {os.cpu_count()}"
    for name in SURROUNDINGS:
        if name in os.environ:
            yield f"{name}: {os.environ[name]}"
    for name in LIBRARIES:
        try:
            yield f"{name}: {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            continue


def _choices() -> Iterator[str]:
    chosen = settings.load()
    yield f"language: {chosen.language or 'of the system'}"
    yield f"theme: {chosen.theme}, reader font {chosen.reader_font}, form font {chosen.form_font}"
    yield f"projects opened lately: {len(chosen.recent_stores)}, saved views: {len(chosen.saved_views)}"


def _project(store: Store) -> Iterator[str]:
    try:
        yield f"size: {store.path.stat().st_size} bytes, format {_format(store.path)}"
        yield f"place: {'the default one' if store.path == default_store() else 'another one'}"
        yield f"writable: {store.writable}"
        for status, count in sorted(store.counts_by_status().items()):
            yield f"articles {status}: {count}"
        for backup in store.backups():
            yield f"backup: {backup.at}, {backup.reason}, {backup.articles} articles, {backup.revisions} revisions"
    except (OSError, Problem) as error:
        yield f"cannot be read: {type(error).__name__}"


def _format(store: Path) -> int:
    """The store's `user_version`, from the header of the SQLite file."""
    with store.open("rb") as file:
        return int.from_bytes(file.read(64)[60:64], "big")


def _checks(window_system: WindowSystem) -> Iterator[str]:
    for check in selfcheck.run(window_system):
        yield f"{'ok ' if check.ok else 'BAD'} {check.name}: {_without_places(check.detail)}"


def _log(path: Path) -> Iterator[str]:
    """When and where something was logged, without what was said."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()[-LINES:]
    except OSError:
        yield "none"
        return
    for line in lines:
        if entry := _ENTRY.match(line):
            yield " ".join(entry.groups())
        elif frame := _FRAME.match(line):
            yield f"  {_module(frame['file'])}:{frame['line']} {frame['name']}"
        elif error := _ERROR.match(line):
            yield f"  {error['kind']}"


def _module(file: str) -> str:
    """The last parts of a source file's path, from the package on."""
    parts = re.split(r"[\\/]", file)
    start = next((at for at, part in enumerate(parts) if part in ("curator", "PySide6", "site-packages")), -1)
    return "/".join(parts[start:]) if "".join(parts[start:]).isascii() else "?"


def _without_places(text: str) -> str:
    """`text` without folders: they hold the names of people."""
    return re.sub(r"(?:[A-Za-z]:)?[\\/][^,;:\n]*", "(folder)", text)
