"""Extraction: an article in, a coding sheet out, every value with its passage. Pure, deterministic, never raises.

The pipeline reads like a table of contents; docs/extraction.md says how each step works and how good it is.
"""

from curator.extract import dates, masthead, places
from curator.extract.days import find_day
from curator.extract.formats import find_type
from curator.extract.marks import Marks, mark
from curator.extract.meetings import Meeting, MeetingFinder
from curator.extract.mentions import MentionReader
from curator.extract.page import Found, Page, Range, open_page
from curator.extract.people import Person, gather
from curator.extract.rows import SheetWriter, engagement_row
from curator.extract.tokens import read_tokens
from curator.extract.whereabouts import PlaceReader
from curator.model.article import Article
from curator.model.record import Sheet, empty_record

try:
    from curator.extract import topics
except ImportError:
    topics = None
try:
    from curator.extract import agreements
except ImportError:
    agreements = None


def extract(article: Article, *, home_city: str = "Hanoi") -> Sheet:
    """The coding sheet that the machine suggests for `article`, read in an office of `home_city`."""
    page = open_page(article, home_city)
    writer = SheetWriter(page)
    record = empty_record()

    head = masthead.read(page)
    for key, found in head.items():
        writer.put(record["article"], ("article",), key, found)

    marks = mark(read_tokens(page), places.find(page))
    mentions = MentionReader(marks).read()
    people = gather(mentions, marks)
    days = dates.find(page)
    for position, meeting in enumerate(MeetingFinder(marks, mentions, people).find()):
        where = PlaceReader(marks).read(meeting)
        fields = {
            **find_day(page, meeting, marks, days, head.get("published")),
            "type": find_type(meeting, marks, where.abroad),
            "country": where.country,
            "partner_city": where.partner_city,
            "city": where.city,
            "direction": where.direction,
        }
        row = engagement_row(writer, position, meeting, fields, people, marks)
        record["engagements"].append(row)
    return Sheet(record, writer.evidence)
