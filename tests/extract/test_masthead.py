import pytest

from curator.extract import masthead


def values(page):
    return {key: found.value for key, found in masthead.read(page).items()}


def test_a_flat_page_gives_headline_outlet_author_and_stamp(make_page):
    page = make_page(
        ("headline", "Chủ tịch tiếp Đại sứ (18:20 06/09/2022)"),
        "HNP - Chiều 6/9, đồng chí Trần Sỹ Thanh đã tiếp Đại sứ.",
        ("stamp", "18:20 06/09/2022"),
        ("byline", "Huy Kiên"),
    )
    assert values(page) == {
        "headline": "Chủ tịch tiếp Đại sứ",
        "outlet": "HNP",
        "authors": ["Huy Kiên"],
        "published": "2022-09-06T18:20",
        "language": "vi",
    }


@pytest.mark.parametrize(
    ("lead", "outlet"),
    [
        ("(SGTB) - Chiều 16/11, bà Kate Brown đến chào xã giao.", "SGTB"),
        ("Kinhtedothi - Ngày 28/2, Chủ tịch UBND TP đã tiếp Đại sứ.", "Kinhtedothi"),
        ("(QHM) Chiều 16/11, Chủ tịch UBND TP đã tiếp Đại sứ.", "QHM"),
        ("(BTN)Ngày 3/5/2006, Chủ tịch UBND TP đã tiếp Đại sứ.", "BTN"),
        ("Hô Chi Minh-Ville (FDM) – Le président du Comité populaire a reçu une délégation.", "FDM"),
        (
            "Nhân Dân en ligne - Hanoi souhaite recevoir le soutien de la ville dans ce domaine.",
            "Nhân Dân en ligne",
        ),
    ],
)
def test_the_prefix_of_the_lead_names_the_outlet(make_page, lead, outlet):
    assert values(make_page(lead))["outlet"] == outlet


@pytest.mark.parametrize(
    "lead",
    [
        "Hà Nội - Nursultan tăng cường hợp tác.",
        "Hai thành phố - hai nước - một tình bạn.",
        "Celui-ci a remercié les dirigeants de la ville.",
        "Ceux-ci ont visité la vieille ville avec leurs hôtes.",
        "Lui-même a appris le vietnamien dans la capitale.",
    ],
)
def test_a_place_or_a_phrase_before_a_dash_is_no_outlet(make_page, lead):
    assert "outlet" not in values(make_page(lead))


@pytest.mark.parametrize("line", ["NDEL", "TTXVN", "P.V", "M.-C. L.", "Theo VGP News", "Ban Biên tập"])
def test_agencies_and_initials_are_no_authors(make_page, line):
    assert "authors" not in values(make_page("Ông tiếp đoàn.", ("byline", line)))


@pytest.mark.parametrize("line", ["Tin Tức 06/09/2022", "Ha Noi 06/09/2022", "Thứ Ba 06/09/2022 10:20"])
def test_rubrics_places_and_weekdays_before_a_date_are_no_authors(make_page, line):
    assert "authors" not in values(make_page("Ông đã tiếp đoàn đại biểu của thành phố.", ("stamp", line)))


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Lan Phương (từ Seoul) 05/09/2024 - 10:48", ["Lan Phương"]),
        ("Bảo Ngọc 08:30 | 15/04/2020", ["Bảo Ngọc"]),
        ("Hồng Vân - Quốc Bảo (Báo Mẫu) 05/09/2024 10:48", ["Hồng Vân", "Quốc Bảo"]),
    ],
)
def test_one_or_two_names_and_a_remark_may_stand_before_a_stamp(make_page, line, names):
    page = make_page("Ông đã tiếp đoàn đại biểu của thành phố.", ("stamp", line))
    assert values(page)["authors"] == names


def test_the_name_of_the_outlet_is_no_author(make_page):
    page = make_page(("byline", "Thành Nam"), "(Thành Nam) - Chiều 6/9, Chủ tịch UBND TP đã tiếp Đại sứ.")
    assert "authors" not in values(page)


def test_a_name_before_the_date_of_a_stamp_is_an_author(make_page):
    page = make_page("Ông đã tiếp đoàn đại biểu của thành phố.", ("stamp", "Mạnh Hùng 05/09/2024 - 10:48 AM"))
    assert values(page)["authors"] == ["Mạnh Hùng"]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Tin, ảnh: TRÚC LINH", ["TRÚC LINH"]),
        ("H.HIỆP - T.SƠN", ["H.HIỆP", "T.SƠN"]),
        ("Mai Thi/VOV-Praha", ["Mai Thi"]),
        ("By Hai Dang - Translated by Kim Thoa", ["Hai Dang", "Kim Thoa"]),
        ("Minh Tâm (Sở Ngoại vụ)", ["Minh Tâm"]),
        ("Lan Anh, Đức Huy. Ảnh: Duy Linh", ["Lan Anh", "Đức Huy"]),
    ],
)
def test_people_who_sign_are_authors(make_page, line, authors):
    assert values(make_page("Ông tiếp đoàn.", ("byline", line)))["authors"] == authors


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Vendredi, 23 novembre 2018 à 18:35:36", "2018-11-23T18:35:36"),
        ("20:31, 27/02/2019", "2019-02-27T20:31"),
        ("10:17 | 23/09/2020 GMT+7", "2020-09-23T10:17+07:00"),
        ("Thứ Tư, 16/11/2022 19:42 (GMT+7)", "2022-11-16T19:42+07:00"),
        ("Sunday, November 13, 2022", "2022-11-13"),
        ("14:26 - 19/08", "XXXX-08-19"),
        ("Update: August, 16/2017 - 09:00", "2017-08-16T09:00"),
        ("18/09/2013 - 08:14 PM", "2013-09-18T20:14"),
        ("2004.03.18/09:25", "2004-03-18T09:25"),
        ("June, 07 2011 16:05:00", "2011-06-07T16:05:00"),
        ("2009.11.02", "2009-11-02"),
    ],
)
def test_stamps_keep_their_printed_time(make_page, line, published):
    assert values(make_page("Ông tiếp đoàn.", ("stamp", line)))["published"] == published


def test_the_page_head_comes_before_the_page(make_page):
    page = make_page(
        ("headline", "Đà Nẵng gõ cửa Denpasar"),
        "TVB - Sáng 30/8/2024, đoàn đã đến.",
        ("metadata", "og:site_name = Tạp chí Ven Biển"),
        ("metadata", "article:published_time = 2024-09-01T02:10:00+00:00"),
        ("metadata", "og:url = https://tapchi.example/da-nang"),
        ("metadata", "meta:author = Nhật Huy"),
    )
    assert values(page) == {
        "headline": "Đà Nẵng gõ cửa Denpasar",
        "outlet": "Tạp chí Ven Biển",
        "authors": ["Nhật Huy"],
        "published": "2024-09-01T02:10:00+00:00",
        "language": "vi",
        "url": "https://tapchi.example/da-nang",
    }


@pytest.mark.parametrize(
    ("between", "outlet", "published"),
    [
        ("(18:20 06/09/2022) HNP - ", "HNP", "2022-09-06T18:20"),
        ("06/09/2022 18:20 ", None, "2022-09-06T18:20"),
        ("(HNM) - ", "HNM", None),
        ("", None, None),
    ],
)
def test_a_headline_that_lost_its_line_ends_where_the_lead_begins(make_page, between, outlet, published):
    headline = "Hà Nội và Vladivostok thúc đẩy hợp tác giáo dục, du lịch"
    lead = "Chiều 6/9, Chủ tịch UBND Thành phố Hà Nội Trần Văn An đã tiếp đoàn chính quyền thành phố Vladivostok."
    page = make_page(f"{headline} {between}{lead}", "Hai bên trao đổi về hợp tác giáo dục.")
    told = values(page)
    assert told["headline"] == headline
    assert told.get("outlet") == outlet
    assert told.get("published") == published


def test_a_lead_alone_is_no_headline(make_page):
    lead = (
        "Nhân chuyến thăm Việt Nam, chiều 6/9, Thị trưởng Vladivostok đã đến chào Chủ tịch UBND Thành phố Hà Nội."
    )
    assert "headline" not in values(make_page(lead + " Hai bên trao đổi về hợp tác giáo dục và du lịch."))


@pytest.mark.parametrize(
    "stamp", ["Cập nhật: 09:12 - 18/10/2018", "18 Tháng Mười 2018 09:12", "Thu Hằng - Thứ năm, 18/10/2018 09:12"]
)
def test_a_clock_before_a_date_is_no_range_of_days(make_page, stamp):
    page = make_page(
        ("headline", "Chủ tịch tiếp Đại sứ Lào"), ("stamp", stamp), "Chiều 17-10, Chủ tịch tiếp Đại sứ."
    )
    assert values(page)["published"] == "2018-10-18T09:12"


@pytest.mark.parametrize(
    "line", ["Báo NGỌN CỜ - Số ra Thứ Tư, 19-3-2003", "Báo NGỌN CỜ, số 4512, ra ngày 19/3/2003"]
)
def test_the_number_of_an_issue_is_no_part_of_the_outlet(make_page, line):
    page = make_page(("stamp", line), ("headline", "Chủ tịch tiếp Đại sứ Lào"), "Ngày 18-3, Chủ tịch tiếp Đại sứ.")
    assert values(page)["outlet"] == "Báo NGỌN CỜ"
