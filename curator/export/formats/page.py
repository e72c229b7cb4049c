"""`index.html`: the release as a page to look at, whole in one file, that works from a folder without a network.

The page is `resources/release/page.html` with its style, its scripts and the chart library written into it, and the
data as packed JSON: first an index, all that the first sight needs, in numbers; after the scripts the records,
unpacked when a row is opened or words are searched, and their passages in bundles.
"""

import json
import re
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, TextIO

from curator.export.draft import EVERY, Draft, Record
from curator.export.papers import licence
from curator.export.tables import released
from curator.i18n import LANGUAGES, N_, translate
from curator.model.codebook import AGREEMENT, ENGAGEMENT, PERSON, SECTOR
from curator.model.vocab import vocabulary
from curator.paths import resource

PATH = "index.html"
PASSAGES = 50_000  # engagements; a page with more would load slowly, so it points to evidence.csv instead
_BUNDLE = 100
_GROUPS = (ENGAGEMENT, PERSON, SECTOR, AGREEMENT)
_STATES = {"suggested": "s", "confirmed": "c", "corrected": "x", "entered": "e", "not_stated": "n"}
_TERMS = {
    "type": "event_types", "country": "countries", "direction": "directions",
    "basis": "date_bases", "sector": "sectors", "salience": "saliences", "kind": "agreement_kinds",
    "status": "agreement_status", "role_class": "role_classes",
}  # fmt: skip
_ARTICLE = ("id", "headline", "outlet", "published", "url")
_UNSHOWN = ("city_id", "partner_city_id", "date_max")
# What a row of the index holds. `id` is itself, `day` a number such as 20240315, every other one the number of a
# text in the list of the same name in `texts`, where 0 is no text; the last six are lists, the saliences and
# statuses in the order of their sectors and agreements.
_COLUMNS = (
    "id", "day", "date", "year", "type", "country", "city",
    "home", "partner", "sector", "salience", "kind", "status",
)  # fmt: skip
_SECTOR = (("sector", "code"), ("salience", "salience"))

TEXTS = (
    N_("Go to the engagements"), N_("Engagements"), N_("Version {version}"), N_("Language"),
    N_("Theme: as the system"), N_("Theme: light"), N_("Theme: dark"), N_("Countries"), N_("Partner cities"),
    N_("People met"), N_("Agreements"), N_("Name, place, headline"), N_("Search"), N_("all"),
    N_("Year"), N_("Person"), N_("year not stated"), N_("date not stated"), N_("Remove the filter {name}"),
    N_("Show everything"), N_("Press a bar to see only what it counts."), N_("Over time"),
    N_("Partner countries"), N_("People most met"), N_("Types of contact"),
    N_("Sectors"), N_("without a year: {n}"), N_("first {n} of {all}"), N_("Nothing here in this selection."),
    N_("{n} of {all}"), N_("Show {n} more"), N_("Reported in"), N_("Id"), N_("rows in"), N_("yes"), N_("no"),
    N_("suggested"), N_("confirmed"), N_("corrected"), N_("entered"), N_("not stated"), N_("Files of this release"),
    N_("How to cite: see CITATION.cff. Charts: Observable Plot and D3, ISC licence."),
)  # fmt: skip
_FILES = (
    ("flat/engagements_flat.xlsx", N_("the flat table as a workbook, for Excel")),
    ("flat/engagements_flat.csv", N_("the flat table, one row per engagement")),
    ("data/engagements.csv", N_("the tables, linked by id")),
    ("jsonl/engagements.jsonl", N_("one nested engagement a line")),
    ("CODEBOOK.md", N_("every variable and the rule it was coded by")),
    ("datapackage.json", N_("description of every table (Data Package 2.0)")),
    ("CHANGELOG.md", N_("what changed since the last release")),
    ("CITATION.cff", N_("how to cite this dataset")),
)


def write(draft: Draft) -> Iterator[int]:
    """Write the page; streams, so that memory does not grow with the dataset."""
    html = resource("release", "page.html").read_text(encoding="utf-8")
    bundles = _bundles(draft)
    fill = {
        "title": _markup(draft.options.title),
        "style": _asset("page.css"),
        "library": _asset("vendor/d3.min.js") + "\n" + _asset("vendor/plot.umd.min.js"),
        "script": "\n".join(_asset(name) for name in ("data.js", "charts.js", "page.js")),
        "meta": _json(_meta(draft, bundles)),
    }
    with (draft.folder / PATH).open("w", encoding="utf-8", newline="\n") as file:
        for part in re.split(r"({{\w+}})", html):
            if part == "{{index}}":
                yield from _pack(file, "index", _index(draft))
            elif part == "{{records}}":
                yield from _pack(file, "records", _listed(draft))
                if bundles:
                    _write_passages(draft, file)
            else:
                file.write(fill[part[2:-2]] if part.startswith("{{") else part)


def _index(draft: Draft) -> Iterator[str]:
    """The engagements as rows of `_COLUMNS`, then the texts that their numbers stand for."""
    texts: dict[str, dict[str, int]] = {}

    def number(column: str, text: str | None) -> int:
        known = texts.setdefault(column, {"": 0})
        return known.setdefault(text or "", len(known))

    def people(side: list[dict[str, Any]]) -> list[int]:  # whoever leads first
        ranked = sorted(side, key=lambda person: not person.get("lead"))
        return list(dict.fromkeys(number("person", person["name"]) for person in ranked if person["name"]))

    yield f'{{"columns":{_json(_COLUMNS)},"rows":['
    for count, record in enumerate(draft.records()):
        first = record["date_min"] or ""
        row = [
            record["id"],
            int(first.replace("-", "") or 0),
            number("date", record["date_resolved"] or record["date"]),
            number("year", first[:4]),
            *(number(name, record[name]) for name in ("type", "country")),
            number("city", record["partner_city"]),
            *(people(record[side]) for side in ("home", "partner")),
            *([number(name, each[key]) for each in record["sectors"]] for name, key in _SECTOR),
            *([number(name, each[name]) for each in record["agreements"]] for name in ("kind", "status")),
        ]
        yield ("," if count else "") + _json(row)
    yield f'],"texts":{_json({column: list(known) for column, known in texts.items()})}}}'


def _listed(draft: Draft) -> Iterator[str]:
    """The records as the pieces of one JSON list."""
    yield "["
    for number, record in enumerate(draft.records()):
        yield ("," if number else "") + _json(_trimmed(record))
    yield "]"


def _pack(file: TextIO, name: str, pieces: Iterable[str]) -> Iterator[int]:
    """Write JSON, packed by zlib, in a script element; yields now and then how many pieces were taken."""
    packer, rest = zlib.compressobj(6), b""
    file.write(f'<script type="text/plain" id="{name}">')
    for number, piece in enumerate(pieces, 1):
        rest += packer.compress(piece.encode())
        whole = len(rest) // 3 * 3
        file.write(b64encode(rest[:whole]).decode())
        rest = rest[whole:]
        if number % EVERY == 0:
            yield number
    file.write(b64encode(rest + packer.flush()).decode() + "</script>\n")


def _bundles(draft: Draft) -> list[dict[str, str]]:
    """The bundles of passages, each with the first engagement it may hold; none for a very large release."""
    if draft.options.evidence == "none" or draft.counts["engagements"] > PASSAGES:
        return []
    keys = [str(row[0]) for row in draft.rows("engagements")]
    return [{"id": f"passages-{n}", "first": key} for n, key in enumerate(keys[::_BUNDLE])]


def _write_passages(draft: Draft, file: TextIO) -> None:
    place = {str(row[0]): n // _BUNDLE for n, row in enumerate(draft.rows("engagements"))}
    for number, found in groupby(draft.evidence(), lambda item: place[item[0]]):
        bundle = {key: _proof(rows) for key, rows in found}
        for _taken in _pack(file, f"passages-{number}", [_json(bundle)]):
            pass


def _proof(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """For each path: the state, then the passages as words before, passage, words after."""
    out: dict[str, list[Any]] = {}
    for row in rows:
        found = out.setdefault(row["path"], [_STATES[row["state"]]])
        if row["exact"]:
            found.append([row["prefix"], row["exact"], row["suffix"]])
    return out


def _trimmed(record: Record) -> dict[str, Any]:
    """The record without what is empty and without what the page does not show."""
    shown = {key: value for key, value in record.items() if key not in _UNSHOWN and value not in (None, [])}
    for key in ("home", "partner", "sectors", "agreements"):
        if key in shown:
            shown[key] = [{k: v for k, v in row.items() if v is not None} for row in shown[key]]
    shown["reports"] = [{k: each[k] for k in _ARTICLE if each[k]} for each in record["reports"]]
    return shown


def _meta(draft: Draft, bundles: list[dict[str, str]]) -> dict[str, Any]:
    options = draft.options
    chosen = licence(options.licence)
    others = [language for language in LANGUAGES if language != "en"]
    texts = (*TEXTS, *(what for _path, what in _FILES))
    return {
        "title": options.title,
        "version": draft.outcome.version,
        "created": options.created,
        "filter": options.filter,
        "language": options.language,
        "languages": dict(LANGUAGES),
        "licence": {"name": chosen["name"], "path": chosen["path"]},
        "evidence": options.evidence != "none",
        "bundles": bundles,
        "files": _FILES,
        "texts": {language: {text: translate(text, language) for text in texts} for language in others},
        "fields": {f"{group.key}.{field.key}": _three(field.title) for group in _GROUPS for field in group.fields},
        "groups": {group.key: [field.key for field in released(group)] for group in _GROUPS},
        "terms": {key: _labels(name) for key, name in _TERMS.items()} | {"place": _places(draft)},
    }


def _three(text: str) -> Mapping[str, str]:
    return {language: translate(text, language) for language in LANGUAGES}


def _labels(name: str) -> Mapping[str, Mapping[str, str]]:
    return {term.code: {language: term.label(language) for language in LANGUAGES} for term in vocabulary(name)}


def _places(draft: Draft) -> Mapping[str, Mapping[str, str]]:
    """The names of the places that the release names, of which the vocabulary knows many more."""
    used = draft.tally("SELECT city, 1 FROM engagements UNION SELECT partner_city, 1 FROM engagements")
    return {name: labels for name, labels in _labels("places").items() if name in used}


def _asset(name: str) -> str:
    return resource("release").joinpath(*name.split("/")).read_text(encoding="utf-8").strip()


def _json(value: Any) -> str:
    """JSON that may stand inside a script element: no `<` in it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _markup(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
