"""Where a meeting took place and with whom: city, direction, partner country and partner city."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from curator.extract.delegations import of_delegation
from curator.extract.journeys import before_lead, dateline, hosted
from curator.extract.lexicon import small_words
from curator.extract.marks import HOME_COUNTRY, Marks, Place
from curator.extract.meetings import Meeting
from curator.extract.offices import Side, home_place, located, sender, venue
from curator.extract.outlets import city_of, is_world_body
from curator.extract.page import Found, Range
from curator.extract.people import Person
from curator.extract.places import country_of
from curator.model.article import Role
from curator.model.record import Confidence
from curator.model.text import words
from curator.model.vocab import vocabulary

_SEATS = {"Thua Thien-Hue": "Hue", "Quang Ninh": "Ha Long"}  # where a province receives its guests
_LOCAL_TIME = frozenset(("local_time",))
_RECEIVE, _CALL = frozenset(("receive",)), frozenset(("courtesy_call",))
_PASSIVE = frozenset(("was", "were", "be", "been", "by", "ete", "par", "được", "chez"))
_DELEGATION = frozenset(("delegation",))
_SAME = frozenset(("same_day",))
_VISIT, _ONLINE = frozenset(("visit",)), frozenset(("online",))
_TWO = frozenset(("two", "deux", "both"))
_CITY_LEVELS = frozenset(("mayor", "vice_mayor"))


class Whereabouts(NamedTuple):
    """What the places of a page tell of one meeting; a missing value is None."""

    city: Found | None
    direction: Found | None
    country: Found | None
    partner_city: Found | None
    home: str  # the standard name of the home city or province

    @property
    def abroad(self) -> bool:
        """Whether the home side travelled."""
        return self.direction is not None and self.direction.value == "outgoing"


class PlaceReader:
    """Reads the places of one page for its meetings."""

    def __init__(self, marks: Marks, outlet: Found | None = None) -> None:
        self._marks = marks
        self._outlet = outlet
        self._site_of = city_of(str(outlet.value)) if outlet else None  # the city whose own site this is
        self._world_site = outlet is not None and is_world_body(str(outlet.value))
        self._page = marks.tokens.page
        self._away: Place | None = None  # where the home side was at the meeting before on this page
        self._guest: Person | None = None  # who headed the guests then
        self._language = marks.tokens.lexicon.language

    def read(self, meeting: Meeting) -> Whereabouts:
        """City, direction, country and partner city of `meeting`."""
        home = self._home(meeting)
        country = self._country(meeting)
        partner_city = self._partner_city(meeting, home.value, country)
        abroad = self._abroad(meeting) or (self._away if self._goes_on(meeting) else None)
        if meeting.guest_lead and meeting.guest_lead is self._guest and self._cues(meeting.lead, _SAME):
            abroad = self._away  # the same guest, later that day
        self._away, self._guest = abroad, meeting.guest_lead
        if abroad:
            city: Found | None = self._city_abroad(abroad, partner_city)
            direction = Found("outgoing", (self._range(abroad),), Confidence.CHECK, "direction_home_abroad")
            host = meeting.guest_lead.office if meeting.guest_lead else None
            if partner_city is None and abroad.code and host and not host.envoy and not host.national:
                partner_city = Found(abroad.code, (self._range(abroad),), Confidence.CHECK, "partner_city_visited")
        elif partner_city and hosted(meeting, self._marks, str(partner_city.value), self._site_of):
            city = Found(partner_city.value, partner_city.spans, Confidence.CHECK, "city_of_partner")
            direction = Found("outgoing", partner_city.spans, Confidence.CHECK, "direction_home_abroad")
        else:
            city = home if home.value not in _SEATS else self._seat(meeting, home)
            direction = Found("incoming", home.spans, home.confidence, "direction_host_at_home")
        if remote := next(iter(self._cues(meeting.lead, _ONLINE)), None):
            span = (self._marks.tokens.starts[remote[0]], self._marks.tokens.ends[remote[1] - 1])
            direction = Found("remote", (span,), Confidence.CHECK, "direction_remote")
        return Whereabouts(city, direction, country, partner_city, home.value)

    def _goes_on(self, meeting: Meeting) -> bool:
        """Whether a further meeting of a journey says nothing of having returned."""
        return not any(not place.foreign and located(place, self._marks) for place in self._in(meeting.lead))

    # The home city

    def _home(self, meeting: Meeting) -> Found:
        """The city or province whose people receive or travel."""
        for person in self._first(meeting.home_lead, meeting.home):
            for mention in person.mentions:
                for office in mention.offices:
                    place = home_place(tuple(p for p in office.places if not located(p, self._marks)))
                    if place and not office.envoy:
                        return Found(place.code, (self._range(place),), Confidence.SURE, "city_of_host_office")
        counts: Counter[str] = Counter()
        first: dict[str, Place] = {}
        for i, place in self._places(meeting, Role.STORY, Role.HEADLINE, Role.CAPTION):
            if place.country == HOME_COUNTRY and place.code and not self._of_guests(place, meeting):
                counts[place.code] += 3 if i == meeting.lead else 2 if self._role(i) is Role.HEADLINE else 1
                first.setdefault(place.code, place)
        if counts:
            best = max(counts, key=lambda code: (counts[code], code == self._page.home_city))
            return Found(best, (self._range(first[best]),), Confidence.CHECK, "city_most_named")
        low, high = self._marks.tokens.bounds(meeting.lead)
        span = (self._marks.tokens.starts[low], self._marks.tokens.ends[min(low + 8, high) - 1])
        return Found(self._page.home_city, (span,), Confidence.CHECK, "city_of_the_office")

    def _seat(self, meeting: Meeting, home: Found) -> Found:
        """The seat of a province, or the city in which the lead puts the meeting."""
        for place in self._in(meeting.lead):
            named = place.country == HOME_COUNTRY and place.kind == "city" and place.code != home.value
            if named and not self._of_office(place, meeting):
                return Found(place.code, (self._range(place),), Confidence.CHECK, "city_in_lead")
        return Found(_SEATS[home.value], home.spans, Confidence.CHECK, "city_seat_of_province")

    # Abroad

    def _abroad(self, meeting: Meeting) -> Place | None:
        """The foreign place to which the home side travelled; None if the guests came."""
        away: list[Place] = []
        score = 0
        places = list(self._in(meeting.lead))
        for place in places:
            if place.kind == "adjective":
                continue  # `en français`
            if place.foreign and venue(place, self._marks) and not self._of_office(place, meeting):
                away.append(place)
                score += 2
            elif not place.foreign and located(place, self._marks) and not self._of_office(place, meeting):
                score -= 2
        for at, end, _code in self._cues(meeting.lead, _VISIT):
            follows = next((p for p in places if end <= p.start <= end + 4), None)
            if follows and any(k in self._marks.titles for k in range(at, follows.start)):
                continue  # `the visiting Party chief of Hanoi`
            if follows and follows.foreign and not self._of_office(follows, meeting):
                away.append(follows)
                score += 1
            elif follows and not follows.foreign:
                score -= 2
        for person in (*meeting.home, *meeting.guests):
            side = next((s for m in person.mentions if (s := of_delegation(m, self._marks).side)), Side.UNKNOWN)
            score += {Side.HOME: 2, Side.GUEST: -2}.get(side, 0)
            if side is Side.HOME:
                away += [p for p in places if p.foreign and p.code]
        if not away and self._cues(meeting.lead, _LOCAL_TIME):
            away, score = [p for p in places if p.foreign and p.code], score + 2
        if score >= 0 and not away and (host := self._host(meeting) or self._called_on(meeting)):
            return host
        if not away and (begun := before_lead(meeting, self._marks)):
            return begun
        if reported := dateline(meeting, self._marks):
            away, score = [*away, reported], score + 2
        best = next((place for place in away if place.code), away[0] if away else None)
        return best if score >= 2 else None

    def _host(self, meeting: Meeting) -> Place | None:
        """The city whose mayor receives the home side, or by whom it is received: `Thị trưởng Osaka … tiếp …`."""
        cues, keys = self._cues(meeting.lead, _RECEIVE), self._marks.tokens.keys
        guest = meeting.guest_lead
        if not cues or not guest or not guest.office or guest.office.level not in _CITY_LEVELS:
            return None
        at, end, _code = cues[0]
        hosts = [m for p in meeting.home for m in p.mentions if m.sentence == meeting.lead]
        theirs = [m for m in guest.mentions if m.sentence == meeting.lead]
        place = sender(guest.office, self._marks)
        if not theirs or not hosts or not place or not place.foreign or not place.code:
            return None
        if all(m.end <= at for m in theirs) and all(m.start >= end for m in hosts):
            passive = keys[at - 1] in _PASSIVE or _PASSIVE & set(keys[end : min(m.start for m in hosts)])
            return None if passive else place
        received = all(m.end <= at for m in hosts) and keys[at - 1] in _PASSIVE
        by = _PASSIVE & set(keys[end : min(m.start for m in theirs)]) if received else ()
        return place if by and all(m.start >= end for m in theirs) else None

    def _called_on(self, meeting: Meeting) -> Place | None:
        """The city whose mayor the home side calls on: `… và đoàn đã đến chào Thị trưởng Kobe …`."""
        calls, guest = self._cues(meeting.lead, _CALL), meeting.guest_lead
        if not calls or not guest or not guest.office or guest.office.level not in _CITY_LEVELS:
            return None
        at, end, _code = calls[0]
        theirs = [m for m in guest.mentions if m.sentence == meeting.lead]
        hosts = [m for p in meeting.home for m in p.mentions if m.sentence == meeting.lead]
        paid = theirs and hosts and all(m.start >= end for m in theirs) and all(m.end <= at for m in hosts)
        place = sender(guest.office, self._marks)
        if not paid or self._cues(meeting.lead, _RECEIVE) or not place or not place.foreign or not place.code:
            return None
        return place if self._marks.tokens.keys[at] not in ("tiếp", "buổi") else None

    def _city_abroad(self, place: Place, partner_city: Found | None) -> Found:
        if partner_city and not located(place, self._marks):
            return Found(partner_city.value, partner_city.spans, Confidence.CHECK, "city_of_partner")
        if place.code:
            return Found(place.code, (self._range(place),), Confidence.CHECK, "city_abroad")
        if partner_city:
            return Found(partner_city.value, partner_city.spans, Confidence.GUESS, "city_of_partner")
        return Found(None, (), Confidence.GUESS, "city_abroad")

    def _of_office(self, place: Place, meeting: Meeting) -> bool:
        """Whether a place stands within somebody's title."""
        people = (*meeting.home, *meeting.guests)
        return any(o.start <= place.start < o.end for p in people for m in p.mentions for o in m.offices)

    def _of_guests(self, place: Place, meeting: Meeting) -> bool:
        """Whether a place stands within a guest's title: `Tổng Lãnh sự Hàn Quốc tại Đà Nẵng`."""
        return any(o.start <= place.start < o.end for p in meeting.guests for m in p.mentions for o in m.offices)

    # The partner

    def _country(self, meeting: Meeting) -> Found | None:
        """The country of the foreign side: of the guest's office, of the delegation, else the one most named."""
        international = None
        for person in self._first(meeting.guest_lead, meeting.guests):
            for place, rule in self._of_person(person):
                if place.foreign:
                    return Found(place.country, (self._range(place),), Confidence.SURE, rule)
            office = person.office
            agency = next((e.code for e in office.bodies if e.code.startswith("agency_")), "") if office else ""
            if office and office.body and agency:
                iso = agency[-2:].upper()
                span = self._marks.tokens.span(*office.body)
                return Found(iso, (span,), Confidence.CHECK, "country_of_agency")
            if office and office.body_entry and office.body_entry.code == "igo":
                international = person
                break
            if person is meeting.guest_lead and office and not office.body and self._world_site:
                return None  # `our Permanent Secretary`
            if person is meeting.guest_lead and (city := self._of_site(person)):
                return Found(country_of(str(city.value)), city.spans, Confidence.CHECK, "country_of_site")
        if international or self._worldwide(meeting):
            return None
        if company := self._of_company(meeting):
            return company
        counts: Counter[str] = Counter()
        first: dict[str, Place] = {}
        for i, place in self._places(meeting, Role.STORY, Role.HEADLINE, Role.CAPTION):
            if place.foreign:
                counts[place.country] += 4 if i == meeting.lead else 3 if self._role(i) is Role.HEADLINE else 1
                first.setdefault(place.country, place)
        if not counts:
            return None
        best, most = counts.most_common(1)[0]
        trust = Confidence.CHECK if most * 2 > sum(counts.values()) else Confidence.GUESS
        return Found(best, (self._range(first[best]),), trust, "country_most_named")

    def _of_company(self, meeting: Meeting) -> Found | None:
        """The country of a well-known company that a guest speaks for: `General Director of Samsung Vietnam`."""
        keys = self._marks.tokens.keys
        for person in self._first(meeting.guest_lead, meeting.guests):
            start, end = person.office.body if person.office and person.office.body else (0, 0)
            for i in range(start, end):
                iso = next((iso for j in range(end, i, -1) if (iso := _companies().get(tuple(keys[i:j])))), None)
                if iso:
                    span = self._marks.tokens.span(start, end)
                    return Found(iso, (span,), Confidence.CHECK, "country_of_company")
        return None

    def _worldwide(self, meeting: Meeting) -> bool:
        """Whether the guests act for an international body that only headline or lead names."""
        sentences = [i for i in meeting.sentences if self._role(i) is Role.HEADLINE] + [meeting.lead]
        for i in sentences:
            low, high = self._marks.tokens.bounds(i)
            if any(k in self._marks.bodies and self._marks.bodies[k][1].code == "igo" for k in range(low, high)):
                return not any(place.foreign for place in self._in(i))
        return False

    def _of_person(self, person: Person) -> Iterator[tuple[Place, str]]:
        """The places a person's offices and delegation belong to, the surest first."""
        mentions = sorted(person.mentions, key=lambda m: (m is not person.titled, m.role is not Role.STORY))
        for mention in mentions:
            for office in mention.offices:
                if place := sender(office, self._marks):
                    yield place, "country_of_office"
                for place in office.places:
                    if not located(place, self._marks):
                        yield place, "country_of_office"
        for place in person.delegates:
            yield place, "country_of_delegation"

    def _partner_city(self, meeting: Meeting, home: str, country: Found | None) -> Found | None:
        """The foreign city or region of the guest's post, or the one whose tie with the home city is the matter."""
        for person in self._first(meeting.guest_lead, meeting.guests):
            office = person.office
            for place, _rule in self._of_person(person):
                if place.foreign and place.code and not (office and office.envoy):
                    trust = Confidence.SURE if office and office.level in _CITY_LEVELS else Confidence.CHECK
                    return Found(place.code, (self._range(place),), trust, "partner_city_of_office")
            if city := self._of_site(person):
                return city
            break
        if country is None:
            return None  # an international body
        iso = country.value
        if unprinted := self._city_of_mayor(meeting, iso):
            return unprinted
        ties: Counter[str] = Counter()
        first: dict[str, Range] = {}
        for i in meeting.sentences:
            places = list(self._in(i))
            if len({p.code for p in places if p.code and p.country == iso}) > 2:
                continue  # a list of partners
            for place in places:
                if not (place.foreign and place.code) or place.country != iso:
                    continue
                if points := self._tie(place, places, home, i):
                    ties[place.code] += points
                    first.setdefault(place.code, self._range(place))
        if not ties:
            return self._other_of_two(meeting, iso)
        best, points = ties.most_common(1)[0]
        trust = Confidence.SURE if points >= 6 else Confidence.CHECK
        return Found(best, (first[best],), trust, "partner_city_by_tie")

    def _of_site(self, person: Person) -> Found | None:
        """The city on whose own site a mayor stands without a place: `The mayor … received`."""
        if self._site_of is None or self._outlet is None or not person.office:
            return None
        if person.office.level not in _CITY_LEVELS:
            return None
        return Found(self._site_of, self._outlet.spans, Confidence.CHECK, "partner_city_of_site")

    def _other_of_two(self, meeting: Meeting, iso: str) -> Found | None:
        """The foreign city that is named most where the page speaks of `the two cities`, `les deux capitales`."""
        keys, tokens = self._marks.tokens.keys, self._marks.tokens
        words = small_words("pair", self._language)
        bounds = (tokens.bounds(i) for i in meeting.sentences)
        paired = any(keys[k] in _TWO and keys[k + 1] in words for low, high in bounds for k in range(low, high - 1))
        named = [p for i in meeting.sentences for p in self._in(i) if p.code and p.country == iso and p.foreign]
        counts = Counter(place.code for place in named).most_common(2)
        if not paired or not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
            return None
        place = next(place for place in named if place.code == counts[0][0])
        return Found(place.code, (self._range(place),), Confidence.CHECK, "partner_city_by_pair")

    def _city_of_mayor(self, meeting: Meeting, iso: str) -> Found | None:
        """The city of a mayor or governor whose title prints none: `the prefecture … led by Governor X`."""
        guest = meeting.guest_lead
        if not guest or not guest.office or guest.office.level not in _CITY_LEVELS:
            return None
        named = [p for i in meeting.sentences for p in self._in(i) if p.code and p.country == iso and p.foreign]
        if not named:
            return None
        best, _count = Counter(place.code for place in named).most_common(1)[0]
        place = next(place for place in named if place.code == best)
        return Found(best, (self._range(place),), Confidence.CHECK, "partner_city_of_mayor")

    def _tie(self, place: Place, places: list[Place], home: str, i: int) -> int:
        """How strongly a sentence ties a foreign city to the home city."""
        for other in places:
            if other.code != home or other.kind == "district":
                continue
            left, right = sorted((place, other), key=lambda p: p.start)
            between = self._marks.tokens.keys[left.end : right.start]
            gaps = self._marks.tokens.gaps[left.end : right.start + 1]
            if len(between) <= 7 and (
                set(between) & small_words("tie", self._language) or "–" in gaps or "-" in gaps
            ):
                return 4 if self._role(i) is Role.HEADLINE else 3
        low, high = self._marks.tokens.bounds(i)
        pair = set(self._marks.tokens.keys[low:high]) & small_words("twin", self._language)
        return 2 if pair and any(p.code == home and p.kind != "district" for p in places) else 0

    # Small things

    def _first(self, lead: Person | None, side: list[Person]) -> list[Person]:
        return [lead, *(p for p in side if p is not lead)] if lead else list(side)

    def _places(self, meeting: Meeting, *roles: Role) -> Iterator[tuple[int, Place]]:
        for i in meeting.sentences:
            if self._role(i) in roles:
                for place in self._in(i):
                    yield i, place

    def _in(self, i: int) -> Iterator[Place]:
        low, high = self._marks.tokens.bounds(i)
        places = self._marks.places
        return (places[k] for k in range(low, high) if k in places)

    def _role(self, i: int) -> Role:
        return self._page.sentences[i].role

    def _cues(self, i: int, codes: frozenset[str]) -> list[tuple[int, int, str]]:
        return self._marks.cues_of(i, codes)

    def _range(self, place: Place) -> Range:
        return self._marks.tokens.starts[place.start], self._marks.tokens.ends[place.end - 1]


@cache
def _companies() -> Mapping[tuple[str, ...], str]:
    """The country of each listed company, by the folded words of its name."""
    named = ((term.code, name) for term in vocabulary("companies") for name in term.aliases)
    return {tuple(words(name)): code for code, name in named}
