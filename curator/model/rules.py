"""The rules of a record: what stops verification and what asks for a look.

Errors block; warnings are accepted by one key, which is logged. Each finding names the field, the value found, the
rule and the fix. The rules are those of the coding handbook, section 2.7.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Literal

from curator.errors import Problem
from curator.i18n import _
from curator.model import edtf
from curator.model.article import Article, Role
from curator.model.codebook import Field
from curator.model.frozen import frozen
from curator.model.kinds import COUNTRY, LANGUAGE, PLACE
from curator.model.record import Evidence, Path, Sheet, State, field_of, values

Level = Literal["error", "warning"]


@frozen
class Finding:
    """One thing to mend or to accept at `path`. `rule` is a stable name; the rest is for people."""

    level: Level
    path: Path
    rule: str
    message: str
    fix: str


def findings(sheet: Sheet, article: Article | None = None, imported: str = "") -> list[Finding]:
    """Everything the rules find in `sheet`, errors first, each in the order of the codebook.

    `article` lets passages be checked, `imported` (UTC ISO 8601) lets dates be compared with the import.
    """
    found = [*_each_value(sheet), *_each_engagement(sheet, imported)]
    if article is not None:
        found += _passages(sheet, article)
    if not sheet.get(("engagements",)):
        found.append(
            Finding(
                "warning",
                ("engagements",),
                "no_engagement",
                _("No engagement is coded."),
                _("Accept if the article reports no meeting with a foreign partner; else add one."),
            )
        )
    return sorted(found, key=lambda finding: finding.level != "error")


def errors(found: list[Finding]) -> list[Finding]:
    """Those that block verification."""
    return [finding for finding in found if finding.level == "error"]


def _each_value(sheet: Sheet) -> Iterator[Finding]:
    for path, field, value in values(sheet.record):
        assert field.kind
        items = value if field.many else [value]
        empty = value is None or value == []
        if empty:
            if field.required and sheet.state(path) is not State.NOT_STATED:
                yield _missing(path)
            continue
        for item in items:
            if reason := field.kind.error(item):
                yield Finding(
                    "error",
                    path,
                    "kind",
                    _("{field}: “{value}” {reason}.").format(field=field.label, value=item, reason=reason),
                    _("Correct it, or mark it as not stated."),
                )


def _missing(path: Path) -> Finding:
    return Finding(
        "error",
        path,
        "required",
        _("{field} is empty.").format(field=field_of(path).label),
        _("Select the passage in the article, or mark it as not stated."),
    )


def _each_engagement(sheet: Sheet, imported: str) -> Iterator[Finding]:
    for position, engagement in enumerate(sheet.get(("engagements",)) or []):
        above: Path = ("engagements", position)
        for rule in _ENGAGEMENT_RULES:
            yield from rule(sheet, engagement, above)
        yield from _published(sheet, engagement, above)
        yield from _future(engagement, above, imported)


Rule = Callable[[Sheet, Mapping[str, Any], Path], Iterator[Finding]]


def _country(sheet: Sheet, engagement: Mapping[str, Any], above: Path) -> Iterator[Finding]:
    path = (*above, "country")
    international = any(person.get("role_class") == "igo_official" for person in engagement["partner"])
    if not engagement["country"] and not international and sheet.state(path) is not State.NOT_STATED:
        yield _missing(path)


def _sides(_sheet: Sheet, engagement: Mapping[str, Any], above: Path) -> Iterator[Finding]:
    for side in ("home", "partner"):
        people, path = engagement[side], (*above, side)
        leads = [i for i, person in enumerate(people) if person.get("lead")]
        both = not engagement["home"] and not engagement["partner"]
        if both and side == "partner":
            return  # said once, for the home side
        if not people:
            yield Finding(
                "error" if both else "warning",
                path,
                "side_empty",
                _("{side}: nobody is named.").format(side=field_of(path).label),
                _("Select a name in the article and make it a row of this side."),
            )
        elif len(leads) > 1:
            yield Finding(
                "error",
                (*path, leads[1], "lead"),
                "two_leads",
                _("{side}: {n} people head the side.").format(side=field_of(path).label, n=len(leads)),
                _("Leave the mark on the one who heads it."),
            )
        elif not leads:
            yield Finding(
                "warning",
                (*path, 0, "lead"),
                "no_lead",
                _("{side}: nobody heads the side.").format(side=field_of(path).label),
                _("Mark the host or the head of the delegation."),
            )
        for i, person in enumerate(people):
            if person.get("role") and not person.get("role_class"):
                yield Finding(
                    "warning",
                    (*path, i, "role_class"),
                    "no_role_class",
                    _("{name}: the class of “{role}” is not coded.").format(
                        name=person["name"], role=person["role"]
                    ),
                    _("Choose the class of the post."),
                )


def _dates(_sheet: Sheet, engagement: Mapping[str, Any], above: Path) -> Iterator[Finding]:
    stated, resolved = engagement["date"], engagement["date_resolved"]
    if not resolved or not edtf.is_valid(resolved):
        return
    path = (*above, "date_resolved")
    if stated and edtf.is_valid(stated) and not edtf.agrees(stated, resolved):
        yield Finding(
            "error",
            path,
            "date_agrees",
            _("Full date {resolved} contradicts the date as stated, {stated}.").format(
                resolved=resolved, stated=stated
            ),
            _("Correct one of the two; the date as stated is what the page prints."),
        )
    if (not stated or "X" in stated) and not engagement["date_basis"]:
        yield Finding(
            "error",
            (*above, "date_basis"),
            "date_basis",
            _("Full date {resolved}: nothing says where the year comes from.").format(resolved=resolved),
            _("Choose the basis of the full date."),
        )


def _places(_sheet: Sheet, engagement: Mapping[str, Any], above: Path) -> Iterator[Finding]:
    partner, path = engagement["partner_city"], (*above, "partner_city")
    if not partner:
        return
    if partner == engagement["city"] and engagement["direction"] != "outgoing":
        yield Finding(
            "error",
            path,
            "partner_is_home",
            _("Partner city and place of meeting are both {city}.").format(city=PLACE.show(partner)),
            _("The partner city is the foreign one; leave it empty if none is concerned."),
        )
        return
    term = PLACE.vocabulary.get(partner)
    country = term.row.get("country") if term else ""
    if country and engagement["country"] and country != engagement["country"]:
        yield Finding(
            "warning",
            path,
            "partner_country",
            _("{city} lies in {there}, but the partner country is {here}.").format(
                city=PLACE.show(partner), there=COUNTRY.show(country), here=COUNTRY.show(engagement["country"])
            ),
            _("Correct the city or the country, or accept."),
        )


def _sectors(_sheet: Sheet, engagement: Mapping[str, Any], above: Path) -> Iterator[Finding]:
    codes = [row.get("code") for row in engagement["sectors"]]
    for code, count in Counter(codes).items():
        if code and count > 1:
            last = len(codes) - 1 - codes[::-1].index(code)
            path = (*above, "sectors", last, "code")
            shown = field_of(path).kind.show(code)  # type: ignore[union-attr]
            yield Finding(
                "error",
                path,
                "sector_twice",
                _("Sector “{sector}” is coded twice.").format(sector=shown),
                _("Remove one of the two."),
            )


def _agreements(_sheet: Sheet, engagement: Mapping[str, Any], above: Path) -> Iterator[Finding]:
    meeting = _first_day(engagement["date_resolved"]) or _first_day(engagement["date"])
    for i, row in enumerate(engagement["agreements"]):
        day = _last_day(row.get("date"))
        if row.get("status") == "signed_now" and meeting and day and day.year < meeting.year:
            yield Finding(
                "error",
                (*above, "agreements", i, "status"),
                "signed_before",
                _("Signed now, but its date {date} lies before the meeting.").format(date=row["date"]),
                _("If it was signed earlier, its status is “in force”."),
            )


_ENGAGEMENT_RULES: tuple[Rule, ...] = (_country, _sides, _dates, _places, _sectors, _agreements)


def _published(sheet: Sheet, engagement: Mapping[str, Any], above: Path) -> Iterator[Finding]:
    published = _first_day(sheet.get(("article", "published")))
    meeting = _first_day(engagement["date_resolved"]) or _first_day(engagement["date"])
    if not published or not meeting:
        return
    if published < meeting:
        message = _("The article was published on {published}, before the meeting of {meeting}.")
    elif published - meeting > timedelta(days=10):
        message = _("The article was published on {published}, more than ten days after the meeting of {meeting}.")
    else:
        return
    yield Finding(
        "warning",
        (*above, "date"),
        "published_apart",
        message.format(published=published, meeting=meeting),
        _("Check the date of the meeting and the stamp of the article."),
    )


def _future(engagement: Mapping[str, Any], above: Path, imported: str) -> Iterator[Finding]:
    key = "date_resolved" if engagement["date_resolved"] else "date"
    meeting = _first_day(engagement[key])
    if imported and meeting and meeting.isoformat() > imported[:10]:
        yield Finding(
            "warning",
            (*above, key),
            "future",
            _("The meeting of {meeting} lies after the import of the article.").format(meeting=meeting),
            _("A planned meeting is not coded; else correct the date."),
        )


def _passages(sheet: Sheet, article: Article) -> Iterator[Finding]:
    for path, field, value in values(sheet.record):
        found = sheet.evidence.get(path, Evidence())
        if value is None or value == [] or value is False or not field.released:
            continue
        if not all(article.holds(span) for span in found.spans):
            yield Finding(
                "warning",
                path,
                "passage_lost",
                _("{field}: its passage no longer stands where it was marked.").format(field=field.label),
                _("Select the passage again."),
            )
        elif any(article.role_at(span.start) is Role.FURNITURE for span in found.spans):
            yield Finding(
                "warning",
                path,
                "passage_in_furniture",
                _("{field}: “{value}” comes from menus or related items, not from the story.").format(
                    field=field.label, value=_show(path, value)
                ),
                _("Select the passage in the story, or correct the value."),
            )
        elif not found.spans and _needs_passage(field) and found.state is not State.CONFIRMED:
            yield Finding(
                "warning",
                path,
                "no_passage",
                _("{field}: “{value}” has no passage that proves it.").format(
                    field=field.label, value=_show(path, value)
                ),
                _("Select the passage in the article, or accept."),
            )


def _needs_passage(field: Field) -> bool:
    """Whether a few words can prove the value; a language is proven by the whole text."""
    return field.required and field.kind is not LANGUAGE


def _show(path: Path, value: Any) -> str:
    kind = field_of(path).kind
    assert kind
    return ", ".join(kind.show(item) for item in value) if isinstance(value, list) else kind.show(value)


def _first_day(text: str | None) -> date | None:
    return _day(text, 0)


def _last_day(text: str | None) -> date | None:
    return _day(text, 1)


def _day(text: str | None, end: int) -> date | None:
    if not text or not edtf.is_valid(text, time=True):
        return None
    day = edtf.bounds(text)[end]
    return date.fromisoformat(day) if day else None


class Blocked(Problem):
    """Verification is stopped by `found`: errors, or warnings that nobody has accepted."""

    def __init__(self, found: list[Finding]) -> None:
        super().__init__(found[0].message, found[0].fix)
        self.found = found
