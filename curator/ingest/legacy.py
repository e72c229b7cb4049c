"""Vietnamese of the time before Unicode: TCVN3 (fonts .VnTime) and VNI (fonts VNI-Times).

Both put Vietnamese letters on the code points of Latin-1: a page read as Latin-1 shows `Hµ Néi` or `Haø Noäi`.
TCVN3 has one sign for a letter (source: TCVN 5712:1993, VN3), VNI a base letter followed by a mark.
"""

import re

_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_LONE = dict(zip("æóòîñôöÆÓÒÎÑÔÖ", "ỉĩịỵđơưỈĨỊỴĐƠƯ", strict=True))

_TCVN3_SIGNS = "µ¸®©¬«¶·¹»¼½¾Ö×Þß÷¨"
_INSIDE_TCVN3 = re.compile(rf"[A-Za-z][{_TCVN3_SIGNS}]|[{_TCVN3_SIGNS}][a-z]|®[­\w]")
_INSIDE_VNI = re.compile("[aeoôöuyAEOÔÖUY][ùøûïäåãáàâêèéúüëÙØÛÏÄÅÃÁÀÂÊÈÉÚÜË]|ñ[aeoôöuiyæóò]|Ñ[aAoOôÔ]")
_VIETNAMESE = re.compile("[\u1ea0-\u1ef9ăđơưĂĐƠƯ]")
_WORD = re.compile(r"(\s+)")  # split with it, every second piece is a gap


def recognise(text: str) -> str:
    """`tcvn3`, `vni` or an empty string: what `text`, read as Latin-1 or windows-1252, most likely is."""
    sample = text[:20_000]
    if _VIETNAMESE.search(sample):
        return ""
    singles, pairs = len(_INSIDE_TCVN3.findall(sample)), _INSIDE_VNI.findall(sample)
    if singles <= 2 and len(pairs) <= 4:
        return ""
    letters = sum(map(str.isalpha, sample))
    if singles > max(2, letters / 50):
        return "tcvn3"
    marked = sum(pair[-1] in "øûïäåãêëüØÛÏÄÅÃÊËÜñÑ" or pair[0] in "ñÑôö" for pair in pairs)
    return "vni" if len(pairs) > max(4, letters / 25) and marked > 0.5 * len(pairs) else ""


def convert(text: str, encoding: str) -> str:
    """`text` in `encoding` (`tcvn3` or `vni`) as Unicode, not normalised yet; lines already in Unicode stay."""
    table = _from_vni if encoding == "vni" else _from_tcvn3
    return "\n".join(line if _VIETNAMESE.search(line) else table(line) for line in text.split("\n"))


def _from_tcvn3(line: str) -> str:
    """One line; TCVN3 has no accented capitals, so among words of capitals accented letters become capitals."""
    words = _WORD.split(line)
    plain = ["".join(char for char in word if char.isascii() and char.isalpha()) for word in words]
    loud = [len(letters) >= 2 and letters.isupper() for letters in plain]
    for i, word in enumerate(words):
        converted = "".join(_TCVN3.get(char, char) for char in word)
        beside = any(loud[max(0, i - 2) : i + 3]) and plain[i] == plain[i].upper()
        words[i] = converted.upper() if loud[i] or beside else converted
    return "".join(words)


def _from_vni(text: str) -> str:
    out: list[str] = []
    for char in text:
        base = out[-1] if out else ""
        low = char.lower()
        vowel = base[:1].lower()
        if low in _TONES and len(base) == 1 and vowel in "aeouyơưâê":
            out[-1] = base + _TONES[low]
        elif low in _CIRCUMFLEX and len(base) == 1 and vowel in "aeo":
            out[-1] = base + "\u0302" + _CIRCUMFLEX[low]
        elif low in _BREVE and len(base) == 1 and vowel == "a":
            out[-1] = base + "\u0306" + _BREVE[low]
        else:
            out.append(_VNI_LONE.get(char, char))
    return "".join(out)
