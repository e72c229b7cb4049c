"""What a single line looks like: prose, title, stamp, byline, caption, menu."""

import re

from curator.ingest.cues import cues
from curator.model.lazy import lazy
from curator.model.text import fold

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|sept|jan|feb|mar|apr|jun"
    "|jul|aug|sep|oct|nov|dec|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
    "|janv|fevr|avr|juil"
)
_MONTH = rf"(?:{_MONTHS})\b\.?"
_YEAR = r"(?:19|20)\d\d\b"
DATED = re.compile(  # with a year
    rf"\b\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?{_YEAR}"
    rf"|\b{_YEAR}[/.-]\d{{1,2}}[/.-]\d{{1,2}}\b(?:t\d\d:\d\d(?::\d\d)?)?"
    rf"|\b\d{{1,2}}(?:er|st|nd|rd|th)?\s{_MONTH},?\s?{_YEAR}"
    rf"|\b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR}"
    rf"|\b{_MONTH},?\s\d{{1,2}}\s?/\s?{_YEAR}"
    rf"|\b\d{{1,2}}\s(?:thang|th)\s(?:\d{{1,2}}|(?:muoi\s)?\w{{2,4}}),?\s(?:nam\s)?{_YEAR}"
    rf"|\bthang\s(?:\w+\s){{1,2}}\d{{1,2}},?\s{_YEAR}"
)
_DAY = re.compile(rf"\b\d{{1,2}}\s?[/-]\s?\d{{1,2}}\b|\b\d{{1,2}}\s{_MONTH}|\b{_MONTH}\s\d{{1,2}}\b")
_TIME = re.compile(
    r"\b\d{1,2}\s?[:h]\s?\d\d(?:\s?[:']\s?\d\d)?\b(?:\s?(?:am|pm|sa|ch)\b)?|\b\d{1,2}\sgio\s\d{1,2}\b"
)
_ZONE = re.compile(r"\b(?:gmt|utc)\s?[+-]?\s?\d{0,2}(?::?\d\d)?\b|[+-]\d\d:?\d\d\b")
_FOLLOW = re.compile(r"\b(?:theo doi|follow|suivez)\b.{0,40}$")  # `Theo dõi … trên Google News` behind a stamp
_DATED_TITLE = re.compile(
    rf"\(\s*(?:\d{{1,2}}\s?[-/.]\s?\d{{1,2}}(?:\s?[-/.]\s?\d{{2,4}})?|[^()]*{_YEAR}[^()]*)\s*\)\W*$"
)
_SEPARATOR = re.compile(r"\s*[|>»•·›]\s*|\s{2,}|\t+|\s/\s")
_PARTED = re.compile(r"[|>»•·›\t]|\s\s|\s/\s")  # without one of these, no separator
_PICTURE = re.compile(r"^[\w()%. -]{1,120}\.(?:jpe?g|png|gif|webp|bmp|tiff?)$", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_CLOSED = (".", "…", '."', ".”", ".»", ". »", ".)", ".'", ".’", "!”", "?”", ':"', "…”")
_SIGN_OFF = re.compile(r"[.!?…\"”»]\s*[-–—(/]+\s*[A-ZĐ][\w/+.]{1,14}\)?\.?$|/\.\s*$")
_ADDED = re.compile(r"\s{0,3}[(\[][^()\[\]]{0,80}[)\]]\.?$|[.,]?\s{0,3}[-–]?\s{0,3}(?:Ảnh|Photos?)\s?:.*$")
_NAME_PARTS = re.compile(r"/|\s?[,&;•–-]\s+|\s(?:và|and|et)\s")


class Form:
    """How one line looks. All answers are worked out when first asked."""

    def __init__(self, text: str) -> None:
        self.text = text

    @lazy
    def folded(self) -> str:
        """Its text, folded; offsets in it are those of the text."""
        return fold(self.text)

    @lazy
    def tokens(self) -> list[str]:
        """Its folded words."""
        return _WORD.findall(self.folded)

    @lazy
    def opened(self) -> dict[str, int]:
        """Positions of the cues it begins with, list marks aside (see `Cues.opened`)."""
        if self.text[:1].isalnum():
            return cues().opened(self.text, self.tokens)
        return cues().opened(self.text.lstrip(" -–+*•»>[(|"), self.tokens) | cues().opened(self.text, [])

    @lazy
    def names(self) -> frozenset[str]:
        """Its capitalised words in lower case, those that open a sentence aside."""
        return frozenset(names_in(self.text))

    @lazy
    def widget(self) -> bool:
        """Holds words of log-in, cookie or share widgets."""
        return len(self.tokens) <= 45 and cues().holds("holds", self.text)

    @lazy
    def closed(self) -> bool:
        """Whether it ends as a sentence does, an agency's sign-off aside."""
        text = self.text.rstrip("*_ ")
        return text.endswith(_CLOSED) or bool(_SIGN_OFF.search(text, max(0, len(text) - 40)))

    @lazy
    def menu(self) -> bool:
        """Menu words, lists of short entries between bars, or no words at all."""
        words, parts = len(self.tokens), len(self.segments)
        if words > 60:
            return words <= 400 and parts >= 5 and words <= 8 * parts and not self.closed
        if not any(map(str.isalpha, self.text)) or cues().is_menu(self.tokens):
            return not self.stamp
        return parts >= 3 and words <= 4 * parts and (parts >= 5 or not self.dated)

    @lazy
    def segments(self) -> list[str]:
        """What stands between bars, arrows and wide gaps."""
        if not _PARTED.search(self.text):
            return [self.text]  # as most lines: the pattern that parts them takes its time
        return [part for part in _SEPARATOR.split(self.text) if part] or [self.text]

    @lazy
    def prose(self) -> bool:
        """Running text: a whole sentence of some length, or a long line."""
        count = len(self.tokens)
        if count < 12 or self.menu:
            return False
        if count >= 34:
            return self.closed or self._capitals <= 0.5
        ended = self.closed or (count >= 16 and self.text.endswith((";", ":", ",")))
        return ended and (self._capitals <= 0.7 or any(sign in self.text for sign in (",", ";", ". ")))

    @property
    def _capitals(self) -> float:
        """Share of words that begin with a capital or a figure; menus and tickers have most."""
        words = self.text.split()
        return sum([word[0].isupper() or not word[0].isalpha() for word in words]) / len(words)

    @lazy
    def title(self) -> bool:
        """Could be a headline: a few words, begun with a capital or figure, not closed as a sentence."""
        first = self.text.lstrip("\"'“‘«[(*•- »>")[:1]
        return (
            3 <= len(self.tokens) <= 34
            and not self.text.endswith((".", ";", ":", ","))
            and (first.isupper() or first.isdigit())
            and not self.menu
        )

    @lazy
    def dated(self) -> bool:
        """Whether it names a day with its year."""
        return bool(DATED.search(self.folded))

    @lazy
    def stamp(self) -> bool:
        """A date line: a day with year, or a day with a time, and little else."""
        if len(self.text) > 140 or "°" in self.text or not any(map(str.isdigit, self.text)):
            return False  # beside the weather stands the clock of the site
        rest, days = DATED.subn(" ", self.folded)
        timed = _TIME.search(rest)
        rest = _ZONE.sub(" ", _TIME.sub(" ", _FOLLOW.sub(" ", rest)))
        if not days:
            rest, days = _DAY.subn(" ", rest)
            days = days if timed else 0
            allowed = 0
        else:
            allowed = 5
        known = cues().stamp
        left = [word for word in _WORD.findall(rest) if word not in known and not word.isdigit()]
        return bool(days) and len(left) <= allowed

    @lazy
    def dated_title(self) -> bool:
        """A title with a date in brackets at its end, as lists of other articles print them."""
        return len(self.tokens) > 4 and bool(_DATED_TITLE.search(self.text, max(0, len(self.text) - 120)))

    @lazy
    def picture(self) -> bool:
        """The file name of a picture."""
        return bool(_PICTURE.match(self.text))

    @lazy
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

    @lazy
    def name(self) -> bool:
        """One or more names of people, or the initials of an agency, and nothing else."""
        if len(self.text) > 160:
            return False
        if self.text[:1] == "(" and self.text.rstrip(".")[-1:] == ")" and len(self.tokens) <= 8 and not self.dated:
            return self.text.count("(") == 1 and any(map(str.isupper, self.text))
        text = _ADDED.sub("", self.text)
        parts = [part for part in _NAME_PARTS.split(text.strip(" -–*.()")) if part]
        return 0 < len(parts) <= 4 and all(map(_is_name, parts)) and not self.menu

    @lazy
    def byline(self) -> bool:
        """A byline with its cue (`Theo TTXVN`, `By Le Bao Chau`), or bare names."""
        if (count := self.opened.get("byline")) is not None and self.opened.get("starts", 0) > count:
            return False
        if count is not None and len(self.tokens) <= 14:
            rest = [word for word in self.text.replace("/", " ").split() if word[:1].isalpha()][count:]
            capitals = sum(word[0].isupper() for word in rest)
            if not rest:
                return count >= 2 or self.name
            return capitals >= 0.6 * len(rest) and not self.stamp
        return self.name


def is_credit(form: Form) -> bool:
    """Whether a line begins as a photo credit does."""
    return "caption" in form.opened or form.text.startswith("©")


def names_in(text: str, whole: bool = False) -> set[str]:
    """The capitalised words of `text` in lower case, those that open a sentence aside unless `whole`."""
    found = set()
    words = text.split()
    for at, word in enumerate(words):
        if word.islower():
            continue  # as most are
        if words[at - 1][-1] not in ".!?…:" if at else whole:
            bare = word.strip(".,;:!?…()[]\"'“”‘’«»-–#")
            if bare[:1].isupper():
                found.add(bare.lower())
    return found


def _is_name(part: str) -> bool:
    """Whether `part` is a person's name, initials, or the sign of an agency or outlet."""
    names = part.split()
    if not 1 <= len(names) <= 5 or any(char.isdigit() for char in part):
        return False
    if len(names) == 1:
        letters = part.replace(".", "").replace("-", "").replace("+", "")
        if not letters.isalpha() or len(letters) > 12:
            return tuple(_WORD.findall(fold(part))) in cues().outlets
        return (
            (letters.isupper() and len(letters) > 1) or ("." in part and part[0].isupper()) or _capitals(part) >= 3
        )
    plain = all(word[0].isupper() and re.sub("[.'’-]", "", word).isalpha() for word in names)
    return plain or tuple(_WORD.findall(fold(part))) in cues().outlets


def _capitals(text: str) -> int:
    return sum(map(str.isupper, text))
