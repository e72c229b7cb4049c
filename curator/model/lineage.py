"""Where a value of one saved state stands in another: rows move, come and go, and a value goes with its row.

Engagements carry an id. The rows inside them have none; they are matched by what they hold, which is exact between
one state and the next, since every edit is a state of its own (docs/decisions/012).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from curator.model.record import Path, get
from curator.model.text import fold

Record = Mapping[str, Any]
Row = Mapping[str, Any]
_OTHER = {"home": "partner", "partner": "home"}  # a person may change sides


def counterpart(path: Path, here: Record, there: Record, *, near: bool = True) -> Path | None:
    """Where the value at `path` of the record `here` stands in `there`; None if its row is not there.

    A row that was changed is known again only if the records are `near`: one edit apart.
    """
    if len(path) < 2 or path[0] != "engagements":
        return path
    position = _with_id(there, get(here, (*path[:2], "id")))
    if position is None:
        return None
    above: Path = ("engagements", position)
    if len(path) < 4:
        return (*above, *path[2:])
    row = _row(path[:2], above, str(path[2]), int(path[3]), here, there, near)
    return None if row is None else (*row, *path[4:])


def follow(path: Path, records: Iterable[Record]) -> list[Path | None]:
    """Where the value at `path` of the first record stands in each, from one to the next; None where it is not.

    A row that was taken away and came back is found on both sides of the gap.
    """
    found: list[Path | None] = []
    last: Record | None = None
    now, near = path, True
    for record in records:
        at = now if last is None else counterpart(now, last, record, near=near)
        found.append(at)
        near = at is not None
        if at is not None:
            now, last = at, record
    return found


def _with_id(record: Record, id: str | None) -> int | None:
    return next((n for n, row in enumerate(record["engagements"]) if id and row.get("id") == id), None)


def _row(
    here_at: Path, there_at: Path, group: str, position: int, here: Record, there: Record, near: bool
) -> Path | None:
    """The row that is row `position` of `group`, in the same group or with the other side."""
    mine: list[Row] = get(here, (*here_at, group)) or []
    theirs: list[Row] = get(there, (*there_at, group)) or []
    if position >= len(mine):
        return None
    same = _matched(mine, theirs, near).get(position)
    if same is not None:
        return (*there_at, group, same)
    if (other := _OTHER.get(group)) is None:
        return None
    beside: list[Row] = get(there, (*there_at, other)) or []
    stayed = _matched(get(here, (*here_at, other)) or [], beside, near).values()
    for n, row in enumerate(beside):
        if n not in stayed and row == mine[position]:
            return (*there_at, other, n)
    return None


def _matched(mine: Sequence[Row], theirs: Sequence[Row], near: bool) -> dict[int, int]:
    """Which row is which: those that are equal, then those of one name, then, if `near`, what is left."""
    pairs: dict[int, int] = {}
    for same in (_equal, _named_alike):
        _pair(pairs, mine, theirs, same)
    if not near:
        return pairs
    left = [n for n in range(len(mine)) if n not in pairs]
    free = [n for n in range(len(theirs)) if n not in pairs.values()]
    if len(mine) == len(theirs):  # nothing came or went: each was changed where it stands
        pairs |= dict(zip(left, free, strict=True))
        return pairs
    alike = sorted((-_shared(mine[a], theirs[b]), a, b) for a in left for b in free)
    for shared, a, b in alike:
        if shared and a not in pairs and b not in pairs.values():
            pairs[a] = b
    return pairs


def _pair(
    pairs: dict[int, int], mine: Sequence[Row], theirs: Sequence[Row], same: Callable[[Row, Row], bool]
) -> None:
    """Pair the rows that are the `same`, each with the first that is free; one at its own place comes first."""
    for n, row in enumerate(mine):
        if n in pairs:
            continue
        taken = set(pairs.values())
        places = [n, *range(len(theirs))] if n < len(theirs) else range(len(theirs))
        at = next((m for m in places if m not in taken and same(row, theirs[m])), None)
        if at is not None:
            pairs[n] = at


def _equal(one: Row, other: Row) -> bool:
    return one == other


def _named_alike(one: Row, other: Row) -> bool:
    """Whether two people have one name, two sectors one code, two agreements one title, or else one kind."""
    name = _name(one)
    return bool(name) and name == _name(other)


def _name(row: Row) -> str:
    keys = ("name",) if "name" in row else ("code",) if "code" in row else ("title", "kind")
    return next((fold(str(row[key])) for key in keys if row.get(key)), "")


def _shared(one: Row, other: Row) -> int:
    return sum(value == other.get(key) for key, value in one.items() if value not in (None, [], "", False))
