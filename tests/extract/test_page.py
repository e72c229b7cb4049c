"""The page as the rules read it: sentences, language, passages; and the sheet on the wire."""

import pytest

from curator.extract import extract
from curator.extract.page import language_of
from curator.model.article import Role
from curator.model.wire import to_json


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("Ông A đến. Bà B đi.", ["Ông A đến.", "Bà B đi."]),
        ("Thị trưởng TP. Torrance tiếp ông J. Furey. Hai bên vui.", ["Thị trưởng TP. Torrance tiếp ông J. Furey.", "Hai bên vui."]),
        ("Le secrétaire K.B.Zhumaseven et M. Dupont sont là. Fin.", ["Le secrétaire K.B.Zhumaseven et M. Dupont sont là.", "Fin."]),
        ("Quan hệ hai nước.Hà Nội phát triển.", ["Quan hệ hai nước.", "Hà Nội phát triển."]),
        ("Ông nói: “Tốt lắm.” Bà cười.", ["Ông nói: “Tốt lắm.”", "Bà cười."]),
    ],
)  # fmt: skip
def test_sentences(make_page, line, sentences):
    page = make_page(line)
    assert [page.text[s.start : s.end] for s in page.sentences] == sentences


def test_furniture_and_what_follows_it_at_the_end_hold_no_sentence(make_page):
    story = "Chủ tịch tiếp Đại sứ. " * 20
    page = make_page(story.strip(), ("furniture", "Tin liên quan"), "Bí thư tiếp Đại sứ Hà Lan.")
    assert all(page.text[s.start : s.end] == "Chủ tịch tiếp Đại sứ." for s in page.sentences)
    assert {s.role for s in page.sentences} == {Role.STORY}


def test_folded_text_has_the_same_offsets(make_page):
    page = make_page("Trần Sỹ Thanh – Đô trưởng İ ﬁ 🎉")
    assert len(page.folded) == len(page.text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Chủ tịch tiếp Đại sứ tại trụ sở", "vi"),
        ("Le président a reçu l'ambassadeur de Suède à Hanoi avec les membres du Comité", "fr"),
        (
            "HÀ NỘI — Chairman Nguyễn Đức Chung of the Hà Nội People's Committee met with the ambassador of the",
            "en",
        ),
        ("", "en"),
    ],
)
def test_language(text, language):
    assert language_of(text) == language


def test_the_wire_keeps_sectors_flat_and_points_to_them(make_page):
    page = make_page(
        "Ngày 4/3, Chủ tịch UBND TP Hà Nội Trần Văn An đã tiếp Đại sứ Pháp Jean Morel.",
        "Chủ tịch UBND TP Hà Nội Trần Văn An đề nghị hai bên tăng cường hợp tác về du lịch và giáo dục.",
    )
    out = to_json(page.article, extract(page.article))
    (row,) = out["engagements"]
    assert row["sectors"] == ["education", "tourism"]
    assert set(row["sector_salience"]) == {"education", "tourism"}
    (passage,) = out["evidence"]["/engagements/0/sectors/1"]
    assert out["source"]["text"][passage["start"] : passage["end"]] == passage["quote"]
    assert out["confidence"]["/engagements/0/home/0/name"] == "sure"
    assert out["rules"]["/engagements/0/home/0/role"] == "role_of_acting_body"
