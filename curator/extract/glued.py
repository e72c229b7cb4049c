"""A headline that lost its own line: it stands at the head of the first line of the story, glued to the lead.

Pages copied or printed without line breaks run on from the headline to the stamp, the outlet and the lead. A stamp
in mid-line, an outlet before a dash, or a part of the day that begins with a capital where no sentence ends
(`… giáo dục, du lịch Chiều 6/9, tại …`) tells where the headline ends.
"""

import re
from typing import NamedTuple

from curator.extract.page import Page, Range
from curator.model.article import Role


class Glued(NamedTuple):
    """The headline, where the stamp behind it stands (empty if there is none), and where the story begins."""

    headline: Range
    stamp: Range
    story: int


def find(page: Page) -> Glued | None:
    """The headline at the head of the first line of the story; None where the page has one of its own, or none."""
    if any(True for _part in page.article.parts(Role.HEADLINE)):
        return None
    block, line = next(iter(page.article.parts(Role.STORY)), (None, ""))
    if block is None or len(line) < _STORY:
        return None
    for pattern in (_STAMPED, _SIGNED, _OPENED):
        match = pattern.match(line, 0, _HEAD)
        if match is None or not _LEAST <= len(match["headline"].split()) <= _MOST:
            continue
        headline = page.trim(block.start, block.start + match.end("headline"))
        stamp = match.span("stamp") if "stamp" in match.groupdict() else (0, 0)
        return Glued(headline, (block.start + stamp[0], block.start + stamp[1]), block.start + match.end())
    return None


_LEAST, _MOST = 5, 32  # words of a headline
_STORY = 140  # characters that headline and lead have at least together
_HEAD = 400  # characters in which the headline ends
_TITLE = r"\W{0,3}(?P<headline>[A-ZÀ-ỸĐ\d“\"][^\n.;|]{18,220}?)"
_DATE = r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d"
_CLOCK = r"\d{1,2}\s?[:hH]\s?\d\d(?::\d\d)?"
_BEFORE = r"(?:(?:[Tt]hứ \w+|[Cc]hủ nhật|[Nn]gày(?: đăng)?|[Cc]ập nhật(?: lúc)?|[Đđ]ăng (?:lúc|ngày)):?,?\s){0,2}"
_STAMPED = re.compile(
    rf"{_TITLE}\s*[(\[|–-]?\s*{_BEFORE}"
    rf"(?P<stamp>{_CLOCK},?\s?[-–|]?\s?(?:ngày )?{_DATE}|{_DATE}(?:,?\s?[-–|]?\s?{_CLOCK})?)"
    r"(?:\s?\(?GMT ?\+7\)?)?[)\]|]?(?:\s*[-–|])?\s+(?=[\"“(A-ZÀ-ỸĐ])"
)
_SIGNED = re.compile(
    rf"{_TITLE}\s+(?=(?:\([A-ZĐ][\w.+&]{{1,11}}\)|[A-ZĐ]{{2,6}})\s?[-–—]\s?"
    r"(?:Ngày|Sáng|Trưa|Chiều|Tối|Hôm|Tại|Nhân|Trong)\b)"
)
_OPENED = re.compile(
    rf"{_TITLE}(?<![.:!?,\"“(-])\s+"
    rf"(?=(?:Sáng|Trưa|Chiều|Tối)(?: ngày| nay| qua| thứ)? ?(?:\(?\d|,)|Ngày \d{{1,2}}[/-]\d"
    r"[\d/-]*, (?:tại|đồng|Chủ|Phó|Bí|Giám|ông|bà)|Hôm (?:nay|qua)\b)"
)
