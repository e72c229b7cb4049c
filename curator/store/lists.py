"""Lists of articles: pages, counts, facets, and names met before."""

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from curator.model.codebook import Template
from curator.model.revision import OPEN
from curator.store.file import File
from curator.store.projection import names_known
from curator.store.query import ORDERS, TEXT, Condition, Query, named, where


class Row(NamedTuple):
    """One article in a list. Codes stay codes, nothing is None; the first engagement speaks for the article."""

    document: str
    status: str
    date: str
    country: str
    partner_city: str
    city: str
    partner_lead: str
    home_lead: str
    headline: str
    outlet: str
    published: str
    language: str
    type: str
    sectors: str  # codes, with semicolons between
    engagements: int
    doubts: int  # values that wait for a look
    problems: int  # errors
    flagged: int  # 0 or 1
    noted: int  # 0 or 1
    reader: str  # of the newest revision
    at: str  # of the newest revision, UTC ISO 8601


_SHOWN = ", ".join(Row._fields)
_FACETS = {
    "status": "listing", "outlet": "listing", "language": "listing", "reader": "listing",
    "country": "engagement", "partner_city": "engagement", "city": "engagement", "type": "engagement",
    "sector": "engagement_sector",
}  # fmt: skip


class Lists(File):
    """What a store shows of itself. See `Store`."""

    _counted: tuple[Query, tuple[int, int], int] | None = None  # the last count and when it was right

    def count(self, query: Query) -> int:
        """How many articles `query` finds."""
        stamp = (self._one("PRAGMA data_version")[0], self._db.total_changes)  # others' commits, our own
        if self._counted and self._counted[:2] == (query, stamp):
            return self._counted[2]
        condition, values = where(query)
        sql = f"SELECT count(*) FROM listing WHERE {condition}"
        if condition == TEXT:  # every article is in the search: no need to look it up in the list
            sql = "SELECT count(*) FROM search WHERE search MATCH ?"
        number: int = self._one(sql, values)[0]
        self._counted = (query, stamp, number)
        return number

    def rows(self, query: Query, offset: int, limit: int) -> list[Row]:
        """At most `limit` rows from position `offset` of the list, read from its nearer end."""
        total = self.count(query)
        limit = max(0, min(limit, total - offset))
        behind = total - offset - limit
        backwards = behind < offset
        condition, values = where(query)
        skipped = behind if backwards else offset
        articles = self._one("SELECT max(number) FROM listing")[0] or 0
        if (skipped + limit) * articles < 2 * total * total:  # walking the order meets enough of them soon
            condition = condition.replace(TEXT, f"+{TEXT}")  # keeps SQLite from sorting all that match
        sql = (
            f"SELECT {_SHOWN} FROM (SELECT number AS n FROM listing WHERE {condition}"
            f" ORDER BY {_order(query, backwards)} LIMIT ? OFFSET ?) JOIN listing ON number = n"
            f" ORDER BY {_order(query)}"
        )
        page = self._all(sql, (*values, limit, skipped))
        return [Row._make(row) for row in page]

    def numbers(self, query: Query) -> "array[int]":
        """The whole list in its order, as the numbers that `rows_of` takes: four bytes an article."""
        condition, values = where(query)
        sql = f"SELECT number FROM listing WHERE {condition} ORDER BY {_order(query)}"
        return array("I", (number for (number,) in self._stream(sql, values)))

    def rows_of(self, numbers: Sequence[int]) -> list[Row]:
        """The rows of these articles, in the order given; no search runs."""
        marks = ", ".join("?" * len(numbers))
        found = self._all(f"SELECT number, {_SHOWN} FROM listing WHERE number IN ({marks})", tuple(numbers))
        rows = {number: Row._make(row) for number, *row in found}
        return [rows[number] for number in numbers if number in rows]

    def row(self, document: str) -> Row | None:
        """The row of one article, whatever the query; None if there is no such article."""
        found = self._one(f"SELECT {_SHOWN} FROM listing WHERE document = ?", [document])
        return Row._make(found) if found else None

    def position(self, query: Query, document: str) -> int | None:
        """Where `document` stands in the list; None if it is not in it."""
        condition, values = where(query)
        if not self._one(f"SELECT 1 FROM listing WHERE document = ? AND ({condition})", (document, *values)):
            return None
        before, place = self._beyond(query, document, not query.descending)
        sql = f"SELECT count(*) FROM listing WHERE ({condition}) AND {before}"
        return int(self._one(sql, (*values, *place))[0])

    def next_open(self, query: Query, after: str) -> str | None:
        """The next article of the list that still waits: behind `after`, else from the top. None if none does."""
        condition, values = where(query)
        beyond, place = self._beyond(query, after, query.descending)
        waiting = f"status IN ({', '.join('?' * len(OPEN))}) AND document <> ? AND ({condition})"
        asked = (*OPEN, after, *values)
        for more, at in ((beyond, place), ("1", ())):
            sql = f"SELECT document FROM listing WHERE {waiting} AND {more} ORDER BY {_order(query)} LIMIT 1"
            if found := self._one(sql, (*asked, *at)):
                return str(found[0])
        return None

    def _beyond(self, query: Query, document: str, below: bool) -> tuple[str, tuple[object, ...]]:
        """The condition for what stands below or above `document` in the key of the order."""
        column = ORDERS[query.order]
        place = self._one(f"SELECT {column}, number FROM listing WHERE document = ?", [document])
        if place is None:
            return "1", ()
        return f"({column}, number) {'<' if below else '>'} (?, ?)", place

    def documents(self, query: Query) -> list[str]:
        """Every article of the list, in its order."""
        condition, values = where(query)
        sql = f"SELECT document FROM listing WHERE {condition} ORDER BY {_order(query)}"
        return [row[0] for row in self._all(sql, values)]

    def facets(self, query: Query) -> dict[str, list[tuple[str, int]]]:
        """For each part of a query that has choices: its values with their articles, most first.

        Each part is counted as if it did not filter itself, so that another choice shows what it would bring.
        """
        together: dict[Condition, list[str]] = {}
        for part in _FACETS:
            together.setdefault(where(query, without=part), []).append(part)
        found: dict[str, list[tuple[str, int]]] = {part: [] for part in _FACETS}
        for (condition, values), parts in together.items():
            sql = " UNION ALL ".join(_facet(part, everything=condition == "1") for part in parts)
            columns = "document, status, outlet, language, reader"
            matching = f"WITH matching AS (SELECT {columns} FROM listing WHERE {condition})"
            for part, code, number in self._all(f"{matching} {sql} ORDER BY 3 DESC, 2", values):
                found[part].append((code, number))
        return found

    def counts_by_status(self) -> dict[str, int]:
        """How many articles have each status."""
        return dict(self._all("SELECT status, count(*) FROM listing GROUP BY 1"))

    def exclusion_reasons(self, query: Query) -> list[tuple[str, int]]:
        """Why articles of the list are excluded: the codes of the reasons with their articles, most first."""
        condition, values = where(query)
        chosen = f"SELECT revision FROM listing WHERE status = 'excluded' AND ({condition})"
        sql = f"SELECT reason, count(*) FROM revision WHERE id IN ({chosen}) GROUP BY 1 ORDER BY 2 DESC, 1"
        return [(reason, count) for reason, count in self._all(sql, values)]

    def complete(self, field: Template, typed: str, limit: int = 10) -> list[str]:
        """Values of past records whose words begin with the words `typed`, most frequent first.

        `field` is the template of a text or place, such as `("engagements", "home", "name")`; both sides count.
        """
        if field not in names_known():
            return []
        condition, begun = named(typed)
        sql = f"SELECT value FROM known WHERE field = ? AND {condition} ORDER BY uses DESC, key, value LIMIT ?"
        return [row[0] for row in self._all(sql, (names_known()[field], *begun, limit))]


def _facet(part: str, everything: bool) -> str:
    """SQL for `(part, code, articles)` among `matching`."""
    table, column = _FACETS[part], "code" if part == "sector" else part
    if table == "listing":
        return f"SELECT '{part}', {part}, count(*) FROM matching WHERE {part} <> '' GROUP BY 2"
    inside = (
        "" if everything else " AND +document IN (SELECT document FROM matching)"
    )  # + : by the index of the code
    return (
        f"SELECT '{part}', {column}, count(DISTINCT document) FROM {table} WHERE {column} <> ''{inside} GROUP BY 2"
    )


def _order(query: Query, backwards: bool = False) -> str:
    direction = "DESC" if query.descending != backwards else "ASC"
    column = ORDERS[query.order]
    return f"number {direction}" if column == "number" else f"{column} {direction}, number {direction}"
