"""What a single line looks like: prose, title, stamp, byline, caption, menu."""

import re
from functools import cached_property

from curator.ingest.cues import cues
from curator.model.text import fold

_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre", "janv", "fevr", "avr", "juil"]
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?:19|20)\d\d\b"
_DATED = re.compile(  # with a year
    rf"\b\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?{_YEAR}"
    rf"|\b{_YEAR}[/.-]\d{{1,2}}[/.-]\d{{1,2}}\b(?:t\d\d:\d\d(?::\d\d)?)?"
    rf"|\b\d{{1,2}}(?:er|st|nd|rd|th)?\s{_MONTH},?\s?{_YEAR}"
    rf"|\b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR}"
    rf"|\b\d{{1,2}}\s(?:thang|th)\s\d{{1,2}},?\s(?:nam\s)?{_YEAR}"
    rf"|\bthang\s(?:\w+\s){{1,2}}\d{{1,2}},?\s{_YEAR}"
)
_DAY = re.compile(rf"\b\d{{1,2}}\s?[/-]\s?\d{{1,2}}\b|\b\d{{1,2}}\s{_MONTH}|\b{_MONTH}\s\d{{1,2}}\b")
_TIME = re.compile(
    r"\b\d{1,2}\s?[:h]\s?\d\d(?:\s?[:']\s?\d\d)?\b(?:\s?(?:am|pm|sa|ch)\b)?|\b\d{1,2}\sgio\s\d{1,2}\b"
)
_ZONE = re.compile(r"\b(?:gmt|utc)\s?[+-]?\s?\d{0,2}(?::?\d\d)?\b|[+-]\d\d:?\d\d\b")
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]{5,40})[)\]]\s*$")
_DATED_TITLE = re.compile(
    rf"\(\s*(?:\d{{1,2}}\s?[-/.]\s?\d{{1,2}}(?:\s?[-/.]\s?\d{{2,4}})?|[^()]*{_YEAR}[^()]*)\s*\)\W*$"
)
_SEPARATOR = re.compile(r"\s*[|>»•·›]\s*|\s{3,}|\t+|\s/\s")
_PICTURE = re.compile(r"^[\w()%. -]{1,120}\.(?:jpe?g|png|gif|webp|bmp|tiff?)$", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_CLOSED = (".", "…", '."', ".”", ".»", ". »", ".)", ".'", ".’", "!”", "?”", ':"', "…”")
_NAME_PARTS = re.compile(r"/|\s*[,&;–-]\s+|\s+(?:và|and|et)\s+")


class Form:
    """How one line looks. All answers are worked out when first asked."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self.tokens = _WORD.findall(self.folded)

    @cached_property
    def opened(self) -> dict[str, int]:
        """Positions of the cues it begins with (see `Cues.opened`)."""
        return cues().opened(self.text.lstrip(" -–+*•»>[(|"), self.tokens) | (
            cues().opened(self.text, []) if not self.text[:1].isalnum() else {}
        )

    @cached_property
    def closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.text.rstrip("*_ ").endswith(_CLOSED)

    @cached_property
    def menu(self) -> bool:
        """Menu words, lists of short entries between bars, or no words at all."""
        if len(self.tokens) > 60:
            return False
        if not self.tokens or cues().is_menu(self.tokens):
            return True
        count = len(self.segments)
        return count >= 3 and len(self.tokens) <= 4 * count and not self.dated

    @cached_property
    def segments(self) -> list[str]:
        """What stands between bars, arrows and wide gaps."""
        return [part for part in _SEPARATOR.split(self.text) if part] or [self.text]

    @cached_property
    def prose(self) -> bool:
        """Running text: a whole sentence of some length, or a long line."""
        count = len(self.tokens)
        if count < 12 or self.menu:
            return False
        return count >= 34 or self.closed or (count >= 16 and self.text.endswith((";", ":", ",")))

    @cached_property
    def title(self) -> bool:
        """Could be a headline: a few words, begun with a capital or figure, not closed as a sentence."""
        first = self.text.lstrip("\"'“‘«[(*•- »>")[:1]
        return (
            3 <= len(self.tokens) <= 34
            and not self.text.endswith((".", ";", ":", ","))
            and (first.isupper() or first.isdigit())
            and not self.menu
        )

    @cached_property
    def dated(self) -> bool:
        """Whether it names a day with its year."""
        return bool(_DATED.search(self.folded))

    @cached_property
    def stamp(self) -> bool:
        """A date line: a day with year, or a day with a time, and little else."""
        if len(self.text) > 140 or not any(char.isdigit() for char in self.text):
            return False
        rest, days = _DATED.subn(" ", self.folded)
        timed = _TIME.search(rest)
        rest = _ZONE.sub(" ", _TIME.sub(" ", rest))
        if not days:
            rest, days = _DAY.subn(" ", rest)
            days = days if timed else 0
            allowed = 0
        else:
            allowed = 5
        known = cues().stamp
        left = [word for word in _WORD.findall(rest) if word not in known and not word.isdigit()]
        return bool(days) and len(left) <= allowed

    @cached_property
    def dated_title(self) -> bool:
        """A title with a date in brackets at its end, as lists of other articles print them."""
        return len(self.tokens) > 4 and bool(_DATED_TITLE.search(self.text))

    @cached_property
    def picture(self) -> bool:
        """The file name of a picture."""
        return bool(_PICTURE.match(self.text))

    @cached_property
    def caption(self) -> bool:
        """Has a photo credit or words that only captions have."""
        if self.picture:
            return True
        if self.byline:
            return False
        count = len(self.tokens)
        if "caption" in self.opened and count <= 60:
            return True
        return count <= 70 and cues().holds("credit", self.text if count <= 45 else self.text[-60:])

    @cached_property
    def name(self) -> bool:
        """One or more names of people, or the initials of an agency, and nothing else."""
        if self.text[:1] == "(" and self.text.rstrip(".")[-1:] == ")" and len(self.tokens) <= 8 and not self.dated:
            return self.text.count("(") == 1 and any(map(str.isupper, self.text))
        text = re.sub(r"\s*[(\[][^()]*[)\]]\.?$|[.,]?\s*[-–]?\s*(?:Ảnh|Photos?|Photo)\s?:.*$", "", self.text)
        parts = [part for part in _NAME_PARTS.split(text.strip(" -–*.()")) if part]
        return 0 < len(parts) <= 4 and all(map(_is_name, parts)) and not self.menu

    @cached_property
    def byline(self) -> bool:
        """A byline with its cue (`Theo TTXVN`, `By Le Bao Chau`), or bare names."""
        if (count := self.opened.get("byline")) is not None and len(self.tokens) <= 14:
            rest = [word for word in self.text.replace("/", " ").split() if word[:1].isalpha()][count:]
            capitals = sum(word[0].isupper() for word in rest)
            if rest:
                return capitals >= 0.6 * len(rest) and not self.stamp
        return self.name

    def split_stamp(self) -> int:
        """Where a bracketed stamp at the end begins, with its bracket; the length of the text if there is none."""
        found = _BRACKETED.search(self.text)
        return found.start() if found and Form(found[1]).stamp else len(self.text)


def _is_name(part: str) -> bool:
    names = part.split()
    if not 1 <= len(names) <= 5 or any(char.isdigit() for char in part):
        return False
    if len(names) == 1:
        letters = part.replace(".", "").replace("-", "")
        return letters.isalpha() and letters.isupper() and 1 < len(letters) <= 9
    return all(
        word[0].isupper() and word.replace(".", "").replace("-", "").replace("'", "").isalpha() for word in names
    )
