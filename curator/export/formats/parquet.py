"""`parquet/<table>.parquet`: all tables, typed, for R and pandas. Needs pyarrow, an optional package."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from curator.export.draft import Draft
from curator.export.tables import SEPARATOR, Column

_GROUP = 50_000  # rows of a row group


def write(draft: Draft) -> Iterator[int]:
    """Write every table, sorted by its key. Dates that may be uncertain stay text, as EDTF."""
    import pyarrow
    from pyarrow import parquet

    folder = draft.folder / "parquet"
    folder.mkdir(parents=True, exist_ok=True)
    types = {
        "integer": pyarrow.int64(),
        "boolean": pyarrow.bool_(),
        "list": pyarrow.list_(pyarrow.string()),
        "date": pyarrow.date32(),
        "datetime": pyarrow.timestamp("ms", "UTC"),
    }
    written = 0
    for each in draft.tables:
        schema = pyarrow.schema([(c.name, types.get(c.type, pyarrow.string())) for c in each.columns])
        rows = draft.rows(each.name)
        with parquet.ParquetWriter(folder / f"{each.name}.parquet", schema, compression="zstd") as out:
            while batch := list(islice(rows, _GROUP)):
                cells = list(zip(*batch, strict=True))
                arrays = [
                    _array(pyarrow, c, found, schema.field(c.name).type)
                    for c, found in zip(each.columns, cells, strict=True)
                ]
                out.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
                written += len(batch)
                yield written


def _array(pyarrow: Any, column: Column, cells: tuple[Any, ...], kind: Any) -> Any:
    return pyarrow.array([_value(column.type, cell) for cell in cells], type=kind)


def _value(kind: str, cell: Any) -> Any:
    if cell in ("", None):
        return [] if kind == "list" else None
    match kind:
        case "boolean":
            return cell == "true"
        case "list":
            return cell.split(SEPARATOR)
        case "date":
            return date.fromisoformat(cell)
        case "datetime":
            return datetime.fromisoformat(cell)
    return cell
