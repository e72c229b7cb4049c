"""Zip archives: their members, within bounds."""

import io
import zipfile
import zlib

from curator.errors import UnreadableFile
from curator.i18n import _
from curator.ingest.kind import named

MOST_MEMBERS = 5_000
LARGEST_MEMBER = 30_000_000  # bytes once unpacked
LARGEST_WHOLE = 400_000_000  # bytes of all members together


def members(data: bytes, name: str) -> list[tuple[str, bytes]]:
    """Name and bytes of each member of a kind that can be read, sorted by name, and of the tables beside them.

    Raises UnreadableFile if the archive is broken, locked or far larger than any set of articles.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = sorted((entry for entry in archive.infolist() if _wanted(entry)), key=lambda e: e.filename)
            if any(entry.flag_bits & 1 for entry in entries):
                raise UnreadableFile(
                    _("“{name}” is locked with a password.").format(name=name), _("Unpack it yourself first.")
                )
            if len(entries) > MOST_MEMBERS or sum(entry.file_size for entry in entries) > LARGEST_WHOLE:
                raise UnreadableFile(
                    _("“{name}” is far larger than a set of articles.").format(name=name),
                    _("Pack only the articles, or import the folder."),
                )
            return [(entry.filename, _unpack(archive, entry)) for entry in entries]
    except (
        zipfile.BadZipFile,
        zlib.error,
        RuntimeError,
        ValueError,
        EOFError,
        OSError,
        NotImplementedError,
    ) as reason:
        raise UnreadableFile(
            _("“{name}” is a damaged archive.").format(name=name), _("Pack the files again.")
        ) from reason


def _wanted(entry: zipfile.ZipInfo) -> bool:
    parts = entry.filename.split("/")
    hidden = any(part.startswith((".", "~$")) or part == "__MACOSX" for part in parts)
    return (
        not entry.is_dir() and not hidden and (named(entry.filename) is not None or entry.filename.endswith(".csv"))
    )


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of a member; never more than allowed, whatever its header says."""
    with archive.open(entry) as member:
        data = member.read(LARGEST_MEMBER + 1)
    if len(data) > LARGEST_MEMBER:
        raise zipfile.BadZipFile
    return data
