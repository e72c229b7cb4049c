"""Titles: the offices a person holds, as printed before or after the name.

An office is a post (`Phó Chủ tịch`) and what it is the post of: a body (`UBND thành phố Hà Nội`), a place, a field.
It is read from the post onwards, word by word, until something that belongs to no office: a comma, a verb, a name.
In English what stands before the post belongs to it as well (`Hanoi People's Committee Chairman`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from curator.extract.lexicon import Entry, small_words
from curator.extract.marks import Marks, Place
from curator.extract.offices import Office
from curator.extract.words import bare
from curator.model.edtf import MONTHS_EN, MONTHS_FR

NameTest = Callable[[int, bool], bool]  # (word, after a body or place): whether a person's name begins there

# Bodies whose name goes on with words that no list knows: Sở Lao động …, Tập đoàn Sumitomo.
_OPEN = frozenset(
    ("department", "ministry", "mass", "company", "academic", "party_department", "igo", "front", "party_foreign",
     "friendship_group", "media", "security", "embassy", "domain", "front_foreign", "government", "party_central",
     "parliament", "city_government", "council")
)  # fmt: skip
_POSSESSED = frozenset(("aide", "spouse", "representative"))  # their office names another office: trợ lý Thủ tướng
_LOWER_CASE = frozenset(
    ("spouse", "member", "representative", "parliamentarian", "leader", "director", "professor")
)
_NAMING = frozenset(("head", "deputy", "director", "deputy_director", "representative", "secretary"))
_ENDED = frozenset(("company", "academic", "executive", "council", "party_city", "embassy"))  # names without `về`
_FIELD_WORDS = 9  # words in the name of a department, at most
_FIELDS = frozenset(("domain", "party_department"))
_ENDS = frozenset(',;:|"')
_ORDINAL = frozenset(("st", "nd", "rd", "th", "e", "er", "eme", "ere"))
_CALENDAR = frozenset(bare(name) for name in (*MONTHS_EN, *MONTHS_FR)) | frozenset(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "lundi", "mardi", "mercredi",
     "jeudi", "vendredi", "samedi", "dimanche")
)  # fmt: skip
_PARENTHESIS, _CLAUSE = 8, 10  # the longest bracket and run of small words inside a title, in words


@dataclass
class _Reading:
    """An office while it is read."""

    entry: Entry
    post_end: int
    end: int
    solid: int = 0  # one past the last body or place: nothing before it is trimmed
    body: tuple[int, int] | None = None
    body_entry: Entry | None = None
    bodies: list[Entry] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    duty: bool = False  # the words tell what the post is in charge of, in small letters

    @property
    def filled(self) -> bool:
        return bool(self.body or self.places)

    @property
    def open(self) -> bool:
        named = self.body_entry is not None and self.body_entry.code in _OPEN
        return named or (
            self.body_entry is None and self.entry.code in ("central_member", "head_of", "deputy_head_of")
        )


class TitleReader:
    """Reads offices among the marks of one page. `name_begins` says where an office must stop."""

    def __init__(self, marks: Marks, name_begins: NameTest) -> None:
        self._marks = marks
        self._tokens = marks.tokens
        self._name_begins = name_begins
        self._language = language = marks.tokens.lexicon.language
        self._glue = small_words("glue", language)
        self._area = small_words("area", language)
        self._verbal = small_words("verbal", language)
        self._duty = small_words("duty", language)
        self._post_ends = frozenset(end for end, _entry in marks.titles.values())

    def office(self, at: int, after_name: bool = False) -> Office | None:
        """The office whose post begins at word `at`; `after_name` tells that it follows the name of its holder."""
        found = self._marks.titles.get(at)
        if not found:
            return None
        end, entry = found
        if entry.code in _LOWER_CASE and self._language == "vi" and not self._tokens.capital[at]:
            named = after_name and (end in self._marks.bodies or end in self._marks.titles)
            if not named or self._tokens.gaps[at] not in ",(":
                return None  # but `bà Eva Horáková, ủy viên Hội đồng thành phố`
        reading = _Reading(entry, end, end)
        start = self._before(at, reading)
        self._begin(end, reading)
        stop = self._tokens.stop(at)
        while reading.end < stop and self._take(reading, end, stop):
            pass
        last = self._trim(reading.end, max(end, reading.solid))
        body = reading.body
        if body and at <= body[0] and body[1] <= end:
            body = None  # `Phó Trưởng ban` alone names no body
        if body is None and entry.term.row["level"] in _NAMING:
            body = self._unlisted(end, last)
        if body and body[1] > last:
            body = (body[0], max(last, body[0] + 1))
        bodies, places = tuple(reading.bodies), tuple(reading.places)
        return Office(start, last, (at, end), entry, body, reading.body_entry, bodies, places)

    def continued(self, office: Office, at: int) -> Office:
        """`office` with the body and places whose name begins at word `at`, apart from its post."""
        reading, stop = _Reading(office.entry, at, at), self._tokens.stop(at)
        while reading.end < stop and self._take(reading, at, stop):
            pass
        last = self._trim(reading.end, max(at, reading.solid))
        last = next((k for k in range(at + 1, last) if self._tokens.gaps[k] == "("), last)
        body = (reading.body[0], last) if reading.body else None
        return office._replace(
            body=body, body_entry=reading.body_entry, bodies=tuple(reading.bodies), places=tuple(reading.places)
        )

    def chain(self, at: int, after_name: bool = False) -> tuple[Office, ...]:
        """All offices of a stack that begins at word `at`, in order."""
        offices: list[Office] = []
        stop = self._tokens.stop(at)
        while at < stop and (office := self.office(at, after_name)):
            offices.append(office)
            following = self._next(office.end, stop, after_name)
            if not following:
                break
            at = following
        return tuple(offices)

    def _next(self, at: int, stop: int, after_name: bool) -> int:
        """Where the next office of the stack begins; 0 if the stack ends at `at`."""
        tokens, titles = self._tokens, self._marks.titles
        if at >= stop:
            return 0
        if at in titles and (tokens.gaps[at] in ",–-/" or (tokens.gaps[at] == " " and tokens.capital[at])):
            return at
        joined = tokens.gaps[at] in ", )" and at + 1 in titles and tokens.gaps[at + 1] == " "
        if joined and tokens.keys[at] in small_words("joiner", self._language):
            return at + 1
        if joined and tokens.keys[at] in small_words("and", self._language):
            second = self.office(at + 1)
            named = second is not None and second.end < stop and self._name_begins(second.end, True)
            return 0 if second is None or (named and after_name) else at + 1
        return 0

    # What stands before the post, and in its own name

    def _before(self, at: int, reading: _Reading) -> int:
        """In English: body, place and adjectives right before the post; answers where the office begins."""
        tokens, marks, start = self._tokens, self._marks, at
        if self._language != "en":
            return start
        words = small_words("before_post", "en")
        bracketed = start > 1 and (tokens.gaps[start - 1], tokens.gaps[start]) == ("(", ")")
        tight = tokens.page.text[tokens.ends[start - 1] : tokens.starts[start]] == ") "
        if bracketed and tight and tokens.raw[start - 1].isupper():
            start -= 1  # `the World Bank (WB) Country Director`
        while start > 0 and tokens.gaps[start] in " '-(":
            if place := marks.place_ends.get(start):
                reading.places.insert(0, place)
                start = place.start
            elif reading.body is None and start in marks.body_ends:
                opened = self._whole(marks.body_ends[start])
                reading.body, reading.body_entry = (opened, start), marks.bodies[opened][1]
                reading.bodies.append(marks.bodies[opened][1])
                reading.places[:0] = self._inside(opened, start)
                start = opened
            elif tokens.keys[start - 1] in words and tokens.keys[start - 1] != "the":
                start -= 1
            else:
                break
        while start < at and tokens.keys[start] == "s":
            start += 1
        if reading.body:
            reading.body = (start, reading.body[1])
        return start

    def _whole(self, opened: int) -> int:
        """Where the department begins whose field ends at `opened`: `Culture, Sports and Tourism`."""
        tokens, marks, k = self._tokens, self._marks, opened
        if marks.bodies[opened][1].code != "domain":
            return opened
        while k > 0 and opened - k < _FIELD_WORDS and tokens.gaps[k] in " ,-":
            if not tokens.capital[k - 1] and tokens.keys[k - 1] not in ("of", "and", "for"):
                break
            k -= 1
            if k in marks.bodies and marks.bodies[k][1].code in ("department", "ministry"):
                return k
        return opened

    def _begin(self, end: int, reading: _Reading) -> None:
        """A body may begin within the words of the post: `Trưởng Ban Quản lý …`, `Chánh Văn phòng Đoàn ĐBQH`."""
        if reading.entry.term.row["note"] != "body_in_name" or self._language != "vi":
            return
        for at in (end - 2, end - 1):
            opened = self._marks.bodies.get(at)
            if opened and opened[0] >= end and at > 0:
                reading.body, reading.body_entry, reading.end = (at, opened[0]), opened[1], opened[0]
                reading.bodies.append(opened[1])
                return
        following = self._marks.bodies.get(end)
        noun = self._tokens.lexicon.phrases.get(self._tokens.keys[end - 1], ())
        if (following is None or following[1].code in _FIELDS) and any(e.kind == "bodies" for _p, e in noun):
            reading.body = (end - 1, end)

    # Word by word

    def _take(self, reading: _Reading, post_end: int, stop: int) -> bool:
        """Read on by one step; False where the office ends."""
        k = reading.end
        step, kind = self._step(k, stop, reading)
        if step <= k:
            return False
        if kind == "body":
            entry = self._marks.bodies[k][1]
            reading.bodies.append(entry)
            if reading.body_entry is None or (reading.body_entry.code == "domain" and entry.code != "domain"):
                reading.body_entry = entry
                reading.body = reading.body or (self._opening(post_end, k), step)
        reading.duty = reading.duty or self._tokens.keys[k] in self._duty
        if reading.body and not reading.duty and reading.body[1] >= post_end:  # not one before the post
            reading.body = (reading.body[0], step)
        reading.places += self._inside(k, step) if kind != "word" else []
        if kind in ("body", "place", "paren", "area"):
            reading.solid = step
        reading.end = step
        return True

    def _step(self, k: int, stop: int, reading: _Reading) -> tuple[int, str]:
        """One past what belongs to the office at word `k`, and what it is; `k` itself where the office ends."""
        tokens, marks = self._tokens, self._marks
        gap, place = tokens.gaps[k], marks.places.get(k)
        if gap == "," and self._country_of(k, stop, reading):
            return marks.places[k].end, "place"
        if gap == "," and self._field_goes_on(k, reading):
            return marks.bodies[k][0], "body"
        if gap in _ENDS or (gap == "–" and not (tokens.capital[k] and tokens.capital[k - 1])):
            return k, ""
        if gap == "(":
            return self._parenthesis(k, stop), "paren"
        if tokens.keys[k] == "về" and (gap == ")" or (reading.body_entry and reading.body_entry.code in _ENDED)):
            return k, ""  # `Tổng Giám đốc Công ty X về kế hoạch …`, `Công ty X (Hàn Quốc) về …`
        if k in marks.honorifics and marks.honorifics[k][1].code == "person" and not place:
            return k, ""
        if k in marks.bodies and (not place or marks.bodies[k][0] > place.end):
            return (marks.bodies[k][0], "body") if gap != ")" else (k, "")
        if place:
            return place.end, "place"
        if k in marks.titles:
            return self._inner_title(k, reading), "post"
        if tokens.keys[k] in self._area and k in marks.place_ends and tokens.capital[k]:
            return k + 1, "area"  # `Fukuoka Prefecture`
        if self._name_begins(k, reading.filled):
            return k, ""
        return self._word(k, stop, reading)

    def _inner_title(self, k: int, reading: _Reading) -> int:
        """One past a post that stands inside the office (`trợ lý Thủ tướng`); `k` for another."""
        end, entry = self._marks.titles[k]
        possessed = reading.entry.code in _POSSESSED and entry.code != reading.entry.code
        return end if possessed or (reading.open and entry.code == "member") else k

    def _word(self, k: int, stop: int, reading: _Reading) -> tuple[int, str]:
        """One past the plain word `k` if it may stand in an office."""
        tokens = self._tokens
        glue = tokens.keys[k] in self._glue
        if tokens.raw[k].isdigit():
            return self._ordinal(k, stop)
        if tokens.keys[k] in _CALENDAR:
            return k, ""
        if tokens.capital[k]:
            closed = reading.body_entry is not None and not reading.open
            return (k, "") if closed and not glue and not tokens.raw[k].isupper() else (k + 1, "word")
        if glue and k + 1 < stop and tokens.gaps[k + 1] not in _ENDS:
            return k + 1, "glue"
        if tokens.keys[k] in self._duty or (reading.duty and not self._marks.cued_at(k)):
            return k + 1, "word"  # `adjointe au maire en charge de la solidarité`
        if glue and tokens.keys[k] in self._area:
            return k + 1, "glue"
        named = reading.open and tokens.keys[k - 1] in ("du", "de", "des", "la") and len(tokens.raw[k]) > 2
        if self._language == "fr" and named and not self._marks.cued_at(k):
            return k + 1, "word"  # `Parti du peuple cambodgien`
        if self._language == "fr" and reading.open and not tokens.capital[k - 1] and self._goes_on(k, stop):
            return k + 1, "word"  # `Commission de gestion des chemins de fer urbains de Hanoi`
        if self._language == "fr" and (self._adjective(k, stop) or self._closes(k, stop)):
            return k + 1, "word"
        unnamed = reading.body is None and reading.entry.term.row["level"] in _NAMING and k > reading.post_end
        unlisted = unnamed and tokens.capital[k - 1] and k not in self._marks.place_ends
        if self._language == "vi" and (reading.open or unlisted) and self._goes_on(k, stop):
            return k + 1, "word"
        field_of = self._language == "vi" and reading.body and reading.body_entry is None and tokens.capital[k - 1]
        plain = not self._marks.cued_at(k) and tokens.keys[k] not in self._verbal and tokens.gaps[k] == " "
        return (k + 1, "word") if field_of and plain else (k, "")  # `Trưởng ban Quốc tế`

    def _field_goes_on(self, k: int, reading: _Reading) -> bool:
        """Whether a further field of an office follows: `Sở Văn hóa, Thể thao và Du lịch`."""
        office = reading.body_entry is not None and reading.body_entry.code in ("department", "ministry")
        return office and k in self._marks.bodies and self._marks.bodies[k][1].code == "domain"

    def _ordinal(self, k: int, stop: int) -> tuple[int, str]:
        """One past the number of a district: `the 13th arrondissement`, `du 8e arrondissement`."""
        tokens = self._tokens
        tight = k + 1 < stop and tokens.starts[k + 1] == tokens.ends[k]
        return (k + 2, "word") if tight and tokens.keys[k + 1] in _ORDINAL else (k, "")

    def _country_of(self, k: int, stop: int, reading: _Reading) -> bool:
        """Whether `, Hàn Quốc` goes on a title that ended with a city of that country."""
        place = self._marks.places.get(k)
        if not place or place.code or not reading.places or not place.foreign:
            return False
        last = reading.places[-1]
        ends = place.end >= stop or self._tokens.gaps[place.end] in ",;" or self._name_begins(place.end, True)
        return bool(last.code) and last.end == k and last.country == place.country and ends

    def _adjective(self, k: int, stop: int) -> bool:
        """Whether an adjective follows a French post: `ministre québécoise des Relations internationales`."""
        if k not in self._post_ends or self._marks.cued_at(k) or k + 1 >= stop:
            return False
        return self._tokens.keys[k + 1] in ("de", "des", "du", "d") and len(self._tokens.raw[k]) > 4

    def _closes(self, k: int, stop: int) -> bool:
        """Whether a French adjective ends the name of a field: `du Commerce extérieur, …`."""
        tokens = self._tokens
        if (
            self._marks.cued_at(k)
            or not tokens.capital[k - 1]
            or k - 1 in self._marks.place_ends
            or len(tokens.raw[k]) < 5
        ):
            return False
        return k + 1 < stop and (tokens.gaps[k + 1] == "," or tokens.keys[k + 1] in ("et", "de", "du", "des", "d"))

    def _goes_on(self, k: int, stop: int) -> bool:
        """Whether a few small words at `k` lead on to a capital: `các khu công nghiệp và chế xuất Hà Nội`."""
        tokens = self._tokens
        for i in range(k, min(k + _CLAUSE, stop)):
            if (i > k and tokens.gaps[i] not in " -") or i in self._marks.honorifics:
                return False
            if tokens.capital[i]:
                return i > k and i not in self._marks.titles
            if self._marks.cued_at(i) or tokens.keys[i] in self._verbal:
                return False
        return False

    def _parenthesis(self, k: int, stop: int) -> int:
        """One past a short bracket that names a place or an abbreviation; `k` for any other."""
        tokens = self._tokens
        close = next((i for i in range(k + 1, min(k + _PARENTHESIS, stop)) if tokens.gaps[i] in '),;"'), 0)
        ends = close or (stop if stop - k < _PARENTHESIS else 0)
        if not ends:
            return k
        apt = self._inside(k, ends) or all(word.isupper() for word in tokens.raw[k:ends])
        return ends if apt else k

    # The bounds of what was read

    def _opening(self, at: int, body: int) -> int:
        """Where the printed name of a body begins whose listed words stand at `body`: `Da Nang People's …`."""
        while at < body and not self._tokens.capital[at]:
            at += 1
        return at

    def _unlisted(self, at: int, end: int) -> tuple[int, int] | None:
        """The words after a post that name a body which no list knows: `General Director of Samsung Vietnam`."""
        at = self._opening(at, end)
        if at < end and self._tokens.keys[at] in small_words("own_house", self._language):
            return None  # `Hiệu trưởng Nhà trường`
        k = at
        while k < end:
            place = self._marks.places.get(k)
            if place is None and self._tokens.capital[k]:
                return at, end
            k = place.end if place else k + 1
        return None

    def _inside(self, start: int, end: int) -> list[Place]:
        places = self._marks.places
        return [places[i] for i in range(start, end) if i in places]

    def _trim(self, k: int, least: int) -> int:
        """`k` without small words at its end (`Chủ tịch UBND tỉnh và`, `President of the`)."""
        keys = self._tokens.keys
        while k > least and not self._tokens.capital[k - 1] and keys[k - 1] in self._glue:
            if keys[k - 1] in self._area:
                break
            k -= 1
        return k
