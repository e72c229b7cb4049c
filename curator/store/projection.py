"""The codebook as tables, and a record as their rows.

`article`, `engagement`, `participant`, `engagement_sector` and `agreement` hold the newest revision of each article
under the codebook's own names. `listing` holds one row an article: what lists show, sort and filter by. `known`
holds each name, post, body and place once, with a key without accents and capitals, and how often it is used.
"""

import json
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from curator.model import edtf, looks
from curator.model.codebook import ARTICLE, ENGAGEMENT, Field, Group, Template, field_at, walk
from curator.model.frozen import frozen
from curator.model.record import Confidence, Sheet, State, template, values
from curator.model.revision import OPEN, Revision
from curator.model.text import fold
from curator.store.facets import FACET, PARTS

Cells = tuple[Any, ...]


@frozen
class Table:
    """One table of the projection: the columns that place a row, then those of the group's values."""

    name: str
    place: Mapping[str, str]  # column to SQLite type
    fields: tuple[Field, ...]

    @property
    def columns(self) -> dict[str, str]:
        """Every column with its SQLite type, in order."""
        found = dict(self.place)
        for field in self.fields:
            assert field.kind
            found[field.key] = "TEXT" if field.many else field.kind.column
        return found

    def cells(self, place: Cells, row: Mapping[str, Any]) -> Cells:
        """`row` of a record as a row of this table."""
        plain = (json.dumps(row[f.key], ensure_ascii=False) if f.many else row.get(f.key) for f in self.fields)
        return (*place, *plain)


@cache
def tables() -> dict[str, Table]:
    """The tables of the codebook by name, parents before children."""
    found = {
        "article": Table("article", {"document": "TEXT"}, ARTICLE.values),
        "engagement": Table(
            "engagement", {"id": "TEXT", "document": "TEXT", "position": "INTEGER"}, ENGAGEMENT.values
        ),
    }
    for name, fields in _inner().items():
        side = {"side": "TEXT"} if len(fields) > 1 else {}
        place = {"engagement": "TEXT", "document": "TEXT", **side, "position": "INTEGER"}
        found[name] = Table(name, place, _group(fields[0]).values)
    return found


@cache
def _inner() -> dict[str, list[Field]]:
    """The groups inside an engagement by table; two fields in one table are its sides."""
    found: dict[str, list[Field]] = {}
    for field in ENGAGEMENT.groups:
        found.setdefault(_group(field).table, []).append(field)
    return found


def _group(field: Field) -> Group:
    assert field.group
    return field.group


SEARCH = (  # words that begin with one or two letters are kept apart: people see what they type as they type it
    "CREATE VIRTUAL TABLE search USING fts5(text, words, content='searchable', content_rowid='number',"
    " tokenize='unicode61 remove_diacritics 2', prefix='1 2')"
)


def fingerprint() -> str:
    """Changes whenever the tables no longer fit the codebook and have to be rebuilt."""
    shape = [[table.name, *table.columns.items()] for table in tables().values()]
    shape += [[*LISTING.items()], [*KNOWN.items()], [*names_known().values()], [*FACET.items()], [*PARTS], [SEARCH]]
    return json.dumps(shape)


def rows(document: str, record: Mapping[str, Any]) -> dict[str, list[Cells]]:
    """The rows of every table for one article's `record`, whose engagements have ids."""
    found: dict[str, list[Cells]] = {name: [] for name in tables()}
    found["article"].append(tables()["article"].cells((document,), record["article"]))
    for position, engagement in enumerate(record["engagements"]):
        place = (engagement["id"], document, position)
        found["engagement"].append(tables()["engagement"].cells(place, engagement))
        for name, fields in _inner().items():
            for field in fields:
                for at, row in enumerate(engagement.get(field.key) or []):
                    side = (field.key,) if len(fields) > 1 else ()
                    inner = (engagement["id"], document, *side, at)
                    found[name].append(tables()[name].cells(inner, row))
    return found


# Names met before

KNOWN = {"field": "TEXT", "value": "TEXT", "key": "TEXT", "uses": "INTEGER"}
"""Columns of `known`; `field` is `table.column`."""


@cache
def names_known() -> dict[Template, str]:
    """The fields whose values are known by name, with the `field` under which `known` holds them.

    Text and places, but not the headline: each article has its own.
    """
    found = {}
    for place, field in walk():
        if field.kind and field.kind.name in ("text", "place") and place != ("article", "headline"):
            above = field_at(place[:-1]).group
            assert above
            found[place] = f"{above.table}.{field.key}"
    return found


def names(record: Mapping[str, Any]) -> Counter[tuple[str, str]]:
    """Every name in `record` as `(field, value)`, with how often it stands there."""
    found: Counter[tuple[str, str]] = Counter()
    known = names_known()
    for path, _field, value in values(record):
        if value and (field := known.get(template(path))):
            for each in value if isinstance(value, list) else [value]:
                found[field, each] += 1
    return found


# What lists show

LISTING = {
    "number": "INTEGER", "document": "TEXT", "revision": "TEXT", "status": "TEXT", "date": "TEXT",
    "country": "TEXT", "partner_city": "TEXT", "city": "TEXT", "partner_lead": "TEXT", "home_lead": "TEXT",
    "headline": "TEXT", "outlet": "TEXT", "published": "TEXT", "language": "TEXT", "type": "TEXT",
    "sectors": "TEXT",
    "engagements": "INTEGER",
    "doubts": "INTEGER", "problems": "INTEGER", "flagged": "INTEGER", "noted": "INTEGER",
    "reader": "TEXT", "at": "TEXT",
    "turn": "INTEGER", "earliest": "TEXT", "latest": "TEXT", "date_key": "TEXT", "partner_city_key": "TEXT",
    "city_key": "TEXT", "partner_lead_key": "TEXT", "home_lead_key": "TEXT", "headline_key": "TEXT",
    "outlet_key": "TEXT", "words": "TEXT",
}  # fmt: skip
"""Columns of `listing`: first what is shown, then what is sorted, filtered and searched by. Nothing is null."""


SORTED = (
    "status", "date_key", "country", "partner_city_key", "city_key", "partner_lead_key", "home_lead_key",
    "headline_key", "outlet_key", "published", "language", "type", "engagements", "doubts", "problems", "flagged",
    "reader", "at", "turn",
)  # fmt: skip
"""The columns of `listing` that have an index, alone and behind `status`."""


CLOSED = 4  # levels by which what is done stands behind all that waits; see `Gist`


def listing(number: int, name: str, revision: Revision) -> dict[str, Any]:
    """The row of `listing` for an article's newest revision; `name` is the file it came from."""
    sheet = revision.sheet
    head = sheet.record["article"]
    first: Mapping[str, Any] = next(iter(sheet.record["engagements"]), {})
    shown = {
        "date": first.get("date"),
        "country": first.get("country"),
        "partner_city": first.get("partner_city"),
        "city": first.get("city"),
        "partner_lead": _lead(first.get("partner")),
        "home_lead": _lead(first.get("home")),
        "headline": head["headline"],
        "outlet": head["outlet"],
        "published": head["published"],
        "language": head["language"],
        "type": first.get("type"),
        "sectors": ";".join(row["code"] for row in first.get("sectors") or [] if row.get("code")),
    }
    earliest, latest = _span(sheet.record)
    from curator.model.rules import errors, findings

    found = findings(sheet)
    wrong = errors(found)
    level, noted, words = _gist(sheet)
    doubts = looks.count(sheet, found if revision.status in OPEN else wrong)
    return {
        "number": number,
        "document": revision.document,
        "revision": revision.id,
        "status": revision.status.value,
        **{key: value or "" for key, value in shown.items()},
        "engagements": len(sheet.record["engagements"]),
        "doubts": doubts,
        "problems": len(wrong),
        "flagged": int(any(found.flagged for found in sheet.evidence.values())),
        "noted": int(noted),
        "reader": revision.reader,
        "at": revision.at,
        "turn": (level if revision.status in OPEN else level + CLOSED) * 1000 - min(doubts, 999),
        "earliest": earliest,
        "latest": latest,
        "date_key": f"{earliest or '9999'} {shown['date'] or ''}",
        **{f"{key}_key": fold(shown[key] or "") for key in _NAMES},
        "words": "\n".join([name, *words]),
    }


_NAMES = ("partner_city", "city", "partner_lead", "home_lead", "headline", "outlet")


class Gist(NamedTuple):
    """What one walk over a sheet tells the list.

    `level` says how soon to look at the article. 0: a required value is missing or a guess, 1: a required value is
    to be checked or no engagement was found and nobody has said so, 2: another value is doubtful, 3: none is.
    """

    level: int
    noted: bool  # colleagues have left words: a note on a value or on the record, or a note of the codebook
    words: list[str]  # what a person can search by besides the article's own text: names, titles and notes


def _gist(sheet: Sheet) -> Gist:
    level = 3 if sheet.record["engagements"] or _answered(sheet) else 1
    notes = [found.note for found in sheet.evidence.values() if found.note]
    noted = bool(notes)
    words: list[str] = []
    for path, field, value in values(sheet.record):
        assert field.kind
        if value:
            noted = noted or field.kind.long
            if field.kind.name in _SPOKEN:
                words += value if isinstance(value, list) else [value]
        found = sheet.evidence.get(path)
        open_ = found is None or found.state is State.SUGGESTED
        missing = open_ and field.required and value in (None, [])
        trust = Confidence.GUESS if missing else found and found.confidence
        if trust and trust is not Confidence.SURE:
            level = min(level, 2 if not field.required else 0 if trust is Confidence.GUESS else 1)
    return Gist(level, noted, words + notes)


_SPOKEN = ("text", "long_text", "place")  # kinds whose values are words, not codes


def _answered(sheet: Sheet) -> bool:
    return any(found.state is not State.SUGGESTED for found in sheet.evidence.values())


def _lead(people: Any) -> str:
    """The name of the one who heads the side, else of the first."""
    heads = [person for person in people or [] if person.get("lead")] or people or [{}]
    return heads[0].get("name") or ""


def _span(record: Mapping[str, Any]) -> tuple[str, str]:
    """First and last day of the article's engagements; where no year is known, of its publication; else empty."""
    days = [
        bounds
        for row in record["engagements"]
        if (bounds := _bounds(row.get("date_resolved")) or _bounds(row.get("date")))
    ]
    days = days or [bounds for bounds in [_bounds(record["article"]["published"])] if bounds]
    return (min(day[0] for day in days), max(day[1] for day in days)) if days else ("", "")


def _bounds(text: str | None) -> tuple[str, str] | None:
    if not text or not edtf.is_valid(text, time=True):
        return None
    first, last = edtf.bounds(text)
    return (first, last) if first and last else None
