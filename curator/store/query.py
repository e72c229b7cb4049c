"""What to look for in the list, and the SQL that finds it."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import Any, Self

from curator.model.frozen import frozen
from curator.model.text import canonical, fold, words
from curator.store.facets import PARTS

ORDERS = {
    "doubt": "turn", "status": "status", "date": "date_key", "country": "country",
    "partner_city": "partner_city_key", "city": "city_key", "partner_lead": "partner_lead_key",
    "home_lead": "home_lead_key", "headline": "headline_key", "outlet": "outlet_key", "published": "published",
    "language": "language", "type": "type", "engagements": "engagements", "doubts": "doubts",
    "problems": "problems", "flagged": "flagged", "reader": "reader", "at": "at", "imported": "number",
}  # fmt: skip
"""What a list can be sorted by, with the column of `listing` that holds it."""


@frozen
class Query:
    """Which articles, in which order. Empty parts do not filter; the alternatives within one part are united.

    `date_from` and `date_to` are ISO days; an article matches if one of its engagements may lie between them, or,
    where no year is known, its publication. `person` matches words of names, accents aside.
    """

    text: str = ""
    status: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    partner_city: tuple[str, ...] = ()
    city: tuple[str, ...] = ()
    person: str = ""
    sector: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    date_from: str = ""
    date_to: str = ""
    outlet: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    reader: tuple[str, ...] = ()
    doubt: bool | None = None
    flagged: bool | None = None
    noted: bool | None = None
    order: str = "doubt"
    descending: bool = False

    def to_json(self) -> dict[str, Any]:
        """For saved views: plain JSON, what is empty left out."""
        return {key: list(v) if isinstance(v, tuple) else v for key, v in asdict(self).items() if v not in ((), "")}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """The inverse of `to_json`; unknown parts are ignored, so that old views stay usable."""
        known = {field.name: field.default for field in fields(cls)}
        kept: dict[str, Any] = {key: value for key, value in stored.items() if key in known}
        kept |= {key: tuple(value) for key, value in kept.items() if isinstance(known[key], tuple)}
        return cls(**kept)


TEXT = "number IN (SELECT rowid FROM search WHERE search MATCH ?)"
Condition = tuple[str, tuple[Any, ...]]  # SQL over `listing`, and its values


def conditions(query: Query) -> dict[str, Condition]:
    """What `query` asks of a row of `listing`, by the part that asks it."""
    return dict(_conditions(query))


def _conditions(query: Query) -> Iterator[tuple[str, Condition]]:
    if match := match_expression(query.text):
        yield "text", (TEXT, (match,))
    if query.status:  # the one column that every order has an index for
        yield "status", (f"status IN ({_marks(query.status)})", tuple(map(str, query.status)))
    for part in PARTS:
        if part != "status" and getattr(query, part):
            yield part, _coded(part, getattr(query, part))
    if words(canonical(query.person)):
        condition, begun = named(query.person)
        known = f"SELECT value FROM known WHERE field = 'participant.name' AND {condition}"
        inner = f"SELECT document FROM participant WHERE name IN ({known})"
        yield "person", (f"document IN ({inner})", begun)
    if query.date_from:
        yield "date_from", ("latest >= ?", (query.date_from,))
    if query.date_to:
        yield "date_to", ("earliest <= ? AND earliest <> ''", (query.date_to,))
    if query.doubt is not None:
        yield "doubt", (f"doubts {'>' if query.doubt else '='} 0", ())
    for part in ("flagged", "noted"):
        if (on := getattr(query, part)) is not None:
            yield part, (f"{part} = ?", (int(on),))


def _coded(part: str, codes: tuple[str, ...]) -> Condition:
    inner = f"SELECT number FROM facet WHERE part = '{part}' AND code IN ({_marks(codes)})"
    return f"number IN ({inner})", tuple(map(str, codes))


def where(query: Query, walk: bool = False) -> Condition:
    """The whole condition. With `walk` SQLite goes along the order and looks what belongs to it, else it looks
    up what belongs to it and sorts: better for few.
    """
    condition, values = _united(conditions(query).values())
    return condition.replace("number IN", "+number IN") if walk else condition, values


def numbered(query: Query, without: str = "") -> Condition:
    """The whole condition, optionally without one part, as it is asked of any table with a `number`."""
    asked = []
    for part, (sql, values) in conditions(query).items():
        if part == "status":
            sql, values = _coded(part, query.status)
        elif not sql.startswith("number IN"):
            sql = f"number IN (SELECT number FROM listing WHERE {sql})"
        if part != without:
            asked.append((sql, values))
    return _united(asked)


def _united(asked: Iterable[Condition]) -> Condition:
    every = [*asked]
    return " AND ".join(sql for sql, _values in every) or "1", tuple(v for _sql, values in every for v in values)


def named(typed: str) -> Condition:
    """The condition on `known` for names whose words begin with the words `typed`; all if there are none."""
    begun = words(canonical(typed))
    return " AND ".join("' ' || key LIKE ?" for _word in begun) or "1", tuple(f"% {word}%" for word in begun)


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))


def match_expression(text: str) -> str:
    """`text` as a search of FTS5: every word, the last one as a beginning; "quoted words" together, -word not.

    Any text is a valid search; empty if it holds no word.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    pieces = _pieces(fold(canonical(text)))
    for position, (piece, closed) in enumerate(pieces):
        found = words(piece)
        if not found:
            continue
        beginning = position == len(pieces) - 1 and not closed
        expression = f'"{" ".join(found)}"' + ("*" if beginning else "")
        (unwanted if piece.startswith("-") else wanted).append(expression)
    if not wanted:
        return ""
    return f"({' AND '.join(wanted)})" + "".join(f" NOT {expression}" for expression in unwanted)


def _pieces(text: str) -> list[tuple[str, bool]]:
    """The words and quoted phrases of `text`, each with whether it is complete."""
    found: list[tuple[str, bool]] = []
    for position, part in enumerate(text.split('"')):
        if position % 2:
            found.append((part, True))
        else:
            found.extend((word, False) for word in part.split())
    return found
