"""Bytes to articles: readers for every kind of file, and story apart from furniture.

Parsers for pages, mail and PDF are imported only when such a file is read.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from curator.errors import UnreadableFile
from curator.model.article import Article

Companion = Mapping[str, str]


def read(
    data: bytes, name: str, companion: Companion | None = None, refused: list[UnreadableFile] | None = None
) -> list[Article]:
    """The articles in the bytes of one file: one, or several for .zip and for .eml with attachments.

    `companion` is the file's row of a CSV beside it, with any of `url`, `outlet`, `date`. Raises UnreadableFile if
    no article can be read; members of an archive that cannot be read while others can are added to `refused`.
    """
    from curator.ingest.source import read_source

    return read_source(data, name, companion or {}, refused if refused is not None else [])


def read_text(text: str, name: str, companion: Companion | None = None) -> Article:
    """The article that someone pasted. Raises UnreadableFile if it holds no letters."""
    from curator.ingest.source import read_pasted

    return read_pasted(text, name, companion or {})


def read_path(path: Path) -> list[Article]:
    """The articles in one file, with its row of the CSV beside it. Raises UnreadableFile."""
    from curator.ingest.files import load

    return read(load(path), path.name, companion_rows(path.parent).get(path.name))


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files to read among `paths`: those named, and in folders all of a known kind, sorted, each once."""
    from curator.ingest.files import find

    return find(paths)


def companion_rows(folder: Path) -> Mapping[str, Companion]:
    """The rows of the CSV in `folder` that has a column `file`, by file name; empty if there is none."""
    from curator.ingest.files import rows_beside

    return rows_beside(folder)
