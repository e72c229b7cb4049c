"""People: stacked titles before and after the name, sides, delegations, spellings, in three languages."""

import pytest

from curator.extract.marks import Marks, mark
from curator.extract.mentions import MentionReader
from curator.extract.names import is_vietnamese, key_of, near, same_person
from curator.extract.offices import Side
from curator.extract.people import Person, gather
from curator.extract.places import find
from curator.extract.tokens import read_tokens
from curator.model.vocab import vocabulary


def marks_of(page) -> Marks:
    return mark(read_tokens(page), find(page))


def people_of(page) -> dict[str, Person]:
    marks = marks_of(page)
    return {person.named.text: person for person in gather(MentionReader(marks).read(), marks)}


def post(person: Person) -> str:
    tokens = person.titled and person.office
    assert tokens is not None
    return tokens.entry.term.code


def words(page, span) -> str:
    return read_tokens(page).text(*span)


LEADS = [
    # (language, sentence, {name: (side, post, body or None)})
    (
        "vi",
        "Chiều 6/9, đồng chí Trần Văn An, Ủy viên Trung ương Đảng, Phó Bí thư Thành ủy, Chủ tịch UBND Thành phố "
        "đã tiếp Đại sứ Cộng hòa Kazakhstan tại Việt Nam Arman Bekov.",
        {"Trần Văn An": ("home", "chair", "UBND Thành phố"), "Arman Bekov": ("guest", "ambassador", None)},
    ),
    (
        "vi",
        "Ngày 5/6, Ủy viên Trung ương Đảng, Phó bí thư Thành ủy, Chủ tịch UBND thành phố Hà Nội Lê Thị Mai đã tiếp "
        "Đoàn đại biểu Chính phủ Belarus do Thủ tướng Ivan Petrov dẫn đầu.",
        {
            "Lê Thị Mai": ("home", "chair", "UBND thành phố Hà Nội"),
            "Ivan Petrov": ("guest", "prime_minister", None),
        },
    ),
    (
        "vi",
        "Tiếp Ngài Kim Sung-ho, Phó Thị trưởng thành phố Busan (Hàn Quốc), Phó Chủ tịch UBND Thành phố "
        "Nguyễn Văn Bình bày tỏ vui mừng.",
        {
            "Kim Sung-ho": ("guest", "vice_mayor", None),
            "Nguyễn Văn Bình": ("home", "vice_chair", "UBND Thành phố"),
        },
    ),
    (
        "vi",
        "Phó Bí thư Thường trực Thành ủy Hà Nội Phạm Thị Lan tiếp Đoàn đại biểu Chính hiệp thành phố Thượng Hải do "
        "đồng chí Vương Chí Kiên, Phó Chủ tịch Chính hiệp thành phố Thượng Hải dẫn đầu.",
        {
            "Phạm Thị Lan": ("home", "deputy_secretary", "Thành ủy Hà Nội"),
            "Vương Chí Kiên": ("guest", "vice_chair", "Chính hiệp thành phố Thượng Hải"),
        },
    ),
    (
        "vi",
        "Giám đốc Sở KH&ĐT Đỗ Anh Dũng và Trưởng Ban Quản lý các khu công nghiệp và chế xuất Hà Nội Lê Quang Hải "
        "cùng dự buổi tiếp.",
        {
            "Đỗ Anh Dũng": ("home", "director", "Sở KH&ĐT"),
            "Lê Quang Hải": ("home", "head_of", "Ban Quản lý các khu công nghiệp và chế xuất Hà Nội"),
        },
    ),
    (
        "vi",
        "Tham dự có các Hạ nghị sĩ Anna Nowak, Piotr Zielinski và đồng chíTrần Đức Minh, Chánh Văn phòng UBND Thành phố.",
        {
            "Anna Nowak": ("guest", "parliamentarian", None),
            "Piotr Zielinski": ("guest", "parliamentarian", None),
            "Trần Đức Minh": ("home", "head_of", "Văn phòng UBND Thành phố"),
        },
    ),
    (
        "en",
        "Chairman of the Hanoi People's Committee Nguyen Van Binh hosted a reception for visiting Governor of "
        "Japan's Fukuoka Prefecture Hiroshi Tanaka.",
        {
            "Nguyen Van Binh": ("home", "chair", "Hanoi People's Committee"),
            "Hiroshi Tanaka": ("guest", "mayor", None),
        },
    ),
    (
        "en",
        "Politburo member and Secretary of the Hanoi Party Committee Vuong Van Hue told Russian Ambassador Ivan "
        "Petrov that the two capitals should do more.",
        {
            "Vuong Van Hue": ("home", "secretary", "Hanoi Party Committee"),
            "Ivan Petrov": ("guest", "ambassador", None),
        },
    ),
    (
        "en",
        "Hanoi Vice Mayor Nguyen Van Binh and Copenhagen Lord Mayor Sophie Andersen signed an agreement.",
        {"Nguyen Van Binh": ("home", "vice_mayor", None), "Sophie Andersen": ("guest", "mayor", None)},
    ),
    (
        "fr",
        "Le président du Comité populaire de Hanoi, Nguyên Van Binh, a reçu l’ambassadeur du Kazakhstan au Vietnam, "
        "Arman Bekov.",
        {
            "Nguyên Van Binh": ("home", "chair", "Comité populaire de Hanoi"),
            "Arman Bekov": ("guest", "ambassador", None),
        },
    ),
    (
        "fr",
        "Une délégation du Parti communiste français conduite par son secrétaire national Jean Morel a été reçue "
        "par Dinh Van Binh, membre du Bureau politique et secrétaire du Comité municipal du Parti.",
        {
            "Jean Morel": ("guest", "secretary", None),
            "Dinh Van Binh": ("home", "secretary", "Comité municipal du Parti"),
        },
    ),
]


@pytest.mark.parametrize(("language", "sentence", "expected"), LEADS)
def test_titles_bodies_and_sides(make_page, language, sentence, expected):
    page = make_page(sentence, language=language)
    people = people_of(page)
    assert set(people) == set(expected)
    for name, (side, code, body) in expected.items():
        office = people[name].office
        assert office is not None
        assert (people[name].side.value, post(people[name])) == (side, code)
        assert (words(page, office.body) if office.body else None) == body


def test_the_whole_stack_is_the_title(make_page):
    page = make_page(
        "đồng chí Trần Văn An, Ủy viên Trung ương Đảng, Phó Bí thư Thành ủy, Chủ tịch UBND Thành phố đã tiếp đoàn."
    )
    person = people_of(page)["Trần Văn An"]
    assert person.titled is not None
    assert (
        words(page, person.titled.title) == "Ủy viên Trung ương Đảng, Phó Bí thư Thành ủy, Chủ tịch UBND Thành phố"
    )


def test_tone_position_does_not_divide_a_body(make_page):
    for spelling in ("Thành ủy", "Thành uỷ"):
        person = people_of(make_page(f"Phó Bí thư {spelling} Hà Nội Trần Văn An nói."))["Trần Văn An"]
        assert person.office is not None
        assert person.office.body_entry is not None
        assert person.office.body_entry.code == "party_city"


def test_streets_and_schools_named_after_people_are_no_people(make_page):
    page = make_page(
        "Tại số 79 Đinh Tiên Hoàng và Trường Nguyễn Văn Tố, ông Trần Văn An tiếp đoàn trên đường Lê Duẩn."
    )
    assert set(people_of(page)) == {"Trần Văn An"}


def test_photographers_are_no_people(make_page):
    assert not people_of(make_page(("caption", "Lễ ký. Ảnh: Trần Văn An")))


def test_variants_of_a_foreign_name_are_one_person_in_the_spelling_of_the_body(make_page):
    page = make_page(
        "Thủ tướng Roman Golovchenko cảm ơn. Thủ tướng Roman Golovchenko đề nghị hợp tác.",
        ("caption", "Thủ tướng Roman Golovchend và lãnh đạo thành phố."),
    )
    people = people_of(page)
    assert set(people) == {"Roman Golovchenko"}
    assert people["Roman Golovchenko"].variants == {"Roman Golovchend"}


def test_two_vietnamese_names_that_differ_by_a_syllable_are_two_people(make_page):
    page = make_page("Ông Nguyễn Văn Phong và ông Nguyễn Văn Phương cùng dự buổi tiếp.")
    assert set(people_of(page)) == {"Nguyễn Văn Phong", "Nguyễn Văn Phương"}


def test_second_mentions_find_their_person(make_page):
    page = make_page(
        "Chairman of the Hanoi People's Committee Nguyen Van Binh received Mayor of Seoul Lee Min-ho.",
        "Binh thanked the guest. Mr Lee said the two cities are close.",
        language="en",
    )
    people = people_of(page)
    assert set(people) == {"Nguyen Van Binh", "Lee Min-ho"}
    assert [len(person.mentions) for person in people.values()] == [2, 2]


def test_viet_nams_own_envoys_are_home(make_page):
    page = make_page("Đại sứ Việt Nam tại Pháp Đinh Toàn Thắng và Đại sứ Pháp tại Việt Nam Jean Morel cùng dự.")
    sides = {name: person.side for name, person in people_of(page).items()}
    assert sides == {"Đinh Toàn Thắng": Side.HOME, "Jean Morel": Side.GUEST}


def test_keys_bring_spellings_together():
    assert key_of("Trần Sỹ Thanh") == key_of("Tran Si Thanh")
    assert same_person(key_of("Fukada Hiroshi"), key_of("Hiroshi Fukada"))
    assert near(key_of("Roman Golovchenko"), key_of("Roman Golovchend"), 0.8) > 0.8
    assert is_vietnamese("Nguyễn Thị Ánh")
    assert not is_vietnamese("Kim Huat Ooi")


def test_every_class_in_the_lists_of_titles_and_bodies_is_a_class_of_post():
    classes = {term.code for term in vocabulary("role_classes")}
    told = {term.row["class"] for term in vocabulary("titles")}
    told |= {term.row[key] for term in vocabulary("bodies") for key in ("head", "deputy")}
    assert told - {""} <= classes


def test_no_phrase_stands_in_two_rows_of_one_list():
    for name in ("titles", "bodies"):
        for language in ("vi", "fr", "en"):
            seen: dict[str, str] = {}
            for term in vocabulary(name):
                for phrase in (term.row[f"names_{language}"] or "").split("|"):
                    assert not phrase or seen.setdefault(phrase, term.code) == term.code, (name, phrase)
