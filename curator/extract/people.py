"""People: mentions of one person brought together, with the spelling, the title and the side that hold."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from curator.extract.delegations import Delegation, of_delegation, of_many
from curator.extract.lexicon import Entry, small_words, surnames
from curator.extract.marks import Marks, Place
from curator.extract.mentions import Mention
from curator.extract.names import is_vietnamese, near, same_person
from curator.extract.offices import Office, Side, located, of_offices
from curator.extract.presence import WAYS, credited, presence
from curator.extract.words import bare
from curator.model.article import Role

_ALIKE = 0.78  # two foreign spellings within one article
_SAME_NAME = 0.86  # whatever the first letter: other ways to write foreign sounds
_SIMILAR_FAMILY = 0.6
_SINO_VIETNAMESE = frozenset(("CN", "TW", "HK", "MO", "SG", "KR", "KP"))  # names there may look Vietnamese
_MINOR = frozenset(("member", "delegation", "aide", "spouse", "expert"))
_RANKED = frozenset(("head", "deputy", "secretary", "deputy_secretary", "mayor", "vice_mayor"))


@dataclass(eq=False)
class Person:
    """Everyone whom one name means on this page; complete before `named`, `titled` and `office` are asked."""

    key: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    shown: dict[int, str] = field(default_factory=dict)  # position in `mentions` -> how it shows presence
    side: Side = Side.UNKNOWN
    side_rule: str = ""
    delegation: Delegation | None = None  # the delegation that the person leads
    variants: set[str] = field(default_factory=set)  # other spellings on the page

    @cached_property
    def named(self) -> Mention:
        """The mention whose spelling counts: a full one in the body, the commonest, the first."""
        full = [m for m in self.mentions if len(m.key) >= len(self.key) or not _part(m.key, self.key)]
        body = [m for m in full if m.role is Role.STORY] or full
        counts = Counter(m.text for m in body)
        return max(body, key=lambda m: (counts[m.text] + bool(m.offices), -m.start))

    @cached_property
    def titled(self) -> Mention | None:
        """The mention whose titles count: the longest stack of the body, the first of equals."""
        with_title = [m for m in self.mentions if m.offices]
        if not with_title:
            return None
        return max(with_title, key=_weight)

    @cached_property
    def office(self) -> Office | None:
        """The office that makes the person a party to the meeting (rule P2)."""
        return acting(self.titled.offices) if self.titled else None

    @property
    def delegates(self) -> tuple[Place, ...]:
        """The places of the foreign delegation that the person leads."""
        return self.delegation.places if self.delegation and self.delegation.side is Side.GUEST else ()

    def present(self, *ways: str) -> list[Mention]:
        """The mentions that show presence, in one of these ways if any are named."""
        told = [m for i, m in enumerate(self.mentions) if self.shown[i] in (ways or WAYS)]
        return told

    def told(self) -> list[Mention]:
        """The mentions that show presence at this meeting or at another one."""
        return self.present(*WAYS, "aside")


def acting(offices: tuple[Office, ...]) -> Office:
    """The office of a stack that acts: the last one, but no seat or delegation where a post stands beside it."""
    posts = [o for o in offices if o.level not in _MINOR] or list(offices)
    last = posts[-1]
    if last.level in ("director", "deputy_director") and (not last.body_entry or last.body_entry.code == "domain"):
        ranked = [o for o in posts if o.level in _RANKED and o.body_entry and o.body_entry.code == "party_foreign"]
        return ranked[-1] if ranked else last
    return last


def gather(mentions: list[Mention], marks: Marks) -> list[Person]:
    """The people of a page in order of first appearance; titles that stand alone belong to nobody."""
    people: list[Person] = []
    kept = [m for m in mentions if m.key and not credited(m, marks)]
    for mention in sorted(kept, key=lambda m: (-len(m.key), m.role is not Role.STORY, m.start)):
        person = _whose(mention, people)
        if person is None:
            if len(mention.key) == 1 and not mention.offices:
                continue
            person = Person(mention.key)
            people.append(person)
        person.mentions.append(mention)
        if len(mention.key) == len(person.key) and not same_person(mention.key, person.key):
            person.variants.add(mention.text)
    people = [person for person in people if _stands(person)]
    for person in people:
        person.mentions.sort(key=lambda m: m.start)
        person.shown = {i: presence(m, marks) for i, m in enumerate(person.mentions)}
        _take_side(person, marks)
    return sorted(people, key=lambda p: p.mentions[0].start)


def _stands(person: Person) -> bool:
    """Whether a name is a person's beyond doubt: with a title or an honorific, or in the body."""
    sure = any(m.offices or m.honorific for m in person.mentions)
    return sure or any(m.role is Role.STORY for m in person.mentions)


def _whose(mention: Mention, people: list[Person]) -> Person | None:
    """The one person whom this mention can mean."""
    key = mention.key
    for person in people:
        if same_person(person.key, key):
            return person
    if len(key) == 1:
        fit = [p for p in people if key[0] in (p.key[-1], p.key[0])]
        exact = [p for p in fit if p.key[-1] == key[0] and is_vietnamese(p.mentions[0].text)] or fit
        return exact[0] if exact else None
    within = [p for p in people if (len(key) < len(p.key) and _part(key, p.key)) or _initialled(key, p.key)]
    if within:
        return within[0]
    return next((p for p in people if _variant(mention, p)), None)


def _part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name is a shorter form: some words left out, but the last one kept, or the first two."""
    rest = iter(long)
    return all(word in rest for word in short) and (short[-1] == long[-1] or short[:2] == long[:2])


def _initialled(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name is another one with initials: `V. Makarov`."""
    if len(short) != len(long) or short[-1] != long[-1] or not any(len(word) == 1 for word in short):
        return False
    return all(a == b or (len(a) == 1 and b.startswith(a)) for a, b in zip(short, long, strict=True))


def _variant(mention: Mention, person: Person) -> bool:
    """Whether another spelling means the same person: foreign names by likeness, Vietnamese ones in captions."""
    a, b = mention.key, person.key
    vietnamese = is_vietnamese(mention.text) and is_vietnamese(person.mentions[0].text)
    if vietnamese:
        caption = mention.role is not Role.STORY
        return caption and len(a) == len(b) >= 3 and a[1:] == b[1:]
    if is_vietnamese(mention.text) != is_vietnamese(person.mentions[0].text) and a[-1] != b[-1]:
        return False
    if abs(len("".join(a)) - len("".join(b))) > 4:
        return False
    if mention.role is Role.CAPTION and (near(a[::-1], b, _ALIKE) >= _ALIKE or _nicknamed(mention, person)):
        return True
    alike = near(a, b, _ALIKE)
    if alike >= _SAME_NAME or (mention.role is not Role.STORY and alike >= _ALIKE):
        return True
    opened = a[0][0] == b[0][0] or alike > 0.9
    return alike >= _ALIKE and opened and near(a[:1], b[:1], _SIMILAR_FAMILY) >= _SIMILAR_FAMILY


def _nicknamed(mention: Mention, person: Person) -> bool:
    """Whether a name differs only in the given name and holds the same post: `President Bill Moore`."""
    posts = {office.level for m in person.mentions for office in m.offices}
    same = any(office.level in posts for office in mention.offices)
    return same and mention.key[-1] == person.key[-1] and len(mention.key) == len(person.key) > 1


def _weight(mention: Mention) -> tuple[bool, bool, int, int]:
    """How much a mention's titles tell."""
    office = acting(mention.offices)
    told = bool(office.body or office.places)
    return mention.role is Role.STORY, told, len(mention.offices), -mention.start


def _own_envoy(person: Person, mention: Mention) -> bool:
    """Whether an ambassador with a Vietnamese name is Viet Nam's own; China's bear such names here."""
    countries = {place.country for office in mention.offices for place in office.places}
    envoy = any(office.envoy for office in mention.offices)
    return envoy and is_vietnamese(person.named.text) and not countries & _SINO_VIETNAMESE


def _foreign_name(person: Person) -> bool:
    return len(person.key) > 1 and person.key[0] not in surnames() and not is_vietnamese(" ".join(person.key))


def _listed_with_guests(mention: Mention, marks: Marks) -> bool:
    """Whether the sentence has named a foreign delegation, and nothing of Viet Nam since."""
    low, _high = marks.tokens.bounds(mention.sentence)
    keys = marks.tokens.keys
    sided = next((i for i in range(mention.start - 1, low - 1, -1) if keys[i] == "phía"), -1)
    if sided >= 0:  # `phía Đại sứ quán có bà …`
        if set(keys[sided + 1 : sided + 4]) & small_words("guest_side", marks.tokens.lexicon.language):
            return True  # `về phía đoàn bạn có …`
        told = (marks.places.get(i) for i in range(sided, mention.start))
        foreign = any(place.foreign for place in told if place)
        return foreign or any(
            (entry := _body(marks, i)) and entry.code == "embassy" for i in range(sided, mention.start)
        )
    if all(of_many(at, marks) for at, _end, _code in marks.cues_in(low, mention.start, frozenset(("delegation",)))):
        return False
    named = [marks.places[i] for i in range(low, mention.start) if i in marks.places and not _in_name(i, marks)]
    owners = [place for place in named if not located(place, marks)]
    home = any(entry.term.row["side"] == "home" for i in range(low, mention.start) if (entry := _body(marks, i)))
    return bool(owners) and owners[-1].foreign and not home


def _in_name(at: int, marks: Marks) -> bool:
    """Whether a family name stands before a place, which is then a given name: `Đào Thanh Hải`."""
    tokens = marks.tokens
    before = tokens.capital[at - 1] and tokens.gaps[at] == " " and at - 1 not in marks.titles
    return at > 0 and before and tokens.raw[at - 1].isalpha() and bare(tokens.raw[at - 1]) in surnames()


def _body(marks: Marks, at: int) -> Entry | None:
    found = marks.bodies.get(at)
    return found[1] if found else None


def _from_abroad(mention: Mention, marks: Marks) -> bool:
    """Whether a foreign place in brackets follows: `ông Vương Minh Đức (Trung Quốc)`."""
    _low, high = marks.tokens.bounds(mention.sentence)
    place = marks.places.get(mention.end)
    return mention.end < high and marks.tokens.gaps[mention.end] == "(" and place is not None and place.foreign


def _of_world_body(office: Office) -> bool:
    """Whether a post is on the staff of a world body, not one that a state holds there."""
    staff = office.level in ("director", "deputy_director", "aide", "expert") and not office.places
    return staff and office.body_entry is not None and office.body_entry.code == "igo"


def _take_side(person: Person, marks: Marks) -> None:
    votes: Counter[Side] = Counter()
    for mention in person.mentions:
        delegation = of_delegation(mention, marks)
        if (delegation.side or delegation.body) and person.delegation is None:
            person.delegation = delegation
        told = of_offices(mention.offices, marks)
        if told is Side.HOME and _foreign_name(person):
            continue  # `General Director of Samsung Vietnam`
        if told is Side.GUEST and _own_envoy(person, mention):
            told = Side.HOME
        if told:
            votes[told] += 3 if mention.role is Role.STORY else 2
        elif delegation.side:
            votes[delegation.side] += 2
        elif _from_abroad(mention, marks):
            votes[Side.GUEST] += 2
    seen = [m for i, m in enumerate(person.mentions) if person.shown[i]]
    if not votes and any(_listed_with_guests(m, marks) for m in seen):
        votes[Side.GUEST] = 1
    if not votes and any(_of_world_body(office) for m in person.mentions for office in m.offices):
        votes[Side.GUEST] = 1  # whatever the name
    if votes:
        (person.side, _count), person.side_rule = votes.most_common(1)[0], "side_by_office"
        return
    person.side_rule = "side_by_name"
    person.side = Side.HOME if is_vietnamese(person.named.text) else Side.GUEST
