"""From an article's revision to the rows and records of a release. Pure functions; nothing here touches a disk."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from curator.errors import Problem
from curator.export.options import Grade
from curator.export.tables import Table, cell, derived, released
from curator.i18n import _
from curator.model import edtf
from curator.model.article import Span
from curator.model.codebook import AGREEMENT, ARTICLE, ENGAGEMENT, PERSON, SECTOR, Group, walk
from curator.model.record import Path, State, get, pointer, template
from curator.model.revision import Entry
from curator.model.vocab import vocabulary

QUOTE = 200  # code points of a passage that may leave, so that no article can be rebuilt from a release
CONTEXT = 32  # code points before and after it, as web annotations have them
SIDES = ("home", "partner")

Row = tuple[str | int, ...]
Texts = Callable[[str], str]


def article(entry: Entry) -> dict[str, Any]:
    """The released values of the article, with id, hash and import time."""
    source = entry.source
    own = _values(entry.revision.sheet.record["article"], ARTICLE)
    return {"id": source.document, **own, "text_sha256": source.text_sha256, "retrieved": source.imported}


def engagements(entry: Entry) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each engagement as the nested record of the JSONL file, with its position in the sheet.

    Raises Problem for an engagement that was never given an id.
    """
    for position, row in enumerate(entry.revision.sheet.record["engagements"]):
        if not row.get("id"):
            raise Problem(
                _("An engagement of “{name}” has no id.").format(name=entry.source.name),
                _("Open the article and save it once, then export again."),
            )
        yield position, _engagement(row)


def _engagement(row: Mapping[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {"id": row["id"]}
    for key, _empty in _FIELDS["engagement"]:
        out[key] = _lines(row.get(key))
        for column in derived(key):
            out[column.name] = _derive(column.name, row)
    for side in SIDES:
        out[side] = [_values(person, PERSON) for person in row.get(side) or []]
    out["sectors"] = [_values(sector, SECTOR) for sector in sorted(row.get("sectors") or [], key=_code)]
    out["agreements"] = [_values(each, AGREEMENT) for each in row.get("agreements") or []]
    return out


def _values(row: Mapping[str, Any], group: Group) -> dict[str, Any]:
    return {key: _lines(row.get(key, empty)) for key, empty in _FIELDS[group.key]}


def _lines(value: Any) -> Any:
    """`value` with LF line ends, as the article's text has them; a lone CR would tear a CSV row."""
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) and "\r" in value else value


_FIELDS: Mapping[str, tuple[tuple[str, Any], ...]] = {
    group.key: tuple((field.key, [] if field.many else None) for field in released(group))
    for group in (ARTICLE, ENGAGEMENT, PERSON, SECTOR, AGREEMENT)
}


def _derive(name: str, row: Mapping[str, Any]) -> str | None:
    if name.endswith("_id"):
        known = vocabulary("places").get(row.get(name.removesuffix("_id")) or "")
        ids = [(scheme, known.row.get(scheme)) for scheme in ("geonames", "wikidata")] if known else []
        return next((f"{scheme}:{value}" for scheme, value in ids if value), None)
    date = row.get("date_resolved") or row.get("date")
    try:
        first, last = edtf.bounds(date) if date else (None, None)
    except ValueError:  # a draft, released by choice, may hold anything
        return None
    return first if name == "date_min" else last


def _code(sector: Mapping[str, Any]) -> str:
    return str(sector.get("code") or "")


# Rows


def cells(each: Table, row: Mapping[str, Any]) -> Row:
    """`row` as the cells of a table."""
    return tuple([cell(row.get(name)) for name in each.names])


def participants(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of the people of both sides."""
    for side in SIDES:
        for position, person in enumerate(record[side]):
            yield {"engagement_id": record["id"], "side": side, "seq": position, **person}


def sectors(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of the sectors; a code that a draft repeats counts once."""
    unique = {sector["code"]: sector for sector in record["sectors"] if sector["code"]}
    for sector in unique.values():
        yield {"engagement_id": record["id"], **sector}


def agreements(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of the agreements."""
    for position, agreement in enumerate(record["agreements"]):
        yield {"engagement_id": record["id"], "seq": position, **agreement}


def review(entry: Entry, engagement: str, codebook: str) -> dict[str, Any]:
    """Who stands behind an engagement. A full name leaves as its initials."""
    revision = entry.revision
    return {
        "engagement_id": engagement,
        "step": 1,
        "status": revision.status.value,
        "reviewer": initials(revision.reader),
        "at": revision.at,
        "tool_version": revision.app_version,
        "codebook_version": codebook,
    }


def initials(reader: str) -> str:
    """`Nguyễn Thị Lan` as `NTL`; a single word is taken for a code and stays."""
    words = reader.split()
    return "".join(word[0].upper() for word in words) if len(words) > 1 else reader.strip()


# Evidence


def evidence(entry: Entry, taken: Mapping[int, str], grade: Grade, text: str | None) -> Iterator[Row]:
    """One row for each value and passage, of the article and of the engagements `taken` (position to id).

    A value without a passage has one row, an empty value only where a reader said that it is not stated.
    """
    sheet, document = entry.revision.sheet, entry.source.document
    order = {p: _sector_order(sheet.record["engagements"][p]) for p in taken}
    for path, found in sheet.evidence.items():
        if template(path) not in _RELEASED or (place := _place(path, taken, order)) is None:
            continue
        owner, inner = place
        value = get(sheet.record, path)
        if value in (None, []) and found.state is not State.NOT_STATED:
            continue
        origin = "auto" if found.state in (State.SUGGESTED, State.CONFIRMED) else "human"
        proposed = cell(_lines(found.proposal.value)) if found.proposal else ""
        for number, span in enumerate(found.spans or (None,)):
            yield (
                f"{owner or document}{inner}#{number}",
                owner,
                document,
                inner,
                *_passage(span, grade, text),
                origin,
                found.state.value,
                proposed,
                cell(_lines(value)),
            )


def _place(path: Path, taken: Mapping[int, str], order: Mapping[int, Mapping[int, int]]) -> tuple[str, str] | None:
    """The engagement id (empty for the article) and the pointer within it; None for what is not released."""
    if path[0] == "article" and len(path) > 1:
        return "", pointer(path[1:])
    if path[0] != "engagements" or len(path) < 3 or path[1] not in taken:
        return None
    position = int(path[1])
    if path[2] == "sectors" and len(path) > 3:
        moved = order[position].get(int(path[3]))
        return None if moved is None else (taken[position], pointer(("sectors", moved, *path[4:])))
    return taken[position], pointer(path[2:])


def _sector_order(row: Mapping[str, Any]) -> dict[int, int]:
    listed = row.get("sectors") or []
    ranked = sorted(range(len(listed)), key=lambda position: _code(listed[position]))
    return {old: new for new, old in enumerate(ranked)}


_RELEASED = {keys for keys, field in walk() if field.kind and field.released}


def _passage(span: Span | None, grade: Grade, text: str | None) -> Row:
    """The passage's words, the words before and after it, start and end."""
    if span is None:
        return ("", "", "", "", "")
    if grade != "quotes":
        return ("", "", "", span.start, span.end)
    around = text or ""
    before, after = around[max(0, span.start - CONTEXT) : span.start], around[span.end : span.end + CONTEXT]
    return (span.quote[:QUOTE], before, after, span.start, span.end)
