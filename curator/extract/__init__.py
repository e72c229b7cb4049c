"""Extraction: an article in, a coding sheet out, every value with its passage. Pure, deterministic, never raises.

The pipeline reads like a table of contents; docs/extraction.md says how each step works and how good it is.
"""

from curator.extract import agreements, dates, masthead, places, topics
from curator.extract.antecedents import with_antecedents
from curator.extract.days import find_day, is_history
from curator.extract.formats import find_type
from curator.extract.marks import mark
from curator.extract.meetings import MeetingFinder
from curator.extract.mentions import MentionReader
from curator.extract.page import open_page
from curator.extract.people import gather
from curator.extract.rows import SheetWriter, engagement_row, inner_rows
from curator.extract.tokens import read_tokens
from curator.extract.whereabouts import PlaceReader
from curator.model.article import Article, Role
from curator.model.record import Sheet, empty_record


def extract(article: Article, *, home_city: str = "Hanoi") -> Sheet:
    """The coding sheet that the machine suggests for `article`, read in an office of `home_city`."""
    page = open_page(article, home_city)
    writer = SheetWriter(page)
    record = empty_record()

    head = masthead.read(page)
    marks = mark(read_tokens(page), places.find(page))
    reading = MentionReader(marks)
    mentions = with_antecedents(reading.read(), marks, reading.titles)
    people = gather(mentions, marks)
    days = dates.find(page)

    reader = PlaceReader(marks, head.get("outlet"))
    for meeting in MeetingFinder(marks, mentions, people).find():
        where = reader.read(meeting)
        day = find_day(page, meeting, marks, days, head.get("published"))
        if is_history(day, head.get("published")):
            continue
        position = len(record["engagements"])
        fields = {
            **day,
            "type": find_type(meeting, marks, where.abroad),
            "country": where.country,
            "partner_city": where.partner_city,
            "city": where.city,
            "direction": where.direction,
        }
        row = engagement_row(writer, position, meeting, fields, people, marks)
        about = [page.sentences[i] for i in meeting.sentences]
        story = [sentence for sentence in about if sentence.role is Role.STORY]
        inner_rows(writer, row, position, "sectors", topics.find(page, story))
        texts = agreements.find(page, about, row["date"], days, row["country"])
        inner_rows(writer, row, position, "agreements", texts)
        record["engagements"].append(row)
    days_told = [str(row["date"]) for row in record["engagements"]]
    for key, found in head.items():
        if key != "published" or not masthead.is_banner(page, found, days_told):
            writer.put(record["article"], ("article",), key, found)
    return Sheet(record, writer.evidence)
