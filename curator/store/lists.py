"""Lists of articles: pages, counts, facets, and names met before."""

import sys
from array import array
from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple

from curator.model.codebook import Template
from curator.model.revision import OPEN
from curator.store.facets import PARTS, Code
from curator.store.file import File
from curator.store.projection import names_known
from curator.store.query import ORDERS, TEXT, Condition, Query, named, numbered, where


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
    doubts: int  # looks that it still needs
    problems: int  # errors
    flagged: int  # 0 or 1
    noted: int  # 0 or 1
    reader: str  # of the newest revision
    at: str  # of the newest revision, UTC ISO 8601


_SHOWN = ", ".join(Row._fields)
LOOK_UP = 8  # a row looked up in the list costs as much as so many met along an index
PIECE = 4096  # numbers worked on at once, so that other threads get their turn
MEMORY = 8  # answers kept until something is saved


class Lists(File):
    """What a store shows of itself. See `Store`."""

    _known_at = (-1, -1)
    _known: dict[Hashable, Any]

    def _remembered(self, key: Hashable, ask: Callable[[], Any]) -> Any:
        """What `ask` says, asked once until something is saved."""
        stamp = (self.version, self._db.total_changes)  # others' commits, our own
        if stamp != self._known_at or len(self._known) >= MEMORY:
            self._known_at, self._known = stamp, {}
        if key not in self._known:
            self._known[key] = ask()
        return self._known[key]

    def _articles(self) -> int:
        return int(self._one("SELECT max(number) FROM listing")[0] or 0)

    def count(self, query: Query) -> int:
        """How many articles `query` finds."""
        return self._count(where(query))

    def _count(self, condition: Condition) -> int:
        sql, values = condition
        asked = f"SELECT count(*) FROM listing WHERE {sql}"
        if sql == TEXT:  # every article is in the search: no need to look it up in the list
            asked = "SELECT count(*) FROM search WHERE search MATCH ?"
        return int(self._remembered(condition, lambda: self._one(asked, values)[0]))

    def rows(self, query: Query, offset: int, limit: int) -> list[Row]:
        """At most `limit` rows from position `offset` of the list, read from its nearer end."""
        total = self.count(query)
        limit = max(0, min(limit, total - offset))
        behind = total - offset - limit
        backwards = behind < offset
        skipped = behind if backwards else offset
        soon = (skipped + limit) * self._articles() < 2 * total * total  # walking the order meets enough of them
        condition, values = where(query, walk=soon)
        sql = (
            f"SELECT {_SHOWN} FROM (SELECT number AS n FROM listing WHERE {condition}"
            f" ORDER BY {_order(query, backwards)} LIMIT ? OFFSET ?) JOIN listing ON number = n"
            f" ORDER BY {_order(query)}"
        )
        page = self._all(sql, (*values, limit, skipped))
        return [Row._make(row) for row in page]

    def numbers(self, query: Query) -> "array[int]":
        """The whole list in its order, as the numbers that `rows_of` takes: four bytes an article."""
        condition, values = self._where(query)
        sql = f"SELECT number FROM listing WHERE {condition} ORDER BY {_order(query)}"
        found: array[int] = self._remembered(("numbers", query), lambda: self._packed(sql, values))
        return found

    def _where(self, query: Query) -> Condition:
        """The condition for all that `query` finds, in the way that is quicker for so many."""
        return where(query, walk=self.count(query) * LOOK_UP > self._articles())

    def waiting(self, numbers: Sequence[int]) -> bytearray:
        """For each of these articles 1 if it is open, else 0."""
        waits = self._packed(f"SELECT number FROM listing WHERE status IN ({_marks(OPEN)})", OPEN)
        size = 1 + max(max(waits, default=0), max(numbers, default=0))  # another window may add articles meanwhile
        is_open = bytearray(size)  # a set of a million numbers would take 60 MB
        for number in waits:
            is_open[number] = 1
        found = bytearray()
        for start in range(0, len(numbers), PIECE):
            found += bytes(map(is_open.__getitem__, numbers[start : start + PIECE]))
        return found

    def _packed(self, sql: str, values: Sequence[Any]) -> "array[int]":
        """The numbers that `sql` selects. SQLite writes them into one text: other threads go on meanwhile."""
        packed = self._one(f"SELECT group_concat(printf('%08x', number), '') FROM ({sql})", values)[0]
        found = array("I", bytes.fromhex(packed or ""))
        if sys.byteorder == "little":
            found.byteswap()
        return found

    def rows_of(self, numbers: Sequence[int]) -> list[Row]:
        """The rows of these articles, in the order given; no search runs."""
        found = self._all(f"SELECT number, {_SHOWN} FROM listing WHERE number IN ({_marks(numbers)})", (*numbers,))
        rows = {number: Row._make(row) for number, *row in found}
        return [rows[number] for number in numbers if number in rows]

    def number(self, document: str) -> int:
        """The number of an article in `numbers`; 0 if there is no such article."""
        found = self._one("SELECT number FROM listing WHERE document = ?", [document])
        return int(found[0]) if found else 0

    def row(self, document: str) -> Row | None:
        """The row of one article, whatever the query; None if there is no such article."""
        found = self._one(f"SELECT {_SHOWN} FROM listing WHERE document = ?", [document])
        return Row._make(found) if found else None

    def position(self, query: Query, document: str) -> int | None:
        """Where `document` stands in the list; None if it is not in it."""
        condition, values = where(query)
        column = ORDERS[query.order]
        sql = f"SELECT {column}, number FROM listing WHERE document = ? AND ({condition})"
        if (place := self._one(sql, (document, *values))) is None:
            return None
        sign = ">" if query.descending else "<"
        counted = f"SELECT count(*) FROM listing WHERE ({condition}) AND"  # each along a piece of an index
        before, level = f"{counted} {column} {sign} ?", f"{counted} {column} = ? AND number {sign} ?"
        return int(self._one(f"SELECT ({before}) + ({level})", (*values, place[0], *values, *place))[0])

    def next_open(self, query: Query, after: str) -> str | None:
        """The next article of the list that still waits: behind `after`, else from the top. None if none does."""
        condition, values = where(query)
        beyond, place = self._beyond(query, after)
        waiting = f"status IN ({_marks(OPEN)}) AND document <> ? AND ({condition})"
        asked = (*OPEN, after, *values)
        for more, at in ((beyond, place), ("1", ())):
            sql = f"SELECT document FROM listing WHERE {waiting} AND {more} ORDER BY {_order(query)} LIMIT 1"
            if found := self._one(sql, (*asked, *at)):
                return str(found[0])
        return None

    def _beyond(self, query: Query, document: str) -> tuple[str, tuple[object, ...]]:
        """The condition for what stands behind `document` in the order; everything if it is gone."""
        column = ORDERS[query.order]
        place = self._one(f"SELECT {column}, number FROM listing WHERE document = ?", [document])
        if place is None:
            return "1", ()
        return f"({column}, number) {'<' if query.descending else '>'} (?, ?)", place

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
        for part in PARTS:
            together.setdefault(numbered(query, without=part), []).append(part)
        found: dict[str, list[tuple[str, int]]] = {part: [] for part in PARTS}
        for condition, parts in together.items():
            for (part, code), number in self._codes(condition, parts).items():
                found[part].append((code, number))
        return {part: sorted(codes, key=lambda each: (-each[1], each[0])) for part, codes in found.items()}

    def _codes(self, condition: Condition, parts: Sequence[str]) -> dict[Code, int]:
        """How many articles have each code of `parts`. Of more than half of all, those outside are counted."""
        sql, values = condition
        total = self._articles()
        everything: dict[Code, int] = self._remembered("codes", lambda: self._coded("1", (), PARTS))
        everything = {code: number for code, number in everything.items() if code[0] in parts}
        if sql == "1":
            return everything
        walk = sql.replace("number IN", "+number IN")
        number = self._count(condition if sql == TEXT else (walk, values))
        if 2 * number <= total:
            return self._coded(sql if number * LOOK_UP < total else walk, values, parts)
        inner = f"number IN (SELECT number FROM listing WHERE NOT ({walk}))"
        outside = self._coded(inner if (total - number) * LOOK_UP < total else f"+{inner}", values, parts)
        return {code: left for code, n in everything.items() if (left := n - outside.get(code, 0))}

    def _coded(self, condition: str, values: Sequence[Any], parts: Sequence[str]) -> dict[Code, int]:
        if len(parts) == 1:  # to ask whether each row is of several parts takes longer than to count them all
            condition, values = f"part = ? AND {condition}", (*parts, *values)
        rows = self._all(f"SELECT part, code, count(*) FROM facet WHERE {condition} GROUP BY 1, 2", values)
        return {(part, code): number for part, code, number in rows if part in parts}

    def counts_by_status(self, query: Query | None = None) -> dict[str, int]:
        """How many articles of the list, or of all, have each status."""
        condition, values = self._where(query or Query())
        return dict(self._all(f"SELECT status, count(*) FROM listing WHERE {condition} GROUP BY 1", values))

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


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _order(query: Query, backwards: bool = False) -> str:
    direction = "DESC" if query.descending != backwards else "ASC"
    column = ORDERS[query.order]
    return f"number {direction}" if column == "number" else f"{column} {direction}, number {direction}"
