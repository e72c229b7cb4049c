"""Offices: a post with its body and places, and the side that it speaks for."""

from enum import StrEnum
from typing import NamedTuple

from curator.extract.lexicon import Entry, small_words
from curator.extract.marks import HOME_COUNTRY, Marks, Place

# Their name may hold Viet Nam (`Samsung Vietnam`, `JICA Việt Nam`) without being of Viet Nam.
_WORLDWIDE = frozenset(("company", "igo", "embassy", "academic", "media"))  # and agencies of one state, `agency_…`
_OF_THE_STATE = frozenset(("head_of_state", "head_of_government", "minister"))
_STATE_BODIES = frozenset(("government", "ministry", "party_central", "parliament"))
_HOUSE = 9  # words between `tại` and the city
_SKIPPED = frozenset(("the", "thành", "phố", "tp", "thủ", "đô", "la", "le", "ville", "nước", "tỉnh"))


class Side(StrEnum):
    """The two sides of a meeting, and neither."""

    HOME = "home"
    GUEST = "guest"
    UNKNOWN = ""


class Office(NamedTuple):
    """One post with its body and places; all numbers are words, the end not included."""

    start: int
    end: int
    post: tuple[int, int]
    entry: Entry
    body: tuple[int, int] | None
    body_entry: Entry | None
    bodies: tuple[Entry, ...]  # every listed body that the office names
    places: tuple[Place, ...]

    @property
    def level(self) -> str:
        """`head`, `deputy`, `ambassador`, ...: the column of titles.csv."""
        return self.entry.term.row["level"]

    @property
    def envoy(self) -> bool:
        """Whether the first place named is the country that sends."""
        party = self.body_entry is not None and self.body_entry.code.startswith("party")
        return self.level in ("ambassador", "charge", "consul", "attache") and not party

    @property
    def national(self) -> bool:
        """Whether an office of Viet Nam belongs to the state, not to a city."""
        if self.entry.code == "general_secretary" and self.body_entry is None:
            return True
        of_body = self.body_entry is not None and self.body_entry.code in _STATE_BODIES
        return of_body or self.level in _OF_THE_STATE


def located(place: Place, marks: Marks) -> bool:
    """Whether a place is introduced by a word such as `tại`: where an office is held, not whose it is."""
    keys, at = marks.tokens.keys, place.start - 1
    while at >= 0 and keys[at] in _SKIPPED:
        at -= 1
    if at > 0 and keys[at] == "de" and keys[at - 1] == "aupres":
        return True
    return at >= 0 and keys[at] in small_words("locative", marks.tokens.lexicon.language)


def venue(place: Place, marks: Marks) -> bool:
    """Whether something is told to have been held in a place or in a house there: `tại Tòa thị chính Budapest`."""
    if located(place, marks):
        return True
    tokens = marks.tokens
    if tokens.lexicon.language != "vi":
        return False
    for at in range(place.start - 1, max(place.start - _HOUSE, tokens.first[tokens.sentence[place.start]] - 1), -1):
        if tokens.keys[at] == "tại":
            return True
        if at in marks.titles or tokens.gaps[at + 1] not in " -" or (at in marks.bodies and _embassy(at, marks)):
            return False
    return False


def _embassy(at: int, marks: Marks) -> bool:
    return marks.bodies[at][1].code == "embassy"


def sender(office: Office, marks: Marks) -> Place | None:
    """The place that an office belongs to: the first one that is not merely where it is held."""
    return next((place for place in office.places if not located(place, marks)), None)


def of_office(office: Office, marks: Marks) -> Side:
    """The side that one office speaks for."""
    place = sender(office, marks)
    code = office.body_entry.code if office.body_entry else ""
    worldwide = code in _WORLDWIDE or code.startswith("agency_")
    if place and place.foreign and marks.tokens.keys[place.start - 1] in ("việt", "viet", "vietnamo"):
        return Side.HOME  # `Hội Hữu nghị Việt - Pháp`
    if place and not (worldwide and not place.foreign):
        return Side.GUEST if place.foreign else Side.HOME
    if office.envoy and office.places:
        return Side.HOME if all(p.foreign for p in office.places) else Side.GUEST
    told = {entry.term.row.get("side") for entry in office.bodies}
    if "home" in told:
        return Side.HOME
    mayor = office.level in ("mayor", "vice_mayor") and marks.tokens.lexicon.language == "vi"
    return Side.GUEST if "guest" in told or mayor else Side.UNKNOWN


def of_offices(offices: tuple[Office, ...], marks: Marks) -> Side:
    """The side of a whole stack: that of its last office that tells."""
    for office in reversed(offices):
        if side := of_office(office, marks):
            return side
    return Side.UNKNOWN


def home_place(places: tuple[Place, ...]) -> Place | None:
    """The first city or province of Viet Nam among `places`."""
    return next((p for p in places if p.country == HOME_COUNTRY and p.code), None)
