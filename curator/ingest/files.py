"""Files and folders: which to read, their bytes, and the CSV that may lie beside them."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from curator.errors import UnreadableFile, reason
from curator.i18n import _
from curator.ingest.encoding import decode
from curator.ingest.kind import SUFFIXES

LARGEST = 500_000_000  # bytes; nothing larger is even opened
_COLUMNS = ("file", "url", "outlet", "date")


def load(path: Path) -> bytes:
    """The bytes of the file at `path`. Raises UnreadableFile."""
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableFile(
                _("“{name}” is larger than {size} MB.").format(name=path.name, size=LARGEST // 1_000_000),
                _("Save only the page of the article."),
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            _("“{name}” cannot be opened: {reason}.").format(name=path.name, reason=reason(error)),
            _("Check that the file is still there and that you may read it."),
        ) from error


def find(paths: Iterable[Path]) -> list[Path]:
    """See `curator.ingest.find_files`. Hidden files and folders are left out, as are the files of a saved page."""
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_walk(path) if path.is_dir() else [path]))
    return list(found)


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError:
        return
    pages = {entry.stem for entry in entries if entry.suffix.lower() in (".html", ".htm")}
    for entry in entries:
        if entry.name.startswith((".", "~$")) or entry.name == "__MACOSX":
            continue
        if entry.is_dir():
            if not entry.is_symlink() and entry.name.removesuffix("_files") not in pages:
                yield from _walk(entry)
        elif entry.suffix.lower() in SUFFIXES:
            yield entry


def rows_beside(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """See `curator.ingest.companion_rows`. A CSV that cannot be read counts as none."""
    rows: dict[str, Mapping[str, str]] = {}
    try:
        tables = sorted(folder.glob("*.csv"))
        for table in tables:
            rows |= parse_rows(table.read_bytes())
    except OSError:
        return rows
    return rows


def parse_rows(data: bytes) -> dict[str, Mapping[str, str]]:
    """The rows of a CSV by its column `file`; empty if it has none. Separated by comma, semicolon or tab."""
    text = decode(data)[0].lstrip("\ufeff")
    header = text.partition("\n")[0]
    separator = max(",;\t", key=header.count)
    rows = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        columns = [name.strip().lower() for name in next(rows, [])]
        if "file" not in columns:
            return {}
        listed = [dict(zip(columns, row, strict=False)) for row in rows]
    except csv.Error:
        return {}
    return {
        Path(row["file"].strip()).name: {key: row[key].strip() for key in _COLUMNS[1:] if row.get(key, "").strip()}
        for row in listed
        if row.get("file", "").strip()
    }
