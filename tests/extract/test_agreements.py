import pytest

from curator.extract import agreements


def coded(page, meeting=None):
    rows = agreements.find(page, None, meeting)
    return [(r["kind"].value, r["date"].value if "date" in r else None, r["status"].value) for r in rows]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Hai bên đã ký kết biên bản hợp tác vào năm 2012.", ("memorandum", "2012", "in_force")),
        (
            "Hai ông chứng kiến lễ ký kết Chương trình hợp tác giữa hai thành phố, giai đoạn 2024-2026.",
            ("programme", "2024/2026", "signed_now"),
        ),
        ("Ông đề nghị hai bên sớm ký kết Bản ghi nhớ.", ("memorandum", None, "proposed")),
        ("Từ năm 2004, hai bên đã ký Thỏa thuận về quan hệ hữu nghị.", ("agreement", "2004", "in_force")),
        ("Les deux maires ont signé un accord de coopération à cette occasion.", ("agreement", "2023-04-21", "signed_now")),
        (
            "Le maire a annoncé que la ville, liée par un accord de jumelage, enverra des artistes en 2030.",
            ("agreement", None, "in_force"),
        ),
        ("Depuis le premier accord, conclu en 1989, la région aide la capitale.", ("agreement", "1989", "in_force")),
        (
            "She suggested a memorandum of understanding to be inked when the guests are able to travel.",
            ("memorandum", None, "proposed"),
        ),
    ],
)  # fmt: skip
def test_kind_date_and_status_follow_the_clause(make_page, text, row):
    assert coded(make_page(text), "2023-04-21") == [row]


def test_one_text_named_often_is_one_row(make_page):
    page = make_page(
        "Mục tiêu là triển khai biên bản ghi nhớ ký kết năm 2012 giữa hai nước.",
        "Ông mong hai bên thực hiện những điều trong biên bản ghi nhớ đã ký kết.",
        "Nội dung của bản ghi nhớ năm 2012 được nhắc lại.",
    )
    assert coded(page, "XXXX-02-28") == [("memorandum", "2012", "in_force")]


def test_yearly_plans_and_plurals_are_no_agreements(make_page):
    page = make_page("Hà Nội sẽ lập kế hoạch hợp tác hằng năm.", "Hai bên bàn thêm các chương trình hợp tác.")
    assert coded(page) == []


def test_the_title_keeps_its_complement(make_page):
    page = make_page("Từ năm 2004, hai bên đã ký Thỏa thuận về quan hệ hữu nghị và hợp tác giữa hai thủ đô.")
    row = agreements.find(page)[0]
    assert row["title"].value == "Thỏa thuận về quan hệ hữu nghị và hợp tác"
