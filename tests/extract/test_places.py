import pytest

from curator.extract import places


def named(page):
    return [(page.text[m.start : m.end], m.code) for m in places.find(page)]


@pytest.mark.parametrize(
    ("text", "passage", "code"),
    [
        ("Đại sứ Cộng hòa Ca-dắc-xtan tại Việt Nam", "Cộng hòa Ca-dắc-xtan", "KZ"),
        ("đoàn đại biểu tỉnh Xa-vẳn-na-khẹt (Lào)", "Xa-vẳn-na-khẹt", "Savannakhet"),
        ("Bí thư Thành uỷ tiếp Đại sứ Thuỵ Sĩ", "Thuỵ Sĩ", "CH"),
        ("lãnh đạo thành phố Thượng Hải đã đến", "Thượng Hải", "Shanghai"),
        ("Chủ tịch UBND TP.HCM đã tiếp các vị khách", "TP.HCM", "Ho Chi Minh City"),
        ("Đại sứ Đức Guido Hildner đã phát biểu", "Đức", "DE"),
        ("Thủ đô Nursultan của Kazakhstan", "Nursultan", "Astana"),
        ("quan hệ Việt - Nhật ngày càng tốt đẹp", "Nhật", "JP"),
        ("l’ambassadeur de Biélorussie et la délégation laotienne à Hanoi", "laotienne", "LA"),
        ("les autorités de Hô Chi Minh-Ville et la ville de Huê", "Hô Chi Minh-Ville", "Ho Chi Minh City"),
        ("the governor of Gyeonggi in the Republic of Korea said to the press", "Republic of Korea", "KR"),
        ("The Chinese delegation of the city of Nanning was in the capital.", "Nanning", "Nanning"),
    ],
)
def test_names_and_exonyms_are_known(make_page, text, passage, code):
    assert (passage, code) in named(make_page(text))


@pytest.mark.parametrize(
    "text",
    [
        "Chủ tịch Nguyễn Đức Chung và bà Nga phát biểu.",
        "Hội Mỹ thuật và anh em công nhân cùng dự.",
        "Anh cho biết ý kiến của mình về luật pháp.",
        "Bà Trà My và ông Lê Đức Anh đã đến dự.",
        "Hai bên ký Ý định thư về hợp tác.",
        "Quang cảnh buổi tiếp. Ảnh: Thanh Hải",
        "Ủy ban Hòa bình và Chủ tịch Hồ Chí Minh.",
    ],
)
def test_names_of_people_and_common_words_are_no_places(make_page, text):
    assert named(make_page(text)) == []


def test_the_longest_name_wins(make_page):
    assert named(make_page("Bang Tây Australia và Thái Lan, Lào Cai")) == [
        ("Bang Tây Australia", "Western Australia"),
        ("Thái Lan", "TH"),
        ("Lào Cai", "Lao Cai"),
    ]


def test_every_city_knows_its_country():
    assert places.country_of("Shanghai") == "CN"
    assert places.country_of("Nowhere") is None
