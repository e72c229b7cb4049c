"""Story apart from furniture: the role of every line, by one set of rules for saved pages and flat text.

What the markup told for certain stays. For the rest: the lead is the first running text, the headline the best
title above it, and the story goes on until a heading such as `Đọc nhiều` or the page's end; boxes of related items
inside it are cut out, and the lines between its paragraphs are captions, subheadings or list items.
"""

from collections.abc import Iterator, Sequence

from curator.ingest.body import follow
from curator.ingest.form import Form
from curator.ingest.head import above
from curator.ingest.headline import find_headline, find_lead
from curator.ingest.page import Page
from curator.model.article import Role

Part = tuple[int, int, Role]


def divide(page: Page) -> list[Role]:
    """The role of every line of `page`."""
    lines = page.lines
    forms = [Form(line.text) for line in lines]
    roles = [line.role for line in lines]
    lead = find_lead(lines, forms)
    headline = find_headline(lines, forms, lead, page.titles)
    if headline is not None:
        if headline >= lead:
            lead = find_lead(lines, forms, headline + 1)
        roles[headline] = Role.HEADLINE
    above(lines, forms, roles, headline, lead)
    follow(lines, forms, roles, headline, lead)
    return [_addressed(form, role or Role.FURNITURE) for form, role in zip(forms, roles, strict=True)]


def _addressed(form: Form, role: Role) -> Role:
    """The role of a line, which is a stamp if it names the page's own address."""
    return Role.STAMP if role is Role.FURNITURE and "address" in form.opened and "://" in form.text else role


def parts(page: Page, roles: Sequence[Role]) -> Iterator[Part]:
    """Start, end and role of every block; the stamp in brackets behind a headline is a block of its own."""
    for line, role in zip(page.lines, roles, strict=True):
        cut = Form(line.text).split_stamp() if role is Role.HEADLINE else len(line.text)
        yield line.start, line.start + len(line.text[:cut].rstrip()), role
        if cut < len(line.text):
            yield line.end - len(line.text[cut:].lstrip()), line.end, Role.STAMP
