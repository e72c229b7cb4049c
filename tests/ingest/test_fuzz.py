"""No page, however broken, raises anything but a Problem or takes long."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator import ingest
from curator.errors import Problem

FOLDER = Path(__file__).parent.parent / "corpus" / "articles"
PAGES = {path.name: path.read_bytes() for path in sorted(FOLDER.glob("*")) if path.suffix != ".md"}
SLOWEST = 2.0  # seconds of processor time for a megabyte


def read_or_refuse(data: bytes, name: str) -> None:
    """Read; check what every article must keep; let a refusal pass."""
    try:
        articles = ingest.read(data, name)
    except Problem:
        return
    for article in articles:
        assert article.text.strip()
        at = 0
        for block in article.blocks:
            assert at <= block.start < block.end <= len(article.text)
            at = block.end


def _cut(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[start : start + chance.randrange(len(data))]


def _shuffle(data: bytes, chance: random.Random) -> bytes:
    pieces = data.split(b"\n")
    chance.shuffle(pieces)
    return b"\n".join(pieces)


def _spoil(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _time in range(1 + len(data) // 40):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start : start + 300] * chance.randrange(2, 30) + data[start:]


def _other_encoding(data: bytes, chance: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(["utf-16", "utf-16-be", "cp1252", "cp1258", "utf-7", "latin-1"]), "replace")


def _nulls(data: bytes, chance: random.Random) -> bytes:
    return data.replace(bytes([chance.randrange(32, 127)]), b"\x00")


MUTATIONS = (_cut, _shuffle, _spoil, _repeat, _other_encoding, _nulls)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(sorted(PAGES)),
    st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=3),
    st.integers(0, 2**32),
)
def test_mutated_pages(name: str, mutations: list, seed: int) -> None:  # type: ignore[type-arg]
    chance = random.Random(seed)
    data = PAGES[name]
    for mutate in mutations:
        data = mutate(data, chance) or b"x"
    read_or_refuse(data, name)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=3000), st.sampled_from(["a.txt", "a.html", "a.pdf", "a.docx", "a.eml", "a.mhtml", "a.zip"])
)
def test_any_bytes(data: bytes, name: str) -> None:
    read_or_refuse(data, name)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<div>", "</div>", "<p>", "<table>", "<td>", "<a href=x>", "</a>", "<time datetime=1>", "<!--", "-->", "<script>",
             "<img src=a.jpg>", "<h1>", "Hà Nội tiếp Đại sứ", "06/09/2022", "Ảnh: A", "Tin liên quan", "<br>", "\n", "&#0;", "<b",
             "Chiều 6/9, Chủ tịch UBND Thành phố đã tiếp Đại sứ Cuba tại trụ sở và trao quà lưu niệm cho khách."]
        ),
        max_size=60,
    )
)  # fmt: skip
def test_any_markup(pieces: list[str]) -> None:
    read_or_refuse(("<html>" + "".join(pieces)).encode(), "a.html")


HUGE = {
    "one line": ("Hà Nội tiếp Đại sứ. " * 40_000).encode(),
    "one word": b"a" * 1_000_000,
    "nested boxes": b"<html>" + b"<div>" * 10_000 + "Xin chào các bạn".encode() + b"</div>" * 10_000,
    "nested boxes with text": ("<html>" + "<div>Dòng chữ " * 5_000 + "</div>" * 5_000).encode(),
    "link boxes": ("<html>" + "<div><a href='/x.html'>Tin số</a></div>" * 25_000).encode(),
    "open tags": b"<html>" + b"<a " * 300_000,
    "open comments": b"<html>" + b"<!--" * 250_000,
    "open scripts": b"<html>" + b"<script" * 150_000,
    "menu": ("Trang chủ | Chính trị | Kinh tế\n" * 25_000).encode(),
    "headings": ("Bình luận\n" * 70_000).encode(),
    "boxes": ("Xem thêm:\nHà Nội tiếp Đại sứ Cuba tại trụ sở\n" * 17_000).encode(),
    "names": ("Hà Nội Việt Nam Trần Sỹ Thanh, " * 10 + "\n").encode() * 2_400,
    "dates": ("12/12/2012 18:20 tin " * 45_000).encode(),
    "brackets": (b"x" + b"(" * 5000 + b"\n") * 200,
    "gaps": (b"A b c d" + b" " * 4_900 + b"e f\n") * 200,
    "open brackets": (b"A b c d " + b"[" * 4_900 + b"\n") * 200,
    "dashes": (b"A b c d. " + b"- " * 2_400 + b"x\n") * 200,
    "commas": ("Hà Nội, " * 600 + "\n").encode() * 160,
    "mojibake": ("Hà Nội tiếp Đại sứ. " * 20_000).encode().decode("latin-1").encode(),
}


@pytest.mark.parametrize("kind", HUGE)
def test_huge_pages_take_bounded_time(kind: str) -> None:
    data = HUGE[kind]
    started = time.process_time()
    read_or_refuse(data, "a.html" if data.startswith(b"<html") else "a.txt")
    assert time.process_time() - started < SLOWEST * max(1.0, len(data) / 1_000_000)
