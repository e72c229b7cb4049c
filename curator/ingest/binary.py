"""Text or not: bytes that only look like an old encoding, since in those every byte is a letter."""

import re
import unicodedata

from curator.ingest.encoding import unicode_form

_CONTROLS = bytes({*range(9), *range(14, 32), 127} - {27})
_ALONE = re.compile("[\udc80-\udcff]")  # bytes that are not UTF-8, as `surrogateescape` decodes them
_GAPS = b"\t\n\r "
_STRANGE = frozenset(("Cc", "Cn", "Co"))  # categories of Unicode: controls, unassigned and private characters


def is_text(head: bytes, *, words: bool = True) -> bool:
    """Whether `head`, the first bytes of a file, can be text in any encoding.

    Without `words` only control characters count against it: markup has said already that it is a page. Chance
    passes hardly ever from 64 bytes on, never from some hundred on.
    """
    form = unicode_form(head)
    if form and form[1] != "utf-8":
        wide = head[len(form[0]) :].decode(form[1], "replace")
        return sum(_is_strange(char) for char in wide) <= 0.1 * len(wide)
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > 0.1 * len(head):
        return False
    return not words or _has_words(head, controls)


def _has_words(head: bytes, controls: int) -> bool:
    """Whether bytes that are not UTF-8, or only in part, are parted by blanks and mostly letters.

    0x80 to 0x9F are rare signs in every encoding of one byte that Vietnamese, French and English texts come in.
    """
    text = head.decode("utf-8", "surrogateescape")
    alone = [ord(char) - 0xDC00 for char in _ALONE.findall(text)]
    if len(alone) <= max(2, len(text) / 50):
        return controls <= 0.05 * len(text)
    rare = controls + sum(byte < 0xA0 for byte in alone)
    gaps = len(head) - len(head.translate(None, _GAPS))
    return rare <= 0.1 * len(text) and gaps >= 0.05 * len(text)


def _is_strange(char: str) -> bool:
    return char == "\ufffd" or (unicodedata.category(char) in _STRANGE and not char.isspace())
