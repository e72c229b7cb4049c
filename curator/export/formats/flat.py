"""`flat/engagements_flat.csv`: one row per engagement, for Excel and R; the same rows feed the workbook.

The file begins with a byte order mark, so that Excel reads Vietnamese as such, and every cell is quoted. A text
that a spreadsheet would take for a formula gets an apostrophe before it.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from typing import Any

from curator.export.draft import EVERY, CuratorCsv, Draft, Record
from curator.export.tables import Column, cell, table
from curator.i18n import N_

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
PATH = "flat/engagements_flat.csv"

_PEOPLE = N_("All people of the side, in the order of the page.")
_LEADER = N_("The person who heads the side.")
_EXTRA = (
    Column("home_lead", N_("Head of the home side"), _LEADER),
    Column("home_lead_role", N_("Post of the head of the home side"), N_("The post of that person.")),
    Column("home_people", N_("People of the home side"), _PEOPLE, "list"),
    Column("partner_lead", N_("Head of the partner side"), _LEADER),
    Column("partner_lead_role", N_("Post of the head of the partner side"), N_("The post of that person.")),
    Column("partner_people", N_("People of the partner side"), _PEOPLE, "list"),
    Column("sectors", N_("Sectors"), N_("The codes, sorted."), "list"),
    Column("agreements", N_("Agreements"), N_("Kind, date and status of each text."), "list"),
    Column("article_headlines", N_("Headlines"), N_("Of the articles that report it."), "list"),
    Column("article_urls", N_("Web addresses"), N_("Of the articles that report it."), "list"),
)


@dataclass(frozen=True)
class Flat:
    """The flat table: its columns and how a record becomes a row."""

    columns: tuple[Column, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple(column.name for column in self.columns)

    def cells(self, record: Record) -> list[str]:
        """One engagement as texts, unchanged."""
        row = {**record, **_people(record, "home"), **_people(record, "partner")}
        row["sectors"] = sorted({sector["code"] for sector in record["sectors"] if sector["code"]})
        row["agreements"] = [_agreement(each) for each in record["agreements"]]
        row["article_headlines"] = [each["headline"] for each in record["reports"] if each["headline"]]
        row["article_urls"] = [each["url"] for each in record["reports"] if each["url"]]
        return [str(cell(row.get(name))) for name in self.names]


@cache
def flat_table() -> Flat:
    """The flat table of this codebook."""
    return Flat((*table("engagements").columns, *_EXTRA))


def neutral(text: str) -> str:
    """`text` so that no spreadsheet computes it."""
    return "'" + text if text.startswith(_FORMULA) else text


def write(draft: Draft) -> Iterator[int]:
    """Write the flat table, sorted by id."""
    flat = flat_table()
    target = draft.folder / PATH
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, CuratorCsv, quoting=csv.QUOTE_ALL)
        out.writerow(flat.names)
        lines = ([neutral(text) for text in flat.cells(record)] for record in draft.records())
        written = 0
        while batch := list(islice(lines, EVERY)):
            out.writerows(batch)
            written += len(batch)
            yield written


def _people(record: Record, side: str) -> dict[str, Any]:
    people = [person for person in record[side] if person["name"]]
    lead: Mapping[str, Any] = next((person for person in people if person["lead"]), {})
    return {
        f"{side}_lead": lead.get("name"),
        f"{side}_lead_role": lead.get("role"),
        f"{side}_people": [person["name"] for person in people],
    }


def _agreement(each: Mapping[str, Any]) -> str:
    return " ".join(str(each[key]) for key in ("kind", "date", "status") if each[key])
