"""Journeys: what shows that the home side travelled, beside the places of the sentence that reports the meeting."""

from curator.extract.delegations import of_delegation
from curator.extract.marks import Marks, Place
from curator.extract.meetings import Meeting
from curator.extract.offices import Side, located, venue
from curator.extract.presence import is_planned
from curator.model.article import Role

_OPENING = 3  # how many sentences after its dateline a report may come to the meeting
_VISIT, _DELEGATION = frozenset(("visit",)), frozenset(("delegation",))
_TOWN_HALL = frozenset(("town_hall",))


def dateline(meeting: Meeting, marks: Marks) -> Place | None:
    """The foreign city from which an agency reports: `Vientiane (VNA) – …`."""
    first = next((i for i in meeting.sentences if _role(i, marks) is Role.STORY), meeting.lead)
    low, high = marks.tokens.bounds(first)
    place, tokens = marks.places.get(low), marks.tokens
    if place is None or not place.foreign or not place.code or not 0 <= meeting.lead - first <= _OPENING:
        return None
    for k in range(place.end, min(high - 1, place.end + 5)):
        if tokens.gaps[k] == "(":
            return place if tokens.capital[k] and tokens.gaps[k + 1] in ')–-,"' else None
    return place if tokens.raw[low].isupper() and tokens.gaps[place.end] == "–" else None


def before_lead(meeting: Meeting, marks: Marks) -> Place | None:
    """The country to which the sentence before takes the home side: `Đoàn … đã thăm Séc. Sáng 17/5, Đoàn …`."""
    before = meeting.lead - 1
    if before not in meeting.sentences or _role(before, marks) is not Role.STORY:
        return None
    if is_planned(before, marks) or not any(
        m.sentence == before and of_delegation(m, marks).side is Side.HOME for p in meeting.home for m in p.mentions
    ):
        return None
    if not marks.cues_of(before, _VISIT) or not marks.cues_of(meeting.lead, _DELEGATION):
        return None
    there = [place for place in _places(before, marks) if place.foreign and venue(place, marks)]
    return there[-1] if there else None


def hosted(meeting: Meeting, marks: Marks, city: str, site_of: str | None) -> bool:
    """Whether the guests' own `city` was the place: by its town hall, its site (`site_of`) or a journey there."""
    office = meeting.guest_lead.office if meeting.guest_lead else None
    if office is None or office.envoy or office.national or marks.tokens.lexicon.language == "vi":
        return False
    if any(person.delegation and person.delegation.side is Side.GUEST for person in meeting.guests):
        return False
    opening = [i for i in meeting.sentences if _role(i, marks) is not Role.CAPTION][: _OPENING + 1]
    told = [place for i in opening for place in _places(i, marks)]
    if any(not p.foreign and located(p, marks) and not _of_office(p, meeting) for p in told):
        return False
    head = [i for i in opening if _role(i, marks) is Role.HEADLINE]
    there = any(p.code == city and located(p, marks) for i in head for p in _places(i, marks)) or site_of == city
    return there or any(marks.cues_of(i, _TOWN_HALL) or _travels(i, meeting, marks) for i in opening)


def _travels(i: int, meeting: Meeting, marks: Marks) -> bool:
    """Whether a sentence says that somebody of the home side is on a visit abroad."""
    if is_planned(i, marks) or not any(m.sentence == i for p in meeting.home for m in p.mentions):
        return False
    places = [p for p in _places(i, marks) if p.foreign]
    return any(
        end <= p.start <= end + 3 and not any(k in marks.titles for k in range(end, p.start))
        for _at, end, _code in marks.cues_of(i, _VISIT)
        for p in places
    )  # not `the visiting Governor of Vientiane`


def _of_office(place: Place, meeting: Meeting) -> bool:
    """Whether a place stands within somebody's title."""
    people = (*meeting.home, *meeting.guests)
    return any(o.start <= place.start < o.end for p in people for m in p.mentions for o in m.offices)


def _places(i: int, marks: Marks) -> list[Place]:
    low, high = marks.tokens.bounds(i)
    return [marks.places[k] for k in range(low, high) if k in marks.places]


def _role(i: int, marks: Marks) -> Role:
    return marks.tokens.page.sentences[i].role
