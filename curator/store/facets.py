"""Which codes an article has: what filters ask for and what facets count.

The table `facet` holds each code of each article once, however many of its engagements have it. It is kept in the
order of the articles and, as an index, in that of the codes: few articles are counted by the one, many by the
other.
"""

import sqlite3
from collections.abc import Mapping
from typing import Any

OF_ARTICLES = ("status", "outlet", "language", "reader")
"""Parts of a query that are columns of `listing`."""

OF_ENGAGEMENTS = ("country", "partner_city", "city", "type")
"""Parts of a query that are fields of an engagement."""

PARTS = (*OF_ARTICLES, *OF_ENGAGEMENTS, "sector")
"""The parts of a query that have choices."""

FACET = {"number": "INTEGER", "part": "TEXT", "code": "TEXT"}
"""Columns of `facet`; `number` is that of `listing`."""

Code = tuple[str, str]  # part and code


def facets(listed: Mapping[str, Any], record: Mapping[str, Any]) -> set[Code]:
    """Every code of an article; `listed` is its row of `listing`."""
    found = {(part, listed[part]) for part in OF_ARTICLES}
    for row in record["engagements"]:
        found |= {(part, row.get(part)) for part in OF_ENGAGEMENTS}
        found |= {("sector", each.get("code")) for each in row.get("sectors") or []}
    return {(part, code) for part, code in found if code}


def lay(db: sqlite3.Connection) -> None:
    """Make the table, empty."""
    columns = ", ".join(f"{column} {kind} NOT NULL" for column, kind in FACET.items())
    db.execute(f"CREATE TABLE facet ({columns}, PRIMARY KEY (number, part, code)) WITHOUT ROWID")
    db.execute("CREATE INDEX idx_facet_part_code_number ON facet (part, code, number)")


def known(db: sqlite3.Connection, number: int) -> set[Code]:
    """The codes that the table has of an article."""
    return set(db.execute("SELECT part, code FROM facet WHERE number = ?", [number]))


def write(db: sqlite3.Connection, number: int, new: set[Code]) -> None:
    """Bring the codes of an article to `new`. The caller holds the transaction."""
    old = known(db, number)
    gone, come = old - new, new - old
    if gone:
        sql = "DELETE FROM facet WHERE number = ? AND part = ? AND code = ?"
        db.executemany(sql, [(number, *each) for each in gone])
    if come:
        db.executemany("INSERT INTO facet VALUES (?, ?, ?)", [(number, *each) for each in come])
