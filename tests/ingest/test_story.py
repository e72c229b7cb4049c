"""Story apart from furniture: nothing of a story is lost, nothing of the furniture is let in."""

from pathlib import Path

import pytest

from curator import ingest
from curator.model.article import Article, Role
from tests.ingest.conftest import Gold, evidence_of, pairs, squeeze, told
from tests.ingest.layouts import LAYOUTS, parts_of

# In the list of tags only; the story writes "maire du Havre"
ONLY_IN_TAGS = {("b24_fr_hcmc_lehavre.html", "Le Havre")}


def test_no_evidence_lies_in_furniture(labelled: list[tuple[Article, Gold]]) -> None:
    lost = [
        (article.name, path, text)
        for article, gold in labelled
        for path, text in evidence_of(gold)
        if squeeze(text).lower() not in told(article).lower() and (article.name, text) not in ONLY_IN_TAGS
    ]
    assert lost == []


def test_every_article_has_its_own_headline_once(labelled: list[tuple[Article, Gold]]) -> None:
    for article, gold in labelled:
        assert [text for _b, text in article.parts(Role.HEADLINE)] == [gold["article"]["headline"]], article.name


def test_people_of_a_meeting_stand_in_story_or_caption(labelled: list[tuple[Article, Gold]]) -> None:
    for article, gold in labelled:
        text = told(article, Role.HEADLINE, Role.STORY, Role.CAPTION)
        for engagement in gold["engagements"]:
            for person in [*engagement["home"], *engagement["partner"]]:
                assert squeeze(person["name"]) in text, article.name


def test_authors_stand_in_a_byline_or_the_metadata(labelled: list[tuple[Article, Gold]]) -> None:
    for article, gold in labelled:
        for author in gold["article"]["authors"]:
            assert author in told(article, Role.BYLINE, Role.METADATA), article.name


def test_blocks_lie_in_order_and_cover_all_words(labelled: list[tuple[Article, Gold]]) -> None:
    for article, _gold in labelled:
        at = 0
        for block in article.blocks:
            assert not article.text[at : block.start].strip(), article.name
            assert article.text[block.start : block.end].strip() == article.text[block.start : block.end] != ""
            at = block.end
        assert not article.text[at:].strip()


def test_real_articles_keep_all_their_evidence(real_seeds: Path) -> None:
    for path, gold in pairs(real_seeds, real_seeds / "gold"):
        (article,) = ingest.read_path(path)
        for span in gold["evidence"]:
            assert article.text[span["start"] : span["end"]] == span["exact"]
            assert article.role_at(span["start"]) is not Role.FURNITURE, span


def test_real_articles_let_no_related_item_in(real_seeds: Path) -> None:
    for path, _gold in pairs(real_seeds, real_seeds / "gold"):
        (article,) = ingest.read_path(path)
        text = told(article)
        bad = ("Bính Ngọ", "Bạch Long Vĩ", "Write your comment", "Print", "Tin Tài Trợ")
        assert [word for word in bad if word in text] == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_reads_the_same_in_every_layout(layout: str, seeds: Path, corpus: Path) -> None:
    for path in [*sorted(seeds.glob("*.txt")), *sorted((corpus / "articles").glob("*.txt"))]:
        flat = parts_of(ingest.read_path(path)[0])
        html = parts_of(ingest.read(LAYOUTS[layout](flat).encode(), "page.html")[0])
        for role in (Role.HEADLINE, Role.STORY):
            assert {squeeze(t) for r, t in html if r is role} == {squeeze(t) for r, t in flat if r is role}, (
                path.name
            )
        captions = {squeeze(text) for role, text in flat if role is Role.CAPTION}
        assert captions == {squeeze(text) for role, text in html if role is Role.CAPTION}, path.name


@pytest.mark.parametrize("gap", ["\n", "\n\n\n", "\r\n", "\r\n \r\n", "\n\t"])
def test_blank_lines_and_line_ends_change_nothing(gap: str, seeds: Path) -> None:
    for path in seeds.glob("*.txt"):
        flat = parts_of(ingest.read_path(path)[0])
        text = gap.join(line for _role, line in flat)
        other = parts_of(ingest.read_text(text, "x.txt"))
        assert {t for r, t in other if r is Role.STORY} == {t for r, t in flat if r is Role.STORY}


def test_a_page_cut_anywhere_keeps_the_rest_of_its_story(seeds: Path) -> None:
    for path in seeds.glob("*.txt"):
        (article,) = ingest.read_path(path)
        story = [block for block in article.blocks if block.role is Role.STORY]
        for block in story[1:-1]:
            begun = ingest.read_text(article.text[block.start + 20 :], "begun.txt")
            left = [squeeze(article.text[b.start : b.end]) for b in story if b.start > block.start]
            assert set(left) <= set(told(begun, Role.STORY).split("\n")), (path.name, block)
            ended = ingest.read_text(article.text[: block.start + 30], "ended.txt")
            before = [squeeze(article.text[b.start : b.end]) for b in story if b.start < block.start]
            assert set(before) <= set(told(ended, Role.STORY).split("\n")), (path.name, block)


TITLE = "Chủ tịch Thành phố tiếp Đại sứ Cuba"


@pytest.mark.parametrize(
    ("line", "stamps"),
    [
        (TITLE, []),
        (f"{TITLE} (18:20 06/09/2022)", ["(18:20 06/09/2022)"]),
        (f"{TITLE} | 06/09/2022 - 18:20 GMT+7", ["| 06/09/2022 - 18:20 GMT+7"]),
        (f"06/09/2022 18:20 - {TITLE}", ["06/09/2022 18:20 -"]),
        (f"(HNM) - {TITLE} (18:20 06/09/2022)", ["(HNM) -", "(18:20 06/09/2022)"]),
    ],
)
def test_what_stands_beside_the_headline_is_a_block_of_its_own(line: str, stamps: list[str]) -> None:
    lead = "HNP - " + "Chiều 6/9, đồng chí Chủ tịch đã tiếp Đại sứ Cuba. " * 3
    article = ingest.read_text(f"{line}\n\n{lead}", "a.txt")
    assert told(article, Role.HEADLINE) == TITLE
    assert [text for _block, text in article.parts(Role.STAMP)] == stamps
    assert article.blocks[-1].start == article.text.index("HNP - ")


def test_a_date_that_belongs_to_the_headline_stays_in_it() -> None:
    title = "Hà Nội đặt mục tiêu giải ngân trước 31/12/2025"
    article = ingest.read_text(
        f"{title}\n\n" + "Chiều 6/9, Hà Nội đặt mục tiêu giải ngân trước ngày 31/12. " * 3, "a.txt"
    )
    assert told(article, Role.HEADLINE) == title


BOXES = {
    "titles": "Tin liên quan\nThủ tướng thăm Lào\nParis mở hội sách mùa thu",
    "arrows": ">> Thủ tướng thăm Lào\n>> Paris mở hội sách mùa thu",
    "one line": "Xem thêm: Thủ tướng thăm Lào, dự hội sách Paris",
    "brackets": "[Thủ tướng thăm Lào, dự hội sách Paris]",
    "English": "RELATED NEWS\nPM visits Laos\nParis opens a book fair",
    "toolbar": "Chia sẻ | Facebook | Twitter\nBình luận (0)",
}


@pytest.mark.parametrize("box", BOXES)
def test_the_story_goes_on_after_a_box_of_related_items(box: str, seeds: Path) -> None:
    for path in seeds.glob("*.txt"):
        (article,) = ingest.read_path(path)
        paragraphs = [block for block in article.blocks if block.role is Role.STORY]
        for before in paragraphs[1:-2]:
            text = f"{article.text[: before.end]}\n\n{BOXES[box]}\n\n{article.text[before.end :]}"
            boxed = ingest.read_text(text, "boxed.txt")
            assert told(boxed, Role.STORY) == told(article, Role.STORY), (path.name, before)
            assert told(boxed, Role.CAPTION) == told(article, Role.CAPTION), (path.name, before)


def test_the_clock_of_the_site_is_no_stamp() -> None:
    lead = "Sáng 25/11, Chủ tịch HĐND Thành phố Nguyễn Ngọc Tuấn hội đàm với Hội đồng Thành phố Seoul. " * 2
    article = ingest.read_text(
        f"Chủ nhật, 20/02/2022\n\nHà Nội hội đàm với Seoul\n\n16:05 | 25/11\n\n{lead}", "a.txt"
    )
    assert told(article, Role.STAMP) == "16:05 | 25/11"


def test_a_title_that_only_a_footer_keeps_is_found() -> None:
    lead = "hữu nghị giữa hai nước. Đại sứ Cuba cảm ơn Hà Nội đã tặng gạo và thiết bị cho thủ đô La Habana. " * 2
    foot = "Bạn đang đọc bài viết Hà Nội luôn sát cánh cùng Cuba tại chuyên mục Chính trị của Báo."
    article = ingest.read_text(f"{lead}\n\n{foot}", "a.txt")
    assert told(article, Role.HEADLINE) == "Hà Nội luôn sát cánh cùng Cuba"


def test_the_address_of_the_page_is_a_stamp() -> None:
    lead = "Ngày 5/3, Chủ tịch UBND Thành phố tiếp Đại sứ Nhật Bản tại trụ sở, bàn việc hợp tác lâu dài. " * 2
    article = ingest.read_text(
        f"Hà Nội tiếp Đại sứ Nhật Bản\n\n{lead}\n\nBình luận\nĐường dẫn: https://a.example/b", "a.txt"
    )
    assert "https://a.example/b" in told(article, Role.STAMP)


def test_a_caption_printed_twice_does_not_end_the_story() -> None:
    first = (
        "Chiều 6/9, Chủ tịch UBND Thành phố Trần Sỹ Thanh tiếp Đại sứ Kazakhstan Yerlan Baizhanov tại Hà Nội. " * 2
    )
    second = "Đại sứ Yerlan Baizhanov cảm ơn Chủ tịch Trần Sỹ Thanh và mong Hà Nội với Astana gắn bó hơn nữa. " * 2
    caption = "Chủ tịch Trần Sỹ Thanh và Đại sứ Yerlan Baizhanov bên lề buổi tiếp"
    for end in ("", "."):
        text = f"Hà Nội tiếp Đại sứ Kazakhstan\n\n{first}\n\n{caption}{end}\n{caption}{end}\n\n{second}"
        article = ingest.read_text(text, "a.txt")
        assert told(article, Role.STORY).split("\n") == [first.strip(), second.strip()]
        assert told(article, Role.CAPTION).count(caption) == 2


def test_a_name_with_its_place_is_no_headline() -> None:
    lead = "Chiều 6/9, Chủ tịch UBND Thành phố đã tiếp Đại sứ Cuba tại trụ sở, hai bên bàn việc hợp tác. " * 2
    article = ingest.read_text(f"{TITLE}\n\nLan Phương (từ La Habana) 06/09/2022 - 18:20\n\n{lead}", "a.txt")
    assert told(article, Role.HEADLINE) == TITLE
    assert "Lan Phương" in told(article, Role.STAMP)


def test_a_paragraph_with_the_prefix_of_the_lead_is_another_report() -> None:
    lead = "(HNM) Chiều 6/9, Chủ tịch UBND Thành phố Trần Văn An tiếp Đại sứ Cuba, hai bên bàn việc hợp tác. " * 3
    other = "(HNM) Sáng 2/9, Chủ tịch UBND Thành phố Trần Văn An tiếp Thị trưởng Kyoto và ký bản ghi nhớ. " * 2
    article = ingest.read_text(f"{TITLE}\n\n{lead}\n\nLan Phương\n\nNên xem\nKyoto\n{other}", "a.txt")
    assert "Kyoto" not in told(article, Role.STORY)


def test_the_name_of_a_portal_is_no_headline() -> None:
    lead = "Chiều 6/9, Chủ tịch UBND quận đã tiếp Đại sứ Cuba tại trụ sở, hai bên bàn việc hợp tác văn hóa. " * 2
    article = ingest.read_text(f"Cổng thông tin điện tử quận Ba Đình - thành phố Hà Nội\n{lead}", "a.txt")
    assert told(article, Role.HEADLINE) == ""
    assert told(article, Role.STAMP).startswith("Cổng thông tin điện tử")
