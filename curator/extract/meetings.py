"""Meetings: which contacts the page reports, where each begins, and who took part."""

from dataclasses import dataclass, field

from curator.extract.datewords import WEEKDAYS
from curator.extract.delegations import leads
from curator.extract.marks import Marks
from curator.extract.mentions import Mention
from curator.extract.offices import Office, Side, sender, venue
from curator.extract.people import Person
from curator.extract.presence import MEETING, is_background, is_planned
from curator.extract.scenes import SentenceReader
from curator.model.article import Role
from curator.model.record import Confidence

_SAME, _DELEGATION = frozenset(("same_day",)), frozenset(("delegation",))
_ATTACHED = frozenset(("aide", "spouse", "member", "attache"))
_PLAIN = ("contact_of_both_sides", "contact_with_guest", "contact_with_guests_named_before")
_HEADS = frozenset(("head", "secretary", "mayor", "ambassador", "consul", "minister", "attache", "director"))
_THAT_DAY = frozenset(("ngày", "jour", "day", "also", "egalement", "buổi"))
_PARTED = frozenset(("separately", "separement", "successivement", "tour", "lượt", "separate", "respectivement"))
_OF_CITIES = frozenset(("mayor", "vice_mayor", "head", "deputy", "secretary"))
_DEPUTIES = frozenset(("deputy", "deputy_secretary", "vice_mayor"))
_FAR = 10_000
_NEAR = {"event": 1, "contact": 3}  # how many sentences from the lead such a mention still counts


@dataclass(eq=False)
class Meeting:
    """One contact: the sentence that reports it, the sentences about it, and the people of both sides."""

    lead: int
    sentences: tuple[int, ...]
    home: list[Person] = field(default_factory=list)
    guests: list[Person] = field(default_factory=list)
    home_lead: Person | None = None
    guest_lead: Person | None = None
    rule: str = ""
    alone: bool = True  # whether the page reports no other one

    @property
    def trust(self) -> Confidence:
        """How far to trust what depends on where the meeting begins and who is in it."""
        return Confidence.SURE if self.alone and self.rule in _PLAIN else Confidence.CHECK


class MeetingFinder:
    """Finds the meetings of one page from its marks, mentions and people."""

    def __init__(self, marks: Marks, mentions: list[Mention], people: list[Person]) -> None:
        self._marks = marks
        self._page = marks.tokens.page
        self._people = people
        self._read = SentenceReader(marks, mentions, people)

    def find(self) -> list[Meeting]:
        """The meetings in page order; none where the page reports no contact with a foreign side."""
        lead, rule = self._read.lead()
        if lead < 0:
            return []
        parted = self._parted(lead)
        starts = [lead, *([] if parted else self._seconds(lead))]
        if (earlier := self._earlier(lead)) >= 0:
            starts = [earlier, *starts]
        every = range(len(self._page.sentences))
        meetings: list[Meeting] = []
        for position, start in enumerate(starts):
            stop = starts[position + 1] if position + 1 < len(starts) else len(every)
            own = tuple(i for i in every if (not position or i >= start) and i < stop)
            meetings.append(self._meeting(start, own, rule, meetings))
        if parted:
            meetings = self._apart_by_host(meetings[0], parted)
        if len(meetings) > 1:
            self._divide(meetings)
            for meeting in meetings:
                meeting.alone = False
        return [m for m in meetings if self._counts(m)]

    # Further meetings on the page

    def _seconds(self, lead: int) -> list[int]:
        """The sentences that open further meetings: another guest or another host."""
        found: list[int] = []
        guests, hosts = self._read.on_side(lead, Side.GUEST), self._read.on_side(lead, Side.HOME)
        if not hosts and lead and self._read.cues(lead, _DELEGATION):
            hosts = self._read.named(lead - 1, Side.HOME)  # `… do A dẫn đầu. Sáng 11/4, Đoàn …`
        several = any(self._apart(a, [b]) for a in guests for b in guests if a is not b)
        for i in self._read.of_role(Role.STORY):
            here, ours = self._read.on_side(i, Side.GUEST), self._read.on_side(i, Side.HOME)
            if i <= lead:
                continue
            if not guests or not hosts:
                guests, hosts = guests or here, hosts or ours
                continue
            if several and not found:
                here = here or (self._read.named(i, Side.GUEST) if self._says_parted(lead) else [])
                if here and here[0] is not guests[0] and self._opens(i, here, guests[:1], lead):
                    found.append(i)
                continue
            new_guests = [p for p in self._read.named(i, Side.GUEST) if p not in guests and self._first(p) >= i]
            new_hosts = [p for p in ours if p not in hosts and self._first(p) >= i]
            if self._another(i, lead, new_guests, new_hosts, guests):
                found.append(i)
                guests, hosts = [*guests, *new_guests], [*hosts, *new_hosts]
        return found

    def _parted(self, lead: int) -> list[Person]:
        """Two hosts who received the same guest one after the other (`ont reçu séparément`); else nobody."""
        if not self._says_parted(lead) or not self._read.cues(lead, MEETING):
            return []
        hosts, guests = self._read.on_side(lead, Side.HOME), self._read.on_side(lead, Side.GUEST)
        hosts = [p for p in hosts if self._heads(p) or (p.office and p.office.level in _DEPUTIES)]
        several = any(self._apart(a, [b]) for a in guests for b in guests if a is not b)
        return hosts if len(hosts) == 2 and not several else []

    def _apart_by_host(self, whole: Meeting, hosts: list[Person]) -> list[Meeting]:
        """The meetings of two hosts; what is told of the second begins where they stand without the first."""
        first, second = hosts
        alone = (i for i in whole.sentences if i > whole.lead and self._role(i) is Role.STORY)
        alone = (i for i in alone if second in self._read.named(i, Side.HOME))
        at = next((i for i in alone if first not in self._read.named(i, Side.HOME)), -1)
        cut = at if at >= 0 else len(self._page.sentences)
        before = tuple(i for i in whole.sentences if i < cut)
        after = tuple(i for i in whole.sentences if i >= cut)
        own = Meeting(whole.lead, before, rule=whole.rule)
        other = Meeting(at if after else whole.lead, after or (whole.lead,), rule=whole.rule)
        for meeting, host in ((own, first), (other, second)):
            there = set(meeting.sentences)
            joined = [p for p in whole.home if p not in hosts and any(m.sentence in there for m in p.mentions)]
            meeting.home, meeting.home_lead = [host, *joined], host
            meeting.guests, meeting.guest_lead = list(whole.guests), whole.guest_lead
        return [own, other]

    def _role(self, i: int) -> Role:
        return self._page.sentences[i].role

    def _earlier(self, lead: int) -> int:
        """The sentence of a guest who was told of before `lead` and has no part in it; -1 for none."""
        guests = self._read.on_side(lead, Side.GUEST)
        if not guests or not self._read.cues(lead, _SAME):
            return -1
        for i in self._read.of_role(Role.STORY):
            here = [p for p in self._read.on_side(i, Side.GUEST) if p not in guests]
            if i < lead and here and all(self._apart(p, guests) for p in here) and self._read.homely(i):
                return i
        return -1

    def _opens(self, i: int, here: list[Person], first: list[Person], lead: int) -> bool:
        """Whether a sentence begins the part about one of several guests named together."""
        apart = all(self._apart(person, first) for person in here)
        told = self._read.cues(i, MEETING) or self._read.cues(i, _SAME) or self._says_parted(lead)
        return apart and bool(told)

    def _says_parted(self, lead: int) -> bool:
        """Whether a sentence says that its meetings were held one by one: `séparément`."""
        low, high = self._marks.tokens.bounds(lead)
        return bool(_PARTED & set(self._marks.tokens.keys[low:high]))

    def _another(
        self, i: int, lead: int, new_guests: list[Person], new_hosts: list[Person], guests: list[Person]
    ) -> bool:
        """Whether a sentence reports a meeting of people who were not at the first."""
        marked, met = bool(self._read.cues(i, _SAME)), bool(self._read.cues(i, MEETING))
        other = [p for p in new_guests if self._apart(p, guests)]
        if met and self._on_a_journey(i):
            moved = self._moved(lead, i)
            others = [p for p in new_guests if moved or self._of_another_city(p, guests)]
            marked, other = marked or bool(others), other or others
        if marked and (other or (new_hosts and met)):
            return True
        if met and self._same_day(i) and any(self._heads(person) for person in new_guests):
            return True
        if not other or not met or is_planned(i, self._marks) or not self._of_countries([*other, *guests]):
            return False
        return not is_background(i, self._marks) or self._read.homely(i) or self._read.titled(i)

    def _same_day(self, i: int) -> bool:
        """Whether a sentence says outright that it tells of something else on that day."""
        said = {key for at, end, _code in self._read.cues(i, _SAME) for key in self._marks.tokens.keys[at:end]}
        return bool(said & _THAT_DAY)

    def _heads(self, person: Person) -> bool:
        return person.office is not None and person.office.level in _HEADS

    def _on_a_journey(self, i: int) -> bool:
        """Whether a sentence tells of the home side in a further city, on a day of its own."""
        low, high = self._marks.tokens.bounds(i)
        places = (self._marks.places.get(k) for k in range(low, high))
        there = any(p.foreign and p.code and venue(p, self._marks) for p in places if p)
        keys = self._marks.tokens.keys[low:high]
        dated = any(key.isdigit() for key in keys) or not WEEKDAYS.keys().isdisjoint(keys)
        if not there or not dated or self._read.lists(i) or is_planned(i, self._marks):
            return False
        return bool(self._read.named(i, Side.HOME) or self._read.cues(i, _DELEGATION))

    def _moved(self, before: int, i: int) -> bool:
        """Whether two sentences tell of different foreign cities: `Lundi, à Rome`, then `Mercredi, à Milan`."""
        one, other = self._stay(before), self._stay(i)
        return bool(one) and bool(other) and not one & other

    def _stay(self, i: int) -> set[str]:
        """The foreign cities in which a sentence says that something took place."""
        low, high = self._marks.tokens.bounds(i)
        places = (self._marks.places.get(k) for k in range(low, high))
        return {p.code for p in places if p and p.foreign and p.code and venue(p, self._marks)}

    def _of_another_city(self, person: Person, guests: list[Person]) -> bool:
        """Whether a guest heads another city than all first guests do."""
        theirs = [self._city(guest) for guest in guests if self._city(guest)]
        mine = self._city(person)
        return bool(mine) and bool(theirs) and mine not in theirs

    def _city(self, person: Person) -> str:
        """The city of a foreign mayor, governor or head of a city's body, or of their deputy; empty for others."""
        office = person.office
        if not office or office.level not in _OF_CITIES:
            return ""
        place = sender(office, self._marks)
        return place.code if place and place.foreign else ""

    def _first(self, person: Person) -> int:
        return min((m.sentence for m in person.mentions if m.role is Role.STORY), default=_FAR)

    def _apart(self, person: Person, guests: list[Person]) -> bool:
        """Whether a guest has a post of their own that no delegation of the first guests explains."""
        office = person.office
        if not office or office.level in _ATTACHED:
            return False
        if office.body and office.body_entry is None and not person.delegates and self._own_body(office, guests):
            return True  # two companies that no list knows
        mine = self._origin(person)
        theirs = {each for guest in guests for each in self._origin(guest)}
        return bool(mine) and bool(theirs) and not mine & theirs

    def _of_countries(self, guests: list[Person]) -> bool:
        """Whether all guests with a post come from a country, none from an international body."""
        return all(len(each) == 2 for guest in guests for each in self._origin(guest))

    def _origin(self, person: Person) -> set[str]:
        """The countries that a guest comes from; for one of an international body, that body."""
        if not person.office:
            return set()
        countries = {p.country for p in (*person.office.places, *person.delegates) if p.foreign}
        worldwide = {entry.code for entry in person.office.bodies if entry.code == "igo"}
        return countries or worldwide

    def _own_body(self, office: Office, guests: list[Person]) -> bool:
        """Whether the body of an office begins with another word than those of all these guests."""
        keys = self._marks.tokens.keys
        theirs = [g.office.body for g in guests if g.office and g.office.body]
        return bool(theirs) and office.body is not None and all(keys[office.body[0]] != keys[b[0]] for b in theirs)

    # Who took part

    def _meeting(self, lead: int, own: tuple[int, ...], rule: str, before: list[Meeting]) -> Meeting:
        meeting = Meeting(lead, own, rule=rule)
        within = set(own)
        for person in self._people:
            shown = [m for m in person.told() if m.sentence in within and self._counted(person, m, lead)]
            if before:
                shown = [m for m in shown if m.role is Role.STORY]
            if shown and self._takes_part(person, shown, lead):
                (meeting.home if person.side is Side.HOME else meeting.guests).append(person)
        meeting.home_lead = self._head(meeting.home, lead, within)
        meeting.guest_lead = self._head(meeting.guests, lead, within)
        if before and meeting.home_lead is None and before[0].home_lead:
            meeting.home, meeting.home_lead = [before[0].home_lead], before[0].home_lead
        if before and meeting.guest_lead is None and before[0].guest_lead:
            meeting.guests, meeting.guest_lead = list(before[0].guests), before[0].guest_lead
        return meeting

    def _divide(self, meetings: list[Meeting]) -> None:
        """Give each guest of a sentence that names several together to the meeting that is theirs alone."""
        first, *others = meetings
        taken = [p for other in others for p in other.guests if p is other.guest_lead and p is not first.guest_lead]
        kept = [p for p in first.guests if p not in taken]
        if kept and len(kept) < len(first.guests):
            first.guests = kept
            first.guest_lead = self._head(kept, first.lead, set(first.sentences))

    def _counted(self, person: Person, mention: Mention, lead: int) -> bool:
        """Events other than meetings count only near the sentence that reports the meeting, as do bare names."""
        way = person.shown[person.mentions.index(mention)]
        if way == "aside":
            return mention.sentence == lead
        if way == "event" and leads(mention, self._marks) and self._read.cues(lead, _DELEGATION):
            return abs(mention.sentence - lead) <= _NEAR["contact"]  # the delegation that the lead then speaks of
        introduced = way == "contact" and mention.offices and not any(o.national for o in mention.offices)
        return way not in _NEAR or bool(introduced) or abs(mention.sentence - lead) <= _NEAR[way]

    def _takes_part(self, person: Person, shown: list[Mention], lead: int) -> bool:
        """Statesmen of Viet Nam who are only quoted or met elsewhere are no party to a city's meeting."""
        office = person.office
        ways = {person.shown[person.mentions.index(m)] for m in shown}
        untitled = office is None and not any(m.honorific for m in person.mentions)
        if untitled and not ways & {"speech", "list"}:
            return ways == {"contact"} and any(m.key == person.key for m in shown) and person.side is Side.GUEST
        if person.side is Side.HOME and office and (office.national or office.envoy):
            near = any(abs(m.sentence - lead) <= 1 for m in shown)
            return "list" in ways or (near and bool(ways & {"contact", "event"}))
        if ways == {"headline"}:
            return not any(m.role is Role.STORY for m in person.mentions)
        return True

    def _head(self, side: list[Person], lead: int, within: set[int]) -> Person | None:
        """The person who heads a side: named as leader, else the first of the sentence that reports the meeting."""
        if not side:
            return None
        for person in side:
            if self._leads(person, within):
                return person

        def order(person: Person) -> tuple[bool, bool, int]:
            at = [m for m in person.present() if m.sentence in within and m.role is Role.STORY]
            here = [m for m in at if m.sentence == lead]
            listed = {way for way in person.shown.values() if way} <= {"list", "aside"}
            return listed, not here, (here or at or person.mentions)[0].start

        return min(side, key=order)

    def _leads(self, person: Person, within: set[int]) -> bool:
        story = (m for m in person.mentions if m.sentence in within and m.role is Role.STORY)
        return any(leads(mention, self._marks) for mention in story)

    def _counts(self, meeting: Meeting) -> bool:
        """Whether the home side acts for a city: what the state's leaders or envoys do is no engagement of one."""
        if not meeting.home and not meeting.guests:
            return False  # a plan, or figures: nobody met
        titled = [p for p in meeting.home if p.office]
        if not titled:
            return True
        head = meeting.home_lead
        if head and head.office and head.office.national and not self._civic(head):
            titled = [p for p in titled if any(m.sentence == meeting.lead for m in p.present())]
        return any(self._civic(person) for person in titled)

    def _civic(self, person: Person) -> bool:
        """Whether a person acts for a city, a province or one of its bodies, or at least not for the state."""
        if person.delegation and person.delegation.side is Side.HOME:
            return True
        offices = [office for mention in person.mentions for office in mention.offices]
        for office in offices:
            place = sender(office, self._marks)
            local = place is not None and bool(place.code) and not place.foreign and not office.envoy
            if local or any(entry.term.row["side"] == "home" for entry in office.bodies):
                return True
        return not any(o.national or o.envoy or self._of_viet_nam(o) for o in offices)

    def _of_viet_nam(self, office: Office) -> bool:
        """Whether a head is that of the whole country: `président du Vietnam`, `President` alone."""
        if office.level != "head" or office.body:
            return False
        place = sender(office, self._marks)
        alone = place is None and self._marks.tokens.keys[office.post[0]].startswith("president")
        return alone or (place is not None and not place.code and not place.foreign)
