"""The read-back check of a release: everything it promises, checked from its own `datapackage.json`.

It needs neither the store nor the codebook of the program, so that anyone can run it on any release.
"""

import csv
import json
import re
from collections.abc import Callable, Generator, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from curator.errors import Problem, reason
from curator.export.comparison import descriptor
from curator.export.descriptor import sha256
from curator.export.options import Step
from curator.i18n import _
from curator.model import edtf

Check = Callable[[str], bool]
Keys = set[tuple[str, ...]]
SUMS = "SHA256SUMS"
EVERY = 5_000  # rows between two signs of life


def verify(folder: Path, texts: Callable[[str], str] | None = None) -> Iterator[str]:
    """What is wrong with the release in `folder`, a sentence each, in the language in force; nothing if fine.

    `texts` gives the canonical text of an article id; with it, passages are compared with the texts too.
    """
    return filter(None, read_back(folder, texts))


def check(folder: Path, texts: Callable[[str], str] | None = None) -> Generator[Step, None, list[str]]:
    """As `verify`, as a generator of progress that returns the complaints."""
    found: list[str] = []
    label, done = _("Reading the release back"), 0
    total = _signs(folder, passages=texts is not None)
    yield Step(0, total, label)
    for complaint in read_back(folder, texts):
        if complaint:
            found.append(complaint)
        else:
            done += 1
            yield Step(min(done, total), total, label)
    return found


def _signs(folder: Path, *, passages: bool) -> int:
    """How many signs of life a sound release gives while it is read back; 0 if it cannot be told."""
    try:
        package = descriptor(folder)
        rows = {each["path"]: int(each["rows"]) for each in package["resources"]}
        count = len(read_sums(folder)) + sum(each // EVERY for each in rows.values())
    except (Problem, OSError, KeyError, TypeError, ValueError):
        return 0
    return count + (rows.get("data/evidence.csv", 0) // EVERY if passages else 0)


def read_back(folder: Path, texts: Callable[[str], str] | None = None) -> Iterator[str]:
    """As `verify`, with an empty text for each file and for every so many rows, as a sign of life."""
    try:
        package = descriptor(folder)
        sums = read_sums(folder)
        yield from hashes(folder)
        keys: dict[str, Keys] = {}
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
    except OSError as error:
        name = Path(error.filename or folder).name
        yield _("The release cannot be read: {error}").format(error=f"{name}: {reason(error)}")
    except (KeyError, TypeError, ValueError, csv.Error) as error:
        yield _("The release cannot be read: {error}").format(error=f"{type(error).__name__} {error}")


def read_sums(folder: Path) -> dict[str, str]:
    """What `SHA256SUMS` lists: file to hash. Raises OSError."""
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _blank, name in (line.partition("  ") for line in lines)}


def hashes(folder: Path) -> Iterator[str]:
    """Files that differ from `SHA256SUMS`, are missing there or here; an empty text for each sound one."""
    listed = read_sums(folder)
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {SUMS}
    for name in sorted(present - set(listed)):
        yield _("{file} is not listed in SHA256SUMS.").format(file=name)
    for name, digest in listed.items():
        if name not in present:
            yield _("{file} is missing.").format(file=name)
        elif sha256(folder / name) != digest:
            yield _("{file} is not the file that was released: its hash differs.").format(file=name)
        else:
            yield ""


def _referenced(package: Mapping[str, Any]) -> set[str]:
    found = {"engagements"}
    for resource in package["resources"]:
        found |= {each["reference"]["resource"] for each in resource["schema"].get("foreignKeys", [])}
    return found


def _resource(folder: Path, resource: Mapping[str, Any], keys: dict[str, Keys], wanted: set[str]) -> Iterator[str]:
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
        table = _Table(resource, keys, name in wanted)
        count = 0
        for count, line in enumerate(lines, 1):
            if count % EVERY == 0:
                yield ""
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
    """The checks of one table, prepared once, since releases hold millions of cells.

    `keys` are those of the tables before it; `seen` gathers its own where `keep` asks for it.
    """

    def __init__(self, resource: Mapping[str, Any], keys: Mapping[str, Keys], keep: bool) -> None:
        schema = resource["schema"]
        names = [field["name"] for field in schema["fields"]]
        prepared = [
            (n, field["name"], _is_required(field), _check(field)) for n, field in enumerate(schema["fields"])
        ]
        self._checks = [each for each in prepared if each[2] or each[3]]
        self._key = [names.index(name) for name in schema.get("primaryKey", [])]
        self._integers = {n for n, field in enumerate(schema["fields"]) if field["type"] == "integer"}
        self._references = [
            ([names.index(name) for name in each["fields"]], each["reference"]["resource"])
            for each in schema.get("foreignKeys", [])
        ]
        self._others = keys
        self._sorted = resource["path"].startswith("data/")
        self._keep = keep or not self._sorted
        self._last: tuple[Any, ...] | None = None
        self.seen: Keys = set()

    def complaints(self, line: list[str]) -> Iterator[str]:
        """What is wrong with one line."""
        for position, name, required, check in self._checks:
            cell = line[position]
            if not cell:
                if required:
                    yield _("{column} is empty.").format(column=name)
            elif check is not None and not check(cell):
                yield _("{column}: “{value}” is not allowed.").format(column=name, value=cell)
        if self._key and self._is_out_of_order(tuple(line[position] for position in self._key)):
            key = " ".join(line[position] for position in self._key)
            yield _("the key {key} is repeated or out of order.").format(key=key)
        for positions, target in self._references:
            owner = tuple([line[position] for position in positions])
            if any(owner) and owner not in self._others.get(target, ()):
                yield _("“{value}” is not in {table}.").format(value=" ".join(owner), table=target)

    def _is_out_of_order(self, key: tuple[str, ...]) -> bool:
        """Whether the key repeats, or in the sorted tables does not follow the one before; remembers it."""
        if self._sorted:  # then order proves that keys are unique
            pairs = zip(self._key, key, strict=True)
            rank = tuple([_number(cell) if position in self._integers else cell for position, cell in pairs])
            wrong = self._last is not None and self._last >= rank
            self._last = rank
        else:
            wrong = key in self.seen
        if self._keep:
            self.seen.add(key)
        return wrong


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


def _shapes(folder: Path, engagements: Keys) -> Iterator[str]:
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
        for number, line in enumerate(csv.DictReader(file), 1):
            if number % EVERY == 0:
                yield ""
            if line["article_id"] != known:
                known, text = line["article_id"], texts(line["article_id"])
            start, end = _number(line["start"]), _number(line["end"])
            if line["start"] and not (0 <= start < end <= len(text) and text.startswith(line["exact"], start)):
                yield _("The passage {id} does not stand in its article.").format(id=line["id"])
