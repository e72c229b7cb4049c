"""Meetings: which contacts the page reports, where each begins, and who took part."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from curator.extract.marks import Marks
from curator.extract.mentions import Mention
from curator.extract.people import Person
from curator.extract.presence import CONTACT, MEETING, is_background, is_planned, presence
from curator.extract.sides import Side, located, national, of_offices
from curator.model.article import Role

_SAME, _LEAD, _DELEGATION = frozenset(("same_day",)), frozenset(("lead",)), frozenset(("delegation",))
_EVENTS = frozenset(("visit", "forum", "signing", "award", "online"))
_FAR = 10_000


@dataclass
class Meeting:
    """One contact: the sentence that reports it, the sentences about it, and the people of both sides."""

    lead: int
    sentences: tuple[int, ...]
    home: list[Person] = field(default_factory=list)
    guests: list[Person] = field(default_factory=list)
    home_lead: Person | None = None
    guest_lead: Person | None = None
    rule: str = ""


class MeetingFinder:
    """Finds the meetings of one page from its marks, mentions and people."""

    def __init__(self, marks: Marks, mentions: list[Mention], people: list[Person]) -> None:
        self._marks = marks
        self._page = marks.tokens.page
        self._people = people
        self._by_sentence: dict[int, list[Person]] = {}
        self._titles: dict[int, list[Mention]] = {}
        for person in people:
            for mention in person.mentions:
                listed = self._by_sentence.setdefault(mention.sentence, [])
                if person not in listed:
                    listed.append(person)
        for mention in mentions:
            if not mention.key:
                self._titles.setdefault(mention.sentence, []).append(mention)

    def find(self) -> list[Meeting]:
        """The meetings in page order; none where the page reports no contact with a foreign side."""
        lead, rule = self._lead()
        if lead < 0:
            return []
        seconds = self._seconds(lead)
        every = tuple(range(len(self._page.sentences)))
        starts = [lead, *seconds]
        meetings = []
        for position, start in enumerate(starts):
            stop = starts[position + 1] if position + 1 < len(starts) else len(every)
            own = (
                every
                if not seconds
                else tuple(i for i in every if (i < stop if not position else start <= i < stop))
            )
            meetings.append(self._meeting(start, own, rule, meetings[0] if meetings else None))
        return [m for m in meetings if self._counts(m)]

    # Which sentence reports a meeting

    def _lead(self) -> tuple[int, str]:
        """The sentence that reports the main meeting, and the rule that chose it; -1 for none."""
        order = [i for role in (Role.STORY, Role.CAPTION, Role.HEADLINE) for i in self._of_role(role)]
        for i in order:
            if self._contact(i) and self._foreign(i) and not self._elsewhere(i):
                return i, "contact_with_guest"
        present = [p for p in self._people if p.side is Side.GUEST and p.present()]
        home = [p for p in self._people if p.side is Side.HOME and p.present()]
        for person in present if home else ():
            spoken = person.present("contact", "speech", "list", "caption")
            if spoken:
                return spoken[0].sentence, "guest_speaks"
        for i in order:
            if self._cues(i, _EVENTS) and self._abroad(i) and self._home_near(i) and not self._elsewhere(i):
                return i, "home_side_abroad"
        return -1, ""

    def _of_role(self, role: Role) -> list[int]:
        return [i for i, sentence in enumerate(self._page.sentences) if sentence.role is role]

    def _cues(self, i: int, codes: frozenset[str]) -> list[tuple[int, int, str]]:
        low, high = self._marks.tokens.bounds(i)
        return list(self._marks.cues_in(low, high, codes))

    def _contact(self, i: int) -> bool:
        return bool(self._cues(i, CONTACT))

    def _elsewhere(self, i: int) -> bool:
        return is_background(i, self._marks) or (is_planned(i, self._marks) and not self._cues(i, _LEAD | MEETING))

    def _on_side(self, i: int, side: Side) -> list[Person]:
        return [p for p in self._by_sentence.get(i, ()) if p.side is side and _shown_in(p, i)]

    def _foreign(self, i: int) -> bool:
        """Whether a sentence shows a foreign side: a guest, an unnamed foreign envoy, a foreign delegation."""
        if self._on_side(i, Side.GUEST):
            return True
        for mention in self._titles.get(i, ()):
            if of_offices(mention.offices, self._marks) is Side.GUEST and presence(mention, self._marks):
                return True
        low, high = self._marks.tokens.bounds(i)
        for _at, end, _code in self._cues(i, _DELEGATION):
            near = [self._marks.places[k] for k in range(end, min(high, end + 9)) if k in self._marks.places]
            near += [p for k in range(max(low, end - 4), end) if (p := self._marks.places.get(k))]
            if any(p.foreign and not located(p, self._marks) for p in near[:2]):
                return True
        return False

    def _home_near(self, i: int) -> bool:
        return any(self._on_side(k, Side.HOME) for k in range(i, min(i + 3, len(self._page.sentences))))

    def _abroad(self, i: int) -> bool:
        low, high = self._marks.tokens.bounds(i)
        return any(self._marks.places[k].foreign for k in range(low, high) if k in self._marks.places)

    # A second meeting on the page

    def _seconds(self, lead: int) -> list[int]:
        """The sentences that open further meetings: another guest or another host, on the same day."""
        found: list[int] = []
        guests = self._on_side(lead, Side.GUEST)
        hosts = self._on_side(lead, Side.HOME)
        for i in self._of_role(Role.STORY):
            marked = bool(self._cues(i, _SAME))
            if i <= lead or not (marked or self._contact(i)):
                continue
            new_guests = [p for p in self._on_side(i, Side.GUEST) if p not in guests and self._first(p) >= i]
            new_hosts = [p for p in self._on_side(i, Side.HOME) if p not in hosts and self._first(p) >= i]
            if not guests or not hosts:
                guests, hosts = guests or new_guests, hosts or new_hosts
                continue
            other = [p for p in new_guests if self._apart(p, guests)]
            if (marked and (other or (new_hosts and self._cues(i, MEETING)))) or (
                other and self._cues(i, MEETING) and not self._elsewhere(i)
            ):
                found.append(i)
                guests, hosts = [*guests, *new_guests], [*hosts, *new_hosts]
        return found

    def _first(self, person: Person) -> int:
        return min((m.sentence for m in person.mentions if m.role is Role.STORY), default=_FAR)

    def _apart(self, person: Person, guests: list[Person]) -> bool:
        """Whether a guest has a post of their own that no delegation of the first guests explains."""
        office = person.office
        if not office or office.level in ("aide", "spouse", "member"):
            return False
        mine = {p.country for p in (*office.places, *person.delegation) if p.foreign}
        theirs = {p.country for g in guests if g.office for p in (*g.office.places, *g.delegation) if p.foreign}
        return bool(mine) and not mine & theirs

    # Who took part

    def _meeting(self, lead: int, own: tuple[int, ...], rule: str, first: Meeting | None) -> Meeting:
        meeting = Meeting(lead, own, rule=rule)
        within = set(own)
        for person in self._people:
            shown = [m for m in person.present() if m.sentence in within]
            if first is not None:
                shown = [m for m in shown if m.role is Role.STORY]
            if shown and self._takes_part(person, shown):
                (meeting.home if person.side is Side.HOME else meeting.guests).append(person)
        meeting.home_lead = self._head(meeting.home, lead, within)
        meeting.guest_lead = self._head(meeting.guests, lead, within)
        if first is not None and meeting.home_lead is None and first.home_lead:
            meeting.home, meeting.home_lead = [first.home_lead], first.home_lead
        if first is not None and meeting.guest_lead is None and first.guest_lead:
            meeting.guests, meeting.guest_lead = list(first.guests), first.guest_lead
        return meeting

    def _takes_part(self, person: Person, shown: list[Mention]) -> bool:
        """Statesmen of Viet Nam who are only quoted or met elsewhere are no party to a city's meeting."""
        office = person.office
        if person.side is Side.HOME and office and national(office):
            return any(person.shown[person.mentions.index(m)] in ("contact", "list") for m in shown)
        if all(m.role is Role.HEADLINE for m in shown):
            return not any(m.role is Role.STORY for m in person.mentions)
        return True

    def _head(self, side: list[Person], lead: int, within: set[int]) -> Person | None:
        """The person who heads a side: named as leader, else the first of the sentence that reports the meeting."""
        if not side:
            return None
        for person in side:
            if self._leads(person, within):
                return person

        def order(person: Person) -> tuple[bool, int]:
            at = [m for m in person.present() if m.sentence in within and m.role is Role.STORY]
            here = [m for m in at if m.sentence == lead]
            return not here, (here or at or person.mentions)[0].start

        return min(side, key=order)

    def _leads(self, person: Person, within: set[int]) -> bool:
        marks = self._marks
        for mention in person.mentions:
            if mention.sentence not in within or mention.role is not Role.STORY:
                continue
            low, high = marks.tokens.bounds(mention.sentence)
            after = marks.cues_in(mention.end, min(high, mention.end + 5), _LEAD)
            before = marks.cues_in(max(low, mention.start - 5), mention.start, _LEAD)
            if any(after) or any(end >= mention.start - 3 for _at, end, _code in before):
                return True
        return False

    def _counts(self, meeting: Meeting) -> bool:
        """Whether a contact took place between a home side that acts for a city and a foreign side."""
        if meeting.guests and not meeting.home:
            return True
        if not meeting.home:
            return bool(meeting.guests)
        offices = [p.office for p in meeting.home if p.office]
        return not offices or not all(national(o) and o.level != "minister" for o in offices) or len(offices) > 1


def _shown_in(person: Person, sentence: int) -> Iterable[Mention]:
    return [m for m in person.present() if m.sentence == sentence]
