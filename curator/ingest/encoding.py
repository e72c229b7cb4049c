"""Bytes to text: which encoding, what was broken on the way, and what is lost for good."""

import codecs
import re
import unicodedata
from collections import Counter

from curator.ingest import legacy
from curator.model.text import canonical

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SIGNS = frozenset("“”’«»–—…•")  # of windows-1252, which editors paste into pages in UTF-8
_MISPLACED = re.compile(r"\w[“«•]|“\s|”\w|\s”|\w[–—]\w")  # as where a letter was lost
_MOJIBAKE = re.compile(  # one set of characters first, since that is all that most text is compared with
    "[ÃÂáÄÆâ](?:(?<=[ÃÂ])[\u0080-¿]|(?<=Ã) |(?<=á)[º»][\u0080-¿\u2010-\u2122ŒœŠšŽžŸƒˆ˜]|(?<=Ä)[‘\u0091\u0090ƒ]"
    "|(?<=Æ)[°¡]|(?<=â)€)"
)
# An apostrophe whose byte was lost: `l�Union`, `People�s`. A sign of two bytes may have left two marks.
_ELIDED = re.compile(
    r"(?:(?<=\b[cdjlmnstCDJLMNST])|(?<=\bqu)|(?<=\bQu))\ufffd{1,3}(?=[^\W\d_])|(?<=[^\W\d_])\ufffd{1,3}(?=s\b)"
)
_LOST = re.compile(r"\w\?\w")
_ALIASES = {"x-user-defined": "cp1252", "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252",
            "us-ascii": "cp1252", "ascii": "cp1252", "windows-1252": "cp1252", "x-viet-tcvn5712": "tcvn3",
            "windows-1258": "cp1258", "unicode": "utf-16"}  # fmt: skip


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """`data` as text that is not canonical yet, and the name of its encoding. Never raises.

    Order: byte order mark, UTF-16 by its zero bytes, strict UTF-8, the charset that the page or `declared` names,
    the likeliest of the single-byte encodings in use for Vietnamese and French.
    """
    if wide := unicode_form(data):
        mark, name = wide
        return data[len(mark) :].decode(name, "replace"), name
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as wrong:
        late = wrong.start
    named = _known(declared) or _declared(data)
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    fewest = 5 if named == "utf-8" else 50  # letters that are whole for each that is broken
    if lost <= 2 or (late > 0 and lost * fewest < sum(char > "\x7f" for char in text)):
        return _mended(data, text), "utf-8"  # UTF-8 with a few broken places
    if named and named not in ("utf-8", "cp1252"):
        return data.decode(named, "replace"), named
    return _single_byte(data)


def clean(text: str) -> tuple[str, str]:
    """Canonical `text` with double decoding undone and legacy Vietnamese fonts converted.

    Also the name of the legacy encoding that was converted (`tcvn3`, `vni`), or an empty string.
    """
    text = canonical(text)
    if "\ufffd" in text:
        text = _ELIDED.sub("’", text)
    if not text.isascii():
        if found := legacy.recognise(text):
            return canonical(legacy.convert(text, found)), found
        if _MOJIBAKE.search(text):
            text = canonical("\n".join(map(_undo, text.split("\n"))))
    return text, ""


def damaged(text: str) -> tuple[tuple[int, int], ...]:
    """The passages of `text` whose characters were lost: replacement signs, question marks inside words."""
    if "\ufffd" not in text and "?" not in text:
        return ()
    found: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        if "\ufffd" in line or len(_LOST.findall(line)) >= 2:
            broken = [
                (start + word.start(), start + word.end())
                for word in re.finditer(r"\S+", line)
                if "\ufffd" in word[0] or (_LOST.search(word[0]) and not re.search(r"[/=&]", word[0]))
            ]
            found += _joined(broken)
        start += len(line) + 1
    return tuple(found)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`spans` with those less than a dozen characters apart made one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start - joined[-1][1] < 12:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def unicode_form(data: bytes) -> tuple[bytes, str] | None:
    """The byte order mark and the form of Unicode that `data` begins with; UTF-16 is told without a mark too."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return mark, name
    return (b"", wide) if (wide := _wide(data)) else None


def _wide(data: bytes) -> str:
    """UTF-16 without a mark, told by its zero bytes."""
    head = data[:4096]
    if len(head) < 8 or b"\x00" not in head:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.1 * half else ""


def _mended(data: bytes, text: str) -> str:
    """`text`, which is UTF-8 with broken places; whole again if these are but signs of windows-1252 pasted in."""
    from bs4.dammit import UnicodeDammit

    try:
        mended = UnicodeDammit.detwingle(data).decode("utf-8")
    except UnicodeDecodeError:
        return text
    gained = Counter(mended) - Counter(text)
    paired = gained["“"] == gained["”"] and gained["«"] == gained["»"]
    if paired and gained.keys() <= _SIGNS and len(_MISPLACED.findall(mended)) == len(_MISPLACED.findall(text)):
        return mended
    return text


def _declared(data: bytes) -> str:
    """The codec for the encoding that a page names in `<meta>` or `<?xml`; empty if it names none."""
    from bs4.dammit import EncodingDetector

    return _known(EncodingDetector.find_declared_encoding(data[:8192], True, search_entire_document=True) or "")


def _known(name: str) -> str:
    """The name of Python's codec for a charset; empty if there is none."""
    name = "".join(filter(str.isascii, name)).strip().lower()
    name = _ALIASES.get(name, name)
    try:
        "".encode(name)  # refuses codecs that give no text
        return codecs.lookup(name).name
    except (LookupError, ValueError):  # no such codec, or a name that cannot be one
        return ""


def _single_byte(data: bytes) -> tuple[str, str]:
    """The likeliest reading as windows-1258, windows-1252, TCVN3 or VNI, or what charset-normalizer finds."""
    western = data.decode("cp1252", "replace")
    if legacy.recognise(western):
        return data.decode("latin-1"), "cp1252"
    vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    if _vietnamese(vietnamese) > max(3, 4 * _stray(vietnamese), _vietnamese(western)):
        return vietnamese, "cp1258"
    letters = sum(char > "\x7f" and char.isalpha() for char in western)
    odd = sum(char > "\x7f" and not char.isalpha() and char not in "«»“”‘’–—…•\xa0°·€©®" for char in western)
    if odd <= letters:
        return western, "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    return (data.decode(best.encoding, "replace"), best.encoding) if best else (western, "cp1252")


def _vietnamese(text: str) -> int:
    """How many letters only Vietnamese has."""
    return sum("\u1ea0" <= char <= "\u1ef9" or char in "ăđơưĂĐƠƯ" for char in text)


def _stray(text: str) -> int:
    """How many combining marks found no letter to stand on."""
    return sum(unicodedata.combining(char) > 0 for char in text) + text.count("\ufffd")


def _undo(line: str) -> str:
    """`line` with UTF-8 read as windows-1252 or Latin-1 set right, if every character of it maps; up to twice."""
    for _round in range(2):
        if not _MOJIBAKE.search(line):
            return line
        try:  # the second byte of `à` shows as a no-break space, which copying turns into a blank
            line = bytes(_byte(char) for char in line.replace("Ã ", "Ã\xa0")).decode("utf-8")
        except (UnicodeError, ValueError):
            return line
    return line


def _byte(char: str) -> int:
    """The byte that windows-1252, or Latin-1 where it has none, shows as `char`. Raises UnicodeError."""
    return ord(char) if ord(char) < 0x100 else char.encode("cp1252")[0]
