"""Which of the dates on a page is the day of the meeting."""

import re
from collections.abc import Mapping, Sequence

from curator.extract import dates
from curator.extract.dates import DateMention
from curator.extract.marks import Marks
from curator.extract.meetings import Meeting
from curator.extract.page import Found, Page, Sentence
from curator.extract.presence import FUTURE, is_background
from curator.model.article import Role

_DAYS = ("day", "range")
_GENERATION = 15  # years
_REACH = 60  # characters
_FEAST = re.compile(
    r"(?:ky niem|ngay thanh lap|quoc khanh|ngay quoc te|ngay truyen thong|ngay phu nu|tinh den"
    r"|den het|truoc) [^.;]*$"
    r"|\b(?:until|before|by|jusqu'au) [^.;,]{0,12}$"
)
_TOLD = ("relative", "weekday", "same")


def find_day(
    page: Page, meeting: Meeting, marks: Marks, mentions: Sequence[DateMention], published: Found | None
) -> Mapping[str, Found]:
    """What the page gives for `date`, `date_resolved` and `date_basis` of `meeting`; fields may lack.

    The nearest day before the words that report the meeting counts, then one near the top of the story.
    """
    for mention in _candidates(page, meeting, marks, mentions):
        if found := dates.resolve(page, mention, published, mentions):
            return found
    return {}


def is_history(day: Mapping[str, Found], published: Found | None) -> bool:
    """Whether a day lies a generation before the page was published: a memory, not a report."""
    told, stamp = (str(found.value)[:4] if found else "" for found in (day.get("date"), published))
    return told.isdigit() and stamp.isdigit() and int(stamp) - int(told) > _GENERATION


def _announced(page: Page, marks: Marks, mention: DateMention, sentence: int) -> bool:
    """Whether words before a date make it a plan: `pourrait être signée le 24 octobre`."""
    at, (low, _high) = marks.tokens.at(mention.start), marks.tokens.bounds(sentence)
    return any(marks.cues_in(max(low, at - 8), at, FUTURE))


def _of_a_feast(page: Page, mention: DateMention, sentence: Sentence) -> bool:
    """Whether a day is that of a feast or a term: `kỷ niệm ngày thành lập Hội 20/10`, `Quốc khánh (23/10)`."""
    before = page.folded[max(sentence.start, mention.start - _REACH) : mention.start]
    return _FEAST.search(before) is not None


def _candidates(page: Page, meeting: Meeting, marks: Marks, mentions: Sequence[DateMention]) -> list[DateMention]:
    """The dates that may be the meeting's day, the likeliest first."""
    told = [m for m in mentions if m.kind in (*_DAYS, *_TOLD) and m.role is not Role.STAMP]
    ranked: list[tuple[tuple[int, ...], DateMention]] = []
    own = set(meeting.sentences)
    lead = page.sentences[meeting.lead]
    for mention in told:
        i = page.position_at(mention.start)
        if i < 0 or mention.role is Role.BYLINE:
            continue
        sentence = page.sentences[i]
        distance = abs(i - meeting.lead) if sentence.role is Role.STORY or i == meeting.lead else 40
        if i not in own or (is_background(i, marks) and i != meeting.lead and mention.kind != "same"):
            distance += 60
        if mention.kind in _TOLD and sentence is not lead:
            distance += 3
        exact = {"day": 0, "same": 1, "relative": 1, "range": 2, "weekday": 3}[mention.kind]
        distance = 2 * distance + (3 if mention.kind == "range" else 0)  # a visit may frame the meeting of one day
        if _announced(page, marks, mention, i) or _of_a_feast(page, mention, sentence):
            distance += 50
        past = 0 if mention.cued or mention.kind in _TOLD else 1
        future = 1 if i > meeting.lead else 0
        ranked.append(((distance, exact, past, future, mention.start), mention))
    ranked.sort(key=lambda item: item[0])
    return [mention for _rank, mention in ranked]
