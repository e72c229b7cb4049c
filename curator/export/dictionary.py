"""The data dictionary: every variable of a release in three languages, as `codebook.csv` and `CODEBOOK*.md`."""
# ruff: noqa: E501 - one line a rule reads better

import hashlib
from collections.abc import Iterator
from functools import cache

from curator.export.formats.flat import PATH as FLAT
from curator.export.formats.flat import flat_table
from curator.export.tables import Column, Table, tables
from curator.i18n import N_, translate
from curator.model.vocab import vocabulary

HEADER = (
    "table", "variable", "label_en", "label_fr", "label_vi", "type", "values", "required", "missing",
    "rule_en", "rule_fr", "rule_vi", "right", "wrong",
)  # fmt: skip
FILES = {"en": "CODEBOOK.md", "fr": "CODEBOOK.fr.md", "vi": "CODEBOOK.vi.md"}
_SHORT = 40  # a vocabulary with more terms is named, not listed

_TEXTS = (
    N_("Codebook"),
    N_("Every variable of the release, with the rule it was coded by. This file is made from the codebook of the program."),
    N_("How the files are written"),
    N_("UTF-8, comma, quotes doubled, one header line, sorted by key. An empty cell means: the article does not tell, or nothing applies. Items of a list are joined by a semicolon."),
    N_("Dates follow EDTF (ISO 8601-2): XXXX-02-28 is 28 February of a year that is not stated. Of levels 1 and 2 only these are used: unspecified parts (X), doubt (? and ~), intervals with an open end (..)."),
    N_("Safe for spreadsheets: in the folder flat, a text that begins with = + - @ has an apostrophe before it, so that no spreadsheet computes it. In the folder data it stands unchanged."),
    N_("In evidence, offsets count Unicode code points of the article's text; text_sha256 tells which text."),
    N_("Variable"),
    N_("Label"),
    N_("Values"),
    N_("Rule"),
    N_("Coded right"),
    N_("Coded wrong"),
    N_("Code"),
    N_("Definition"),
    N_("required"),
    N_("may be empty"),
    N_("Key"),
    N_("Vocabularies"),
    N_("Flat table: one row per engagement"),
    N_("one of the {n} codes in {file}"),
    N_("list"),
    N_("true or false"),
)  # fmt: skip


def lines() -> Iterator[list[str]]:
    """The rows of `codebook.csv`, tables in order, columns in order."""
    described = [(table.name, table.columns) for table in tables()]
    for name, columns in [*described, ("engagements_flat", flat_table().columns)]:
        for column in columns:
            yield [
                name,
                column.name,
                *(translate(column.title, language) for language in ("en", "fr", "vi")),
                column.type,
                f"vocab/{column.terms}.csv" if column.terms else column.pattern,
                "true" if column.required else "false",
                "" if column.required else "empty",
                *(translate(column.rule, language) for language in ("en", "fr", "vi")),
                column.right,
                column.wrong,
            ]


@cache
def codebook_version() -> str:
    """The first eight hex digits of the SHA-256 of the codebook's rows."""
    return hashlib.sha256("\n".join("\t".join(line) for line in lines()).encode()).hexdigest()[:8]


def markdown(language: str) -> str:
    """The data dictionary as Markdown in one language."""

    def say(text: str) -> str:
        return translate(text, language)

    out = [f"# {say('Codebook')}", "", say(_TEXTS[1]), "", f"## {say('How the files are written')}", ""]
    out += [f"- {say(text)}" for text in _TEXTS[3:7]]
    for table in tables():
        out += ["", f"## {table.path}", "", say(table.title) + ".", ""]
        out += [f"- {say('Key')}: {', '.join(f'`{name}`' for name in table.key)}", *_references(table), ""]
        out += _columns(table.columns, language)
    out += ["", f"## {FLAT}", "", say("Flat table: one row per engagement") + ".", ""]
    out += _columns(flat_table().columns, language)
    out += ["", f"## {say('Vocabularies')}"]
    for name in sorted({column.terms for table in tables() for column in table.columns if column.terms}):
        out += _terms(name, language)
    return "\n".join(out) + "\n"


def _references(table: Table) -> list[str]:
    return [
        f"`{', '.join(ref.fields)}` → `data/{ref.table}.csv` `{', '.join(ref.key)}`" for ref in table.references
    ]


def _columns(columns: tuple[Column, ...], language: str) -> list[str]:
    heads = [
        translate(head, language) for head in ("Variable", "Label", "Values", "Rule", "Coded right", "Coded wrong")
    ]
    out = [_row(heads), _row(["---"] * len(heads))]
    for column in columns:
        needed = translate("required" if column.required else "may be empty", language)
        values = f"{_values(column, language)}; {needed}"
        rule = translate(column.rule, language)
        out.append(
            _row([f"`{column.name}`", translate(column.title, language), values, rule, column.right, column.wrong])
        )
    return out


def _values(column: Column, language: str) -> str:
    if column.terms:
        text = translate("one of the {n} codes in {file}", language)
        return text.format(n=len(vocabulary(column.terms).terms), file=f"vocab/{column.terms}.csv")
    if column.type in ("list", "boolean"):
        return translate("list" if column.type == "list" else "true or false", language)
    return translate(column.kind, language)


def _terms(name: str, language: str) -> list[str]:
    terms = vocabulary(name).terms
    if len(terms) > _SHORT:
        return []
    heads = [translate(head, language) for head in ("Code", "Label", "Definition")]
    out = ["", f"### vocab/{name}.csv", "", _row(heads), _row(["---"] * 3)]
    return out + [_row([f"`{term.code}`", term.label(language), term.row.get("definition", "")]) for term in terms]


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
