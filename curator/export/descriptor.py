"""`datapackage.json`: the release described by the Data Package standard, version 2.0."""

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from curator.export import dictionary
from curator.export.draft import Draft
from curator.export.formats import flat, vocab
from curator.export.options import Contributor, Options
from curator.export.tables import SEPARATOR, Column, Table
from curator.i18n import translate
from curator.model.vocab import vocabulary

FILE = "datapackage.json"
CHANGES = ("table", "id", "row", "field", "old", "new", "reason")
_PROFILE = "https://datapackage.org/profiles/2.0/"
_EDTF = "http://id.loc.gov/datatypes/edtf"


def write(draft: Draft, licence: Mapping[str, str]) -> None:
    """Write the descriptor over the files that stand in the folder."""
    text = json.dumps(describe(draft, licence), ensure_ascii=False, indent=1)
    (draft.folder / FILE).write_text(text + "\n", encoding="utf-8", newline="\n")


def describe(draft: Draft, licence: Mapping[str, str]) -> dict[str, Any]:
    """The descriptor; `licence` has `name`, `title` and `path`."""
    head = {"$schema": f"{_PROFILE}datapackage.json", "version": draft.outcome.version}
    return {**head, **metadata(draft, licence), "resources": list(_resources(draft))}


def metadata(draft: Draft, licence: Mapping[str, str]) -> dict[str, Any]:
    """What the descriptor says besides version and resources: all that was chosen for this release."""
    options = draft.options
    found = {
        "name": options.name,
        "title": options.title,
        "created": options.created,
        "licenses": [dict(licence)],
        "contributors": contributors(options),
        "sources": [{"title": "Press reports and pages of public bodies, listed in data/articles.csv"}],
        "codebook_version": draft.codebook,
        "app_version": options.app_version,
        "filter": options.filter,
        "language": options.language,
        "evidence": options.evidence,
        "formats": sorted(options.formats),
        "included": [status.value for status in options.include],
        "left_out": dict(sorted(draft.stays.items())),
    }
    return found | ({"homepage": options.url} if options.url else {})


def is_same(draft: Draft, licence: Mapping[str, str], before: Mapping[str, Any]) -> bool:
    """Whether the release described by `before` holds the same tables, made with the same choices."""
    chosen = metadata(draft, licence)
    former = {each["path"]: each["hash"] for each in before["resources"]}
    return all(before.get(key) == value for key, value in chosen.items()) and all(
        former.get(each.path) == f"sha256:{sha256(draft.folder / each.path)}" for each in draft.tables
    )


def contributors(options: Options) -> list[dict[str, Any]]:
    """The contributors; where none is named, the dataset's own, since a citation needs an author."""
    named = options.contributors or (Contributor(f"Contributors to {options.title}"),)
    found = []
    for each in named:
        entry: dict[str, Any] = {"title": each.title, "roles": list(each.roles)}
        entry |= {key: value for key in ("organization", "path") if (value := getattr(each, key))}
        found.append(entry)
    return found


def _resources(draft: Draft) -> Iterable[dict[str, Any]]:
    for table in draft.tables:
        yield _resource(draft, table.name, table.path, table.title, _schema(table), draft.counts[table.name])
    flat_schema = {"fields": [_field(column) for column in flat.flat_table().columns], "primaryKey": ["id"]}
    yield _resource(
        draft, "engagements_flat", flat.PATH, "Flat table: one row per engagement", flat_schema,
        draft.counts["engagements"],
    )  # fmt: skip
    for name in vocab.names():
        yield _plain(draft, f"vocab_{name}", f"vocab/{name}.csv", "Vocabulary", ["code"])
    yield _plain(
        draft, "codebook", "codebook.csv", "Codebook: every variable in three languages", ["table", "variable"]
    )
    yield _plain(draft, "changes", "changes.csv", "Changes since the previous release", [])


def plan(table: Table) -> dict[str, Any]:
    """The resource of a table before its bytes are known: name, path and schema."""
    return {"name": table.name, "path": table.path, "schema": _schema(table)}


def _resource(
    draft: Draft, name: str, path: str, title: str, schema: Mapping[str, Any], rows: int
) -> dict[str, Any]:
    file = draft.folder / path
    return {
        "name": name,
        "type": "table",
        "title": title,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{sha256(file)}",
        "rows": rows,
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True},
        "schema": {"$schema": f"{_PROFILE}tableschema.json", **schema, "missingValues": [""]},
    }


def _plain(draft: Draft, name: str, path: str, title: str, key: list[str]) -> dict[str, Any]:
    """A table of texts, described by its own header."""
    with (draft.folder / path).open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        fields = [{"name": column, "type": "string"} for column in next(lines)]
        rows = sum(1 for _line in lines)
    schema: dict[str, Any] = {"fields": fields}
    if key:
        schema["primaryKey"] = key
    return _resource(draft, name, path, title, schema, rows)


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(each) for each in table.columns], "primaryKey": list(table.key)}
    if table.references:
        schema["foreignKeys"] = [
            {"fields": list(each.fields), "reference": {"resource": each.table, "fields": list(each.key)}}
            for each in table.references
        ]
    return schema


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type, "title": column.title}
    field |= {f"title_{language}": translate(column.title, language) for language in ("fr", "vi")}
    field["description"] = column.rule
    if column.type == "list":
        field["delimiter"] = SEPARATOR
    field |= {f"coded_{each}": text for each in ("right", "wrong") if (text := getattr(column, each))}
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.edtf:
        field |= {"rdfType": _EDTF, "edtf": column.edtf}
    if column.pattern:
        constraints["pattern"] = column.pattern
    if column.terms:
        terms = vocabulary(column.terms)
        field["categories"] = [{"value": term.code, "label": term.label("en")} for term in terms]
        constraints["enum"] = [term.code for term in terms]
    if constraints:
        field["constraints"] = constraints
    return field


def sha256(path: Path) -> str:
    """The SHA-256 of a file, lower-case hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_codebook(draft: Draft) -> None:
    """Write `codebook.csv` and the three `CODEBOOK*.md`."""
    for _written in draft.write_csv("codebook.csv", dictionary.HEADER, dictionary.lines()):
        pass
    for language, name in dictionary.FILES.items():
        (draft.folder / name).write_text(dictionary.markdown(language), encoding="utf-8", newline="\n")
