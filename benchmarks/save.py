"""Saving one corrected value durably, in a store of 10,000 articles, against a bare sqlite3 commit."""

import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from articles import store_of
from floor import Times, show, times

from curator.model.record import Path as Place
from curator.store import Query, Store

TURNS = 300


def saves(store: Store, documents: list[str], path: Place, value: str) -> Times:
    """Each turn saves one corrected value of another article; reading it before is not counted."""

    def turns() -> Iterator[Callable[[], object]]:
        for number, document in enumerate(documents[:TURNS]):
            newest = store.current(document)
            sheet = newest.sheet.put(path, f"{value} {number}" if value else ["FR", "KZ", "CN"][number % 3])
            yield partial(store.save, document, sheet, cause="edit", label="Correct", expect=newest.id)

    return times(turns())


def bare(folder: Path) -> Times:
    """The least: append one revision of 5 kB and point to it, write-ahead log, synchronous FULL."""
    db = sqlite3.connect(folder / "bare.db", isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE revision (id INTEGER PRIMARY KEY, record TEXT)")
    db.execute("CREATE TABLE newest (id INTEGER PRIMARY KEY, revision INTEGER)")
    record = "x" * 5000

    def turn(number: int) -> None:
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO revision (record) VALUES (?)", [record])
        db.execute("INSERT OR REPLACE INTO newest VALUES (?, ?)", [number, number])
        db.execute("COMMIT")

    found = times(lambda n=number: turn(n) for number in range(TURNS))  # type: ignore[misc]
    db.close()
    return found


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(store_of(10_000), folder / "office.curator")
        with Store(folder / "office.curator", reader="Benchmark") as store:
            documents = random.Random(1).sample(store.documents(Query()), 3 * TURNS)
            floor = bare(folder)
            place = ("engagements", 0, "country")
            fine = show("save a code", saves(store, documents[:TURNS], place, ""), floor, target=20)
            place = ("engagements", 0, "home", 0, "name")
            fine &= show("save a name (search index too)", saves(store, documents[TURNS:], place, "Lê"), floor, 20)
            place = ("article", "headline")
            fine &= show("save a headline", saves(store, documents[2 * TURNS :], place, "Tiếp"), floor, 20)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
