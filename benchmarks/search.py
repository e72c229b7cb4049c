"""Finding among 10,000 articles: search as it is typed, pages, sorting, facets, completion; against bare SQL.

`python benchmarks/search.py COUNT` takes another number of articles.
"""

import random
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from articles import store_of
from floor import Times, resident_mb, show, times

from curator.store import ORDERS, Query, Store

PAGE = 128
TYPED = ["nguyen", "nguyễn v", "nguyen van dung", "kazakhstan", "tiep 12", "hop tac huu nghi", "thanh pho", "th"]
NAMES = ["dung", "ng", "tran d", "binh", "le thi", "d"]


def typed(store: Store, turns: int = 15) -> Times:
    """Count and first page for each text, as the search box asks after something was saved."""

    def ask(text: str) -> None:
        query = Query(text=text)
        store._known_at = (-1, -1)  # nothing is remembered
        store.count(query)
        store.rows(query, 0, PAGE)

    return times(lambda t=text: ask(t) for _ in range(turns) for text in TYPED)  # type: ignore[misc]


def bare(path: Path, turns: int = 15) -> Times:
    """The least: the same words counted by FTS5, and the ids of a page."""
    db = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    sql = "SELECT rowid FROM search WHERE search MATCH ? LIMIT 128"
    count = "SELECT count(*) FROM search WHERE search MATCH ?"
    texts = [
        "nguyen*",
        "nguyen v*",
        "nguyen van dung*",
        "kazakhstan*",
        "tiep 12*",
        "hop tac huu nghi*",
        "thanh pho*",
    ]

    def ask(text: str) -> None:
        db.execute(count, [text]).fetchall()
        db.execute(sql, [text]).fetchall()

    return times(lambda t=text: ask(t) for _ in range(turns) for text in [*texts, "th*"])  # type: ignore[misc]


def main(count: int = 10_000) -> int:
    path = store_of(count)
    chance = random.Random(1)
    with Store(path, reader="Benchmark", write=False) as store:
        store.count(Query())
        fine = show(f"search at {count} articles", typed(store), bare(path), target=50 if count <= 10_000 else 150)
        places = [chance.randrange(count - PAGE) for _ in range(200)]
        pages = times(lambda p=place: store.rows(Query(), p, PAGE) for place in places)  # type: ignore[misc]
        fine &= show("a page anywhere, most doubtful first", pages, target=20)
        queries = [Query(order=order, descending=down) for order in ORDERS for down in (False, True)] * 3
        found = times(lambda q=query: store.rows(q, 0, PAGE) for query in queries)  # type: ignore[misc]
        fine &= show("sort by any column", found, target=30)
        some = [Query(status=("new",), order=order) for order in ORDERS] * 5
        found = times(lambda q=query: (store.count(q), store.rows(q, 0, PAGE)) for query in some)  # type: ignore[misc]
        fine &= show("filter by state, sorted", found, target=30)
        asked = [Query(), Query(text="nguyen"), Query(text="thanh pho"), Query(country=("FR",))] * 5
        found = times(lambda q=query: store.facets(q) for query in asked)  # type: ignore[misc]
        fine &= show("facets", found, target=150 if count <= 10_000 else None)
        field = ("engagements", "home", "name")
        names = store._one("SELECT count(DISTINCT name) FROM participant")[0]
        found = times(lambda n=name: store.complete(field, n) for _ in range(20) for name in NAMES)  # type: ignore[misc]
        fine &= show(f"complete one of {names} names", found, target=50 if count <= 10_000 else None)
        some = [Query(), Query(order="headline"), Query(status=("new",)), Query(text="nguyen"), Query(text="thanh")]
        asked = [replace(query, descending=down) for query in some for down in (False, True)] * 3
        found = times(lambda q=query: store.waiting(store.numbers(q)) for query in asked)  # type: ignore[misc]
        show("number a list, with what waits", found)
        some_documents = [store.rows(Query(), place, 1)[0].document for place in places[:30]]
        found = times(lambda d=each: store.position(Query(), d) for each in some_documents)  # type: ignore[misc]
        show("position in the list", found)
    print(f"resident memory {resident_mb():.0f} MB")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
