"""The tables of a release: which columns, of what kind, with which keys. Derived from the codebook.

A column that stands for a field of the codebook takes its label, kind, rule and examples from there; the others
(ids, derived dates and place ids, provenance) are described here. The CSV writers, `datapackage.json`, the data
dictionary, the SQLite and Parquet files all read this one description.
"""
# ruff: noqa: E501 - one line a rule reads better

from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from curator.i18n import N_
from curator.model.codebook import AGREEMENT, ARTICLE, ENGAGEMENT, PERSON, SECTOR, Field, Group
from curator.model.kinds import Code, EdtfDate, Flag, Place, Url

SEPARATOR = ";"  # between the items of a list, everywhere in a release

_DAY = r"(\d{4}|XXXX)[?~]?(-(0[1-9]|1[0-2]|XX)(-(0[1-9]|[12]\d|3[01]|XX))?)?[?~]?"
_PATTERNS = {
    "date": _DAY,
    "stamp": _DAY + r"(T\d{2}:\d{2}(:\d{2})?(Z|[+\-]\d{2}:\d{2})?)?",
    "period": rf"{_DAY}|({_DAY}|\.\.)/({_DAY}|\.\.)",
}


@dataclass(frozen=True)
class Column:
    """One column. `type` is the Table Schema type; `title` and `rule` are English texts to translate."""

    name: str
    title: str
    rule: str
    type: str = "string"
    required: bool = False
    pattern: str = ""
    terms: str = ""  # the vocabulary of a coded column
    edtf: str = ""  # date, stamp or period: which dates of the EDTF subset may stand here
    kind: str = N_("text")  # the kind in words
    right: str = ""
    wrong: str = ""


@dataclass(frozen=True)
class Reference:
    """A foreign key: `fields` of this table are `key` of `table`; empty ones refer to nothing."""

    fields: tuple[str, ...]
    table: str
    key: tuple[str, ...] = ("id",)


@dataclass(frozen=True)
class Table:
    """One table, sorted by `key`. `title` is an English text to translate."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()

    @property
    def path(self) -> str:
        """Where the table stands in the release folder."""
        return f"data/{self.name}.csv"

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple(column.name for column in self.columns)

    def __getitem__(self, name: str) -> Column:
        """The column with this name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def cell(value: Any) -> str | int:
    """`value` as it stands in a file: empty for None, `true` and `false`, numbers, lists joined by `;`."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return SEPARATOR.join(str(item).replace(SEPARATOR, ",") for item in value)
    return int(value)


def column(field: Field) -> Column:
    """The column that holds a value field of the codebook."""
    kind = field.kind
    assert kind
    made = Column(field.key, field.title, field.rule, right=field.right, wrong=field.wrong, kind=kind.description)
    if isinstance(kind, EdtfDate):
        return replace(made, pattern=_PATTERNS[kind.name], edtf=kind.name)
    if isinstance(kind, Code):
        return replace(made, terms=kind.terms)
    if isinstance(kind, Flag):
        return replace(made, type="boolean")
    if isinstance(kind, Url):
        return replace(made, pattern=r"https?://\S+")
    if isinstance(kind, Place):
        return replace(made, terms="")
    return replace(made, type="list") if field.many else made


def released(group: Group) -> tuple[Field, ...]:
    """The value fields of `group` that leave with the dataset."""
    return tuple(field for field in group.values if field.released)


@cache
def tables(evidence: bool = True) -> tuple[Table, ...]:
    """Every table of a release, those that are referred to first. Without `evidence`, without that one."""
    found = (
        _ARTICLES,
        _ENGAGEMENTS,
        _REPORTS,
        _PARTICIPANTS,
        _SECTORS,
        _AGREEMENTS,
        _EVIDENCE,
        _REVIEW,
        _TOMBSTONES,
    )
    return found if evidence else tuple(table for table in found if table is not _EVIDENCE)


def table(name: str) -> Table:
    """The table with this name. Raises KeyError."""
    for each in tables():
        if each.name == name:
            return each
    raise KeyError(name)


def derived(key: str) -> tuple[Column, ...]:
    """The columns that are computed from the engagement field `key` and stand right after it."""
    return _DERIVED.get(key, ())


def _id(name: str, title: str, rule: str) -> Column:
    return Column(name, title, rule, required=True)


_ENGAGEMENT_ID = _id("engagement_id", N_("Engagement id"), N_("The engagement that this row belongs to."))
_ARTICLE_ID = _id("article_id", N_("Article id"), N_("The article that this row belongs to."))
_SEQUENCE = Column(
    "seq",
    N_("Position"),
    N_("Position in the list, counted from 0 as in the path of evidence."),
    "integer",
    required=True,
    kind=N_("whole number"),
)
_DAY_KIND = N_("day (ISO 8601)")
_TIME_KIND = N_("moment (UTC, ISO 8601)")
_DERIVED = {
    "date_basis": (
        Column("date_min", N_("First possible day"), N_("Derived from the full date, else from the date as stated; empty without a year."), "date", kind=_DAY_KIND),
        Column("date_max", N_("Last possible day"), N_("Derived from the full date, else from the date as stated; empty without a year."), "date", kind=_DAY_KIND),
    ),
    "city": (Column("city_id", N_("Id of the place"), N_("From GeoNames or Wikidata, for places of the vocabulary; else empty."), pattern=r"(geonames|wikidata):\w+"),),
    "partner_city": (Column("partner_city_id", N_("Id of the partner city"), N_("From GeoNames or Wikidata, for places of the vocabulary; else empty."), pattern=r"(geonames|wikidata):\w+"),),
}  # fmt: skip


def _engagement_columns() -> tuple[Column, ...]:
    found = [_id("id", N_("Id"), N_("Unique and stable: the same in every release, never given again."))]
    for field in released(ENGAGEMENT):
        found += [column(field), *derived(field.key)]
    return tuple(found)


_ARTICLES = Table(
    "articles",
    N_("Articles: the press reports that were read"),
    (
        _id("id", N_("Id"), N_("Unique and stable: the same in every release, never given again.")),
        *(column(field) for field in released(ARTICLE)),
        Column("text_sha256", N_("Hash of the text"), N_("SHA-256 of the article's text as UTF-8; the offsets of evidence count its code points."), required=True, pattern="[0-9a-f]{64}"),
        Column("retrieved", N_("Imported"), N_("When the article was imported; never a date of publication."), "datetime", required=True, kind=_TIME_KIND),
    ),
    ("id",),
)  # fmt: skip

_ENGAGEMENTS = Table(
    "engagements", N_("Engagements: one row per contact that took place"), _engagement_columns(), ("id",)
)

_REPORTS = Table(
    "reports",
    N_("Reports: which article reports which engagement"),
    (_ENGAGEMENT_ID, _ARTICLE_ID),
    ("engagement_id", "article_id"),
    (Reference(("engagement_id",), "engagements"), Reference(("article_id",), "articles")),
)

_PARTICIPANTS = Table(
    "participants",
    N_("Participants: the people who took part"),
    (
        _ENGAGEMENT_ID,
        Column("side", N_("Side"), N_("home: the home city; partner: the foreign side."), required=True, pattern="home|partner"),
        _SEQUENCE,
        *(column(field) for field in released(PERSON)),
    ),
    ("engagement_id", "side", "seq"),
    (Reference(("engagement_id",), "engagements"),),
)  # fmt: skip

_SECTORS = Table(
    "engagement_sectors",
    N_("Sectors: the fields of cooperation of each engagement"),
    (_ENGAGEMENT_ID, *(column(field) for field in released(SECTOR))),
    ("engagement_id", "code"),
    (Reference(("engagement_id",), "engagements"),),
)

_AGREEMENTS = Table(
    "agreements",
    N_("Agreements: texts signed, relied on or proposed"),
    (_ENGAGEMENT_ID, _SEQUENCE, *(column(field) for field in released(AGREEMENT))),
    ("engagement_id", "seq"),
    (Reference(("engagement_id",), "engagements"),),
)

_EVIDENCE = Table(
    "evidence",
    N_("Evidence: what stands behind each value"),
    (
        _id("id", N_("Id"), N_("Owner, path and number of the passage.")),
        replace(_ENGAGEMENT_ID, required=False, rule=N_("The engagement whose value this proves; empty for a value of the article.")),
        _ARTICLE_ID,
        Column("path", N_("Path"), N_("Where the value stands in the engagement of the JSONL file, or in the article: a JSON pointer."), required=True),
        Column("exact", N_("Passage"), N_("The words that prove the value, at most 200 characters; empty without a passage.")),
        Column("prefix", N_("Words before"), N_("Up to 32 characters before the passage.")),
        Column("suffix", N_("Words after"), N_("Up to 32 characters after the passage.")),
        Column("start", N_("Start"), N_("First code point of the passage in the article's text, counted from 0."), "integer", kind=N_("whole number")),
        Column("end", N_("End"), N_("The code point after the passage."), "integer", kind=N_("whole number")),
        Column("origin", N_("Origin"), N_("auto: proposed by the program and kept; human: given or changed by a reader."), required=True, pattern="auto|human"),
        Column("state", N_("State"), N_("suggested, confirmed, corrected, entered or not_stated: what a reader did with the value."), required=True, pattern="suggested|confirmed|corrected|entered|not_stated"),
        Column("value_auto", N_("Proposed value"), N_("What the program proposed; empty if nothing.")),
        Column("value_final", N_("Released value"), N_("The value in this release; empty if the article does not tell.")),
    ),
    ("id",),
    (Reference(("engagement_id",), "engagements"), Reference(("article_id",), "articles")),
)  # fmt: skip

_REVIEW = Table(
    "review",
    N_("Review: who stands behind each engagement"),
    (
        _ENGAGEMENT_ID,
        Column("step", N_("Step"), N_("The number of the review, counted from 1."), "integer", required=True, kind=N_("whole number")),
        Column("status", N_("Status"), N_("verified, second_checked or another state of the article when it was released."), required=True, pattern="[a-z_]+"),
        Column("reviewer", N_("Reviewer"), N_("Initials or code of the reader who saved that state.")),
        Column("at", N_("Saved"), N_("When that state was saved."), "datetime", required=True, kind=_TIME_KIND),
        Column("tool_version", N_("Program version"), N_("The version of Curator that saved it.")),
        Column("codebook_version", N_("Codebook version"), N_("First characters of the hash of codebook.csv."), required=True, pattern="[0-9a-f]{8}"),
    ),
    ("engagement_id", "step"),
    (Reference(("engagement_id",), "engagements"),),
)  # fmt: skip

_TOMBSTONES = Table(
    "tombstones",
    N_("Tombstones: engagements of earlier releases that were withdrawn"),
    (
        _id("id", N_("Id"), N_("The engagement that is no longer in the dataset.")),
        Column("article_id", N_("Article id"), N_("The article that reported it.")),
        Column("removed_in", N_("Removed in"), N_("The first release without it."), required=True, pattern=r"\d+\.\d+\.\d+"),
        Column("reason", N_("Reason"), N_("A code of exclusion_reasons, a status of the article, deleted (by a reader) or not_selected (left out of the release)."), required=True),
    ),
    ("id",),
)  # fmt: skip
