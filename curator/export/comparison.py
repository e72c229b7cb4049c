"""Two releases, field by field, and the version that follows from what changed.

The rule is that of the Data Package recipe: a corrected value is a PATCH, added rows or tables are a MINOR, and a
MAJOR is whatever can break a user's work: a column or table added to, removed from or altered in a table that was
there, or an engagement that other tables refer to and that is gone.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from curator.errors import Problem
from curator.i18n import _

Level = Literal["none", "patch", "minor", "major"]
_SILENT = ("evidence", "review", "tombstones")  # about the values, not values
Line = dict[str, str]


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One released value that differs. `row` is the rest of the key, such as `home 0`.

    `reason` is `added` or `removed` for a whole engagement or article (`field` is empty), `row_added` or
    `row_removed` for a row of it, and `corrected`, `completed` or `cleared` for a value.
    """

    table: str
    id: str
    row: str
    field: str
    old: str
    new: str
    reason: str


@dataclass(frozen=True)
class Comparison:
    """What `new` has that `old` has not, and the reverse. `structure` names what changed in tables and columns."""

    old: str
    new: str
    structure: tuple[tuple[Level, str], ...]
    changes: tuple[ValueChange, ...]

    @cached_property
    def added(self) -> tuple[str, ...]:
        """The ids of engagements that are new."""
        return self._ids("added")

    @cached_property
    def removed(self) -> tuple[str, ...]:
        """The ids of engagements that are gone."""
        return self._ids("removed")

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """The ids of engagements and articles of which a value or a row differs, sorted."""
        return tuple(sorted({each.id for each in self.changes if each.reason not in ("added", "removed")}))

    @property
    def level(self) -> Level:
        """How far the version must move."""
        return level(self.structure, {(each.table, each.reason) for each in self.changes})

    def _ids(self, reason: str) -> tuple[str, ...]:
        return tuple(each.id for each in self.changes if each.table == "engagements" and each.reason == reason)


def compare(old: Path, new: Path) -> Comparison:
    """Compare two release folders. Raises Problem if one of them is not a release, or is damaged."""
    before, after = descriptor(old), descriptor(new)
    try:
        found = tuple(structure(before, after)), tuple(changes(old, new, before, after))
    except (OSError, KeyError, TypeError, ValueError, csv.Error) as error:
        raise Problem(
            _("The releases cannot be compared: {error}").format(error=f"{type(error).__name__} {error}"),
            _("Check each with “curator verify-release”."),
        ) from error
    return Comparison(before["version"], after["version"], *found)


def descriptor(folder: Path) -> dict[str, Any]:
    """The `datapackage.json` of a release. Raises Problem."""
    try:
        found = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        if isinstance(found, dict) and isinstance(found["resources"], list) and found["version"]:
            return found
    except (OSError, ValueError, KeyError):
        pass
    raise Problem(
        _("“{folder}” is not a release.").format(folder=folder), _("Choose a folder that holds datapackage.json.")
    )


def level(structure: tuple[tuple[Level, str], ...], kinds: set[tuple[str, str]]) -> Level:
    """The largest step asked for by the structure and by the kinds of change, as `(table, reason)`."""
    asked: set[Level] = {each for each, _what in structure}
    if ("engagements", "removed") in kinds:
        asked.add("major")
    if any(reason in ("added", "row_added") for _table, reason in kinds):
        asked.add("minor")
    if kinds:
        asked.add("patch")
    order: tuple[Level, ...] = ("major", "minor", "patch")
    return next((each for each in order if each in asked), "none")


def next_version(version: str, step: Level) -> str:
    """The version after `version`. A release that changes nothing but its papers is a PATCH."""
    major, minor, patch = (int(part) for part in version.split("."))
    if step == "major":
        return f"{major + 1}.0.0"
    return f"{major}.{minor + 1}.0" if step == "minor" else f"{major}.{minor}.{patch + 1}"


def structure(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[Level, str]]:
    """What changed in tables and columns, each with the step it asks for."""
    old, new = _tables(before), _tables(after)
    for name in old:
        if name not in new:
            yield "major", _("table {name} removed").format(name=name)
        elif (shape := _shape(old[name])) != _shape(new[name]):
            kept = {field for field in shape if field in _shape(new[name])}
            differ = [field[0] for field in (*shape, *_shape(new[name])) if field not in kept]
            names = ", ".join(dict.fromkeys(differ)) or _("order of columns")
            yield "major", _("table {name} altered: {columns}").format(name=name, columns=names)
    for name in new:
        if name not in old:
            yield "minor", _("table {name} added").format(name=name)


def changes(old: Path, new: Path, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[ValueChange]:
    """Every released value that differs, table by table, in the order of the keys. Streams both releases."""
    tables, others = _tables(before), _tables(after)
    whole: dict[str, set[str]] = {"articles": set(), "engagements": set()}
    for name in (*whole, *(each for each in others if each not in whole)):
        if name in _SILENT or name not in tables or name not in others:
            continue
        key = others[name]["schema"]["primaryKey"]
        if key != tables[name]["schema"]["primaryKey"]:
            continue
        pairs = _pairs(old / tables[name]["path"], new / others[name]["path"], key)
        for owner, rest, was, now in pairs:
            if name in whole and not (was and now):
                whole[name].add(owner)
                yield ValueChange(name, owner, "", "", "", "", "removed" if was else "added")
            elif name not in whole and owner in whole["engagements"]:
                continue
            else:
                yield from _differences(name, owner, rest, was, now, key)


def _differences(
    name: str, owner: str, rest: str, was: Line | None, now: Line | None, key: list[str]
) -> Iterator[ValueChange]:
    if was is None or now is None:
        line = was or now or {}
        told = " | ".join(value for column, value in line.items() if column not in key and value)
        old, new = (told, "") if now is None else ("", told)
        yield ValueChange(name, owner, rest, "", old, new, "row_removed" if now is None else "row_added")
        return
    for column, value in now.items():
        before = was.get(column)
        if before is not None and before != value:
            reason = "corrected" if before and value else "completed" if value else "cleared"
            yield ValueChange(name, owner, rest, column, before, value, reason)


def _pairs(old: Path, new: Path, key: list[str]) -> Iterator[tuple[str, str, Line | None, Line | None]]:
    """Both tables merged by key: `(owner, rest of the key, old line, new line)`."""
    lines = (_lines(old, key), _lines(new, key))
    was, now = (next(each, None) for each in lines)
    while was or now:
        first = min(each[0] for each in (was, now) if each)
        here = was[1] if was and was[0] == first else None
        there = now[1] if now and now[0] == first else None
        yield str(first[0]), " ".join(str(part) for part in first[1:]), here, there
        was = next(lines[0], None) if here is not None else was
        now = next(lines[1], None) if there is not None else now


def _lines(path: Path, key: list[str]) -> Iterator[tuple[tuple[str | int, ...], Line]]:
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            yield tuple(int(line[k]) if k in ("seq", "step") else line[k] for k in key), line


def _tables(package: Mapping[str, Any]) -> dict[str, Any]:
    return {each["name"]: each for each in package["resources"] if each["path"].startswith("data/")}


def _shape(resource: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(field["name"], field["type"]) for field in resource["schema"]["fields"]]
