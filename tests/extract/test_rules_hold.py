"""No text, however broken, stops a rule or keeps it busy."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.extract import agreements, dates, masthead, places, topics
from curator.extract.page import open_page
from curator.model.article import Article, Block, Role

WORDS = st.sampled_from(
    [
        "ngày", "Sáng", "6/9", "(26/3)", "29/2/2021", "31-11", "00/00/0000", "tháng", "mười", "ký kết", "Bản ghi nhớ",
        "giai đoạn", "2024-2026", "9999", "thỏa thuận", "Hà Nội", "Đức", "TP.", "HNP -", "Tin, ảnh:", "du lịch,", "–",
        "le", "1er", "mars", "signé", "accord", "on", "March", "26,", "MoU", "will be signed", "\ufffd", "\u200b", "đ/c",
        "1701946482.jpg", "https://x.example/2023/12/07/", "18:20", "25:99", "GMT+7", "|", "(", ")", ";", ".", "”",
    ]
)  # fmt: skip
LINES = st.lists(st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=14).map(" ".join)), max_size=8)
ROLES = st.lists(st.sampled_from(list(Role)), min_size=8, max_size=8)


def page_of(lines, roles, damage=()):
    text, blocks = "", []
    for line, role in zip(lines, roles, strict=False):
        clean = " ".join(line.split()) or "x"
        blocks.append(Block(len(text), len(text) + len(clean), role))
        text += clean + "\n"
    return open_page(Article("page.txt", b"", "text/plain", "utf-8", text, tuple(blocks), damage), "Hanoi")


def read_all(page):
    head = masthead.read(page)
    mentions = dates.find(page)
    found = [*head.values()]
    for mention in mentions[:20]:
        found += dates.resolve(page, mention, head.get("published"), mentions).values()
    for row in (*topics.find(page), *agreements.find(page, None, "XXXX-09-06", mentions)):
        found += row.values()
    return found, mentions, places.find(page)


@given(LINES, ROLES)
@settings(max_examples=80, deadline=None)
def test_every_passage_lies_in_the_text_and_outside_furniture(lines, roles):
    page = page_of(lines, roles)
    found, mentions, named = read_all(page)
    spans = [span for each in found for span in each.spans] + [(m.start, m.end) for m in (*mentions, *named)]
    for start, end in spans:
        assert 0 <= start < end <= len(page.text)
        assert page.article.role_at(start) is not Role.FURNITURE


@given(LINES, ROLES)
@settings(max_examples=50, deadline=None)
def test_damaged_passages_give_no_dates_and_places(lines, roles):
    whole = page_of(lines, roles)
    page = page_of(lines, roles, ((0, len(whole.text)),))
    assert dates.find(page) == ()
    assert places.find(page) == ()


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "1/",
        "ngày 6/9 ",
        "hai bên ký thỏa thuận ",
        "Hà ",
        "(((",
        "thứ hai, ",
        "March 5-",
        "du lịch; ",
        "Tin, ảnh: ",
    ],
)
def test_a_long_page_takes_bounded_time(unit):
    line = (unit * 5000)[:4900]
    page = page_of([line] * 30, [Role.STORY] * 15 + [Role.STAMP, Role.BYLINE, Role.CAPTION] * 5)
    start = time.process_time()
    read_all(page)
    assert time.process_time() - start < 2
