"""Mentions of people: a name with the honorific and the titles printed around it, wherever one stands."""

from typing import NamedTuple

from curator.extract.lexicon import small_words, surnames
from curator.extract.marks import Marks
from curator.extract.names import NameReader, is_vietnamese, key_of, spelt
from curator.extract.offices import Office, of_office
from curator.extract.titles import TitleReader
from curator.extract.words import bare
from curator.model.article import Role
from curator.model.edtf import MONTHS_EN, MONTHS_FR

_MONTHS = frozenset(bare(name) for name in (*MONTHS_EN, *MONTHS_FR))
_SMALL = ("and", "article", "link", "named_after", "owner", "plural", "position")  # small words
_WHO = frozenset(("qui", "who"))
_SEATS = frozenset(("delegation", "member", "expert", "leader"))  # titles that name no post


class Mention(NamedTuple):
    """One place where a person stands. Numbers are words; `name` is empty for a title that stands alone."""

    start: int
    end: int
    name: tuple[int, int]
    text: str  # the name as printed
    key: tuple[str, ...]
    offices: tuple[Office, ...]
    honorific: bool
    after: bool  # the titles follow the name
    sentence: int
    role: Role

    @property
    def title(self) -> tuple[int, int]:
        """The whole stack of titles, in words; empty where there is none."""
        return (self.offices[0].start, self.offices[-1].end) if self.offices else (self.start, self.start)


class MentionReader:
    """Finds mentions among the marks of one page. A second reading knows the names that the first one learned."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._tokens = marks.tokens
        self._names = NameReader(marks)
        self.titles = TitleReader(marks, self._names.begins)
        tokens = marks.tokens
        self._marked = {*marks.honorifics, *marks.titles}
        self._openings = [i for i, capital in enumerate(tokens.capital) if capital or i in self._marked]
        self._vi = tokens.lexicon.language == "vi"
        self._small = {code: small_words(code, tokens.lexicon.language) for code in _SMALL}

    def read(self) -> list[Mention]:
        """All mentions in page order."""
        first = self._scan([at for at in self._openings if self._may_open(at)])
        names = {tuple(spelt(m.text)) for m in first if self._clear(m)}
        if not self._vi:
            names |= {(name[i],) for name in names if len(name) > 1 for i in (0, -1) if len(name[i]) > 2}
        self._names.learn(names)
        again = self._unsettled(first)
        settled = [m for m in first if m.sentence not in again]
        sentence = self._tokens.sentence
        fresh = self._scan([at for at in self._openings if sentence[at] in again])
        return self._share(sorted([*settled, *fresh], key=lambda m: m.start))

    def _may_open(self, at: int) -> bool:
        """Whether a mention may begin at word `at`, or a place be passed over, while no name is known."""
        return at in self._marked or at in self._marks.places or self._names.may_go_on(at)

    def _share(self, mentions: list[Mention]) -> list[Mention]:
        """Give `bà A, ông B, Phó Chủ tịch …` the title to both where A has none."""
        for i in range(len(mentions) - 2, -1, -1):
            one, two = mentions[i], mentions[i + 1]
            bare_name = one.key and one.honorific and not one.offices
            if (
                bare_name
                and two.key
                and two.after
                and two.honorific
                and two.start == one.end
                and self._tokens.gaps[two.start] == ","
            ):
                mentions[i] = one._replace(offices=two.offices, after=True)
        return mentions

    def _unsettled(self, mentions: list[Mention]) -> set[int]:
        """The sentences in which a learned name may stand where no mention has been read."""
        read = {mention.name[0] for mention in mentions if mention.key}
        raw, known = self._tokens.raw, self._names.known
        return {self._tokens.sentence[at] for at in self._openings if at not in read and bare(raw[at]) in known}

    def _clear(self, mention: Mention) -> bool:
        """Whether the bounds of this name are beyond doubt, so that it may be looked for elsewhere."""
        if len(mention.key) < 2:
            return False
        apart = self._tokens.gaps[mention.name[0]] in ",;:|" or mention.start == mention.name[0]
        direct = bool(mention.offices) and not mention.after and mention.offices[-1].body is None
        return mention.honorific or apart or direct or is_vietnamese(mention.text)

    def _scan(self, openings: list[int]) -> list[Mention]:
        found: list[Mention] = []
        done = 0
        for at in openings:
            if at < done:
                continue
            stop = self._tokens.stop(at)
            mention = self._at(at, stop)
            if mention:
                found += self._sharing(mention, stop)
            done = max(found[-1].end, at + 1) if mention else self._skip(at)
        return found

    def _sharing(self, first: Mention, stop: int) -> list[Mention]:
        """A mention and those who share its title: `các Phó Chủ tịch: bà A, ông B`, `MM. A et B, députés`."""
        found: list[Mention] = []
        tokens = self._tokens
        plural = self._plural(first.start) and first.offices and not first.after
        addressed = first.honorific and not first.after
        plural = plural or (addressed and tokens.keys[first.start] in self._small["plural"])
        at = self._past_position(first.end, stop)
        while plural and first.key and at < stop:
            joined = tokens.keys[at] in self._small["and"] and tokens.gaps[at] in " )"
            name = self._past_honorifics(at + 1 if joined else at, stop)
            if name >= stop or tokens.gaps[at] not in ",; )" or (not joined and tokens.gaps[at] not in ",;"):
                break
            end = self._names.read(name)
            shared = self._titles_after(end) if end - name >= 2 else ()
            if end - name < 2 or (shared and (first.offices or not joined)):
                break
            found.append(self._made(name, (name, end), shared or first.offices, True, bool(shared)))
            at = self._past_position(end, stop)
            if shared:
                return [first._replace(offices=shared, after=True), *(m._replace(offices=shared) for m in found)]
        return [first, *found]

    def _plural(self, start: int) -> bool:
        """Whether the title that begins at word `start` is one of several people: `các`, `các đồng chí`."""
        if self._tokens.keys[start] in self._small["plural"]:
            return True  # `các đồng chí Phó Chủ tịch: A, B`
        for at in (start, start - 1, start - 2):
            honoured = self._marks.honorifics.get(at, (start, None))[0] == start
            if at > 0 and (at == start or honoured) and self._tokens.keys[at - 1] in self._small["plural"]:
                return True
        return False

    def _skip(self, at: int) -> int:
        place = self._marks.places.get(at)
        return place.end if place and not self._names.known_at(at) else at + 1

    def _at(self, at: int, stop: int) -> Mention | None:
        title, honorific = self._marks.titles.get(at), self._marks.honorifics.get(at)
        if honorific and not (title and title[0] > honorific[0]):
            return self._honoured(at, stop)
        if at in self._marks.titles:
            return self._titled(at, stop, False)
        return self._bare(at) if self._tokens.capital[at] else None

    def _honoured(self, at: int, stop: int) -> Mention | None:
        name = self._past_honorifics(at, stop)
        if name in self._marks.titles:
            return self._titled(name, stop, True, at)
        if name >= stop or self._tokens.gaps[name] == "|":
            return None
        end = self._names.read(name)
        if end == name and self._tokens.capital[name] and name not in self._marks.bodies:
            word = self._tokens.raw[name]
            end = name + 1 if word.isalpha() and len(word) > 1 and not word.isupper() else name
        if end == name:
            return None
        return self._mention(at, name, end, (), True)

    def _titled(self, at: int, stop: int, honoured: bool, start: int = -1) -> Mention | None:
        offices = self._one_side(self.titles.chain(at))
        if not offices:
            return None
        start = min(start if start >= 0 else at, offices[0].start)
        end = name = offices[-1].end
        if name < stop and self._tokens.keys[name] in self._small["link"] and self._tokens.gaps[name] == " ":
            name += 1
        respected = self._past_honorifics(name, stop)
        honoured, name = honoured or respected > name, respected
        if (
            name < stop
            and self._tokens.gaps[name] in (" ,:)(~" if respected > end or self._plural(start) else " ,)~")
            and self._names_it(name, end)
        ):
            return self._mention(start, name, self._names.read(name), offices, honoured)
        return self._mention(start, end, end, offices, honoured)

    def _names_it(self, name: int, end: int) -> bool:
        """Whether the words at `name` name the holder of the offices that end before `end`."""
        stop = self._names.read(name)
        if stop == name:
            return False
        if name > end:  # an honorific lies between
            return True
        apart = self._tokens.gaps[name] == ","
        if stop - name == 1 and not self._names.known_at(name):
            return not apart and self._tokens.gaps[name] == " " and name not in self._marks.places
        if apart and self._vi and self._titles_after(stop):
            return False  # `Chủ tịch X, Y, Thị trưởng Z`: Y has titles of its own
        return not apart or not self._vi or self._names.vietnamese(name) or bool(self._names.known_at(name))

    def _bare(self, at: int) -> Mention | None:
        """A name without title or honorific before it: one known from elsewhere, or one that a title follows."""
        known = self._names.known_at(at)
        place = self._marks.places.get(at)
        if not known and place and (place.end - at > 1 or not self._names.vietnamese(at)):
            return None
        if not known and (self._of_a_place(at) or self._of_no_family(at)):
            return None
        end = self._names.read(at)
        if not known and (end - at < 2 or (end in self._marks.places and self._tokens.gaps[end] == " ")):
            return None
        titles = self._titles_after(end)
        stands = known or titles or self._is_long(at, end) or self._goes_on(at, end)
        return self._made(at, (at, end), titles, False, bool(titles)) if stands else None

    def _is_long(self, at: int, end: int) -> bool:
        """Whether a name shows by itself that it is one: by an initial, or by three Vietnamese words."""
        tokens = self._tokens
        if end > at + 1 and tokens.gaps[at + 1] == "." and len(tokens.raw[at]) == 1:
            return True
        return end - at >= 3 and self._names.vietnamese(at) and is_vietnamese(tokens.text(at, end))

    def _goes_on(self, at: int, end: int) -> bool:
        """Whether a foreign name is followed by what the person does: `Bilegt Tudev, qui dirige l’assemblée …`."""
        tokens = self._tokens
        if self._vi or end - at != 2 or end >= tokens.stop(at):
            return False
        return tokens.gaps[end] == "," and tokens.keys[end] in _WHO

    def _of_no_family(self, at: int) -> bool:
        """Whether a Vietnamese word that is no family name stands here: `Mỹ Sơn, …` is no person."""
        word = self._tokens.raw[at]
        follows = at + 1 < len(self._tokens) and self._tokens.gaps[at + 1] == "-"
        return self._vi and not word.isascii() and not follows and bare(word) not in surnames()

    def _of_a_place(self, at: int) -> bool:
        """Whether a name belongs to a street, school or park: `79 Đinh Tiên Hoàng`, `đường Lê Duẩn`."""
        if self._tokens.gaps[at] == "|":
            return False
        before = self._tokens.keys[at - 1]
        if before == "trường" and self._tokens.keys[at - 2] in ("môi", "thị", "lập"):
            return False
        number = before.isdigit() and not self._of_a_date(at - 1)
        return self._tokens.gaps[at] == " " and (number or before in self._small["named_after"])

    def _of_a_date(self, at: int) -> bool:
        """Whether the number at `at` ends a date: `on August 3 Klaus Weber`, `ngày 6/5 Trần Văn An`."""
        tokens = self._tokens
        if tokens.gaps[at] in "/-." or len(tokens.raw[at]) == 4:
            return True
        return at > 0 and tokens.gaps[at] in " ," and bare(tokens.raw[at - 1]) in _MONTHS

    def _mention(self, start: int, name: int, end: int, offices: tuple[Office, ...], honoured: bool) -> Mention:
        """The mention of a name with the titles before it, or those after it where they tell more."""
        if end == name:
            return self._made(start, (name, end), offices, honoured, False)
        after = self._telling_more(offices, end)
        if offices and not after:
            offices = (*offices[:-1], self._completed(offices[-1], end))
        return self._made(start, (name, end), after or offices, honoured, bool(after))

    def _telling_more(self, before: tuple[Office, ...], end: int) -> tuple[Office, ...]:
        """The titles after a name whose titles before it name no post: `la sénatrice X, présidente du groupe …`."""
        only_leads = all(office.level in ("delegation", "member") for office in before)
        if self._vi or only_leads:
            return self._titles_after(end) if only_leads else ()
        if any(office.level not in _SEATS or office.body for office in before):
            return ()
        after = self._titles_after(end)
        return () if after and self._names_next(after[-1].end) else after

    def _names_next(self, at: int) -> bool:
        """Whether another name without titles of its own follows, to which the last titles belong: `T, N, T, N`."""
        if at >= self._tokens.stop(at - 1) or self._tokens.gaps[at] not in " ,":
            return False
        end = self._names.read(at)
        return end - at >= 2 and not self._titles_after(end)

    def _completed(self, office: Office, at: int) -> Office:
        """The office with the body named behind the person: `Chairman X of the People's Committee`."""
        tokens = self._tokens
        if self._vi or office.body or office.places or at + 1 >= tokens.stop(at - 1):
            return office
        joined = tokens.keys[at] in self._small["owner"] and tokens.gaps[at] == " "
        return self.titles.continued(office, at + 1) if joined else office

    def _made(
        self, start: int, name: tuple[int, int], offices: tuple[Office, ...], honoured: bool, after: bool
    ) -> Mention:
        tokens, sentence = self._tokens, self._tokens.sentence[start]
        text = tokens.text(*name) if name[1] > name[0] else ""
        end = max(name[1], offices[-1].end) if offices else name[1]
        role = tokens.page.sentences[sentence].role
        return Mention(start, end, name, text, key_of(text), offices, honoured, after, sentence, role)

    def _titles_after(self, at: int) -> tuple[Office, ...]:
        """The titles that follow the name that ends before `at`."""
        tokens = self._tokens
        stop = tokens.stop(at - 1)
        at = self._past_position(at, stop)
        if at >= stop or tokens.gaps[at] not in " ,–(-":
            return ()
        direct = tokens.gaps[at] == " "
        if direct and not (self._vi and at in self._marks.titles and tokens.capital[at]):
            return ()
        while (
            at < stop
            and tokens.keys[at] in self._small["article"]
            and at + 1 < stop
            and tokens.gaps[at + 1] in " '"
        ):
            at += 1
        post = self._post(at, stop)
        offices = self.titles.chain(post, after_name=True) if post >= 0 else ()
        if not offices or offices[0].start > at:
            return ()
        end = offices[-1].end
        if direct and not offices[0].body:
            return ()
        if end < stop and tokens.gaps[end] == " " and self._names.read(end) - end >= 2:
            return offices[: self._change(offices)]  # the last titles belong to the next name
        return offices

    def _one_side(self, offices: tuple[Office, ...]) -> tuple[Office, ...]:
        """The end of a chain that speaks for one side: `đề nghị từ Thủ tướng Belarus, Chủ tịch UBND …`."""
        return offices[self._change(offices) :]

    def _change(self, offices: tuple[Office, ...]) -> int:
        """The position of the last office that speaks for another side than the one before; 0 for none."""
        sides = [of_office(office, self._marks) for office in offices]
        for i in range(len(sides) - 1, 0, -1):
            if sides[i] and sides[i - 1] and sides[i] != sides[i - 1]:
                return i
        return 0

    def _past_position(self, at: int, stop: int) -> int:
        """One past a remark after a name: `(phải)`, `(à droite)`, or a seat or age such as `(Nord)`, `(D-Ohio)`."""
        tokens = self._tokens
        if at < stop and tokens.gaps[at] == "(":
            for k in range(at, min(at + 4, stop - 1)):
                closed = tokens.gaps[k + 1] in "),"
                if closed and (tokens.keys[k] in self._small["position"] or (not self._vi and self._closes(k))):
                    return k + 1
        return at

    def _closes(self, k: int) -> bool:
        """Whether the bracket closes right after word `k`."""
        end = self._tokens.ends[k]
        return self._tokens.page.text[end : end + 1] == ")"

    def _post(self, at: int, stop: int) -> int:
        """Where the post stands of an office that begins at word `at`; in English its body may come first."""
        titles = self._marks.titles
        if at in titles:
            return at
        if self._vi:
            return -1
        for k in range(at + 1, min(at + 9, stop)):
            if self._tokens.gaps[k] in ",;:|(":
                return -1
            if k in titles:
                return k
        return -1

    def _past_honorifics(self, at: int, stop: int) -> int:
        gaps, honorifics = self._tokens.gaps, self._marks.honorifics
        while at < stop and at in honorifics and (honorifics[at][0] < stop):
            end = honorifics[at][0]
            if gaps[end] not in " ~.,:" or (gaps[end] in ",:" and end not in honorifics and gaps[end] != ":"):
                break
            at = end
        return at
