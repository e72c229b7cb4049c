"""Which side a person stands on: the home city's or the guest's, told by offices, delegations and names."""

from dataclasses import dataclass
from enum import StrEnum

from curator.extract.lexicon import Entry
from curator.extract.marks import HOME_COUNTRY, Marks, Place
from curator.extract.mentions import Mention
from curator.extract.titles import Office

# A place after one of these is where an office is held, not whose it is: Đại sứ Lào tại Việt Nam.
LOCATIVE = frozenset("tại ở in to at au aux en à auprès towards trú".split())
# Their name may hold Viet Nam (`Samsung Vietnam`, `JICA Việt Nam`) without being of Viet Nam.
_WORLDWIDE = frozenset(("company", "igo", "embassy", "academic", "media"))
_NATIONAL = frozenset(("head_of_state", "head_of_government", "minister"))


_LED = frozenset(("lead",))
_LINKED = frozenset(
    "do đã sang đến tới nhân gồm conduite conduit dirigée menée led headed qu que who which in en à".split()
)


class Side(StrEnum):
    """The two sides of a meeting, and neither."""

    HOME = "home"
    GUEST = "guest"
    UNKNOWN = ""


def sender(office: Office, marks: Marks) -> Place | None:
    """The place that an office belongs to: the first one that is not merely where it is held."""
    for place in office.places:
        if not located(place, marks):
            return place
    return None


def located(place: Place, marks: Marks) -> bool:
    """Whether a place is introduced by a word such as `tại`."""
    keys, at = marks.tokens.keys, place.start - 1
    while at >= 0 and keys[at] in ("the", "thành", "phố", "tp", "la", "le", "ville", "de", "nước"):
        if keys[at] == "de" and keys[at - 1] not in ("ville", "auprès"):
            return False
        at -= 1
    return at >= 0 and keys[at] in LOCATIVE


def of_office(office: Office, marks: Marks) -> Side:
    """The side that one office speaks for."""
    place = sender(office, marks)
    worldwide = office.body_entry is not None and office.body_entry.code in _WORLDWIDE
    if place and not (worldwide and not place.foreign):
        return Side.GUEST if place.foreign else Side.HOME
    if office.envoy and office.places:
        return Side.HOME if all(p.foreign for p in office.places) else Side.GUEST
    told = office.body_entry.term.row.get("side") if office.body_entry else ""
    if told == "home":
        return Side.HOME
    mayor = office.level in ("mayor", "vice_mayor") and marks.tokens.lexicon.language == "vi"
    if told == "guest" or mayor:
        return Side.GUEST
    return Side.UNKNOWN


def of_offices(offices: tuple[Office, ...], marks: Marks) -> Side:
    """The side of a whole stack: that of its last office that tells."""
    for office in reversed(offices):
        if side := of_office(office, marks):
            return side
    return Side.UNKNOWN


@dataclass(frozen=True)
class Delegation:
    """The delegation that a person leads: whose it is, the places in its name, the words that name its body."""

    side: Side
    places: tuple[Place, ...] = ()
    body: tuple[int, int] | None = None
    entry: Entry | None = None


def of_delegation(mention: Mention, marks: Marks) -> Delegation:
    """The delegation that this person leads: `Đoàn … do … dẫn đầu`, `delegation of … led by …`."""
    tokens = marks.tokens
    low, high = tokens.bounds(mention.sentence)
    for at, end, _code in marks.cues_in(low, mention.start, frozenset(("delegation",))):
        if mention.start - at > 45:
            continue
        places = [marks.places[i] for i in range(end, mention.start) if i in marks.places]
        named = tuple(p for p in places if not located(p, marks))
        led = any(marks.cues_in(end, min(high, mention.end + 8), frozenset(("lead",))))
        if named and led:
            side = Side.GUEST if named[0].foreign else Side.HOME
            return Delegation(side, named, *_body_within(end, mention.start, marks))
    return Delegation(Side.UNKNOWN)


def _body_within(start: int, end: int, marks: Marks) -> tuple[tuple[int, int] | None, Entry | None]:
    """The words from `start` to before `end` that name a body, with its places; None where they name none."""
    tokens = marks.tokens
    for at in range(start, end):
        if at not in marks.bodies or not tokens.capital(at):
            continue
        stop, entry = marks.bodies[at]
        while stop < end and tokens.gaps[stop] not in ",;:" and not any(marks.cues_in(stop, stop + 1, _LED)):
            if tokens.keys[stop] in _LINKED or tokens.gaps[stop] == "(" and stop not in marks.places:
                break
            stop = marks.places[stop].end if stop in marks.places else stop + 1
        return (at, min(stop, end)), entry
    return None, None


def national(office: Office) -> bool:
    """Whether an office of Viet Nam belongs to the state, not to a city."""
    if office.body_entry and office.body_entry.code in ("government", "ministry", "party_central", "parliament"):
        return True
    return office.level in _NATIONAL


def home_place(places: tuple[Place, ...]) -> Place | None:
    """The first city or province of Viet Nam among `places`."""
    return next((p for p in places if p.country == HOME_COUNTRY and p.code), None)
