"""Delegations: `Đoàn … do … dẫn đầu`, `delegation of … led by …`, and the person who leads each."""

from typing import NamedTuple

from curator.extract.lexicon import Entry, small_words
from curator.extract.marks import Marks, Place
from curator.extract.mentions import Mention
from curator.extract.offices import Side, located

_DELEGATION, _LEAD = frozenset(("delegation",)), frozenset(("lead",))
_REACH = 45  # words from the delegation to the person who leads it
_NEAR = 3  # words from `led by` to that person; what is led before is another delegation
_MANY = frozenset(("các", "những", "nhiều"))
# Words after which the name of a delegation is over.
_LINKED = frozenset(
    ("do", "đã", "sang", "đến", "tới", "nhân", "gồm", "conduite", "conduit", "dirigee", "menee", "led", "headed",
     "qu", "que", "who", "which", "in", "en", "a", "có", "còn")
)  # fmt: skip


class Delegation(NamedTuple):
    """The delegation that a person leads: whose it is, the places in its name, the words that name its body."""

    side: Side
    places: tuple[Place, ...] = ()
    body: tuple[int, int] | None = None
    entry: Entry | None = None


def of_delegation(mention: Mention, marks: Marks) -> Delegation:
    """The delegation that this person leads; one of no side if they lead none."""
    if not leads(mention, marks):
        return Delegation(Side.UNKNOWN)
    low, _high = marks.tokens.bounds(mention.sentence)
    reach = max(low, mention.start - _REACH)
    led = [at for at, _end, _code in marks.cues_in(reach, mention.start - _NEAR, _LEAD)]
    named_since = max((at for at in led if any(marks.cues_in(at, mention.start, _DELEGATION))), default=reach)
    for at, end, _code in marks.cues_in(named_since, mention.start, _DELEGATION):
        named = tuple(
            place for i in range(end, mention.start) if (place := marks.places.get(i)) and not located(place, marks)
        ) or tuple(
            place for i in range(max(low, at - 4), at) if (place := marks.places.get(i))
        )  # `Kazakh delegation`
        if named:
            side = Side.GUEST if named[0].foreign else Side.HOME
            return Delegation(side, named, *_body_within(end, mention.start, marks))
        body, entry = _body_within(end, mention.start, marks)
        if body:
            return Delegation(Side.UNKNOWN, (), body, entry)  # `a delegation of the World Bank`
    return Delegation(Side.UNKNOWN)


def of_many(at: int, marks: Marks) -> bool:
    """Whether the delegation at word `at` is any of many: `các đoàn nguyên thủ`, `nhiều đoàn khách`."""
    return at > 0 and marks.tokens.keys[at - 1] in _MANY


def of_party(mention: Mention, marks: Marks) -> tuple[int, int] | None:
    """The body for whose side a sentence lists this person: `về phía Trường Đại học … có …`, `côté AFD, …`."""
    low, _high = marks.tokens.bounds(mention.sentence)
    keys, side = marks.tokens.keys, small_words("party", marks.tokens.lexicon.language)
    sided = next((i for i in range(mention.start - 1, low - 1, -1) if keys[i] in side), -1)
    return _body_within(sided + 1, mention.start, marks)[0] if sided >= 0 else None


def leads(mention: Mention, marks: Marks) -> bool:
    """Whether the words around a mention say that the person leads: `do … dẫn đầu`, `led by …`."""
    if not marks.cues_of(mention.sentence, _LEAD):
        return False
    low, high = marks.tokens.bounds(mention.sentence)
    after = marks.cues_in(mention.end, min(high, mention.end + 6), _LEAD)
    if any(after):
        return True
    before = marks.cues_in(max(low, mention.start - 6), mention.start, _LEAD)
    return any(end >= mention.start - 3 for _at, end, _code in before)


def _body_within(start: int, end: int, marks: Marks) -> tuple[tuple[int, int] | None, Entry | None]:
    """The words from `start` to before `end` that name a body, with its places; None where they name none."""
    tokens = marks.tokens
    for at in range(start, end):
        if at not in marks.bodies or not tokens.capital[at]:
            continue
        stop, entry = marks.bodies[at]
        while tokens.lexicon.language == "en" and at > start and tokens.capital[at - 1] and tokens.gaps[at] == " ":
            at -= 1  # `Kazakhstan's Nur Otan Party`
        while stop < end and tokens.gaps[stop] not in ",;:" and tokens.keys[stop] not in _LINKED:
            if tokens.gaps[stop] == "(" and stop in marks.places:
                break
            stop = marks.places[stop].end if stop in marks.places else stop + 1
        return (at, min(stop, end)), entry
    return None, None
