"""What a change did to the record as it was shown."""

from curator.model.lineage import counterpart
from curator.model.looks import place
from curator.model.record import Path, Sheet, diff


def first_changed(before: Sheet, after: Sheet) -> Path:
    """The first value that differs, or whose state does; empty if none does."""
    for difference in diff(before.record, after.record):
        return difference.path
    paths = sorted({*before.evidence, *after.evidence}, key=place)
    return next((path for path in paths if before.evidence.get(path) != after.evidence.get(path)), ())


def displaced(path: Path, before: Sheet, after: Sheet) -> bool:
    """Whether the row that held `path` stands elsewhere or nowhere: the value now there, if any, is another's."""
    if path[:1] == ("engagements",) and not before.get((*path[:2], "id")):
        return False  # the store, which makes engagements known again, has not taken this one yet
    return counterpart(path, before.record, after.record) != path
