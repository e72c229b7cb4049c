"""The type of a meeting by the format words of headline, lead and body (rules T1 to T4)."""

from curator.extract.marks import Marks
from curator.extract.meetings import Meeting
from curator.extract.page import Found, Range
from curator.extract.presence import is_background
from curator.model.article import Role
from curator.model.record import Confidence

_TYPE_OF = {"receive": "reception", "meet": "reception"}
_RANK = {"talks": 3, "working_session": 4, "courtesy_call": 5, "reception": 6, "visit": 7, "other": 8}
_FORMATS = frozenset(("receive", "courtesy_call", "working_session", "talks", "meet"))
_EVENTS = frozenset(("visit", "forum", "signing", "award"))
# In the body only a noun names the format of this meeting: `tại buổi làm việc`, not `mời bạn sang làm việc`.
_NOUNS = frozenset("buổi cuộc phiên séance séances seance session sessions entretien meeting call entrevue".split())

Cue = tuple[int, int, str, int]  # first word, end, code, sentence


def find_type(meeting: Meeting, marks: Marks, abroad: bool) -> Found:
    """The type of `meeting`; `abroad` tells that the home side travelled."""
    headline = _cues(marks, _sentences(meeting, marks, Role.HEADLINE), _FORMATS | _EVENTS)
    lead = _cues(marks, (meeting.lead,), _FORMATS | _EVENTS)
    body = [cue for cue in _cues(marks, _body(meeting, marks), _FORMATS) if _noun(cue, marks)]
    lead_formats = [c for c in lead if c[2] in _FORMATS and not _framing(c, marks)]
    named = [*lead_formats, *[c for c in headline if c[2] in _FORMATS], *body]
    events = [c for c in (*lead, *headline) if c[2] in _EVENTS]
    if ceremony := _ceremony(lead, headline, lead_formats):
        return _found(ceremony, "signing", marks, Confidence.CHECK, "type_signing")
    if forum := _of("forum", events, lead_formats or (named and not abroad)):
        return _found(forum, "forum", marks, Confidence.CHECK, "type_forum")
    if abroad and not [c for c in named if c[2] in ("talks", "working_session", "courtesy_call")]:
        visit = _of("visit", events, None) or (meeting_cue := (named or events or [None])[0]) and meeting_cue
        if visit:
            return _found(visit, "visit", marks, Confidence.CHECK, "type_visit_abroad")
    if not named:
        captions = _cues(marks, _sentences(meeting, marks, Role.CAPTION), _FORMATS)
        named = captions
    if named:
        best = min(named, key=lambda c: (_RANK[_TYPE_OF.get(c[2], c[2])], c[0]))
        kind = _TYPE_OF.get(best[2], best[2])
        kinds = {_TYPE_OF.get(c[2], c[2]) for c in named}
        own = best in lead_formats
        trust = Confidence.SURE if own and (len(kinds) == 1 or kind != "talks") else Confidence.CHECK
        return _found(best, kind, marks, trust, "type_by_format_word")
    if visit := _of("visit", events, None):
        return _found(
            visit, "working_session" if _works(visit, marks) else "visit", marks, Confidence.GUESS, "type_by_visit"
        )
    low, high = marks.tokens.bounds(meeting.lead)
    span = (marks.tokens.starts[low], marks.tokens.ends[high - 1])
    return Found("reception", (span,), Confidence.GUESS, "type_default")


def _sentences(meeting: Meeting, marks: Marks, role: Role) -> tuple[int, ...]:
    sentences = marks.tokens.page.sentences
    return tuple(i for i in meeting.sentences if sentences[i].role is role)


def _body(meeting: Meeting, marks: Marks) -> tuple[int, ...]:
    story = _sentences(meeting, marks, Role.STORY)
    return tuple(i for i in story if i != meeting.lead and not is_background(i, marks))


def _cues(marks: Marks, sentences: tuple[int, ...], codes: frozenset[str]) -> list[Cue]:
    found: list[Cue] = []
    for i in sentences:
        low, high = marks.tokens.bounds(i)
        found += [(at, end, code, i) for at, end, code in marks.cues_in(low, high, codes)]
    return found


def _noun(cue: Cue, marks: Marks) -> bool:
    keys = marks.tokens.keys
    before = keys[cue[0] - 1] if cue[0] else ""
    return keys[cue[0]] in _NOUNS or before in _NOUNS or (cue[2] in ("courtesy_call",))


def _framing(cue: Cue, marks: Marks) -> bool:
    """Whether the words name the visit that frames the meeting (`nhân chuyến thăm và làm việc tại Việt Nam`)."""
    keys = marks.tokens.keys
    low = marks.tokens.first[cue[3]]
    window = keys[max(low, cue[0] - 4) : cue[0]]
    return cue[2] == "working_session" and ("chuyến" in window or "visite" in window or "nhân" in window)


def _ceremony(lead: list[Cue], headline: list[Cue], formats: list[Cue]) -> Cue | None:
    """The cue that makes the signing itself the news: in headline and lead, and the lead names no other format."""
    signed = [c for c in lead if c[2] == "signing"]
    announced = [c for c in headline if c[2] == "signing"]
    return signed[0] if signed and (announced or not formats) and not formats else None


def _of(code: str, events: list[Cue], unless: object) -> Cue | None:
    return None if unless else next((c for c in events if c[2] == code), None)


def _works(cue: Cue, marks: Marks) -> bool:
    return "việc" in marks.tokens.keys[cue[0] : cue[1]]


def _found(cue: Cue, kind: str, marks: Marks, trust: Confidence, rule: str) -> Found:
    span: Range = (marks.tokens.starts[cue[0]], marks.tokens.ends[cue[1] - 1])
    return Found(kind, (span,), trust, rule)
