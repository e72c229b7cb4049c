"""The normalised tables: `data/<table>.csv`, the record of truth. Text stands there unchanged."""

from collections.abc import Iterator

from curator.export.draft import Draft


def write(draft: Draft) -> Iterator[int]:
    """Write every table, sorted by its key."""
    before = 0
    for each in draft.tables:
        for written in draft.write_csv(each.path, each.names, draft.rows(each.name)):
            yield before + written
        before += draft.counts[each.name]
