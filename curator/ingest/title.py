"""What stands on the line of a headline besides the title: the outlet's prefix, a stamp, words around it."""

import re

from curator.ingest.form import DATED, Form

_NUMBERED = re.compile(r"(?:\bhinh anh|\banh|\bhinh|\bphoto|\bimage)\s\d{1,2}\.?$")
_READING_END = re.compile(
    r"\s(?:tại|trong|ở) (?:chuyên )?mục\b|\s(?:trên|tại) (?:báo|tạp chí|trang)\b|[.]\s", re.IGNORECASE
)
_PREFIX = re.compile(r"^[(\[]?\s*([A-ZĐ][\w.+&/]{1,13})\s*(?:[)\]]\s*[-–—.:]*|\.?\s*[-–—]{1,2})\s*(?=\S)")
_BRACKETED = re.compile(r"\s{0,3}[(\[]([^()\[\]]{5,40})[)\]]\s*$")
_CLOCK = r"\d{1,2}\s?[:h]\s?\d\d(?::\d\d)?(?:\s?[ap]m\b)?"
_STAMP_BEFORE = re.compile(
    rf"^\W{{0,5}}(?:\w{{1,12}}\s)?(?:{_CLOCK}[\s,|-]{{0,5}})?(?:{DATED.pattern})(?:[\s,|-]{{0,5}}{_CLOCK})?[\s|:-]{{0,5}}(?=\w)"
)
_STAMP_AFTER = re.compile(
    rf"[\s|,-]{{1,5}}(?:{_CLOCK}[\s,|-]{{0,5}}(?:{DATED.pattern})|(?:{DATED.pattern})[\s,|-]{{0,5}}{_CLOCK})"
    r"(?:\s?gmt\s?[+-]?\d{1,4})?\W{0,5}$"
)
_LONGEST_STAMP = 60  # characters
_WORD = re.compile(r"\w+")


def title_span(form: Form) -> tuple[int, int]:
    """Where the title itself stands in the line: without prefix in brackets, stamp, or words around it."""
    if (count := form.opened.get("reading")) is not None:
        start = [word.start() for word in _WORD.finditer(form.text)][count : count + 1]
        end = _READING_END.search(form.text, start[0]) if start else None
        return (start[0], end.start()) if start and end else (0, len(form.text))
    prefix = _PREFIX.match(form.text) if form.text[:1] in "([" else _STAMP_BEFORE.match(form.folded)
    stop = len(form.text)
    near = max(0, stop - _LONGEST_STAMP)
    found = _BRACKETED.search(form.text, near)
    if found and Form(found[1]).stamp:
        stop = found.start()
    elif after := _STAMP_AFTER.search(form.folded, near):
        stop = after.start()
    return prefix.end() if prefix and prefix.end() < stop else 0, stop


def has_stamp(form: Form) -> bool:
    """Whether a stamp stands before or behind the title on its line."""
    start, end = title_span(form)
    return end < len(form.text) or bool(start and _STAMP_BEFORE.match(form.folded))


def dateline(form: Form) -> str:
    """The outlet's prefix that opens a paragraph (`HNP - `, `(SGTB) - `); empty if there is none."""
    found = _PREFIX.match(form.text[:40])
    return found[1] if found else ""


def stands_for_picture(form: Form) -> bool:
    """Whether it is the text in place of a picture, such as `… hinh anh 1`."""
    return bool(_NUMBERED.search(form.folded))
