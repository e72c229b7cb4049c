"""What a page says of itself becomes lines at the end of its text."""

import json

import pytest

from curator import ingest
from curator.model.article import Article, Role

STORY = "Chiều 6/9, Chủ tịch UBND Thành phố Trần Sỹ Thanh đã tiếp Đại sứ Kazakhstan Yerlan Baizhanov tại trụ sở Thành phố."


def read(head: str = "", body: str = "") -> Article:
    page = f"<!DOCTYPE html><html lang='vi-VN'><head>{head}</head><body><h1>Hà Nội tiếp Đại sứ</h1><p>{STORY}</p>{body}</body></html>"
    return ingest.read(page.encode(), "a.html")[0]


def found(article: Article) -> list[tuple[str, str]]:
    return [(key, value) for key, value, _span in article.metadata()]


def ld(tree: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(tree, ensure_ascii=False)}</script>'


def test_every_value_is_a_passage_of_the_text() -> None:
    article = read('<meta property="og:site_name" content="Báo  Một\n= Hai">')
    for key, value, span in article.metadata():
        assert article.holds(span)
        assert span.quote == value
        assert article.role_at(span.start) is Role.METADATA, key
    assert ("og:site_name", "Báo Một = Hai") in found(article)


def test_json_ld_in_a_graph_with_names_behind_references() -> None:
    graph = {
        "@graph": [
            {"@type": "BreadcrumbList", "itemListElement": [{"@type": "NewsArticle", "headline": "Bài khác"}]},
            {"@type": ["ReportageNewsArticle"], "headline": "Hà Nội tiếp Đại sứ", "datePublished": "2022-09-06T18:20:00+07:00",
             "author": [{"@id": "#1"}, {"@type": "Person", "name": "Minh Khôi"}, "Lê An"],
             "publisher": {"@type": "Organization", "name": "Báo Một"}, "mainEntityOfPage": {"@id": "https://a.example/1"},
             "inLanguage": "vi"},
            {"@id": "#1", "@type": "Person", "name": "Thu Hà"},
        ]
    }  # fmt: skip
    assert found(read(ld(graph)))[:8] == [
        ("ld:headline", "Hà Nội tiếp Đại sứ"),
        ("ld:datePublished", "2022-09-06T18:20:00+07:00"),
        ("ld:author", "Thu Hà"),
        ("ld:author", "Minh Khôi"),
        ("ld:author", "Lê An"),
        ("ld:publisher", "Báo Một"),
        ("ld:url", "https://a.example/1"),
        ("ld:inLanguage", "vi"),
    ]


@pytest.mark.parametrize(
    "script",
    [
        "{broken",
        "[" * 100_000,
        "null",
        '{"@type": 3, "@id": {}}',
        '{"@type":"NewsArticle","author":{"name":[1,null]}}',
    ],
)
def test_broken_json_ld_is_left_out(script: str) -> None:
    article = read(f'<script type="application/ld+json">{script}</script>')
    assert not any(key.startswith("ld:") for key, _value in found(article))


def test_wrapped_and_untidy_json_ld_is_read() -> None:
    script = (
        '<script type="application/ld+json">//<![CDATA[\n{"@type":"NewsArticle","headline":"A\nB"}\n//]]></script>'
    )
    assert ("ld:headline", "A B") in found(read(script))


def test_head_elements() -> None:
    head = (
        "<title>Hà Nội tiếp Đại sứ - Báo Một</title><link rel='canonical' href='https://a.example/1'>"
        "<meta property='article:published_time' content='2022-09-06T18:20:00+07:00'><meta name='AUTHOR' content='Minh Khôi'>"
        "<meta name='viewport' content='width=device-width'><meta itemprop='datePublished' content='2022-09-06'>"
    )
    assert found(read(head)) == [
        ("article:published_time", "2022-09-06T18:20:00+07:00"),
        ("meta:author", "Minh Khôi"),
        ("micro:datePublished", "2022-09-06"),
        ("html:title", "Hà Nội tiếp Đại sứ - Báo Một"),
        ("html:canonical", "https://a.example/1"),
        ("html:lang", "vi-VN"),
    ]


def test_times_and_pictures_of_the_story_count_those_of_other_items_do_not() -> None:
    body = (
        "<figure><img src='/anh/1662463200.jpg'><figcaption>Hai bên tại buổi tiếp</figcaption></figure>"
        f"<p>{STORY}</p><time datetime='2022-09-06T18:20:00'>18:20 06/09/2022</time>"
        "<div class='related'><h3>Tin liên quan</h3><img src='/anh/khac.jpg'><a href='/2'>Bài khác</a>"
        "<time datetime='2011-01-01'>01/01/2011</time></div>"
    )
    article = read(body=body)
    assert ("html:image", "/anh/1662463200.jpg") in found(article)
    assert ("html:time", "2022-09-06T18:20:00") in found(article)
    assert not any("khac" in value or "2011" in value for _key, value in found(article))


def test_the_address_a_browser_noted_is_kept() -> None:
    page = f"<!-- saved from url=(0021)https://a.example/tin --><html><body><p>{STORY}</p></body></html>"
    assert ("html:saved_from", "https://a.example/tin") in found(ingest.read(page.encode(), "a.html")[0])


def test_a_class_that_holds_most_of_the_story_is_not_believed() -> None:
    page = f"<html><body><form id='form1'><div class='sidebar comments'><h1>Hà Nội tiếp Đại sứ</h1><p>{STORY}</p><p>{STORY[5:]}</p></div></form></body></html>"
    article = ingest.read(page.encode(), "a.html")[0]
    assert len(list(article.parts(Role.STORY))) == 2


def test_byline_and_stamp_on_one_line_are_told_apart() -> None:
    body = "<div>Bởi <span class='author'>Minh Khôi</span> | <span class='time'>18:20 06/09/2022</span></div>"
    page = f"<html><body><h1>Hà Nội tiếp Đại sứ</h1>{body}<p>{STORY}</p></body></html>"
    article = ingest.read(page.encode(), "a.html")[0]
    assert [text for _b, text in article.parts(Role.BYLINE)] == ["Minh Khôi"]
    assert [text for _b, text in article.parts(Role.STAMP)] == ["18:20 06/09/2022"]


def test_pasted_text_and_companion_values() -> None:
    row = {"url": "https://a.example/1", "outlet": "Báo Một", "date": "2022-09-06", "other": "x"}
    article = ingest.read_text(f"Hà Nội tiếp Đại sứ\n\n{STORY}", "dán", row)
    assert [key for key, _value in found(article)] == ["csv:url", "csv:outlet", "csv:published"]
    assert article.text.startswith("Hà Nội tiếp Đại sứ\n\nChiều 6/9")
