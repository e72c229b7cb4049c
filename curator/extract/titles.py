"""Titles: the offices a person holds, as printed before or after the name.

An office is a post (`Phó Chủ tịch`) and what it is the post of: a body (`UBND thành phố Hà Nội`), a place, a field.
It is read from the post onwards, word by word, until something that belongs to no office: a comma, a verb, a name.
In English what stands before the post belongs to it as well (`Hanoi People's Committee Chairman`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from curator.extract.lexicon import Entry
from curator.extract.marks import Marks, Place

NameTest = Callable[[int, bool], bool]  # (word, after a body or place): whether a person's name begins there

_GLUE = {
    "vi": frozenset(
        "thành phố tp tỉnh bang vùng thủ đô nước khu vực quận huyện phường xã thị đặc châu của tại ở thuộc khối "
        "cấp và về phụ trách kiêm".split()
    ),
    "fr": frozenset(
        "de du des la le les l d pour et au aux en à a chargé chargée auprès région ville province municipal "
        "municipale provincial communiste populaire vietnamien vietnamienne permanent central capitale".split()
    ),
    "en": frozenset(
        "of the for to and in at on s municipal provincial city province capital central standing region state "
        "prefecture a".split()
    ),
}
_BEFORE = frozenset("municipal city provincial the s visiting then".split())  # English, between place and post
_OPEN = frozenset(
    "department ministry mass company academic party_department igo front party_foreign friendship_group "
    "media security embassy domain front_foreign government party_central parliament city_government council".split()
)
_POSSESSED = frozenset(("aide", "spouse", "representative"))  # their office names another office: trợ lý Thủ tướng
_LOWER_CASE_OFFICE = frozenset(("member", "representative", "parliamentarian", "leader", "director", "professor"))
_NAMING = frozenset("head deputy director deputy_director representative secretary deputy_secretary".split())
_VERBAL = frozenset("đã sẽ vừa đang cũng cùng do nhân đến tới sang cho trong với được là có bị rằng".split())
_ENDS = frozenset(',;:|"')


@dataclass(frozen=True, slots=True)
class Office:
    """One post with its body and places; all numbers are words, the end not included."""

    start: int
    end: int
    post: tuple[int, int]
    entry: Entry
    body: tuple[int, int] | None
    body_entry: Entry | None
    places: tuple[Place, ...]

    @property
    def level(self) -> str:
        """`head`, `deputy`, `ambassador`, ...: the column of titles.csv."""
        return self.entry.term.row["level"]

    @property
    def envoy(self) -> bool:
        """Whether the first place named is the country that sends."""
        return self.level in ("ambassador", "charge", "consul", "attache")


class TitleReader:
    """Reads offices among the marks of one page. `name_begins` says where an office must stop."""

    def __init__(self, marks: Marks, name_begins: NameTest) -> None:
        self._marks = marks
        self._tokens = marks.tokens
        self._name_begins = name_begins
        self._language = marks.tokens.lexicon.language
        self._glue = _GLUE[self._language]

    def office(self, at: int) -> Office | None:
        """The office whose post begins at word `at`."""
        found = self._marks.titles.get(at)
        if not found:
            return None
        end, entry = found
        if entry.code in _LOWER_CASE_OFFICE and self._language == "vi" and not self._tokens.capital(at):
            return None
        post = (at, end)
        start, body, body_entry, places = self._before(at)
        if entry.term.row["note"] == "body_in_name" and self._language == "vi":
            body = (end - 1, end)
        stop = self._tokens.stop(at)
        k = end
        if body and (opened := self._marks.bodies.get(end - 1)):  # `Trưởng Ban Quản lý …`
            k, body_entry, body = opened[0], opened[1], (end - 1, opened[0])
        while k < stop:
            step, kind = self._step(k, stop, bool(body or places), entry, body_entry)
            if step <= k:
                break
            if kind == "body" and (body is None or body_entry is None):
                body = (min(self._opening(end, k), body[0]) if body else self._opening(end, k), step)
                body_entry = self._marks.bodies[k][1]
            elif body:
                body = (body[0], step)
            place = self._marks.places.get(k)
            if place and kind != "body":
                places = (*places, place)
            elif kind in ("body", "paren"):
                places = (*places, *self._inside(k, step))
            k = step
        k = self._trim(k, end)
        if body is None and entry.term.row["level"] in _NAMING:
            body = self._unlisted(end, k)
        if body and body[0] >= end:
            body = (body[0], max(k, body[0] + 1))
        elif body and body[1] > k:
            body = (body[0], max(k, body[1] if body[1] <= end else k))
        return Office(start, k, post, entry, body, body_entry, places)

    def _opening(self, at: int, body: int) -> int:
        """Where the printed name of a body begins whose listed words stand at `body`: `Da Nang People's Committee`."""
        while at < body and not self._tokens.capital(at):
            at += 1
        return at

    def _unlisted(self, at: int, end: int) -> tuple[int, int] | None:
        """The words after a post that name a body which no list knows: `General Director of Samsung Vietnam`."""
        at = self._opening(at, end)
        known = all(k in self._marks.places or not self._tokens.capital(k) for k in self._heads(at, end))
        return None if at >= end or known else (at, end)

    def _heads(self, at: int, end: int) -> list[int]:
        """The first words of what stands from `at` to before `end`, places taken as one."""
        heads = []
        while at < end:
            heads.append(at)
            place = self._marks.places.get(at)
            at = place.end if place else at + 1
        return heads

    def chain(self, at: int, after_name: bool = False) -> tuple[Office, ...]:
        """All offices of a stack that begins at word `at`, in order."""
        offices: list[Office] = []
        stop = self._tokens.stop(at)
        while at < stop and (office := self.office(at)):
            offices.append(office)
            following = self._next(office.end, stop, after_name)
            if not following:
                break
            at = following
        return tuple(offices)

    def _next(self, at: int, stop: int, after_name: bool) -> int:
        """Where the next office of the stack begins; 0 if the stack ends at `at`."""
        tokens = self._tokens
        if at >= stop:
            return 0
        gap = tokens.gaps[at]
        if gap in ",–-/" and at in self._marks.titles:
            return at
        joiner = tokens.keys[at]
        if gap in ", " and at + 1 in self._marks.titles and tokens.gaps[at + 1] == " ":
            if joiner in ("kiêm", "concurrently", "nguyên", "cựu", "ancien", "ancienne", "former", "also"):
                return at + 1
            if joiner in ("và", "et", "and"):
                second = self.office(at + 1)
                named = second is not None and second.end < stop and self._name_begins(second.end, True)
                return 0 if second is None or (named and after_name) else at + 1
        if gap == " " and at in self._marks.titles and tokens.capital(at):
            return at
        return 0

    def _before(self, at: int) -> tuple[int, tuple[int, int] | None, Entry | None, tuple[Place, ...]]:
        """In English and French: body, place and adjectives that stand right before the post."""
        start, body, body_entry = at, None, None
        places: tuple[Place, ...] = ()
        if self._language != "en":
            return start, body, body_entry, places
        while start > 0 and self._tokens.gaps[start] in " '-" and self._tokens.gaps[start] != "|":
            if place := self._marks.place_ends.get(start):
                places, start = (place, *places), place.start
            elif body is None and start in self._marks.body_ends:
                opened = self._marks.body_ends[start]
                body, body_entry, start = (opened, start), self._marks.bodies[opened][1], opened
                places = (*self._inside(*body), *places)
            elif self._tokens.keys[start - 1] in _BEFORE and self._tokens.keys[start - 1] != "the":
                start -= 1
            else:
                break
        if body:
            body = (start, body[1])
        return start, body, body_entry, places

    def _step(self, k: int, stop: int, filled: bool, entry: Entry, body: Entry | None) -> tuple[int, str]:
        """One past what belongs to the office at word `k`, and what it is; `k` itself where the office ends."""
        tokens, marks = self._tokens, self._marks
        gap = tokens.gaps[k]
        if gap in _ENDS or (gap == "–" and not (tokens.capital(k) and tokens.capital(k - 1))):
            return k, ""
        if gap == "(":
            return self._parenthesis(k, stop), "paren"
        if k in marks.honorifics and marks.honorifics[k][1].code == "person":
            return k, ""
        if k in marks.bodies and gap != ")" and marks.bodies[k][0] > k + 1 and k in marks.places:
            return marks.bodies[k][0], "body"  # `Vietnam Fatherland Front Committee`
        if place := marks.places.get(k):
            return (k, "") if self._name_begins(k, filled) and not place.country else (place.end, "place")
        if k in marks.titles and (body is None or body.code not in _OPEN or marks.titles[k][1].code != "member"):
            if entry.code in _POSSESSED and (marks.titles[k][1].code != entry.code):
                return marks.titles[k][0], "post"
            return k, ""
        if k in marks.bodies and tokens.gaps[k] != ")":
            return marks.bodies[k][0], "body"
        if self._name_begins(k, filled):
            return k, ""
        if k > 0 and entry.term.row["note"] == "body_in_name" and body is None and self._field(k, stop):
            return k + 2, "word"
        return self._word(k, stop, filled, body)

    def _field(self, k: int, stop: int) -> bool:
        """Whether a field of two words stands at `k`, as in `Trưởng ban Quốc tế`."""
        tokens = self._tokens
        paired = k + 1 < stop and tokens.gaps[k + 1] == " " and tokens.raw[k + 1].islower()
        return tokens.capital(k) and paired and self._language == "vi" and k + 1 not in self._marks.cues

    def _word(self, k: int, stop: int, filled: bool, body: Entry | None) -> tuple[int, str]:
        """One past the plain word `k` if it may stand in an office."""
        tokens = self._tokens
        glue = tokens.keys[k] in self._glue
        if tokens.capital(k) or tokens.raw[k].isdigit():
            fits = body is None or body.code in _OPEN or glue or tokens.raw[k].isupper()
            return (k + 1, "word") if fits and not tokens.raw[k].isdigit() else (k, "")
        if glue and k + 1 < stop and tokens.gaps[k + 1] not in _ENDS:
            return k + 1, "glue"
        if self._language == "fr" and self._adjective(k, stop):
            return k + 1, "word"
        if glue and tokens.keys[k] in ("phố", "tỉnh", "tp", "nước", "city", "province", "municipal", "municipale"):
            return k + 1, "glue"
        if body is not None and body.code in _OPEN and self._language == "vi" and self._goes_on(k, stop):
            return k + 1, "word"
        return k, ""

    def _adjective(self, k: int, stop: int) -> bool:
        """Whether an adjective follows a French post: `ministre québécoise des Relations internationales`."""
        after_post = k - 1 in self._marks.titles or any(k == end for end, _entry in self._marks.titles.values())
        if not after_post or k in self._marks.cues or k + 1 >= stop:
            return False
        return self._tokens.keys[k + 1] in ("de", "des", "du", "d") and len(self._tokens.raw[k]) > 4

    def _goes_on(self, k: int, stop: int) -> bool:
        """Whether a few small words at `k` lead on to a capital: `các khu công nghiệp và chế xuất Hà Nội`."""
        tokens = self._tokens
        for i in range(k, min(k + 7, stop)):
            if (i > k and tokens.gaps[i] != " ") or i in self._marks.honorifics:
                return False
            if tokens.capital(i):
                return i > k and i not in self._marks.titles
            if i in self._marks.cues or tokens.keys[i] in _VERBAL:
                return False
        return False

    def _parenthesis(self, k: int, stop: int) -> int:
        """One past a short parenthesis that names a place or an abbreviation; `k` for any other."""
        tokens = self._tokens
        close = next((i for i in range(k + 1, min(k + 7, stop)) if tokens.gaps[i] in '),;"'), 0)
        ends = close or (stop if stop - k < 6 else 0)
        if not ends:
            return k
        apt = k in self._marks.places or all(word.isupper() for word in tokens.raw[k:ends])
        return ends if apt else k

    def _inside(self, start: int, end: int) -> tuple[Place, ...]:
        found = (self._marks.places.get(i) for i in range(start, end))
        return tuple(place for place in found if place)

    def _trim(self, k: int, least: int) -> int:
        """`k` without small words at its end (`Chủ tịch UBND tỉnh và`, `President of the`)."""
        kept = ("phố", "tỉnh", "tp", "nước", "city", "province", "municipal", "municipale", "bang", "provincial")
        while k > least and not self._tokens.capital(k - 1) and self._tokens.keys[k - 1] in self._glue:
            if self._tokens.keys[k - 1] in kept:
                break
            k -= 1
        return k
