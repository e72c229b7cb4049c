"""The release while it is being built: rows sorted on disk, so that memory does not grow with the dataset."""

import csv
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from curator.export import rows
from curator.export.options import Options
from curator.export.rows import Row, Texts
from curator.export.tables import Table, table, tables
from curator.model.revision import Entry, Status

Record = dict[str, Any]  # a nested engagement: the codebook's values, people, sectors, agreements, reports
BATCH = 500  # articles written to disk at once
EVERY = 1000  # rows between two reports of progress


class CuratorCsv(csv.excel):
    """Comma, doubled quotes, LF: the one dialect of a release."""

    lineterminator = "\n"


@dataclass(frozen=True)
class Outcome:
    """What the comparison with the previous release settled."""

    version: str = "1.0.0"
    previous: str = ""
    added: int = 0
    removed: int = 0
    changed: int = 0
    structure: tuple[str, ...] = ()


@dataclass
class Draft:
    """The rows of one release, in a scratch database beside the folder that is being written.

    `codebook` is the version of the codebook, `stays` what `collect` left out, by status or `excluded:<reason>`.
    """

    folder: Path
    scratch: Path
    options: Options
    codebook: str
    outcome: Outcome = Outcome()
    counts: dict[str, int] = field(default_factory=dict)
    stays: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)  # article that stays in: why

    def __post_init__(self) -> None:
        self.tables: tuple[Table, ...] = tables(self.options.evidence != "none")
        self._db = sqlite3.connect(self.scratch, isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-32000", "locking_mode=EXCLUSIVE"):
            self._db.execute(f"PRAGMA {pragma}")
        for each in self.tables:
            columns = ", ".join(f'"{c.name}" {"INT" if c.type == "integer" else "TEXT"}' for c in each.columns)
            self._db.execute(
                f"CREATE TABLE {each.name} ({columns}, PRIMARY KEY ({', '.join(each.key)})) WITHOUT ROWID"
            )
        self._db.execute("CREATE TABLE record (id TEXT PRIMARY KEY, json TEXT) WITHOUT ROWID")

    def close(self) -> None:
        """Let the scratch database go; call it always."""
        self._db.close()

    # Filling

    def collect(self, entries: Iterable[Entry], texts: Texts | None) -> Iterator[int]:
        """Take in the entries that `options.include` names; yields how many articles were read.

        An engagement that several articles carry is told by the first of them, and reported by all.
        """
        source, read = iter(entries), 0
        while batch := list(islice(source, BATCH)):
            self._db.execute("BEGIN")
            into: dict[str, list[Row]] = {each.name: [] for each in self.tables}
            records: list[tuple[str, str]] = []
            seen: set[str] = set()
            for entry in batch:
                self._take(entry, texts, into, records, seen)
            for name, found in into.items():
                self._insert(name, found)
            self._db.executemany("INSERT INTO record VALUES (?, ?)", records)
            self._db.execute("COMMIT")
            read += len(batch)
            yield read
        self.recount()

    def _take(
        self,
        entry: Entry,
        texts: Texts | None,
        into: dict[str, list[Row]],
        records: list[tuple[str, str]],
        seen: set[str],
    ) -> None:
        revision, document = entry.revision, entry.source.document
        if revision.status not in self.options.include:
            key = stay_key(entry)
            self.stays[key] = self.stays.get(key, 0) + 1
            self.reasons[document] = key.removeprefix("excluded:")
            return
        taken: dict[int, str] = {}

        def put(name: str, found: Iterable[Mapping[str, Any]]) -> None:
            each = table(name)
            into[name] += [rows.cells(each, row) for row in found]

        put("articles", [rows.article(entry)])
        for position, record in rows.engagements(entry):
            key = record["id"]
            put("reports", [{"engagement_id": key, "article_id": document}])
            if key in seen or self._known(key):
                continue
            seen.add(key)
            taken[position] = key
            records.append((key, json.dumps(record, ensure_ascii=False, separators=(",", ":"))))
            put("engagements", [record])
            put("participants", rows.participants(record))
            put("engagement_sectors", rows.sectors(record))
            put("agreements", rows.agreements(record))
            put("review", [rows.review(entry, key, self.codebook)])
        if self.options.evidence != "none":
            text = texts(document) if texts and self.options.evidence == "quotes" else None
            into["evidence"] += rows.evidence(entry, taken, self.options.evidence, text)

    def _known(self, engagement: str) -> bool:
        return self._db.execute("SELECT 1 FROM engagements WHERE id = ?", (engagement,)).fetchone() is not None

    def _insert(self, name: str, found: list[Row]) -> None:
        marks = ", ".join("?" * len(table(name).columns))
        self._db.executemany(f"INSERT INTO {name} VALUES ({marks})", found)

    def bury(self, tombstones: Iterable[Mapping[str, Any]]) -> None:
        """Add the rows of engagements that earlier releases had and this one has not."""
        each = table("tombstones")
        self._insert("tombstones", [rows.cells(each, row) for row in tombstones])
        self.recount()

    def recount(self) -> None:
        """Count the rows of every table again."""
        for each in self.tables:
            self.counts[each.name] = self._db.execute(f"SELECT count(*) FROM {each.name}").fetchone()[0]

    # Reading, always in the order of the keys

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a table."""
        each = table(name)
        columns = ", ".join(f'"{column}"' for column in each.names)
        yield from self._db.execute(f"SELECT {columns} FROM {name} ORDER BY {', '.join(each.key)}")

    def records(self) -> Iterator[Record]:
        """Every engagement as its nested record, with `reports`: the articles that tell of it."""
        each = table("articles")
        columns = ", ".join(f'a."{name}"' for name in each.names)
        reported = self._db.execute(
            f"SELECT r.engagement_id, {columns} FROM reports r JOIN articles a ON a.id = r.article_id "
            "ORDER BY r.engagement_id, r.article_id"
        )
        records = self._db.execute("SELECT id, json FROM record ORDER BY id")
        for (key, stored), (owner, articles) in zip(records, groupby(reported, itemgetter(0)), strict=True):
            assert key == owner
            record: Record = json.loads(stored)
            record["reports"] = [_article(each, row[1:]) for row in articles]
            yield record

    def evidence(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """The evidence of each engagement that has any, as `(engagement id, rows)`."""
        if self.options.evidence == "none":
            return
        names = table("evidence").names
        found = self._db.execute("SELECT * FROM evidence WHERE engagement_id <> '' ORDER BY id")
        for key, group in groupby(found, itemgetter(1)):
            yield key, [dict(zip(names, row, strict=True)) for row in group]

    def tally(self, sql: str) -> dict[str, int]:
        """A small count: the rows of `SELECT key, number`, in the order asked for."""
        return dict(self._db.execute(sql).fetchall())

    def write_csv(self, path: str, header: Iterable[str], lines: Iterable[Iterable[Any]]) -> Iterator[int]:
        """Write one CSV file of the release; yields how many rows stand."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, CuratorCsv)
            out.writerow(header)
            written, source = 0, iter(lines)
            while batch := list(islice(source, EVERY)):
                out.writerows(batch)
                written += len(batch)
                yield written


def stay_key(entry: Entry) -> str:
    """The group in which an article that stays in is counted: its status, or `excluded:<reason>`."""
    revision = entry.revision
    if revision.status is Status.EXCLUDED and revision.reason:
        return f"excluded:{revision.reason}"
    return revision.status.value


def _article(each: Table, row: Row) -> dict[str, Any]:
    """An article's row as a record: empty cells are None, lists are lists."""
    out: dict[str, Any] = {}
    for column, cell in zip(each.columns, row, strict=True):
        listed = column.type == "list"
        out[column.name] = (str(cell).split(";") if cell else []) if listed else (cell or None)
    return out
