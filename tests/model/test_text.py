"""Folding never moves an offset; the canonical text is what all offsets count."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from curator.model.text import canonical, fold, words


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_canonical_text_is_stable_and_clean(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not set(once) & set("\r\u2028\u2029\ufeff\x00\ufffe\ufdd0")
    once.encode("utf-8")


def test_accents_and_d_with_stroke_fold_away() -> None:
    assert fold("Nguyễn Đức Chung – “Thủ đô”") == 'nguyen duc chung - "thu do"'
    assert words("Bê-la-rút, Ca‑dắc‑xtan!") == ["be", "la", "rut", "ca", "dac", "xtan"]


def test_decomposed_text_and_crlf_become_one_form() -> None:
    decomposed = unicodedata.normalize("NFD", "Hà Nội\r\ntiếp 🎉\rĐại sứ\u2028hết")
    assert canonical("\ufeff" + decomposed) == "Hà Nội\ntiếp 🎉\nĐại sứ\nhết"
