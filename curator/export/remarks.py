"""Notes and flags as a list for colleagues. They never leave with a release; this file is for those who work."""

import csv
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from curator.errors import Problem, reason
from curator.i18n import _
from curator.model.codebook import CODEBOOK
from curator.model.kinds import LongText
from curator.model.record import RECORD, Evidence, field_of, pointer, values
from curator.model.record import Path as Place
from curator.model.revision import Entry

COLUMNS = ("document", "file", "headline", "status", "saved", "path", "field", "value", "flagged", "note")
Remark = tuple[str, ...]


def remarks(entries: Iterable[Entry]) -> Iterator[Remark]:
    """One row for each value, and each record, that is flagged or noted, and for each note of the codebook."""
    for entry in entries:
        sheet, revision = entry.revision.sheet, entry.revision
        above = (
            *(entry.source.document, entry.source.name, str(sheet.get(("article", "headline")) or "")),
            *(revision.status.value, revision.at),
        )
        for path, found in sorted(sheet.evidence.items(), key=lambda item: pointer(item[0])):
            if found.note or found.flagged:
                yield (*above, *_row(path, found, sheet.get(path) if path != RECORD else None))
        for path, field, value in values(sheet.record):
            if isinstance(field.kind, LongText) and value:
                yield (*above, pointer(path), field.label, "", "false", str(value))


def write(entries: Iterable[Entry], target: Path) -> int:
    """Write them as a CSV file that spreadsheets open; how many rows. The file is there whole or not at all."""
    aside, count = target.with_name(f"{target.name}.new"), 0
    try:
        with aside.open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.writer(file)
            table.writerow(COLUMNS)
            for count, row in enumerate(remarks(entries), 1):  # noqa: B007
                table.writerow(row)
        os.replace(aside, target)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise Problem(
            _("The notes could not be written to {path}: {error}.").format(path=target, error=reason(error)),
            _("Make room or choose another folder, then try again."),
        ) from error
    return count


def _row(path: Place, found: Evidence, value: object) -> Remark:
    """Path, field, value, flag and note."""
    label, shown = CODEBOOK.label, ""
    if path != RECORD:
        field = field_of(path)
        label, kind = field.label, field.kind
        assert kind
        shown = "; ".join(map(kind.show, value)) if isinstance(value, list) else kind.show(value)
    return pointer(path), label, shown, "true" if found.flagged else "false", found.note
