import pytest

from curator.extract import topics


def coded(page):
    return {row["code"].value: row["salience"].value for row in topics.find(page)}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Ông đề nghị hai bên tăng cường hợp tác về y tế, giáo dục.", {"health", "education"}),
        ("Hai bên nhất trí mở đường bay thẳng và xử lý rác thải.", {"transport", "environment"}),
        (
            "Il souhaite renforcer la coopération dans l’urbanisme et les énergies renouvelables.",
            {"urban_development", "energy"},
        ),
        (
            "He proposed that the two cities work on smart city projects and tourism together.",
            {"digital", "tourism"},
        ),
        ("Ông mong hai bên cải thiện môi trường đầu tư.", {"investment"}),
    ],
)
def test_fields_that_a_party_asks_for_are_core(make_page, text, codes):
    assert coded(make_page(text)) == dict.fromkeys(codes, "core")


def test_past_cooperation_is_only_mentioned(make_page):
    assert coded(make_page("Quan hệ giữa hai nước tốt đẹp về năng lượng.")) == {"energy": "mentioned"}


@pytest.mark.parametrize(
    "text",
    [
        "Cùng dự có lãnh đạo Sở Du lịch, Sở Giáo dục và Đào tạo, mong hai bên hợp tác.",
        "Ông khen những thành tựu về văn hóa của Thủ đô.",
        "Hai bên mong môi trường hòa bình, hợp tác.",
        "The Minister of Health hopes that the two sides will do more together.",
        "Le ministre de la Culture souhaite que les deux villes coopèrent davantage ensemble.",
    ],
)
def test_names_praise_and_idioms_are_not_coded(make_page, text):
    assert coded(make_page(text)) == {}


def test_the_evidence_is_the_word_itself(make_page):
    page = make_page("Ông đề nghị hợp tác về du lịch, xây dựng, y tế.")
    spans = {row["code"].value: page.text[slice(*row["code"].spans[0])] for row in topics.find(page)}
    assert spans == {"tourism": "du lịch", "urban_development": "xây dựng", "health": "y tế"}
