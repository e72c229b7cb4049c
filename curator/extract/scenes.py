"""What each sentence of a page shows: cues of contact, people of either side; and which reports the meeting."""

from curator.extract.delegations import of_many
from curator.extract.lexicon import small_words
from curator.extract.marks import Marks, Place
from curator.extract.mentions import Mention
from curator.extract.offices import Side, located, of_offices
from curator.extract.page import READ
from curator.extract.people import Person
from curator.extract.presence import CONTACT, MEETING, is_background, is_planned, presence
from curator.model.article import Role

_SAME, _LEAD, _DELEGATION = frozenset(("same_day",)), frozenset(("lead",)), frozenset(("delegation",))
_LEADERS, _ATTEND, _LETTER = frozenset(("home_leaders",)), frozenset(("attend",)), frozenset(("letter",))
_SPEAK, _GATHERING = frozenset(("speak",)), frozenset(("forum", "occasion", "award"))
_EVENTS = frozenset(("visit", "forum", "signing", "award", "occasion", "online"))
_CALLS = frozenset(("visit", "occasion"))
_ABROAD = frozenset(("igo", "embassy", "company"))
_FEW = 2  # foreign cities that one journey takes in
_OPENING = 4  # sentences that open a story
_FIGURE = 4  # words from the verb to the number of contacts


class SentenceReader:
    """Answers for each sentence of one page, by its position, what it shows."""

    def __init__(self, marks: Marks, mentions: list[Mention], people: list[Person]) -> None:
        self._marks = marks
        self._page = marks.tokens.page
        self._people = people
        self._counted = small_words("counted", marks.tokens.lexicon.language)
        self._by_sentence: dict[int, list[Person]] = {}
        self._titles: dict[int, list[Mention]] = {}
        self._aside: dict[int, list[Person]] = {}
        self._of_role: dict[Role, list[int]] = {role: [] for role in READ}
        for i, sentence in enumerate(self._page.sentences):
            self._of_role[sentence.role].append(i)
        for person in people:
            for mention, way in zip(person.mentions, person.shown.values(), strict=True):
                listed = (self._aside if way == "aside" else self._by_sentence).setdefault(mention.sentence, [])
                if way and person not in listed:
                    listed.append(person)
        for mention in mentions:
            if not mention.key:
                self._titles.setdefault(mention.sentence, []).append(mention)

    def lead(self) -> tuple[int, str]:
        """The sentence that reports the main meeting, and the rule that chose it; -1 for none."""
        order = [i for role in (Role.STORY, Role.CAPTION, Role.HEADLINE) for i in self.of_role(role)]
        if any(self.written(i) for i in order if self.role(i) is Role.HEADLINE):
            return -1, ""
        fit = [i for i in order if self.cues(i, CONTACT) and not self.elsewhere(i) and not self.written(i)]
        for i in fit:
            if self.role(i) is not Role.STORY or not self.cues(i, MEETING) or self.lists(i):
                continue
            if not self.homely(i) and not self._home_before(i):
                continue
            if self.cues(i, _SAME) and i != fit[0]:
                continue
            if self.foreign(i):
                return i, "contact_of_both_sides"
            if self.guests_before(i):
                return i, "contact_with_guests_named_before"
        for i in self.of_role(Role.STORY)[:2]:
            told = any(self.on_side(i - 1, Side.HOME)) and any(self.on_side(i - 1, Side.GUEST))
            if i in fit and not told and self.cues(i, _GATHERING) and self._both_listed(i + 1):
                return i, "gathering_with_list"
        for i in fit:
            if self.role(i) is Role.STORY and self.cues(i, MEETING) and self._both_before(i):
                return i, "contact_of_both_named_before"
            if self.foreign(i) and self.role(i) is not Role.CAPTION:
                return i, "contact_with_guest"
        guests = [p for p in self._people if p.side is Side.GUEST and p.present()]
        home = [p for p in self._people if p.side is Side.HOME and p.present()]
        for person in guests if home else ():
            if person.office is None and not any(m.honorific for m in person.mentions):
                continue
            if spoken := person.present("contact", "speech", "list", "caption"):
                if all(m.role is Role.CAPTION for m in spoken) and self._awaited(person):
                    continue
                return self._told_at(fit, spoken[0].sentence), "guest_speaks"
        for i in fit:
            if self.foreign(i):
                return i, "contact_with_guest"
        for i in order:
            if self.travels(i):
                return i, "home_side_abroad"
        return -1, ""

    def _told_at(self, fit: list[int], spoken: int) -> int:
        """The sentence that names the meeting at which a guest speaks: one with the home side, else `spoken`."""
        met = [i for i in fit if self.cues(i, MEETING)]
        gathered = [i for i in fit if self.cues(i, _GATHERING) and not met]
        return next((i for i in [*met, *gathered] if self.homely(i) or (i in met and self._of_bodies(i))), spoken)

    def _of_bodies(self, i: int) -> bool:
        """Whether a sentence names a body of either side: `between the UN and the People's Committee`."""
        low, high = self._marks.tokens.bounds(i)
        bodies = [self._marks.bodies[k][1] for k in range(low, high) if k in self._marks.bodies]
        home = any(entry.term.row["side"] == "home" for entry in bodies)
        return home and any(entry.code in _ABROAD or entry.code.startswith("agency") for entry in bodies)

    def _awaited(self, person: Person) -> bool:
        """Whether the story speaks of a guest only as one who is still to come."""
        told = [m.sentence for m in person.mentions if m.role is Role.STORY]
        return bool(told) and all(self.elsewhere(i) for i in told)

    def of_role(self, role: Role) -> list[int]:
        """The sentences of one role, in page order."""
        return self._of_role[role]

    def role(self, i: int) -> Role:
        """The role of a sentence."""
        return self._page.sentences[i].role

    def cues(self, i: int, codes: frozenset[str]) -> list[tuple[int, int, str]]:
        """First word, end and code of the cues of these codes in a sentence."""
        return self._marks.cues_of(i, codes)

    def elsewhere(self, i: int) -> bool:
        """Whether a sentence tells of earlier days or of plans."""
        return is_background(i, self._marks) or is_planned(i, self._marks) or self._tallied(i)

    def _tallied(self, i: int) -> bool:
        """Whether a sentence only counts contacts: `đã tiếp 96 lượt đại sứ`, `has received 312 delegations`."""
        keys, (_low, high) = self._marks.tokens.keys, self._marks.tokens.bounds(i)
        for _at, end, _code in self.cues(i, MEETING):
            for k in range(end, min(end + _FIGURE, high - 1)):
                figure = keys[k].isdigit() and (len(keys[k]) > 1 or keys[k] > "3")
                if figure or keys[k] in ("hàng", "nhiều"):
                    return not self._counted.isdisjoint(keys[k + 1 : min(k + 3, high)])
        return False

    def guests_before(self, i: int) -> bool:
        """Whether a delegation of this sentence is one that the sentences right before have named."""
        if not self.cues(i, _DELEGATION) or self._page.sentences[i - 1].role is not Role.STORY or i < 1:
            return False
        return any(self.foreign(k) for k in range(max(0, i - 2), i))

    def lists(self, i: int) -> bool:
        """Whether a sentence only lists who else was there: `Cùng dự có …`, `Also present …`."""
        low, high = self._marks.tokens.bounds(i)
        return any(self._marks.cues_in(low, min(high, low + 4), _ATTEND))

    def written(self, i: int) -> bool:
        """Whether a sentence tells of a letter or telegram, and of no meeting."""
        return bool(self.cues(i, _LETTER)) and not self.cues(i, MEETING)

    def on_side(self, i: int, side: Side) -> list[Person]:
        """Those of one side whom a sentence shows at the meeting."""
        return [p for p in self._by_sentence.get(i, ()) if p.side is side]

    def named(self, i: int, side: Side) -> list[Person]:
        """Those of one side whom a sentence shows, be it one that tells of earlier days."""
        aside = [p for p in self._aside.get(i, ()) if p.side is side]
        return [*self.on_side(i, side), *aside]

    def foreign(self, i: int) -> bool:
        """Whether a sentence shows a foreign side: a guest, an unnamed envoy, a delegation, a world body."""
        if self.on_side(i, Side.GUEST) or self._unnamed(i, Side.GUEST):
            return True
        low, high = self._marks.tokens.bounds(i)
        bodies = (self._marks.bodies[k][1].code for k in range(low, high) if k in self._marks.bodies)
        if (
            self.cues(i, MEETING)
            and self.homely(i)
            and any(code == "igo" or code.startswith("agency") for code in bodies)
        ):
            return True
        if self.cues(i, _CALLS) and self.homely(i) and self._at_embassy(low, high):
            return True
        for at, end, _code in self.cues(i, _DELEGATION):
            if of_many(at, self._marks):
                continue
            near = [self._marks.places[k] for k in range(end, min(high, end + 18)) if k in self._marks.places]
            near = [p for p in near if not located(p, self._marks)]
            near += [p for k in range(max(low, end - 4), end) if (p := self._marks.places.get(k))]
            if near and near[0].foreign:
                return True
        return False

    def _at_embassy(self, low: int, high: int) -> bool:
        """Whether these words name the embassy of a foreign country: `đến thăm Đại sứ quán Lào`."""
        marks = self._marks
        bodies = (marks.bodies[k] for k in range(low, high) if k in marks.bodies)
        places = (marks.places.get(end) for end, entry in bodies if entry.code == "embassy")
        return any(place.foreign for place in places if place)

    def homely(self, i: int) -> bool:
        """Whether a sentence shows the home side: a person, or a title without a name."""
        hosts = [p for p in self.on_side(i, Side.HOME) if not (p.office and p.office.envoy)]
        return bool(hosts or self._unnamed(i, Side.HOME) or self.cues(i, _LEADERS))

    def _home_before(self, i: int) -> bool:
        """Whether the delegation of a sentence is the home side's, named right before: `Đoàn đã hội kiến với …`."""
        return bool(self.cues(i, _DELEGATION)) and any(self.homely(k) for k in range(max(0, i - 2), i))

    def _unnamed(self, i: int, side: Side) -> bool:
        titles = self._titles.get(i, ())
        return any(of_offices(m.offices, self._marks) is side and presence(m, self._marks) for m in titles)

    def travels(self, i: int) -> bool:
        """Whether a sentence tells that the home side went to an event abroad."""
        if not self.cues(i, _EVENTS) or self.elsewhere(i) or i not in self.of_role(Role.STORY)[:_OPENING]:
            return False
        near = range(i, min(i + 3, len(self._page.sentences)))
        if not any(self.on_side(k, Side.HOME) for k in near):
            return False
        foreign = [p for p in self._places(i) if p.foreign]
        if len({p.code for p in foreign if p.code}) > _FEW:
            return False  # a list of partners
        headed = any(self.cues(k, _LEAD) for k in near)
        if headed:
            return bool(foreign)
        spoken = any(self._marks.cues_in(self._marks.tokens.first[i], self.cues(i, _EVENTS)[0][0], _SPEAK))
        return not spoken and any(located(p, self._marks) for p in foreign)

    def _both_before(self, i: int) -> bool:
        """Whether a sentence shortly before shows people of both sides: `A and B agreed … They held talks at …`."""
        told = [k for k in range(max(0, i - 3), i) if self.role(k) is Role.STORY]
        return any(all(self.on_side(k, side) for side in (Side.HOME, Side.GUEST)) for k in told)

    def _both_listed(self, i: int) -> bool:
        """Whether the next two sentences list people of both sides."""
        near = range(i, min(i + 2, len(self._page.sentences)))
        return all(any(self.on_side(k, side) for k in near) for side in (Side.HOME, Side.GUEST))

    def _places(self, i: int) -> list[Place]:
        low, high = self._marks.tokens.bounds(i)
        return [self._marks.places[k] for k in range(low, high) if k in self._marks.places]

    def titled(self, i: int) -> bool:
        """Whether a sentence holds a title that stands without a name."""
        return i in self._titles
