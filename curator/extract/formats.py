"""The type of a meeting by the format words of headline, lead and body (rules T1 to T4)."""

from collections.abc import Iterable
from typing import NamedTuple

from curator.extract.marks import Marks
from curator.extract.meetings import Meeting
from curator.extract.page import Found
from curator.extract.presence import FUTURE, is_background
from curator.model.article import Role
from curator.model.record import Confidence

_TYPE_OF = {"receive": "reception", "meet": "reception", "phone": "other", "occasion": "other", "award": "other"}
_RANK = {"talks": 3, "working_session": 4, "courtesy_call": 5, "reception": 6, "other": 8}
_FORMATS = frozenset(("receive", "courtesy_call", "working_session", "talks", "meet", "phone"))
_EVENTS = frozenset(("visit", "forum", "signing", "award", "occasion"))
_ONLINE, _OPENING = frozenset(("online",)), 4  # sentences
_CLOSER = frozenset(("talks", "working_session", "courtesy_call"))  # closer than a mere visit abroad
# In the body a noun names the format of this meeting, and only where the words before it point at the meeting:
# `tại buổi làm việc`, not `mời bạn dự phiên làm việc năm sau`.
_NOUNS = frozenset(
    ("buổi", "cuộc", "phiên", "séance", "seance", "session", "entretien", "meeting", "call", "entrevue", "talks",
     "reunion", "working", "visite", "courtesy", "farewell")
)  # fmt: skip
_POINTING = frozenset(
    ("tại", "trong", "sau", "thúc", "đầu", "ra", "dự", "trì", "cảnh", "có", "lors", "cours", "issue", "pendant",
     "durant", "cette", "at", "during", "after", "following", "this")
)  # fmt: skip
_WITH = frozenset(("with", "on", "avec", "sur"))
_FRAMING = frozenset(("chuyến", "nhân", "visite", "visit", "khuôn", "dịp"))
_STAY = frozenset(("đang", "tục", "cadre", "occasion", "during", "part"))  # before a visit only
_STAYING = frozenset(("en visite", "en mission", "en deplacement", "on a visit", "đang ở thăm"))
_OF_OTHERS = frozenset(("head_of_state", "head_of_government", "minister"))
_STATES = (("hai", "nước"), ("two", "countries"), ("deux", "pays"))
_THEN = frozenset(("apres", "avant", "after", "before", "following"))
_OWN = frozenset(("sa", "son", "ses", "leur", "leurs", "his", "her", "their", "its"))
_PARTIES = frozenset(("giữa", "của", "between", "entre", "of", "des", "du"))


class _Cue(NamedTuple):
    start: int
    end: int
    code: str
    sentence: int

    @property
    def type(self) -> str:
        return _TYPE_OF.get(self.code, self.code)


def find_type(meeting: Meeting, marks: Marks, abroad: bool) -> Found:
    """The type of `meeting`; `abroad` tells that the home side travelled."""
    return _FormatReader(meeting, marks).read(abroad)


class _FormatReader:
    """Reads the format words of one meeting."""

    def __init__(self, meeting: Meeting, marks: Marks) -> None:
        self._meeting = meeting
        self._marks = marks
        lead = self._cues((meeting.lead,), _FORMATS | _EVENTS)
        headline = self._cues(self._of(Role.HEADLINE), _FORMATS | _EVENTS)
        told = [c for c in lead if c.code in _FORMATS and not self._framing(c) and not self._of_others(c)]
        self._lead = [c for c in told if not self._planned(c) and not self._before_or_after(c)] or told
        if not meeting.alone:
            headline = [c for c in headline if self._of_these_guests(c, headline)]
        self._headline = [c for c in headline if c.code in _FORMATS]
        self._events = [c for c in (*lead, *headline) if c.code in _EVENTS]
        self._announced = [c for c in headline if c.code == "signing"]

    def read(self, abroad: bool) -> Found:
        """The type, by the first rule that answers."""
        named = [*self._lead, *self._headline, *self._nouns()]
        if ceremony := self._ceremony():
            return self._found(ceremony, "signing", Confidence.CHECK, "type_signing")
        if (forum := self._event("forum")) and not self._lead and (abroad or not named):
            return self._found(forum, "forum", Confidence.CHECK, "type_forum")
        occasion = self._event("occasion") or (None if named or abroad else self._event("award"))
        if occasion and not self._lead and not any(c.code in _CLOSER for c in named):
            return self._found(occasion, "other", Confidence.CHECK, "type_occasion")
        visit = self._event("visit") or next(iter(named), None)
        if abroad and visit and not any(c.code in _CLOSER for c in named) and not self._single():
            return self._found(visit, "visit", Confidence.CHECK, "type_visit_abroad")
        named = named or self._cues(self._of(Role.CAPTION), _FORMATS)
        if named:
            return self._best(named)
        if received := self._near():
            return self._found(received, "reception", Confidence.CHECK, "type_received")
        working = (c for c in self._events if c.code == "visit" and self._works(c) and not self._framing(c))
        if worked := next(working, None):
            return self._found(worked, "working_session", Confidence.GUESS, "type_by_visit")
        if online := next(iter(self._cues(self._of(Role.STORY)[:_OPENING], _ONLINE)), None):
            return self._found(online, "talks", Confidence.GUESS, "type_online")
        if called := next((c for c in self._events if c.code == "visit" and not self._framing(c)), None):
            return self._found(called, "visit", Confidence.GUESS, "type_by_visit")
        low, high = self._marks.tokens.bounds(self._meeting.lead)
        return self._found(_Cue(low, high, "", 0), "reception", Confidence.GUESS, "type_default")

    def _single(self) -> bool:
        """Whether the lead says that one named host received the home side, and the visit only frames it."""
        if not any(c.code == "receive" for c in self._lead):
            return False
        first, lead = self._lead[0], self._meeting.lead
        visits = [c for c in self._events if c.code == "visit"]
        if any(c.sentence != lead or (c.start < first.start and not self._framing(c)) for c in visits):
            return False
        vietnamese = self._marks.tokens.lexicon.language == "vi"
        led = not vietnamese and self._cues((lead,), frozenset(("delegation",)))  # `a reçu la délégation`
        sides = (self._meeting.guests,) if led else (self._meeting.home, self._meeting.guests)
        return all(any(m.sentence == self._meeting.lead for p in side for m in p.mentions) for side in sides)

    def _best(self, named: list[_Cue]) -> Found:
        """The smallest rank wins (rule T1)."""
        best = min(named, key=lambda c: (_RANK[c.type], c not in self._lead, c.start))
        types = {c.type for c in named}
        sure = best in self._lead and types <= {best.type, "reception"}
        trust = Confidence.SURE if sure else Confidence.CHECK
        return self._found(best, best.type, trust, "type_by_format_word")

    def _ceremony(self) -> _Cue | None:
        """Signing is the type only if it is the news itself: no other format opens the report."""
        if self._lead:
            return None
        signed = self._event("signing")
        if signed and (signed not in self._announced or not self._headline):
            return signed
        return None

    def _event(self, code: str) -> _Cue | None:
        return next((c for c in self._events if c.code == code), None)

    def _nouns(self) -> list[_Cue]:
        story = tuple(
            i for i in self._of(Role.STORY) if i != self._meeting.lead and not is_background(i, self._marks)
        )
        nouns = (c for c in self._cues(story, _FORMATS) if self._is_noun(c))
        return [c for c in nouns if not self._planned(c) and not self._of_others(c)]

    def _planned(self, cue: _Cue) -> bool:
        """Whether the words right before announce it: `who will hold talks with …`."""
        low = self._marks.tokens.first[cue.sentence]
        return any(self._marks.cues_in(max(low, cue.start - 6), cue.start, FUTURE))

    def _before_or_after(self, cue: _Cue) -> bool:
        """Whether it is another meeting of the same people: `après sa séance de travail à l'Assemblée`."""
        keys, low = self._marks.tokens.keys, self._marks.tokens.first[cue.sentence]
        one, two = (keys[max(low, cue.start - i)] for i in (1, 2))
        return (two in _THEN and one in _OWN) or (two, one) in (("sau", "khi"), ("trước", "khi"))

    def _of_others(self, cue: _Cue) -> bool:
        """Whether it is a meeting of statesmen: `sau buổi hội đàm giữa hai Thủ tướng`."""
        keys, (_low, high) = self._marks.tokens.keys, self._marks.tokens.bounds(cue.sentence)
        if cue.end >= high or keys[cue.end] not in _PARTIES:
            return False
        window = range(cue.end, min(high, cue.end + 8))
        levels = {self._marks.titles[k][1].term.row["level"] for k in window if k in self._marks.titles}
        states = any(tuple(keys[k : k + 2]) in _STATES for k in window)
        guest = self._meeting.guest_lead
        own = guest is not None and guest.office is not None and guest.office.level in levels
        return states or (bool(levels & _OF_OTHERS) and not own)

    def _is_noun(self, cue: _Cue) -> bool:
        keys, low = self._marks.tokens.keys, self._marks.tokens.first[cue.sentence]
        if cue.code == "courtesy_call":
            return not self._of_another_host(cue)
        at = cue.start if keys[cue.start] in _NOUNS else cue.start - 1
        if at < low or keys[at] not in _NOUNS:
            return False
        if at == low:
            return _WITH.isdisjoint(keys[cue.end - 1 : cue.end + 1])  # not `Talks with two airlines …`
        return bool(_POINTING & set(keys[max(low, at - 3) : at]))

    def _of_another_host(self, cue: _Cue) -> bool:
        """Whether a call is paid to somebody else of the home side: `later paid a courtesy call on …`."""
        others = (p for p in self._meeting.home if p is not self._meeting.home_lead)
        return any(m.sentence == cue.sentence for person in others for m in person.mentions)

    def _of_these_guests(self, cue: _Cue, others: list[_Cue]) -> bool:
        """Whether what follows a format of the headline names no other guests: `tiếp A, làm việc với B`."""
        _low, high = self._marks.tokens.bounds(cue.sentence)
        stop = min((c.start for c in others if c.sentence == cue.sentence and c.start > cue.start), default=high)
        places = (self._marks.places.get(k) for k in range(cue.end, stop))
        named = {place.country for place in places if place and place.foreign}
        guests = self._meeting.guests
        origins = {p.country for g in guests for p in (*(g.office.places if g.office else ()), *g.delegates)}
        return not named or not origins or bool(named & origins)

    def _framing(self, cue: _Cue) -> bool:
        """Whether the words name the visit that frames it (`nhân chuyến thăm và làm việc tại Việt Nam`)."""
        low = self._marks.tokens.first[cue.sentence]
        keys = self._marks.tokens.keys
        if " ".join(keys[cue.start : cue.end]) in _STAYING:
            return True
        window = set(keys[max(low, cue.start - 4) : cue.start])
        if cue.code == "visit" and window & _STAY:
            return True
        return cue.code in ("working_session", "visit") and bool(window & _FRAMING)

    def _works(self, cue: _Cue) -> bool:
        return "việc" in self._marks.tokens.keys[cue.start : cue.end]

    def _near(self) -> _Cue | None:
        """A word of receiving in the sentences after the lead: `Tiếp đoàn có …`."""
        lead = self._meeting.lead
        after = tuple(i for i in self._of(Role.STORY) if lead < i <= lead + 4)
        return next(iter(self._cues(after, frozenset(("receive",)))), None)

    def _of(self, role: Role) -> tuple[int, ...]:
        sentences = self._marks.tokens.page.sentences
        return tuple(i for i in self._meeting.sentences if sentences[i].role is role)

    def _cues(self, sentences: Iterable[int], codes: frozenset[str]) -> list[_Cue]:
        found: list[_Cue] = []
        for i in sentences:
            found += [_Cue(at, end, code, i) for at, end, code in self._marks.cues_of(i, codes)]
        return found

    def _found(self, cue: _Cue, kind: str, trust: Confidence, rule: str) -> Found:
        tokens = self._marks.tokens
        return Found(kind, ((tokens.starts[cue.start], tokens.ends[cue.end - 1]),), trust, rule)
