"""Rows of the record from what was found: one for each person and engagement, with the evidence beside it."""

from collections.abc import Iterable, Mapping
from typing import Any

from curator.extract.classes import class_of, trust_in_class
from curator.extract.confidence import doubted, lower, rivals
from curator.extract.delegations import of_party
from curator.extract.marks import Marks
from curator.extract.meetings import Meeting
from curator.extract.offices import Office
from curator.extract.page import Found, Page, Range
from curator.extract.people import Person
from curator.model.codebook import ENGAGEMENT, PERSON, empty_row
from curator.model.record import Confidence, Evidence, Path, suggested

_NO_BODY = frozenset(
    ("ambassador", "charge", "consul", "attache", "mayor", "vice_mayor", "head_of_state", "head_of_government")
)  # the state or city is body enough
_STAFF = frozenset(("attache", "charge"))  # but they may be told to be of the embassy


class SheetWriter:
    """Collects values and their evidence while a sheet is put together."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.evidence: dict[Path, Evidence] = {}

    def put(self, row: dict[str, Any], above: Path, key: str, found: Found | None) -> None:
        """Write the value of `found` into `row`, and its evidence at the path below `above`."""
        if found is None or found.value in (None, "", []):
            return
        spans = self._page.spans(*found.spans)
        row[key] = found.value
        self.evidence[(*above, key)] = suggested(found.value, spans, found.confidence, found.rule)


def person_row(
    writer: SheetWriter, above: Path, person: Person, lead: Confidence | None, people: list[Person], marks: Marks
) -> dict[str, Any]:
    """The row of one person and its evidence; `lead` tells how sure it is that they head their side, if they do."""
    row = empty_row(PERSON)
    for key, found in _of_person(person, lead, people, marks).items():
        writer.put(row, above, key, found)
    if row["lead"] is None:
        row["lead"] = lead is not None
    return row


def _of_person(
    person: Person, lead: Confidence | None, people: list[Person], marks: Marks
) -> Mapping[str, Found | None]:
    tokens = marks.tokens
    named = person.named
    name = Found(named.text, (_words(marks, named.name),), _trust(person), "name_as_printed")
    if close := rivals(person, people):
        spans = tuple(_words(marks, other.named.name) for other in close)
        name = doubted(
            Found(name.value, (*name.spans, *spans), name.confidence, name.rule),
            Confidence.CHECK,
            "name_near_identical",
        )
    elif person.variants:
        name = doubted(name, Confidence.CHECK, "name_with_variants")
    found: dict[str, Found | None] = {"name": name}
    titled, office = person.titled, person.office
    if titled and office:
        trust = Confidence.SURE if titled.key and len(titled.key) > 1 else Confidence.CHECK
        post, stack = _words(marks, office.post), _words(marks, titled.title)
        found["role"] = Found(tokens.text(*office.post), (post,), trust, "role_of_acting_body")
        found["title"] = Found(tokens.text(*titled.title).strip(" ,"), (stack,), trust, "title_as_printed")
        found["role_class"] = Found(
            class_of(office, person.delegation.entry if person.delegation else None),
            (post,),
            trust_in_class(office),
            "class_of_post",
        )
        found["organisation"] = _organisation(person, marks)
    if lead is not None:
        found["lead"] = Found(True, name.spans[:1], lower(_trust(person), lead), "lead_of_side")
    return found


def _organisation(person: Person, marks: Marks) -> Found | None:
    office, led = person.office, person.delegation
    if led and led.body and _told_by_delegation(office, led.body, marks):
        text = marks.tokens.text(*led.body)
        return Found(text, (_words(marks, led.body),), Confidence.CHECK, "organisation_of_delegation")
    bodiless = office is not None and not office.body and not office.places and office.level not in _NO_BODY
    if bodiless and person.titled and (listed := of_party(person.titled, marks)):
        text, span = marks.tokens.text(*listed), _words(marks, listed)
        return Found(text, (span,), Confidence.CHECK, "organisation_of_party")
    if not office or not office.body:
        return None
    party = office.body_entry is not None and office.body_entry.code.startswith("party")
    staff = office.level in _STAFF and office.body_entry is not None and office.body_entry.code == "embassy"
    if office.level in _NO_BODY and not party and not staff:
        return None
    start, end = office.body
    text = marks.tokens.text(start, end)
    trust = Confidence.SURE if office.body_entry else Confidence.CHECK
    return Found(text, (_words(marks, (start, end)),), trust, "organisation_of_post")


def _told_by_delegation(office: Office | None, led: Range, marks: Marks) -> bool:
    """Whether the delegation names the body better than the title, which names none, a field or `Hội đồng`."""
    if office is None or office.body is None:
        return not (office and office.envoy)
    code = office.body_entry.code if office.body_entry else ""
    keys = marks.tokens.keys
    short = office.body[1] - office.body[0] <= 2 and not office.places
    return code == "domain" or (short and keys[office.body[0] : office.body[1]] == keys[led[0] : led[0] + 2])


def _trust(person: Person) -> Confidence:
    if len(person.key) < 2:
        return Confidence.GUESS
    if person.side_rule == "side_by_office" and person.present("contact", "list", "speech"):
        return Confidence.SURE
    return Confidence.CHECK


def engagement_row(
    writer: SheetWriter,
    position: int,
    meeting: Meeting,
    fields: Mapping[str, Found | None],
    people: list[Person],
    marks: Marks,
) -> dict[str, Any]:
    """The row of one engagement with its people; sectors and agreements are added by the caller."""
    above: Path = ("engagements", position)
    row = empty_row(ENGAGEMENT)
    for key, found in fields.items():
        writer.put(row, above, key, doubted(found, meeting.trust) if found else None)
    for key, side, lead in (
        ("home", meeting.home, meeting.home_lead),
        ("partner", meeting.guests, meeting.guest_lead),
    ):
        ordered = [p for p in side if p is lead] + [p for p in side if p is not lead]
        row[key] = [
            person_row(writer, (*above, key, i), person, meeting.trust if person is lead else None, people, marks)
            for i, person in enumerate(ordered)
        ]
    return row


def inner_rows(
    writer: SheetWriter, row: dict[str, Any], position: int, key: str, found: Iterable[Mapping[str, Found]]
) -> None:
    """Fill the group `key` (sectors, agreements) of the engagement at `position` with the rows found."""
    group = ENGAGEMENT[key].group
    for i, values in enumerate(found):
        inner = empty_row(group) if group else {}
        for name, value in values.items():
            writer.put(inner, ("engagements", position, key, i), name, value)
        row[key].append(inner)


def _words(marks: Marks, words: Range) -> Range:
    """Words as code points."""
    return marks.tokens.span(*words)
