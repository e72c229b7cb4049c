"""Meetings: how many, of which type, where, in which direction, and who only stands in the text."""

import pytest

from curator.extract import extract

FILLER = "Hai bên đã trao đổi nhiều nội dung hợp tác trong thời gian tới."


@pytest.fixture
def read(make_page):
    """The engagements of a page made of these lines."""

    def engagements(*lines, home="Hanoi"):
        return extract(make_page(*lines, home=home).article, home_city=home).record["engagements"]

    return engagements


def names(rows):
    return [row["name"] for row in rows]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Chủ tịch UBND TP Hà Nội Trần Văn An đã tiếp Đại sứ Pháp Jean Morel.", "reception"),
        ("Chủ tịch UBND TP Hà Nội Trần Văn An tiếp và làm việc với Đại sứ Pháp Jean Morel.", "working_session"),
        ("Đại sứ Pháp Jean Morel đến chào xã giao Chủ tịch UBND TP Hà Nội Trần Văn An.", "courtesy_call"),
        ("Chủ tịch UBND TP Hà Nội Trần Văn An hội đàm với Thị trưởng Seoul Lee Min-ho.", "talks"),
        (
            "Nhân chuyến thăm và làm việc tại Việt Nam, Thị trưởng Seoul Lee Min-ho gặp Chủ tịch UBND TP Hà Nội "
            "Trần Văn An.",
            "reception",
        ),
    ],
)
def test_the_type_follows_the_words(read, line, kind):
    assert [row["type"] for row in read(line, FILLER)] == [kind]


def test_host_named_only_in_a_caption(read):
    (row,) = read(
        "Chiều 16/5, tại Hà Nội đã diễn ra buổi làm việc giữa lãnh đạo thành phố Hà Nội và Đoàn đại biểu Thủ đô "
        "U-lan Ba-to, Mông Cổ do Thị trưởng Bat Sundui làm Trưởng đoàn.",
        ("caption", "Đồng chí Trần Văn An (phải), Phó Chủ tịch UBND thành phố Hà Nội tiếp Thị trưởng Bat Sundui."),
        FILLER,
    )
    assert (names(row["home"]), names(row["partner"])) == (["Trần Văn An"], ["Bat Sundui"])
    assert (row["country"], row["partner_city"]) == ("MN", "Ulaanbaatar")


def test_hanois_leaders_as_guests_abroad(read):
    (row,) = read(
        "Ngày 20/6, đoàn đại biểu TP Hà Nội do Chủ tịch UBND TP Trần Văn An dẫn đầu đã thăm và làm việc tại Paris, "
        "Cộng hòa Pháp, gặp Thị trưởng Paris Anne Morel.",
        FILLER,
    )
    assert (row["city"], row["direction"], row["country"]) == ("Paris", "outgoing", "FR")
    assert (names(row["home"]), names(row["partner"])) == (["Trần Văn An"], ["Anne Morel"])


def test_the_same_day_also_received(read):
    rows = read(
        "Sáng 4/3, Chủ tịch UBND TP Hà Nội Trần Văn An đã tiếp Đại sứ Pháp Jean Morel.",
        "Đại sứ Jean Morel cho biết Pháp mong muốn hợp tác.",
        "Cùng ngày, Chủ tịch UBND TP Hà Nội Trần Văn An đã tiếp Đại sứ Nhật Bản Hiroshi Tanaka.",
        "Đại sứ Hiroshi Tanaka cảm ơn thành phố.",
    )
    assert [(row["country"], names(row["partner"])) for row in rows] == [
        ("FR", ["Jean Morel"]),
        ("JP", ["Hiroshi Tanaka"]),
    ]
    assert {row["date"] for row in rows} == {"XXXX-03-04"}


def test_a_list_of_hosts_comes_in_and_absent_people_stay_out(read):
    (row,) = read(
        "Ngày 7/12, Chủ tịch UBND thành phố Hà Nội Trần Văn An đã tiếp Thủ tướng Belarus Ivan Petrov sang thăm theo "
        "lời mời của Thủ tướng Phạm Văn Dũng.",
        "Cùng dự buổi tiếp có các đồng chí: Lê Thị Mai, Phó Chủ tịch UBND thành phố; Vũ Đức Hải, Giám đốc Sở Ngoại vụ.",
        "Thủ tướng Ivan Petrov chuyển lời thăm hỏi của Tổng thống Oleg Sidorov.",
    )
    assert names(row["home"]) == ["Trần Văn An", "Lê Thị Mai", "Vũ Đức Hải"]
    assert names(row["partner"]) == ["Ivan Petrov"]
    assert [person["lead"] for person in row["home"]] == [True, False, False]


def test_another_home_city(read):
    (row,) = read("Ngày 4/3, Chủ tịch UBND TP Đà Nẵng Trần Văn An đã tiếp Đại sứ Pháp Jean Morel.", FILLER)
    assert row["city"] == "Da Nang"


def test_the_offices_own_city_stands_behind_city_alone(read):
    (row,) = read("Ngày 4/3, Chủ tịch UBND Thành phố Trần Văn An đã tiếp Đại sứ Pháp Jean Morel.", FILLER)
    assert row["city"] == "Hanoi"


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Chủ tịch UBND TP Hà Nội Trần Văn An đã tiếp đoàn TP Đà Nẵng do Chủ tịch UBND TP Đà Nẵng Lê Văn Hải dẫn đầu."
        ],
        [
            ("headline", "Chủ tịch UBND Thành phố gửi thư chúc mừng Thống đốc Tokyo"),
            "Nhân dịp bà Koike Yuri tái đắc cử Thống đốc Tokyo, Chủ tịch UBND Thành phố Trần Văn An gửi thư chúc mừng.",
        ],
        [
            "Chiều 10/9, Phó Chủ tịch UBND TP Hà Nội Trần Văn An chủ trì cuộc họp về công tác chuẩn bị đón đoàn.",
            "Dự kiến đoàn TP Thượng Hải (Trung Quốc) do Phó Thị trưởng Hoa Nguyên dẫn đầu sẽ thăm Hà Nội.",
        ],
        ["Chủ tịch nước Trần Văn Sơn đã tiếp Thị trưởng Mát-xcơ-va Ivan Petrov đang ở thăm Việt Nam."],
        [
            "Chủ tịch UBND TP Hà Nội Trần Văn An gặp mặt các đại sứ Việt Nam mới được bổ nhiệm, trong đó có Đại sứ "
            "Việt Nam tại Pháp Đinh Toàn Thắng."
        ],
    ],
)
def test_no_meeting_of_the_city_with_a_foreign_side(read, lines):
    assert read(*lines, FILLER) == []


def test_nearly_identical_names_raise_a_question(make_page):
    page = make_page(
        "Chủ tịch UBND TP Hà Nội Trần Văn An đã tiếp Đại sứ Pháp Jean Morel và ông Jean Moreau, Tham tán Đại sứ quán Pháp.",
        "Đại sứ Jean Morel cảm ơn. Ông Jean Moreau cho biết.",
    )
    sheet = extract(page.article)
    rules = {
        sheet.evidence[("engagements", 0, "partner", i, "name")].proposal.rule
        for i in range(len(sheet.get(("engagements", 0, "partner"))))
    }
    assert rules & {"name_near_identical", "name_with_variants"}
