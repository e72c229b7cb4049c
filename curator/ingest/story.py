"""Story apart from furniture: the role of every line, by one set of rules for saved pages and flat text.

What the markup told for certain stays. For the rest: the lead is the first running text, the headline the best
title above it, and the story goes on until a heading such as `Đọc nhiều` or the page's end; boxes of related items
inside it are cut out, and the lines between its paragraphs are captions, subheadings or list items.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from curator.ingest.body import follow
from curator.ingest.draft import Draft, draft_of
from curator.ingest.form import Form
from curator.ingest.head import above
from curator.ingest.headline import find_headline, find_lead, name_headline
from curator.ingest.page import Page
from curator.ingest.small import settle
from curator.ingest.title import title_span
from curator.model.article import Role

IMPRINT = 200  # characters; a longer line with `©` is a footer of many things

Part = tuple[int, int, Role]
_ATTEMPTS = 4  # leads to try before the best is taken


def divide(page: Page) -> list[Role]:
    """The role of every line of `page`."""
    draft = draft_of(page)
    start = 0
    best: tuple[int, list[Role]] = (-1, [])
    for _attempt in range(_ATTEMPTS):
        tried, ended = _tried(draft, start)
        told = [len(form.text) for form, role in zip(tried.forms, tried.roles, strict=True) if role is Role.STORY]
        if sum(told) > 2 * best[0]:
            best = sum(told), [_of_the_page(tried, i) for i in range(len(tried.forms))]
        if ended or len(told) > 1 or sum(told) > 0.25 * sum(len(form.text) for form in draft.forms if form.prose):
            break
        start = tried.lead + 1  # a single paragraph on a page with far more: perhaps a notice above the story
    return best[1] + [Role.FURNITURE] * (len(page.lines) - len(draft.forms))


def _tried(draft: Draft, start: int) -> tuple[Draft, bool]:
    """The roles of all lines if the lead stands at or after `start`, and whether the end is sure."""
    draft = replace(draft, roles=list(draft.roles), lead=find_lead(draft, start))
    draft.headline = find_headline(draft)
    if draft.headline is not None:
        if draft.headline >= draft.lead:
            draft.lead = find_lead(draft, draft.headline + 1)
        draft.roles[draft.headline] = Role.HEADLINE
    above(draft)
    ended = follow(draft)
    settle(draft)
    if draft.headline is None:
        name_headline(draft)
    return draft, ended


def _of_the_page(draft: Draft, i: int) -> Role:
    """The role of line `i`, which is a stamp if it names the page's own address or its publisher."""
    form, role = draft.forms[i], draft.roles[i] or Role.FURNITURE
    if role is not Role.FURNITURE:
        return role
    published = len(form.text) < IMPRINT and ("©" in form.text or "Copyright" in form.text)
    return Role.STAMP if published or ("://" in form.text and "address" in form.opened) else role


def parts(page: Page, roles: Sequence[Role]) -> Iterator[Part]:
    """Start, end and role of every block.

    What stands around a headline on its line becomes blocks of its own: the outlet's prefix, a stamp, the words
    `Bạn đang đọc bài viết` before it and the name of the outlet behind it.
    """
    for line, role in zip(page.lines, roles, strict=True):
        if role is not Role.HEADLINE:
            yield line.start, line.end, role
            continue
        form = Form(line.text)
        start, end = title_span(form)
        before = Role.FURNITURE if "reading" in form.opened else Role.STAMP
        for at, to, kind in ((0, start, before), (start, end, role), (end, len(line.text), Role.STAMP)):
            text = line.text[at:to]
            if text.strip():
                begin = line.start + at + len(text) - len(text.lstrip())
                yield begin, begin + len(text.strip()), kind
