"""Story apart from furniture: the role of every line, by one set of rules for saved pages and flat text.

What the markup told for certain stays. For the rest: the lead is the first running text, the headline the best
title above it, and the story goes on until a heading such as `Đọc nhiều` or the page's end; boxes of related items
inside it are cut out, and the lines between its paragraphs are captions, subheadings or list items.
"""

from collections.abc import Iterator

from curator.ingest.body import follow
from curator.ingest.form import Form
from curator.ingest.head import above
from curator.ingest.headline import find_headline, find_lead
from curator.ingest.page import Page
from curator.model.article import Role

Part = tuple[int, int, Role]


def divide(page: Page) -> list[Part]:
    """Start, end and role of every block of `page`, in order. The headline's line may give two blocks."""
    lines = page.lines
    forms = [Form(line.text) for line in lines]
    roles = [line.role for line in lines]
    lead = find_lead(lines, forms)
    headline = find_headline(lines, forms, lead, page.titles)
    if headline is not None and headline >= lead:
        lead = find_lead(lines, forms, headline + 1)
    if headline is not None:
        roles[headline] = Role.HEADLINE
    above(lines, forms, roles, headline, lead)
    follow(lines, forms, roles, headline, lead)
    parts: list[Part] = []
    for line, form, role in zip(lines, forms, roles, strict=True):
        parts += _split(line.start, form, role or Role.FURNITURE)
    return parts


def _split(start: int, form: Form, role: Role) -> Iterator[Part]:
    """The block of a line; a headline without the stamp in brackets at its end, which becomes a block of its own."""
    cut = form.split_stamp() if role is Role.HEADLINE else len(form.text)
    yield start, start + len(form.text[:cut].rstrip()), role
    if cut < len(form.text):
        cut += len(form.text[cut:]) - len(form.text[cut:].lstrip())
        yield start + cut, start + len(form.text), Role.STAMP
