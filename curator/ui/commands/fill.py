"""From a passage that a person selected to values of the record. Free of Qt; returns new sheets, saves nothing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn

from curator.errors import Problem
from curator.i18n import _
from curator.model.article import Article, Block, Role, Span
from curator.model.codebook import ENGAGEMENT, Field
from curator.model.kinds import COUNTRY, PERIOD, PLACE, Code, EdtfDate, Place
from curator.model.record import Path, Sheet, field_of
from curator.model.text import words
from curator.model.vocab import Term, Vocabulary

ENGAGEMENTS: Path = ("engagements",)
_CLOCK = re.compile(r"(?<!\d)1[0-9]{9}(?:\d{3})?(?!\d)")  # seconds or milliseconds since 1970 in a picture's name
_LOCAL = timedelta(hours=7)  # picture names are read in the time of Viet Nam
_NAMES = ("names_", "terms_", "titles_", "press_", "adjectives_", "cues_")


def check_passage(article: Article, span: Span) -> None:
    """Raises Problem if no evidence may lie in `span`: page furniture, or damaged characters."""
    if article.role_at(span.start) is Role.FURNITURE or article.role_at(span.end - 1) is Role.FURNITURE:
        raise Problem(
            _("“{words}” lies in menus or related items, not in the story.").format(words=_short(span.quote)),
            _("Select a passage of the story, or type the value."),
        )
    if any(start < span.end and span.start < end for start, end in article.damage):
        raise Problem(
            _("“{words}” holds characters that were lost before the page came here.").format(
                words=_short(span.quote)
            ),
            _("Select another passage, or type the value."),
        )


def fill_digit(sheet: Sheet, digit: int, engagement: int, article: Article, span: Span) -> tuple[Sheet, Path]:
    """The field of the engagement whose key is `digit`, filled from the passage; and where to look now.

    Raises Problem if the passage holds no value of that field.
    """
    check_passage(article, span)
    field = next(field for field in ENGAGEMENT.fields if field.digit == digit)
    sheet = with_engagement(sheet)
    path: Path = (*ENGAGEMENTS, engagement, field.key)
    if field.key == "sectors":
        return _with_sectors(sheet, path, article, span)
    if field.key == "agreements":
        return _with_agreement(sheet, path, article, span)
    return fill_path(sheet, path, article, span), path


def fill_path(sheet: Sheet, path: Path, article: Article, span: Span) -> Sheet:
    """The value at `path` from the passage. Raises Problem if it holds none."""
    check_passage(article, span)
    field = field_of(path)
    value = _value(field, span.quote, sheet, path)
    if field.many:
        old = sheet.get(path) or []
        spans = sheet.evidence[path].spans if path in sheet.evidence else ()
        return sheet.put(path, [*old, value], (*spans, span))
    filled = sheet.put(path, value, (span,))
    if field.key == "date_resolved":
        filled = filled.put((*path[:-1], "date_basis"), _basis(article, span), (span,))
    return filled


def with_person(
    sheet: Sheet, side: str, engagement: int, article: Article, span: Span, home_city: str
) -> tuple[Sheet, Path]:
    """A row of `side` (`home` or `partner`) with name, role, organisation and title split apart; and its path.

    A person who stands there already under that name is corrected instead. Of titles alone the name stays empty.
    """
    check_passage(article, span)
    sheet = with_engagement(sheet)
    rows: Path = (*ENGAGEMENTS, engagement, side)
    row, spans = _person(article, span, home_city)
    people = sheet.get(rows)
    name = words(row.get("name", ""))
    same = next((i for i, one in enumerate(people) if name and words(one["name"] or "") == name), None)
    if same is not None:
        at: Path = (*rows, same)
    else:
        row["lead"] = not any(one.get("lead") for one in people)
        spans["lead"] = spans.get("name", (span,)) if row["lead"] else ()
        sheet, at = sheet.add_row(rows), (*rows, len(people))
    for key, value in row.items():
        if value not in (None, "", sheet.get((*at, key))):
            sheet = sheet.put((*at, key), value, spans.get(key, (span,)))
    return sheet, (*at, "name")


def with_engagement(sheet: Sheet) -> Sheet:
    """`sheet`, with an empty engagement if it had none."""
    return sheet if sheet.get(ENGAGEMENTS) else sheet.add_row(ENGAGEMENTS)


# One value


def _value(field: Field, quote: str, sheet: Sheet, path: Path) -> Any:
    kind = field.kind
    assert kind
    if isinstance(kind, EdtfDate):
        return _date(field, kind, quote, sheet, path)
    if kind == COUNTRY:
        return _country(quote) or _refuse(field, quote)
    if isinstance(kind, Code):
        found = [term for term, _start, _end in named(kind.vocabulary, quote)]
        found.sort(key=lambda term: int(term.row.get("rank") or 0))
        return found[0].code if found else _typed(field, quote)
    if isinstance(kind, Place):
        known = [term for term, _start, _end in named(PLACE.vocabulary, quote)]
        return known[0].code if known else kind.parse(quote)
    value = kind.parse(quote)
    return value if value is not None else _refuse(field, quote)


def _typed(field: Field, quote: str) -> Any:
    """The words taken as if they were typed."""
    assert field.kind
    try:
        return field.kind.parse(quote)
    except Problem as problem:
        _refuse(field, quote, problem.hint)


def _date(field: Field, kind: EdtfDate, quote: str, sheet: Sheet, path: Path) -> str:
    found = next(_dates(kind, quote), "")
    stated = sheet.get((*path[:-1], "date")) if field.key == "date_resolved" else None
    if field.key == "date_resolved" and (clock := _CLOCK.search(quote)):
        seconds = int(clock[0][:10])
        found = (datetime.fromtimestamp(seconds, UTC) + _LOCAL).date().isoformat()
    if stated and re.fullmatch(r"\d{4}", found) and stated.startswith("XXXX-"):
        found = found + stated[4:]
    if not found and next(_dates(PERIOD, quote), ""):
        _refuse(field, quote, _("A meeting needs a day, a month or a year of its own."))
    return found or _refuse(field, quote)


def _dates(kind: EdtfDate, quote: str) -> Iterator[str]:
    """The dates in `quote`, longest wording first."""
    tokens = [t.strip("()[]“”\"'.,;:") for t in quote.split()]
    for length in range(min(6, len(tokens)), 0, -1):
        for start in range(len(tokens) - length + 1):
            try:
                value = kind.parse(" ".join(tokens[start : start + length]))
            except Problem:
                continue
            if value:
                yield str(value)


def _basis(article: Article, span: Span) -> str:
    if _CLOCK.search(span.quote):
        return "asset_timestamp"
    role = article.role_at(span.start)
    if role in (Role.STAMP, Role.METADATA, Role.BYLINE):
        return "page_timestamp"
    return (
        "stated"
        if any("X" not in value and value.count("-") == 2 for value in _dates(EdtfDate(), span.quote))
        else "dated_context"
    )


def _country(quote: str) -> str:
    found = [term for term, _start, _end in named(COUNTRY.vocabulary, quote) if term.code != "VN"]
    if found:
        return found[0].code
    places = [term.row.get("country", "") for term, _start, _end in named(PLACE.vocabulary, quote)]
    return next((code for code in places if code and code != "VN"), "")


def _refuse(field: Field, quote: str, hint: str = "") -> NoReturn:
    raise Problem(
        _("“{words}” holds nothing for {field}.").format(words=_short(quote), field=field.label),
        hint or _("Select other words, or type the value."),
    )


def named(vocabulary: Vocabulary, quote: str) -> list[tuple[Term, int, int]]:
    """The terms whose names stand in `quote`, longest names first taken, in order; offsets into `quote`."""
    tokens = [(m.start(), m.end()) for m in re.finditer(r"\w+", quote)]
    folded = [" ".join(words(quote[a:b])) for a, b in tokens]
    known = _by_words(vocabulary)
    longest = max((len(key) for key in known), default=0)
    found: list[tuple[Term, int, int]] = []
    at = 0
    while at < len(folded):
        for length in range(min(longest, len(folded) - at), 0, -1):
            if term := known.get(tuple(folded[at : at + length])):
                found.append((term, tokens[at][0], tokens[at + length - 1][1]))
                at += length - 1
                break
        at += 1
    return found


def _by_words(vocabulary: Vocabulary) -> Mapping[tuple[str, ...], Term]:
    names: dict[tuple[str, ...], Term] = {}
    for term in vocabulary:
        cues = [
            cue for column, text in term.row.items() if column.startswith(_NAMES) for cue in (text or "").split("|")
        ]
        for name in (*term.labels.values(), *term.aliases, *cues):
            if key := tuple(words(name)):
                names.setdefault(key, term)
    return names


# Rows


def _with_sectors(sheet: Sheet, rows: Path, article: Article, span: Span) -> tuple[Sheet, Path]:
    field = field_of((*rows, 0, "code"))
    assert isinstance(field.kind, Code)
    present = {row["code"] for row in sheet.get(rows)}
    at: Path = rows
    found = named(field.kind.vocabulary, span.quote)
    if not found:
        _refuse(field, span.quote)
    for term, start, end in found:
        if term.code in present:
            continue
        present.add(term.code)
        passage = article.span(span.start + start, span.start + end)
        at = (*rows, len(sheet.get(rows)))
        sheet = (
            sheet.add_row(rows).put((*at, "code"), term.code, (passage,)).put((*at, "salience"), "core", (span,))
        )
    if at == rows:
        raise Problem(_("“{words}” is coded already.").format(words=_short(span.quote)))
    return sheet, (*at, "code")


def _with_agreement(sheet: Sheet, rows: Path, article: Article, span: Span) -> tuple[Sheet, Path]:
    at: Path = (*rows, len(sheet.get(rows)))
    meeting = sheet.get((*rows[:-1], "date_resolved")) or sheet.get((*rows[:-1], "date"))
    told = _agreement(article, span, meeting)
    sheet = sheet.add_row(rows)
    for key, (value, spans) in told.items():
        sheet = sheet.put((*at, key), value, spans)
    return sheet, (*at, next((key for key in ("kind", "status") if key not in told), "title"))


def _agreement(article: Article, span: Span, meeting: str | None) -> dict[str, tuple[Any, tuple[Span, ...]]]:
    """What the passage and its sentence tell of one text: name, kind, date and status, each with its passages."""
    from curator.extract import agreements
    from curator.extract.page import open_page

    page = open_page(article, "")
    found = agreements.named(page, (span.start, span.end), meeting)
    told = {key: (each.value, page.spans(*each.spans)) for key, each in found.items()}
    title = " ".join(span.quote.split())
    if not told and len(title.split()) <= 20:
        told["title"] = (title, (span,))
    if "date" not in told and (period := next(_dates(PERIOD, span.quote), "")):
        told["date"] = (period, (span,))
    if "status" not in told and "date" in told:
        told["status"] = ("in_force", told["date"][1])
    return told


def _person(article: Article, span: Span, home_city: str) -> tuple[dict[str, Any], dict[str, tuple[Span, ...]]]:
    """What the passage says of one person, with the passage of each part; the words as the name if nothing else."""
    from curator.extract import places
    from curator.extract.marks import mark
    from curator.extract.mentions import MentionReader
    from curator.extract.page import Page, open_page
    from curator.extract.people import Person, gather
    from curator.extract.rows import SheetWriter, person_row
    from curator.extract.tokens import read_tokens

    alone = replace(article, blocks=(Block(span.start, span.end, Role.STORY),))
    page = Page(alone, open_page(article, home_city).language, home_city)
    marks = mark(read_tokens(page), places.find(page))
    mentions = MentionReader(marks).read()
    people = gather(mentions, marks)
    if not people:
        titles = [m for m in mentions if m.offices and all(o.body_entry or not o.body for o in m.offices)]
        if not titles:
            return {"name": " ".join(span.quote.split()).strip(" ,.;:")}, {}
        people = [Person((), [titles[0]._replace(name=titles[0].title)])]  # the name has no words of its own
    person = max(people, key=lambda one: (bool(one.titled), len(one.key)))
    writer = SheetWriter(page)
    row = person_row(writer, ("home", 0), person, None, people, marks)
    spans = {str(path[-1]): evidence.spans for path, evidence in writer.evidence.items()}
    return {key: value for key, value in row.items() if value and key != "lead"}, spans


def _short(quote: str) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= 60 else flat[:57] + "…"
