"""Any text gives a sheet: nothing raises, every passage stands where it says, none lies in furniture or damage."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator.extract import extract
from curator.ingest import read_path
from curator.model.article import Article, Block, Role
from curator.model.codebook import field_at
from curator.model.record import Sheet, template, values
from curator.model.text import canonical

PIECES = st.sampled_from(
    ["Chủ tịch", "UBND", "Thành phố", "Hà Nội", "đã tiếp", "Đại sứ", "Pháp", "ông", "Trần Văn An", "Jean Morel", ",", ";",
     "(", ")", "- ", ".", "…", "ngày 7/12", "12-5-2020", "do", "dẫn đầu", "Đoàn", "\u00a0", "Mr", "of the", "People's",
     "Committee", "received", "le président", "du Comité populaire", "K.B.Zhu", "\ufffd", "L?y", "cùng ngày", "theo lời mời của",
     "biên bản ghi nhớ", "2024-2026", "đầu tư", "🎉", "é", "A", "a", "1"]
)  # fmt: skip
ROLES = st.sampled_from(list(Role))


@st.composite
def pages(draw) -> Article:
    """A page of shuffled pieces, in blocks of any role, some of it damaged."""
    text, blocks = "", []
    for _ in range(draw(st.integers(0, 6))):
        line = canonical(" ".join(draw(st.lists(PIECES, min_size=1, max_size=25)))).replace("\n", " ")
        blocks.append(Block(len(text), len(text) + len(line), draw(ROLES)))
        text += line + "\n"
    cut = draw(st.integers(0, len(text)))
    damage = ((cut, min(len(text), cut + 5)),) if cut < len(text) and draw(st.booleans()) else ()
    return Article("page.txt", text.encode(), "text/plain", "utf-8", text, tuple(blocks), damage)


def check(article: Article, sheet: Sheet) -> None:
    """Every value is one of its kind and every passage is a true quotation from the story, stamp or byline."""
    for path, field, value in values(sheet.record):
        if value not in (None, [], "") and field.kind is not None:
            for each in value if field.many else [value]:
                assert not field.kind.error(each), (path, each)
    for path, found in sheet.evidence.items():
        field_at(template(path))
        for span in found.spans:
            assert article.holds(span), path
            assert article.role_at(span.start) is not Role.FURNITURE, path
            assert not any(a < span.end and span.start < b for a, b in article.damage), path


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages())
def test_any_page_gives_a_sound_sheet(article):
    check(article, extract(article))


def test_a_name_in_furniture_is_no_outlet_though_the_headline_repeats_it():
    text = "Chủ tịch\nChủ tịch\n"
    article = Article(
        "page.txt",
        text.encode(),
        "text/plain",
        "utf-8",
        text,
        (Block(0, 8, Role.FURNITURE), Block(9, 17, Role.HEADLINE)),
    )
    sheet = extract(article)
    check(article, sheet)
    assert sheet.get(("article", "outlet")) is None


@pytest.mark.parametrize("folder", ["articles", "."])
def test_passages_of_the_development_corpus(folder, corpus: Path, seeds: Path):
    for path in sorted((corpus / "articles" if folder == "articles" else seeds).iterdir()):
        if path.is_file():
            for article in read_path(path):
                sheet = extract(article)
                check(article, sheet)
                told = {p for p, _field, value in values(sheet.record) if value not in (None, [], "", False)}
                assert told <= {*sheet.evidence}, (path.name, told - {*sheet.evidence})


def test_the_same_article_gives_the_same_sheet(seeds: Path):
    path = sorted(seeds.glob("*.txt"))[0]
    first, second = (extract(read_path(path)[0]) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    "piece", ["Chủ tịch UBND ", "ông Trần ", "a", "Đoàn do ", "- ", "(", "Hà Nội và ", "x" * 50 + " "]
)
def test_a_long_line_is_read_in_bounded_time(piece):
    text = (piece * (100_000 // len(piece)))[:100_000]
    article = Article("page.txt", text.encode(), "text/plain", "utf-8", text, (Block(0, len(text), Role.STORY),))
    start = time.process_time()
    extract(article)
    assert time.process_time() - start < 4  # a tenth of a page of 1 MB, on a busy machine


@pytest.mark.parametrize("piece", ["ngày 7/12 ", "ký kết biên bản ghi nhớ về du lịch năm 2012 và "])
def test_a_page_of_one_megabyte_takes_no_more_than_seconds(piece):
    text = piece * (1_000_000 // len(piece))
    article = Article("page.txt", text.encode(), "text/plain", "utf-8", text, (Block(0, len(text), Role.STORY),))
    start = time.process_time()
    check(article, extract(article))
    assert time.process_time() - start < 2
