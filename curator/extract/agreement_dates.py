"""The dates of agreements: which one belongs to a text, and how it lies to the day of the meeting."""

import datetime
import re
from collections.abc import Sequence

from curator.extract.datetext import DateMention
from curator.extract.page import Range


def is_day(date: DateMention, meeting: str | None) -> bool:
    """Whether a date of the sentence is the day of the meeting."""
    if date.kind == "weekday" and meeting and meeting[:4].isdigit() and len(meeting) == 10:
        return datetime.date.fromisoformat(meeting).weekday() == date.weekday
    return date.kind == "day" and bool(meeting) and str(meeting)[5:] == f"{date.month:02d}-{date.day:02d}"


def weekday_of_signing(dates: Sequence[DateMention], meeting: str | None) -> tuple[str, Range] | None:
    """The day of the same week, before or after the meeting, on which a sentence says that a text was signed."""
    told = [date for date in dates if date.kind == "weekday" and date.weekday is not None]
    if len(told) != 1 or not meeting or not meeting[:4].isdigit() or len(meeting) != 10:
        return None
    day = datetime.date.fromisoformat(meeting)
    away = (told[0].weekday or 0) - day.weekday()
    near = min((away - 7, away, away + 7), key=abs)
    return (day + datetime.timedelta(near)).isoformat(), told[0].span


def is_past(date: DateMention, meeting: str | None) -> bool:
    """Whether a day of signing, or the end of a period, lies before the meeting; any year does if that has none."""
    last = date.last_year or date.year
    year = meeting[:4] if meeting else ""
    if last is None or not year.isdigit():
        return last is not None and date.kind != "period"
    if last != int(year):
        return last < int(year)
    if date.kind == "period" or not date.month or not meeting or len(meeting) < 10:
        return False
    return (date.month, date.day or 31) < (int(meeting[5:7]), int(meeting[8:10]))


def begins(date: DateMention | None, meeting: str | None) -> bool:
    """Whether a period begins in the year of the meeting or later: `Cette convention, valable de 2018 à 2021`."""
    year = meeting[:4] if meeting else ""
    return date is not None and date.kind == "period" and year.isdigit() and (date.year or 0) >= int(year)


def date_for(
    dates: Sequence[DateMention], name: Range, floor: int, reach: int, dependent: bool, text: str
) -> DateMention | None:
    """The date that belongs to a name: a period or year behind it, up to `reach`, else one before it.

    A `dependent` name is told after a word such as `thực hiện`: what stands behind it belongs to the name before.
    """
    usable = [d for d in dates if d.year and d.kind in ("year", "month", "day", "period")]
    usable = [d for d in usable if not _GOAL.search(text[max(0, d.start - 22) : d.start])]
    behind = [d for d in usable if name[1] <= d.start < reach]
    ahead = [d for d in usable if floor <= d.start and d.end <= name[0]]
    if dependent:
        return None
    if behind and (behind[0].start - name[1] < 90 or behind[0].kind == "period"):
        return behind[0]
    return ahead[-1] if ahead and name[0] - ahead[-1].end < 200 else None


_GOAL = re.compile(r"(?:đến năm|tầm nhìn|vào năm 20[345]|mục tiêu|nhiệm kỳ|by|until|toward|d'ici|horizon) ?$")
