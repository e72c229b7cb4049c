"""The papers of a release: README, LICENSE, CITATION.cff, CHANGELOG.md and SHA256SUMS."""
# ruff: noqa: E501 - prose

import json
from collections.abc import Mapping
from pathlib import Path

from curator.errors import Problem
from curator.export import descriptor
from curator.export.draft import Draft
from curator.export.verification import SUMS
from curator.i18n import _, translate
from curator.model.revision import RELEASED, STATUS_LABELS, Status
from curator.model.vocab import vocabulary
from curator.paths import resource


def licences() -> dict[str, dict[str, str]]:
    """The licences that a release can carry, by SPDX id: name, title and web address, as Data Package has them."""
    path = resource("release", "licences", "licences.json")
    found: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def licence(name: str) -> dict[str, str]:
    """The licence with this SPDX id. Raises Problem for one whose text is not at hand."""
    known = licences()
    if name not in known:
        raise Problem(
            _("There is no licence “{name}”.").format(name=name),
            _("Choose one of: {names}.").format(names=", ".join(known)),
        )
    return known[name]


def write(draft: Draft, previous: Path | None) -> None:
    """Write README.md, LICENSE, CITATION.cff and CHANGELOG.md."""
    chosen = licence(draft.options.licence)
    text = resource("release", "licences", f"{draft.options.licence}.txt").read_text(encoding="utf-8")
    papers = {
        "LICENSE": text,
        "README.md": _readme(draft, chosen),
        "CITATION.cff": _citation(draft),
        "CHANGELOG.md": _changelog(draft, previous),
    }
    for name, paper in papers.items():
        (draft.folder / name).write_text(paper, encoding="utf-8", newline="\n")


def write_sums(folder: Path) -> dict[str, str]:
    """Write SHA256SUMS over every other file, sorted; `sha256sum -c SHA256SUMS` reads it. Returns the sums."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    sums = {name: descriptor.sha256(folder / name) for name in files if name != SUMS}
    lines = "".join(f"{digest}  {name}\n" for name, digest in sums.items())
    (folder / SUMS).write_text(lines, encoding="utf-8", newline="\n")
    return sums


def stay_label(key: str, language: str = "en") -> str:
    """What `excluded:national` or `in_progress` means, in words."""
    status, _colon, reason = key.partition(":")
    word = translate(STATUS_LABELS[Status(status)], language)
    return f"{word}: {vocabulary('exclusion_reasons').label(reason, language)}" if reason else word


def _readme(draft: Draft, chosen: Mapping[str, str]) -> str:
    options, counts = draft.options, draft.counts
    included = ", ".join(STATUS_LABELS[status] for status in options.include)
    out = [
        f"# {options.title}",
        "",
        f"Version {draft.outcome.version}, {options.created[:10]}. Licence: [{chosen['title']}]({chosen['path']}).",
        "",
        f"{counts['engagements']} engagements from {counts['articles']} articles, {_standing(draft)} "
        "Open `index.html` to look inside.",
        "",
        f"Included: articles that are {included}"
        + (f", of the selection “{options.filter}”." if options.filter else "."),
    ]
    if draft.stays:
        out += ["", "Left out:", ""]
        out += [f"- {count} {stay_label(key)}" for key, count in sorted(draft.stays.items())]
    out += ["", "## Files", "", "| file | rows | what |", "| --- | ---: | --- |"]
    out += [f"| `{each.path}` | {counts[each.name]} | {each.title} |" for each in draft.tables]
    out += [f"| `{path}` | | {what} |" for path, what in _FILES if path in _LATER or (draft.folder / path).exists()]
    out += ["", *_REST]
    return "\n".join(out) + "\n"


def _standing(draft: Draft) -> str:
    if set(draft.options.include) <= set(RELEASED):
        return "each read and verified by a person, with the evidence behind every value."
    return (
        "not all of them verified by a person: `data/review.csv` tells which, `data/evidence.csv` for each value."
    )


_LATER = ("datapackage.json", "CHANGELOG.md")  # written after the README
_FILES = (
    ("flat/engagements_flat.csv", "One row per engagement, for Excel and R"),
    ("flat/engagements_flat.xlsx", "The same as a workbook, with labels and codebook"),
    ("jsonl/engagements.jsonl", "One nested engagement a line"),
    ("vocab/", "The vocabularies: codes, labels in three languages, definitions"),
    ("sqlite/engagements.db", "All tables in one SQLite file"),
    ("parquet/", "All tables as Parquet"),
    ("plover/events.jsonl", "The engagements as PLOVER events"),
    ("croissant.json", "Description for dataset search"),
    ("datapackage.json", "The description of every table and column (Data Package 2.0)"),
    ("CODEBOOK.md", "The rules by which values were coded; also in French and Vietnamese, and as codebook.csv"),
    ("CHANGELOG.md", "What changed, version by version; each changed value is in changes.csv"),
    ("index.html", "A page to look at; needs no network"),
)

_REST = (
    "## How to read it",
    "",
    "Tables join by `engagement_id` and `article_id`. Everything in `data/` is text as it was coded; in `flat/` a text "
    "that begins with `= + - @` has an apostrophe before it, so that no spreadsheet computes it. `data/evidence.csv` "
    "gives for each value the passage that proves it: `start` and `end` count Unicode code points of the article's "
    "text, whose SHA-256 is in `data/articles.csv`. `path` points into the engagement of the JSONL file.",
    "",
    "## Versions",
    "",
    "A corrected value moves the last number, added rows the middle one. The first number moves when a column or table "
    "changes or an engagement is withdrawn; withdrawn ids stay in `data/tombstones.csv` with the reason, and are never "
    "given again. This is the rule of the Data Package recipe; those who hold every edited value to be a new major "
    "version find each one in `changes.csv`.",
    "",
    "## Checks",
    "",
    "`sha256sum -c SHA256SUMS` checks the files, `frictionless validate datapackage.json` the tables, and "
    "`curator verify-release .` both, with dates and keys.",
)


def _citation(draft: Draft) -> str:
    options = draft.options
    authors = "".join(f"  - name: {_quoted(each['title'])}\n" for each in descriptor.contributors(options))
    return (
        "cff-version: 1.2.0\n"
        "message: If you use this dataset, please cite it as below.\n"
        "type: dataset\n"
        f"title: {_quoted(options.title)}\n"
        f"authors:\n{authors}"
        f"version: {draft.outcome.version}\n"
        f"date-released: {_quoted(options.created[:10])}\n"
        f"license: {options.licence}\n"
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON string is a YAML string


def _changelog(draft: Draft, previous: Path | None) -> str:
    outcome = draft.outcome
    out = f"## {outcome.version} - {draft.options.created[:10]}\n\n"
    if previous is None:
        out += f"First release: {draft.counts['engagements']} engagements.\n"
        return f"# Changelog\n\n{out}"
    out += (
        f"Since {outcome.previous}: {outcome.added} engagements added, {outcome.removed} removed, "
        f"{outcome.changed} engagements or articles corrected. Each value is in changes.csv.\n"
    )
    out += "".join(f"- {what}\n" for what in outcome.structure)
    former = previous / "CHANGELOG.md"
    earlier = former.read_text(encoding="utf-8").removeprefix("# Changelog\n\n") if former.exists() else ""
    return f"# Changelog\n\n{out}\n{earlier}"
