"""Sectors: the fields of cooperation that a party names (coding rules S1 to S4).

A field counts where its sentence, or the one before it in the paragraph, tells of cooperation: something asked
for, offered, agreed, discussed or done together. Praise, likeness and a side's own achievements do not count, nor
do the names of bodies and posts (`Sở Du lịch`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from curator.extract.page import Found, Page, Range, Sentence
from curator.extract.phrases import Hit, Phrases
from curator.model.article import Role
from curator.model.record import Confidence
from curator.model.vocab import Term, vocabulary

_RANK = {Confidence.SURE: 0, Confidence.CHECK: 1, Confidence.GUESS: 2}


class _Named(NamedTuple):
    """One place where a field is named, and how well."""

    span: Range
    core: bool
    confidence: Confidence


def find(page: Page, scope: Sequence[Sentence] | None = None) -> tuple[Mapping[str, Found], ...]:
    """The sectors named in the sentences of one meeting (the story if None), sorted by code.

    Each row holds `code` and `salience`, both with the passage that proves them best.
    """
    text = page.matchable
    named: dict[str, list[_Named]] = {}
    previous: Sentence | None = None
    told_before = False
    for sentence in _sentences(page, scope):
        tone = _tone(page, sentence)
        carried = told_before and previous is not None and previous.block == sentence.block
        counts = tone.asks or tone.tells or carried
        hits = [*_fields(page, text, sentence)] if counts else []
        for hit in hits:
            if trust := _trust(tone, carried, len(hits)):
                named.setdefault(str(hit.meaning), []).append(
                    _Named(_bare(text, hit.span), tone.asks or carried, trust)
                )
        told_before = tone.asks or (carried and not tone.praises)
        previous = sentence
    return tuple(_row(code, places) for code, places in sorted(named.items()))


def _sentences(page: Page, scope: Sequence[Sentence] | None) -> Sequence[Sentence]:
    """The sentences to read: the headline as well where the meeting fills the story."""
    chosen = page.story if scope is None else scope
    whole = scope is None or len(scope) * 2 > len(page.story)
    headline = [sentence for sentence in page.sentences if sentence.role is Role.HEADLINE] if whole else []
    return [*headline, *(sentence for sentence in chosen if sentence not in headline)]


def _bare(text: str, span: Range) -> Range:
    """The passage without a mark at its end, which some listed phrases need: `xây dựng,`."""
    return (span[0], span[1] - (not text[span[1] - 1].isalnum()))


def _row(code: str, places: Iterable[_Named]) -> Mapping[str, Found]:
    best = min(places, key=lambda place: (not place.core, _RANK[place.confidence], place.span))
    salience = "core" if best.core else "mentioned"
    rule = "sector_asked" if best.core else "sector_told"
    return {
        "code": Found(code, (best.span,), best.confidence, rule),
        "salience": Found(salience, (best.span,), Confidence.CHECK, rule),
    }


# The tone of a sentence


class _Tone(NamedTuple):
    asks: bool  # asked for, offered, agreed, discussed
    tells: bool  # of cooperation, done or in general
    praises: bool


def _tone(page: Page, sentence: Sentence) -> _Tone:
    kinds = {hit.meaning for hit in _cues(page.language).find(page, sentence.start, sentence.end)}
    return _Tone("ask" in kinds, "done" in kinds, "praise" in kinds)


def _trust(tone: _Tone, carried: bool, count: int) -> Confidence | None:
    """How far a field named in such a sentence counts; None if it does not."""
    if tone.praises and not (tone.asks and (tone.tells or count > 1)):
        return None
    if tone.asks:
        return Confidence.SURE if tone.tells and count > 1 else Confidence.CHECK
    if tone.tells:
        return Confidence.CHECK
    return Confidence.GUESS if carried else None


# The words that name a field, and names that hold one


def _fields(page: Page, text: str, sentence: Sentence) -> Iterator[Hit[str | None]]:
    """The places of a sentence that name a field."""
    hits = [*_sectors(page.language).find(page, sentence.start, sentence.end), *_acronyms(page, sentence)]
    return (hit for hit in hits if hit.meaning and not _in_name(page, text, hit, sentence))


def _in_name(page: Page, text: str, hit: Hit[str | None], sentence: Sentence) -> bool:
    """Whether the word belongs to the name of a body, a post or a title: `Sở Du lịch`, `Minister of Health`."""
    before = text[max(sentence.start, hit.start - 40) : hit.start]
    if _OFFICES[page.language].search(before):
        return True
    first = page.text[hit.start]
    if not first.isupper() or page.text[hit.start : hit.end].isupper() or hit.start == sentence.start:
        return False
    if str(hit.meaning) in ("people_exchange", "governance") or _EVENT.search(before):
        return False
    if text.startswith(_PROPER, hit.start):
        return False  # an event of both sides, or a house that one side helps, bears its name with a capital
    return before.rstrip()[-1:] not in (":", '"', "“", "«", ".", "•", "-", "*", "(")


_OFFICES = {
    "vi": re.compile(
        r"\b(?:(?<!cơ )(?<!trụ )sở|(?<!cán )(?<!toàn )(?<!nội )(?<!đồng )(?<!tiến )(?<!đi )(?<!đường )bộ"
        r"|(?<!dịch )(?<!nhiệm )(?<!nghiệp )(?<!phục )vụ|(?<!quốc )(?<!dự )phòng|(?<!y )khoa|cục|tổng cục"
        r"|bộ trưởng|thứ trưởng|giám đốc|tạp chí|(?<!các )(?<!những )(?<!nhiều )(?:tổng công ty|công ty"
        r"|tập đoàn)|hiệp hội|liên đoàn|học viện|hội đồng)(?: (?!và )\w+(?:,| và| -)?){0,3} $"
    ),
    "fr": re.compile(
        r"\b(?:minist\w+|services? municip\w+|services?|departements?|directeur|directrice|direction|chambre"
        r"|secretaire d'etat|societe|compagnie|commission|attachee?s?|conseiller|conseillere)"
        r"(?: (?!et )\w+,?){0,3} (?:de |du |des |de la |de l'|d'|a la |aux? )?$"
    ),
    "en": re.compile(
        r"\b(?:minist\w+|departments?|director|chamber|secretary|company|corporation|commission|attache|counsell?or"
        r"|bureau|agency|faculty|university|institute)(?: (?!and )\w+,?){0,3} (?:of |for |and |& )?(?:the )?$"
    ),
}
_PROPER = ("festival", "tuần ", "bệnh viện")
_EVENT = re.compile(
    r"(?:ngày|tuần|năm|những ngày|lễ hội|diễn đàn|hội nghị|hội thảo|festival|journees?|days?|week|semaine) $"
)


# The vocabularies


@cache
def _sectors(language: str) -> Phrases[str | None]:
    """The words of each sector in `language`, and phrases that hold such a word but name no field."""
    entries: list[tuple[str, str | None]] = []
    for term in vocabulary("sectors"):
        entries += [(name, term.code) for name in _terms(term, language) if not name.isupper()]
    for term in vocabulary("sector_traps"):
        if term.row["language"] == language:
            entries.append((term.code, None))
    return Phrases(language, entries)


def _acronyms(page: Page, sentence: Sentence) -> Iterator[Hit[str | None]]:
    """Abbreviations in capitals, matched as written: `FDI`, `ODA`, `AI`."""
    pattern, codes, first_words = _capitals(page.language)
    low, high = page.words.between(sentence.start, sentence.end)
    if first_words.isdisjoint(page.words.raw[low:high]):
        return
    for match in pattern.finditer(page.text, sentence.start, sentence.end):
        yield Hit(match.start(), match.end(), codes[match[0]])


@cache
def _capitals(language: str) -> tuple[re.Pattern[str], Mapping[str, str], frozenset[str]]:
    """What finds abbreviations, the sector of each, and the first word of each, without which none is found."""
    named = {name: term.code for term in vocabulary("sectors") for name in _terms(term, language) if name.isupper()}
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, named)) + r")\b")
    return pattern, named, frozenset(re.split(r"[\W_]", name)[0] for name in named)


def _terms(term: Term, language: str) -> list[str]:
    names = (term.row.get(f"terms_{language}") or "").split("|")
    return [name.strip() for name in names if name.strip()]


@cache
def _cues(language: str) -> Phrases[str]:
    rows = (term.row for term in vocabulary("sector_cues"))
    return Phrases(language, ((row["cue"], row["kind"]) for row in rows if row["language"] == language))
