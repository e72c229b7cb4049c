"""The read-back check of a release: everything it promises, checked from its own `datapackage.json`.

It needs neither the store nor the codebook of the program, so that anyone can run it on any release.
"""

import csv
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from curator.errors import Problem
from curator.export.comparison import descriptor
from curator.export.descriptor import sha256
from curator.i18n import _
from curator.model import edtf

Check = Callable[[str], bool]
SUMS = "SHA256SUMS"


def verify(folder: Path, texts: Callable[[str], str] | None = None) -> Iterator[str]:
    """What is wrong with the release in `folder`, a sentence each, in the language in force; nothing if fine.

    `texts` gives the canonical text of an article id; with it, passages are compared with the texts too.
    """
    try:
        package = descriptor(folder)
        sums = read_sums(folder)
        yield from hashes(folder)
        keys: dict[str, set[tuple[str, ...]]] = {}
        wanted = _referenced(package)
        for resource in package["resources"]:
            if resource["hash"] != f"sha256:{sums.get(resource['path'])}":
                yield _("{file}: size or hash is not that of datapackage.json.").format(file=resource["path"])
            yield from _resource(folder, resource, keys, wanted)
        yield from _shapes(folder, keys.get("engagements", set()))
        if texts:
            yield from _passages(folder, texts)
    except Problem as problem:
        yield str(problem)
    except (OSError, KeyError, TypeError, ValueError, csv.Error) as error:
        yield _("The release cannot be read: {error}").format(error=f"{type(error).__name__} {error}")


def read_sums(folder: Path) -> dict[str, str]:
    """What `SHA256SUMS` lists: file to hash. Raises OSError."""
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _blank, name in (line.partition("  ") for line in lines)}


def hashes(folder: Path) -> Iterator[str]:
    """Files that `SHA256SUMS` lists and that differ, are missing, or that it does not list."""
    listed = read_sums(folder)
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {SUMS}
    for name in sorted(present - set(listed)):
        yield _("{file} is not listed in SHA256SUMS.").format(file=name)
    for name, digest in listed.items():
        if name not in present:
            yield _("{file} is missing.").format(file=name)
        elif sha256(folder / name) != digest:
            yield _("{file} is not the file that was released: its hash differs.").format(file=name)


def _referenced(package: Mapping[str, Any]) -> set[str]:
    found = {"engagements"}
    for resource in package["resources"]:
        found |= {each["reference"]["resource"] for each in resource["schema"].get("foreignKeys", [])}
    return found


def _resource(
    folder: Path, resource: Mapping[str, Any], keys: dict[str, set[tuple[str, ...]]], wanted: set[str]
) -> Iterator[str]:
    path, name, schema = folder / resource["path"], resource["name"], resource["schema"]
    if path.stat().st_size != resource["bytes"]:
        yield _("{file}: size or hash is not that of datapackage.json.").format(file=resource["path"])
    columns = [field["name"] for field in schema["fields"]]
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file)
        if (header := next(lines, None)) != columns:
            yield _("{file}: the columns are not those of datapackage.json.").format(file=resource["path"])
            return
        assert header is not None
        table = _Table(resource, keys)
        count = 0
        for count, line in enumerate(lines, 1):
            if len(line) != len(columns):
                yield _("{file}, row {n}: {found} cells instead of {wanted}.").format(
                    file=resource["path"], n=count, found=len(line), wanted=len(columns)
                )
                continue
            for complaint in table.complaints(line):
                yield _("{file}, row {n}: {complaint}").format(file=resource["path"], n=count, complaint=complaint)
        if count != resource["rows"]:
            yield _("{file}: {found} rows instead of {wanted}.").format(
                file=resource["path"], found=count, wanted=resource["rows"]
            )
    if name in wanted:
        keys[name] = table.seen


class _Table:
    """The checks of one table, prepared once, since releases hold millions of cells."""

    def __init__(self, resource: Mapping[str, Any], keys: Mapping[str, set[tuple[str, ...]]]) -> None:
        schema = resource["schema"]
        self._names = [field["name"] for field in schema["fields"]]
        self._checks = [(n, field, _check(field)) for n, field in enumerate(schema["fields"])]
        self._required = {n for n, field in enumerate(schema["fields"]) if _is_required(field)}
        self._key = [self._names.index(name) for name in schema.get("primaryKey", [])]
        self._integers = {n for n, field in enumerate(schema["fields"]) if field["type"] == "integer"}
        self._references = [
            ([self._names.index(name) for name in each["fields"]], each["reference"]["resource"], keys)
            for each in schema.get("foreignKeys", [])
        ]
        self._sorted = resource["path"].startswith("data/")
        self._last: tuple[Any, ...] | None = None
        self.seen: set[tuple[str, ...]] = set()

    def complaints(self, line: list[str]) -> Iterator[str]:
        """What is wrong with one line."""
        for position, field, check in self._checks:
            cell = line[position]
            if not cell:
                if position in self._required:
                    yield _("{column} is empty.").format(column=field["name"])
            elif check is not None and not check(cell):
                yield _("{column}: “{value}” is not allowed.").format(column=field["name"], value=cell)
        yield from self._keys(line)
        for positions, target, keys in self._references:
            owner = tuple(line[position] for position in positions)
            if any(owner) and owner not in keys.get(target, ()):
                yield _("“{value}” is not in {table}.").format(value=" ".join(owner), table=target)

    def _keys(self, line: list[str]) -> Iterator[str]:
        if not self._key:
            return
        key = tuple(line[position] for position in self._key)
        if self._sorted:  # then order proves that keys are unique
            ordered = tuple(_number(line[p]) if p in self._integers else line[p] for p in self._key)
            if self._last is not None and not self._last < ordered:
                yield _("the key {key} is repeated or out of order.").format(key=" ".join(key))
            self._last = ordered
            if len(key) > 1 or self._references:
                return
        elif key in self.seen:
            yield _("the key {key} is repeated or out of order.").format(key=" ".join(key))
        self.seen.add((sys.intern(key[0]),) if len(key) == 1 else key)


def _is_required(field: Mapping[str, Any]) -> bool:
    return bool(field.get("constraints", {}).get("required"))


def _check(field: Mapping[str, Any]) -> Check | None:
    """The test that a cell of this field must pass; None where any text may stand."""
    constraints = field.get("constraints", {})
    tests: list[Check] = []
    if "enum" in constraints:
        tests.append(frozenset(constraints["enum"]).__contains__)
    if "pattern" in constraints:
        pattern = re.compile(constraints["pattern"])
        tests.append(lambda cell: pattern.fullmatch(cell) is not None)
    if "edtf" in field:
        tests.append(_edtf(field["edtf"]))
    if field["type"] in _TYPES:
        tests.append(_TYPES[field["type"]])
    if not tests:
        return None
    return tests[0] if len(tests) == 1 else lambda cell: all(test(cell) for test in tests)


def _edtf(which: str) -> Check:
    @lru_cache(maxsize=4096)
    def check(cell: str) -> bool:
        return edtf.is_valid(cell, time=which == "stamp", interval=which == "period")

    return check


def _parses(parse: Callable[[str], object]) -> Check:
    def check(cell: str) -> bool:
        try:
            parse(cell)
        except ValueError:
            return False
        return True

    return check


def _number(cell: str) -> int:
    return int(cell) if cell.isdecimal() else -1


_TYPES: Mapping[str, Check] = {
    "integer": str.isdecimal,
    "boolean": {"true", "false"}.__contains__,
    "date": _parses(date.fromisoformat),
    "datetime": _parses(datetime.fromisoformat),
}


def _shapes(folder: Path, engagements: set[tuple[str, ...]]) -> Iterator[str]:
    """The flat table and the JSON lines tell of the same engagements as the tables."""
    with (folder / "flat" / "engagements_flat.csv").open(encoding="utf-8-sig", newline="") as file:
        flat = {(line["id"],) for line in csv.DictReader(file)}
    with (folder / "jsonl" / "engagements.jsonl").open(encoding="utf-8") as file:
        nested = {(str(json.loads(line)["id"]),) for line in file}
    for name, found in (("engagements_flat.csv", flat), ("engagements.jsonl", nested)):
        if found != engagements:
            yield _("{file} does not hold the engagements of data/engagements.csv.").format(file=name)


def _passages(folder: Path, texts: Callable[[str], str]) -> Iterator[str]:
    """Each passage stands at its offsets in the text of its article."""
    path = folder / "data" / "evidence.csv"
    if not path.exists():
        return
    known, text = "", ""
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            if line["article_id"] != known:
                known, text = line["article_id"], texts(line["article_id"])
            start, end = _number(line["start"]), _number(line["end"])
            if line["start"] and not (0 <= start < end <= len(text) and text.startswith(line["exact"], start)):
                yield _("The passage {id} does not stand in its article.").format(id=line["id"])
