"""Bytes to text: every encoding that Vietnamese and French pages come in, and what was broken on the way."""

import random
import sys
import unicodedata
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator import ingest
from curator.errors import UnreadableFile
from curator.ingest import legacy
from curator.ingest.binary import is_text
from curator.ingest.encoding import clean
from curator.model.article import Article, Role

VIETNAMESE = (
    "Chủ tịch Ủy ban nhân dân thành phố Hà Nội tiếp Đại sứ\n\n"
    "Chiều 6/9, đồng chí Trần Sỹ Thanh, Phó Bí thư Thành ủy, đã tiếp Đại sứ Cộng hòa Kazakhstan Yerlan Baizhanov "
    "tới chào xã giao và bàn thảo các vấn đề hợp tác cùng quan tâm giữa hai thủ đô trong thời gian tới.\n"
)
FRENCH = (
    "Hanoï reçoit le maire de Besançon\n\n"
    "Le président du Comité populaire a reçu mercredi une délégation de la ville, déjà liée par un accord signé à "
    "l’été 2012 ; l’hôte a souhaité « aller plus loin » dans l’œuvre commune, où l’amitié a sa part – et l’été aussi.\n"
)
_TO_TCVN3 = {letter: sign for sign, letter in legacy._TCVN3.items()}
_VNI_SIGNS = {
    "\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï",
    "\u0302": "â", "\u0302\u0301": "á", "\u0302\u0300": "à", "\u0302\u0309": "å", "\u0302\u0303": "ã",
    "\u0302\u0323": "ä", "\u0306": "ê", "\u0306\u0301": "é", "\u0306\u0300": "è", "\u0306\u0309": "ú",
    "\u0306\u0303": "ü", "\u0306\u0323": "ë",
}  # fmt: skip
_VNI_LONE = {letter: sign for sign, letter in legacy._VNI_LONE.items()}


def to_tcvn3(text: str) -> str:
    return "".join(_TO_TCVN3.get(char, _TO_TCVN3.get(char.lower(), char)) for char in text)


def to_vni(text: str) -> str:
    """`text` as VNI fonts write it: base letter, then one sign for all its marks."""
    out = []
    for char in text:
        if char in _VNI_LONE or char in "íìÍÌ":
            out.append(_VNI_LONE.get(char, char))
            continue
        base, *marks = unicodedata.normalize("NFD", char)
        if "\u031b" in marks:  # the horn makes a letter of its own
            marks.remove("\u031b")
            base = _VNI_LONE[unicodedata.normalize("NFC", base + "\u031b")]
        sign = _VNI_SIGNS["".join(sorted(marks, key=lambda mark: mark not in "\u0302\u0306"))] if marks else ""
        out.append(base + (sign.upper() if char.isupper() else sign))
    return "".join(out)


def to_1258(text: str) -> bytes:
    """`text` in windows-1258, which has tones only as combining marks."""
    out = bytearray()
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            plain = unicodedata.normalize("NFD", char)
            tone = next(mark for mark in plain[1:] if mark in "\u0300\u0301\u0303\u0309\u0323")
            letter = unicodedata.normalize("NFC", plain.replace(tone, ""))
            out += letter.encode("cp1258") + tone.encode("cp1258")
    return bytes(out)


def read(data: bytes, name: str = "a.txt") -> Article:
    (article,) = ingest.read(data, name)
    return article


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (VIETNAMESE.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + VIETNAMESE.encode(), "utf-8"),
        (unicodedata.normalize("NFD", VIETNAMESE).encode(), "utf-8"),
        (VIETNAMESE.replace("\n", "\r\n").encode(), "utf-8"),
        (VIETNAMESE.encode("utf-16"), "utf-16-le"),
        (VIETNAMESE.encode("utf-16-le"), "utf-16-le"),
        (VIETNAMESE.encode("utf-16-be"), "utf-16-be"),
        (to_1258(VIETNAMESE), "cp1258"),
    ],
    ids=["utf-8", "bom", "nfd", "crlf", "utf-16 bom", "utf-16-le", "utf-16-be", "windows-1258"],
)
def test_vietnamese_in_every_encoding(data: bytes, encoding: str) -> None:
    article = read(data)
    assert article.text == VIETNAMESE
    assert article.encoding == encoding
    assert article.data == data


def test_french_of_western_windows() -> None:
    assert read(FRENCH.encode("cp1252")).text == FRENCH


def test_a_declared_charset_is_believed_when_utf8_is_ruled_out() -> None:
    page = f"<html><meta http-equiv='Content-Type' content='text/html; charset=windows-1258'><p>{VIETNAMESE}</p></html>"
    assert "Đại sứ Cộng hòa Kazakhstan Yerlan" in read(to_1258(page), "a.html").text


def test_utf8_is_believed_before_a_wrong_declaration() -> None:
    page = f"<html><meta charset='iso-8859-1'><p>{VIETNAMESE}</p></html>"
    assert "Đại sứ Cộng hòa Kazakhstan Yerlan" in read(page.encode(), "a.html").text


@pytest.mark.parametrize("charset", ["undefined", "utf\x00-8", "rot13", "utf-88", "é"])
def test_a_charset_that_does_not_exist_is_not_believed(charset: str) -> None:
    page = f"<html><meta charset='{charset}'><p>{FRENCH}</p></html>"
    assert FRENCH.split("\n")[0] in read(page.encode("cp1252"), "a.html").text


def test_a_page_that_declares_utf8_stays_utf8_where_many_bytes_are_broken() -> None:
    data = bytearray(f"<html><meta charset='utf-8'><p>{VIETNAMESE}</p></html>".encode())
    for at in range(60, len(data) - 20, 41):
        data[at] = 0xFF
    article = read(bytes(data), "a.html")
    assert article.encoding == "utf-8"
    assert "Ã" not in article.text
    assert len(article.damage) > 3


def test_a_page_of_another_script_is_read_by_its_declared_charset() -> None:
    page = "<html><meta charset='windows-1251'><p>Ханой принимает делегацию Москвы</p></html>"
    assert "Ханой принимает" in read(page.encode("cp1251"), "a.html").text


@pytest.mark.parametrize("wrapped", ["latin-1", "utf-8"])
def test_tcvn3_is_recognised_and_converted(wrapped: str) -> None:
    article = read(to_tcvn3(VIETNAMESE).encode(wrapped))
    assert article.text.lower() == VIETNAMESE.lower()
    assert article.encoding == "tcvn3"


def test_words_of_capitals_stay_capitals_in_tcvn3() -> None:
    assert legacy.convert(to_tcvn3("ỦY BAN NHÂN DÂN và Hà Nội"), "tcvn3") == "ỦY BAN NHÂN DÂN và Hà Nội"


@pytest.mark.parametrize("wrapped", ["latin-1", "utf-8"])
def test_vni_is_recognised_and_converted(wrapped: str) -> None:
    article = read(to_vni(VIETNAMESE).encode(wrapped))
    assert article.text == VIETNAMESE
    assert article.encoding == "vni"


def test_every_vietnamese_letter_survives_vni() -> None:
    marks = "\u0300\u0301\u0303\u0309\u0323"
    letters = "".join(
        unicodedata.normalize("NFC", base + mark) for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for mark in marks
    )
    words = " ".join(letters)
    assert unicodedata.normalize("NFC", legacy.convert(to_vni(words), "vni")) == words


def test_tables_of_legacy_pages_are_converted_inside_markup() -> None:
    page = f"<html><title>{to_tcvn3('Hà Nội tiếp Đại sứ')}</title><body>{to_tcvn3(VIETNAMESE)}</body></html>"
    article = read(page.encode("latin-1"), "a.html")
    assert "đồng chí Trần Sỹ Thanh" in article.text
    assert ("html:title", "Hà Nội tiếp Đại sứ") in [(key, value) for key, value, _s in article.metadata()]


@pytest.mark.parametrize(
    "text", [FRENCH, "The mayor’s café – naïve, £5 and “quotes” in Zürich, São Paulo, Malmö.\n" * 3]
)
def test_western_text_is_never_taken_for_legacy_vietnamese(text: str) -> None:
    assert read(text.encode("cp1252")).text == text


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_utf8_read_with_the_wrong_table_is_repaired(wrong: str) -> None:
    line = "Hà Nội tiếp Đoàn đại biểu tỉnh Quảng Châu, bàn việc hợp tác về thương mại và du lịch."
    broken = "".join(bytes([byte]).decode(wrong, "replace") for byte in line.encode())
    if "\ufffd" not in broken:
        assert read((broken + "\n").encode()).text == line + "\n"
    assert read((line.encode().decode("latin-1") + "\n").encode()).text == line + "\n"


def test_a_line_that_cannot_be_mapped_back_stays_as_it_is() -> None:
    line = "HÃ Ná»™i và một chữ đúng: Huế"
    assert read(line.encode()).text == line


def test_lost_characters_are_marked_as_damage() -> None:
    text = "Hà Nội tiếp Đại sứ\n\nL?y l?i m\ufffd b?o m?t\n\nAi? Tại sao? https://a.example/?id=3?x"
    article = read(text.encode())
    assert [article.text[start:end] for start, end in article.damage] == ["L?y l?i m\ufffd b?o m?t"]


def test_signs_of_windows_pasted_into_utf8_are_set_right() -> None:
    text = VIETNAMESE * 5 + "Hà Nội tiếp Đại sứ “Cu Ba” – buổi tiếp diễn ra tại trụ sở\n"
    data = text.encode()
    for sign, byte in (("“", b"\x93"), ("”", b"\x94"), ("–", b"\x96")):
        data = data.replace(sign.encode(), byte)
    article = read(data)
    assert article.text == text
    assert article.damage == ()


@pytest.mark.parametrize("broken", [b"tr\x93n", b"tr\xba\xa1n", b"\x94 m\xff", b"tr\xe1\xbbn"])
def test_letters_that_were_lost_are_not_taken_for_pasted_signs(broken: bytes) -> None:
    article = read("Hà Nội tiếp Đại sứ ".encode() + broken + " tại trụ sở Thành phố\n".encode())
    assert "\ufffd" in article.text
    assert article.damage


def test_the_sample_with_lost_characters_marks_its_form_only(seeds: Path) -> None:
    (article,) = ingest.read_path(seeds / "s1_hanoi_kazakhstan_2022.txt")
    assert all(article.role_at(start) is Role.FURNITURE for start, _end in article.damage)
    assert article.damage


@given(st.text(max_size=400))
def test_no_text_moves_or_raises(text: str) -> None:
    if any(map(str.isalpha, clean(text)[0])):  # `Â` and a control character are one that was decoded twice
        article = ingest.read_text(text, "a.txt")
        for block, words in article.parts():
            assert article.holds(article.span(block.start, block.end))
            assert "\n" not in words


def test_offsets_of_a_plain_file_are_those_of_its_normal_form() -> None:
    text = "Hà Nội 😀 tiếp Đại sứ\r\n\r\nNgày 6/9, Chủ tịch 😀 UBND Thành phố tiếp Đại sứ Cuba tại trụ sở Thành phố.\r\n"
    article = read(unicodedata.normalize("NFD", text).encode())
    assert article.text == text.replace("\r\n", "\n")
    story = next(article.parts(Role.STORY))[0]
    assert story.start == text.replace("\r\n", "\n").index("Ngày")


@pytest.mark.parametrize("size", [96, 256, 1_000, 5_000, 70_000])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a"])
def test_bytes_of_chance_are_no_text(size: int, name: str) -> None:
    chance = random.Random(size)
    for _round in range(300 if size < 2_000 else 40):
        with pytest.raises(UnreadableFile, match="is not a text"):
            ingest.read(chance.randbytes(size), name)


def _binaries() -> Iterator[tuple[str, bytes]]:
    chance = random.Random(7)
    packed = zlib.compress(VIETNAMESE.encode() * 3 + chance.randbytes(500))
    yield "packed", packed
    yield "picture", b"\x89PNG\r\n\x1a\n" + packed
    yield "picture without its header", b"IHDR" + packed
    yield "white bitmap", b"BM" + bytes([54, 0, 12, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0]) + b"\xff" * 6_000
    yield "program", Path(sys.executable).resolve().read_bytes()[:60_000]
    yield "program of zeros", b"MZ" + bytes(600) + b"This program cannot be run in DOS mode.\r\n" + bytes(900)
    yield (
        "quiet sound",
        b"RIFF" + b"".join(chance.randrange(-40, 40).to_bytes(2, "little", signed=True) for _i in range(3_000)),
    )
    yield "wide chance", b"\xff\xfe" + chance.randbytes(2_000)
    yield "low chance", bytes(chance.randrange(128) for _i in range(2_000))
    yield "high chance", bytes(chance.randrange(0xA0, 256) for _i in range(2_000))


@pytest.mark.parametrize("data", [pytest.param(data, id=name) for name, data in _binaries()])
def test_what_other_programs_wrote_is_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"is not a (text|kind of file)"):
        read(data)


def _as_written(text: str) -> Iterator[bytes]:
    """`text` as old programs wrote it, and as accidents leave it."""
    whole, chance = text.encode(), random.Random(len(text))
    yield to_tcvn3(text).encode("latin-1", "replace")
    yield to_tcvn3(text.upper()).encode("latin-1", "replace")
    known = {*legacy._TCVN3.values()}
    yield to_vni("".join(char for char in text if char.isascii() or char.lower() in known)).encode(
        "cp1252", "replace"
    )
    yield text.encode("cp1252", "replace")
    yield whole[1:]
    for every, low in ((40, 0), (9, 128)):
        broken = bytearray(whole)
        for at in range(0, len(broken), every):
            broken[at] = chance.randrange(low, 256)
        yield bytes(broken)


def test_articles_in_every_old_encoding_are_texts(corpus: Path) -> None:
    texts = [ingest.read_path(path)[0].text for path in sorted((corpus / "articles").glob("*.txt"))]
    for text in texts:
        for data in _as_written(text):
            assert is_text(data[:120])
            assert is_text(data[200:700])
            assert is_text(data[:8192])


@given(st.sampled_from([VIETNAMESE, FRENCH]), st.integers(1, 6), st.integers(64, 400))
def test_any_part_of_a_windows_1258_text_is_text(text: str, times: int, size: int) -> None:
    data = (to_1258(text) if text is VIETNAMESE else text.encode("cp1252")) * times
    assert is_text(data[:size])
    assert is_text(data[-size:])
