"""`croissant.json`: the release described for dataset search, in Croissant 1.1 (JSON-LD over schema.org)."""

import json
from collections.abc import Iterator
from typing import Any

from curator.export import descriptor
from curator.export.draft import Draft
from curator.export.tables import Column, Table

_TYPES = {"integer": "sc:Integer", "boolean": "sc:Boolean", "date": "sc:Date", "datetime": "sc:DateTime"}
_PLAIN = (
    "citeAs", "column", "equivalentProperty", "extract", "field", "fileProperty", "fileObject", "fileSet", "format",
    "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references",
    "regex", "repeated", "replace", "samplingRate", "separator", "source", "subField", "transform",
)  # fmt: skip
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    **{name: f"cr:{name}" for name in _PLAIN},
}


def write(draft: Draft) -> Iterator[int]:
    """Write the description of the tables that stand in the folder."""
    (draft.folder / "croissant.json").write_text(
        json.dumps(_describe(draft), ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
    )
    yield draft.counts["engagements"]


def _describe(draft: Draft) -> dict[str, Any]:
    options = draft.options
    people = descriptor.contributors(options)
    authors = ", ".join(each["title"] for each in people)
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": options.name,
        "alternateName": options.title,
        "description": f"{options.title}: {draft.counts['engagements']} engagements coded from press reports.",
        "version": draft.outcome.version,
        "license": f"https://spdx.org/licenses/{options.licence}.html",
        "url": options.url or "./",
        "creator": [{"@type": "sc:Organization", "name": each["title"]} for each in people],
        "datePublished": options.created[:10],
        "citeAs": f"{authors}. {options.title}, version {draft.outcome.version}, {options.created[:10]}.",
        "distribution": [_file(draft, each) for each in draft.tables],
        "recordSet": [_records(each) for each in draft.tables],
    }


def _file(draft: Draft, each: Table) -> dict[str, Any]:
    path = draft.folder / each.path
    return {
        "@type": "cr:FileObject",
        "@id": each.path,
        "name": each.name,
        "contentUrl": each.path,
        "contentSize": f"{path.stat().st_size} B",
        "encodingFormat": "text/csv",
        "sha256": descriptor.sha256(path),
    }


def _records(each: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": each.name,
        "name": each.name,
        "description": each.title,
        "key": [{"@id": f"{each.name}/{name}"} for name in each.key],
        "field": [_field(each, column) for column in each.columns],
    }


def _field(each: Table, column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{each.name}/{column.name}",
        "name": column.name,
        "description": column.rule or column.title,
        "dataType": _TYPES.get(column.type, "sc:Text"),
        "source": {"fileObject": {"@id": each.path}, "extract": {"column": column.name}},
    }
    for reference in each.references:
        if reference.fields == (column.name,):
            found["references"] = {"field": {"@id": f"{reference.table}/{reference.key[0]}"}}
    return found
