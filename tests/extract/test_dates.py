import pytest

from curator.extract import dates
from curator.extract.page import Found
from curator.model.record import Confidence


def language_of(text):
    """A single line is too short for the page's own test."""
    if any(word in text for word in (" the ", "June", "Fri")):
        return "en"
    return "fr" if any(word in text for word in ("juin", "décembre")) else "vi"


def written(page):
    return [(page.text[m.start : m.end], m.kind, m.edtf) for m in dates.find(page)]


@pytest.mark.parametrize(
    ("text", "passage", "kind", "value"),
    [
        ("HNP - Chiều 6/9, đồng chí đã tiếp đoàn.", "Chiều 6/9", "day", "XXXX-09-06"),
        ("Hội đàm diễn ra sáng nay (26/3).", "sáng nay (26/3)", "day", "XXXX-03-26"),
        ("Đoàn thăm Việt Nam từ ngày 20 đến 22-8.", "từ ngày 20 đến 22-8", "range", "XXXX-08-20"),
        ("Chuyến thăm từ 30/6 đến 2/7/2019 kết thúc.", "từ 30/6 đến 2/7/2019", "range", "2019-06-30"),
        ("Thứ Ba, 17/10/2017", "Thứ Ba, 17/10/2017", "day", "2017-10-17"),
        ("Ngày 26 tháng 3 năm 2024, ông tiếp khách.", "Ngày 26 tháng 3 năm 2024", "day", "2024-03-26"),
        ("Thứ năm, Tháng chín 19, 2024", "Thứ năm, Tháng chín 19, 2024", "day", "2024-09-19"),
        ("nhận nhiệm kỳ kể từ tháng 6/2019 tại đây", "từ tháng 6/2019", "month", "2019-06"),
        ("Chương trình giai đoạn 2024-2026 được ký.", "2024-2026", "period", "2024/2026"),
        (
            "Il a reçu mercredi soir 6 décembre une délégation de la ville.",
            "mercredi soir 6 décembre",
            "day",
            "XXXX-12-06",
        ),
        (
            "La délégation est à Hanoi du 5 au 7 juin 2019 pour une visite.",
            "du 5 au 7 juin 2019",
            "range",
            "2019-06-05",
        ),
        ("Il l’a reçue le 1er décembre dans la capitale.", "le 1er décembre", "day", "XXXX-12-01"),
        (
            "The mayor said this on Tuesday (March 26) at the town hall.",
            "on Tuesday (March 26)",
            "day",
            "XXXX-03-26",
        ),
        ("The visit runs June 5-7 and then the guests leave for the south.", "June 5-7", "range", "XXXX-06-05"),
        (
            "It was published on Fri, 28 Aug 2020 by the office of the city.",
            "on Fri, 28 Aug 2020",
            "day",
            "2020-08-28",
        ),
    ],
)
def test_dates_are_read_as_written(make_page, text, passage, kind, value):
    assert (passage, kind, value) in written(make_page(text, language=language_of(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Sáng mùng 4 tháng Giêng, lãnh đạo thành phố chúc Tết.",
        "Nghị quyết 98/2023/QH15 của Quốc hội được thực hiện.",
        "Có 33/63 tỉnh, thành phố tham gia chương trình này.",
        "You may 5 times ask the mayor for the paper of the city.",
        "Tỷ lệ tăng 7.5% so với năm trước, đạt 12-15 triệu lượt.",
    ],
)
def test_numbers_that_are_no_dates_and_lunar_days_are_left_alone(make_page, text):
    assert [mention for mention in dates.find(make_page(text)) if mention.kind == "day"] == []


def test_no_date_is_found_in_furniture(make_page):
    page = make_page("Ông tiếp đoàn.", ("furniture", "Sáng 20/2/2026, tại di tích"))
    assert dates.find(page) == ()


def stamp(value):
    return Found(value, ((0, 4),), Confidence.SURE, "published_stamp")


def resolved(page, published=None, number=0):
    return {key: found.value for key, found in dates.resolve(page, dates.find(page)[number], published).items()}


@pytest.mark.parametrize(
    ("text", "published", "date"),
    [
        ("Chiều 6/9, ông đã tiếp đoàn.", "2022-09-06T18:20", "2022-09-06"),
        ("Ngày 30/12, ông đã tiếp đoàn.", "2023-01-02", "2022-12-30"),
        ("Tối qua, tại Đà Nẵng, ông đã tiếp đoàn.", "2013-12-28T08:15", "2013-12-27"),
        ("Ngày 5/9, ông đã tiếp đoàn.", "2022-09-04T18:30:00+00:00", "2022-09-05"),
        ("The mayor received the guests of the city on Tuesday.", "2024-03-28", "2024-03-26"),
        ("Ông tiếp khách ngày 9/6.", "2025-03-01", "XXXX-06-09"),
    ],
)
def test_the_stamp_of_the_article_settles_the_year(make_page, text, published, date):
    page = make_page(text, language=language_of(text))
    assert resolved(page, stamp(published))["date"] == date


def test_without_a_stamp_the_year_stays_open(make_page):
    assert resolved(make_page("Ngày 28/2, ông đã tiếp Đại sứ.")) == {"date": "XXXX-02-28"}


def test_a_weekday_alone_gives_nothing_without_a_stamp(make_page):
    page = make_page("The mayor received the guests of the city on Tuesday.")
    assert dates.resolve(page, dates.find(page)[0], None) == {}


def test_a_picture_time_settles_only_the_full_date(make_page):
    page = make_page("Ngày 7/12, ông đã tiếp đoàn.", ("caption", "00-1701946482.jpg"))
    assert resolved(page) == {
        "date": "XXXX-12-07",
        "date_resolved": "2023-12-07",
        "date_basis": "asset_timestamp",
    }


def test_an_anniversary_of_the_same_day_tells_the_year(make_page):
    page = make_page("Ngày 21-8, đúng dịp kỷ niệm 40 năm (21-8-1973 – 21-8-2013), ông chào từ biệt.")
    assert resolved(page) == {
        "date": "2013-08-21",
        "date_resolved": "2013-08-21",
        "date_basis": "dated_context",
    }


def test_terms_of_office_and_dated_facts_leave_one_year(make_page):
    page = make_page(
        "Ngày 28/2, Chủ tịch UBND TP Hà Nội Nguyễn Đức Chung đã tiếp Đại sứ.",
        "Đại sứ nhận nhiệm kỳ kể từ tháng 6/2019.",
    )
    assert resolved(page) == {
        "date": "XXXX-02-28",
        "date_resolved": "2020-02-28",
        "date_basis": "term_of_office",
    }
