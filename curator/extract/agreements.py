"""Agreements: texts signed, relied on or proposed between the two sides (coding rules A1 to A4).

Each place that names a text is read with its clause: is it signed, proposed, or relied on, and of what date. The
places that speak of one text are then joined; a place that tells nothing of its own opens no entry.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from curator.extract import places
from curator.extract.agreement_dates import begins, date_for, is_day, is_past, weekday_of_signing
from curator.extract.datetext import DateMention
from curator.extract.datetext import find as find_dates
from curator.extract.page import Found, Page, Range, Sentence
from curator.extract.phrases import Phrases
from curator.model.article import Role
from curator.model.record import Confidence
from curator.model.vocab import vocabulary

MOST = 200  # places that name a text; a page with more is no report
SIGNED, IN_FORCE, PROPOSED = "signed_now", "in_force", "proposed"
_BEFORE, _AFTER = 130, 170  # how far a clause is read on either side of a name


class _Text(NamedTuple):
    """One place that names a text, with what its clause tells."""

    name: Range
    title: Range
    words: str
    kind: str
    status: str | None = None
    date: str | None = None
    date_span: Range | None = None
    cue: Range | None = None
    caption: bool = False
    sure: bool = False
    apart: bool = False  # told as a further text: `cũng ký`
    begins: bool = False  # a period that begins with the meeting, without a word of signing


def find(
    page: Page,
    scope: Sequence[Sentence] | None = None,
    meeting: str | None = None,
    mentions: Sequence[DateMention] | None = None,
    partner: str | None = None,
) -> tuple[Mapping[str, Found], ...]:
    """The agreements named in the sentences of one meeting (the whole page if None), in page order.

    `meeting` is the date of the meeting as EDTF; `mentions` are the dates of the page, if the caller has them;
    `partner` is the country of the foreign side.
    Each row holds `title`, `kind`, `status` and, if told, `date`.
    """
    dates = find_dates(page) if mentions is None else mentions
    text = page.matchable
    sentences = page.sentences if scope is None else scope
    read = (each for sentence in sentences for each in _in_sentence(page, text, sentence, dates, meeting))
    named = [*islice(read, MOST)]
    if named:
        named = [each for each in named if not _of_another_city(page, each.name)]
        named = [each for each in named if not _with_another(page, each.name, partner)]
    if any(each.status == SIGNED for each in named if not each.caption):
        named = [each for each in named if not each.caption]
    return tuple(_row(each, meeting) for each in _joined(named))


def named(page: Page, within: Range, meeting: str | None = None) -> Mapping[str, Found]:
    """The first text named `within` a passage that a person selected, read with its sentence; see `find`.

    What nothing tells is missing, `status` too; the title does not go beyond the passage. Empty if none is named.
    """
    start, end = within
    text, dates = page.matchable, find_dates(page)
    for sentence in page.sentences:
        if sentence.start < end and start < sentence.end:
            for each in _in_sentence(page, text, sentence, dates, meeting):
                if each.name[0] < end and start < each.name[1]:
                    title = page.trim(max(start, each.title[0]), min(end, each.title[1]))
                    words = " ".join(page.text[slice(*title)].split())
                    row = _row(each._replace(title=title, words=words), meeting)
                    return row if each.status else {key: row[key] for key in row if key not in ("status", "date")}
    return {}


def _of_another_city(page: Page, name: Range) -> bool:
    """Whether the sentence tells of a text of some other Vietnamese city or province."""
    sentence = page.sentence_at(name[0])
    of_cities = (place for place in places.find(page) if place.kind not in ("country", "adjective"))
    local = [place for place in of_cities if place.country == "VN"]
    if sentence is None or not local:
        return False
    (main, _count), *_rest = Counter(place.code for place in local).most_common(1)
    here = {place.code for place in local if sentence.start <= place.start < name[0]}
    return bool(here) and main not in here and page.home_city not in here


def _with_another(page: Page, name: Range, partner: str | None) -> bool:
    """Whether the sentence says that the text was made with some other country than the partner's."""
    sentence = page.sentence_at(name[0])
    if sentence is None or not partner:
        return False
    here = [p for p in places.find(page) if sentence.start <= p.start < sentence.end and p.country != "VN"]
    behind = [p for p in here if p.start >= name[1]]
    if not behind or any(p.country == partner for p in here):
        return False
    return _WITH.search(page.matchable, name[1], behind[0].start) is not None


def _row(text: _Text, meeting: str | None) -> Mapping[str, Found]:
    trust = Confidence.SURE if text.sure else Confidence.CHECK
    cue = (text.cue,) if text.cue else ()
    status, rule = str(text.status), f"agreement_{text.status}"
    row = {
        "title": Found(text.words, (text.title,), Confidence.CHECK, "agreement_title"),
        "kind": Found(text.kind, (text.name,), trust, "agreement_kind_by_name"),
        "status": Found(status, (*cue, text.name), trust, rule),
    }
    if text.date and text.date_span:
        row["date"] = Found(text.date, (text.date_span,), trust, "agreement_date")
    elif status == SIGNED and meeting:
        row["date"] = Found(meeting, (text.name, *cue), Confidence.GUESS, "agreement_date_of_meeting")
    return row


# One place


def _in_sentence(
    page: Page, text: str, sentence: Sentence, dates: Sequence[DateMention], meeting: str | None
) -> Iterator[_Text]:
    """The texts named in one sentence, each read with its clause."""
    names = [hit for hit in _names(page.language).find(page, sentence.start, sentence.end) if hit.meaning]
    if not names:
        return
    own = dates[
        slice(*(bisect_left(dates, at, key=lambda date: date.start) for at in (sentence.start, sentence.end)))
    ]
    claimed: DateMention | None = None
    for position, hit in enumerate(names):
        floor = names[position - 1].end if position else sentence.start
        if claimed and floor <= claimed.start and claimed.end < hit.start:
            floor = claimed.end  # `the agreement signed in 2013 …, and a letter`: both belong to the one before
        ceiling = names[position + 1].start if position + 1 < len(names) else sentence.end
        cues = [*_cues_around(page, text, sentence, hit.span)]
        if any(_excludes(kind, span, hit.span) for kind, span in cues):
            continue
        title = _title(page, text, hit.span, sentence)
        words = " ".join(page.text[slice(*title)].split())
        read = _Text(hit.span, title, words, str(hit.meaning), caption=sentence.role is Role.CAPTION)
        dependent = position > 0 and _between(cues, "refer", floor, hit.start)
        reach = ceiling if not _between(cues, "refer", hit.end, ceiling) else sentence.end
        date = date_for(own, hit.span, floor, reach, dependent, text)
        if date and date.end <= hit.start and _relied_on(cues, date.end, hit.start):
            date = None
        if date and date.start < hit.start and date is claimed:
            date = None  # it stands behind the text named before, and tells of that one
        claimed = date or claimed
        if date and _between(cues, "sign", hit.end, date.start) < _apart(text, hit.end, date):
            date = None
        if any(is_day(each, meeting) for each in own):
            cues.append(("now", hit.span))
        clause = _read_clause(cues, hit.span, floor, ceiling)
        later = next((span for kind, span in cues if kind == "later" and span[0] >= hit.end), None)
        if later and clause.sign and not text.endswith("đã ", 0, clause.sign[0]):
            clause = clause._replace(plan=later, firm=True)  # `ký Bản ghi nhớ trong lần gặp tới`
        judged = _judged(read, clause, date, sentence, meeting)._replace(apart="apart" in clause.told)
        if judged.status == SIGNED and not judged.date and (day := weekday_of_signing(own, meeting)):
            judged = judged._replace(date=day[0], date_span=day[1])
        yield judged._replace(status=PROPOSED) if _signed_later(page, text, sentence) else judged


def _relied_on(cues: list[tuple[str, Range]], start: int, end: int) -> bool:
    """Whether a text is only carried out behind a date: `hồi tháng 8/2004, nhằm thực hiện Nghị định thư`."""
    return _between(cues, "refer", start, end) and not _between(cues, "sign", start, end)


def _apart(text: str, end: int, date: DateMention) -> bool:
    """Whether a comma parts a name from a date behind it, which then belongs to something else."""
    return date.kind != "period" and "," in text[end : date.start]


def _cues_around(page: Page, text: str, sentence: Sentence, name: Range) -> Iterator[tuple[str, Range]]:
    """The words that tell of a text, with their kinds, in the part of the sentence between semicolons."""
    start = max(text.rfind(";", sentence.start, name[0]) + 1, sentence.start, name[0] - _BEFORE)
    end = text.find(";", name[1], sentence.end)
    end = min(end if end >= 0 else sentence.end, name[1] + _AFTER)
    for side in ((start, name[0]), (name[1], end)):
        for cue in _cues(page.language).find(page, *side):
            for kind in cue.meaning.split():
                yield kind, cue.span


class _Clause(NamedTuple):
    """What the words around a name tell of it."""

    sign: Range | None  # the signing verb that governs the name
    plan: Range | None  # the last word before that verb that makes it a plan
    refer: Range | None  # a word by which the text is only relied on
    firm: bool  # the plan stands right before the verb: `sẽ ký`
    told: frozenset[str]
    new: bool  # `một`, `a` right before the name


def _read_clause(cues: list[tuple[str, Range]], name: Range, floor: int, ceiling: int) -> _Clause:
    start, end = name
    signs = [span for kind, span in cues if kind == "sign"]
    governed = [s for s in signs if floor <= s[0] < start and not _between(cues, "refer", s[1], start)]
    passive = [s for s in signs if end <= s[0] < ceiling]
    sign = governed[-1] if governed else passive[0] if passive else None
    plans = [span for kind, span in cues if kind == "propose" and (sign is None or span[0] <= sign[0] + 12)]
    refers = [span for kind, span in cues if kind == "refer" and floor <= span[0] < start]
    firm = bool(plans and sign and plans[-1][1] >= sign[0] - 16)
    open_plan = (
        plans[-1] if plans and (firm or not _between(cues, "refer", max(plans[-1][1], floor), start)) else None
    )
    told = frozenset(kind for kind, _span in cues)
    if sign and _between(cues, "past", sign[1], sign[1] + 8):
        told -= {"now"}  # `inked last year`
    return _Clause(
        sign, open_plan, refers[-1] if refers else None, firm, told, _between(cues, "new", start - 12, start)
    )  # fmt: skip


def _judged(
    read: _Text, clause: _Clause, date: DateMention | None, sentence: Sentence, meeting: str | None
) -> _Text:
    """The place with its status: proposed before a signing verb, signed now, or signed earlier and relied on."""
    period = date is not None and date.kind == "period"
    past = date is not None and is_past(date, meeting)
    value = date.edtf if date else None
    dated = read._replace(date=value, date_span=date.span if date and value else None)
    planned = dated if period else read
    if clause.sign and clause.plan and not past and (clause.firm or not {"now", "past"} & clause.told):
        return planned._replace(status=PROPOSED, cue=clause.plan, sure=True)
    if clause.plan and not clause.sign and not clause.refer and (clause.new or _NEXT.search(read.words)):
        return planned._replace(status=PROPOSED, cue=clause.plan)
    if clause.sign and past:
        return dated._replace(status=IN_FORCE, cue=clause.sign, sure=True)
    now = "now" in clause.told or sentence.role is Role.HEADLINE
    if clause.sign and (now or "past" not in clause.told):
        return dated._replace(status=SIGNED, cue=clause.sign, sure=now or period)
    if clause.sign or past or value or "past" in clause.told or (clause.refer and read.words[:1].isupper()):
        dated = dated._replace(begins=not clause.sign and begins(date, meeting))
        return dated._replace(status=IN_FORCE, cue=clause.sign or clause.refer, sure=past)
    return dated


def _excludes(meaning: str, cue: Range, name: Range) -> bool:
    """Whether a cue makes the name no single text between the two sides: yearly plans, plurals, third parties."""
    return (meaning == "not" and abs(cue[0] - name[0]) < 30) or (meaning == "plural" and 0 < name[0] - cue[1] < 3)


def _between(cues: list[tuple[str, Range]], kind: str, start: int, end: int) -> bool:
    return any(k == kind and start <= span[0] < end for k, span in cues)


def _signed_later(page: Page, text: str, sentence: Sentence) -> bool:
    """Whether the next sentence says that the text just named is still to be signed."""
    following = page.sentence_at(sentence.end + 1) or page.sentence_at(sentence.end + 2)
    if following is None or following.block != sentence.block:
        return False
    return _LATER.match(text, following.start, following.end) is not None


def _title(page: Page, text: str, name: Range, sentence: Sentence) -> Range:
    """The name with its complement: `Thỏa thuận về quan hệ hữu nghị và hợp tác`."""
    match = _COMPLEMENT.match(text, name[1], min(sentence.end, name[1] + 120))
    end = name[1]
    if match:
        stop = _TITLE_END.search(text, match.start() + 3, match.end())
        end = stop.start() if stop else match.end()
    return page.trim(name[0], end)


_COMPLEMENT = re.compile(r" (?:hợp tác|về|on|for|of|sur|de|relatif)\b[^,.;:()\n]*")
_TITLE_END = re.compile(
    r" (?:giữa|giai đoạn|được|đã|mà|ký|nhằm|trong|năm|thực hiện|cho|với|do|vào|từ|lần|cũng|sẽ|between|signed|in"
    r"|from|with|entre|signée?|pour|conclue?|dans|avec|en|lors) "
)
_LATER = re.compile(
    r"(?:the (?:document|text|paper|agreement|memorandum)|it|văn bản|văn kiện|le (?:document|texte))"
    r" (?:\w+ ){0,3}(?:will|is to|would|could|sẽ|sera|devrait|pourrait) (?:\w+ ){0,2}(?:signe?d?|inked|ký)\b"
)
_WITH = re.compile(r"\b(?:với|with|avec|giữa|between|entre)\b")
_NEXT = re.compile(r"(?i)\b(?:next|new|prochaine?|nouve(?:au|lle)|suivante?)\b")


# Joining places that speak of one text


def _joined(named: Sequence[_Text]) -> list[_Text]:
    """One entry for each text: places of one kind are joined unless their dates or their stand exclude it."""
    entries: list[_Text] = []
    ranked = sorted(named, key=lambda each: (each.begins, not each.sure, each.date is None, each.name))
    for each in ranked:
        if each.status is None:
            continue
        for position, entry in enumerate(entries):
            if _same_text(entry, each):
                dated = each if each.begins or not entry.date else entry  # a period tells more than a day
                entries[position] = entry._replace(date=dated.date, date_span=dated.date_span)
                break
        else:
            entries.append(each)
    return sorted(entries, key=lambda entry: entry.name)


def _same_text(entry: _Text, other: _Text) -> bool:
    if entry.kind != other.kind or entry.apart or other.apart:
        return False
    if entry.status == SIGNED and other.begins:
        return "/" not in (entry.date or "") or entry.date == other.date
    if entry.date and other.date and entry.date != other.date:
        return False
    if entry.status == other.status:
        return True
    return not other.sure and other.date is None and PROPOSED not in (entry.status, other.status)


# The vocabularies


@cache
def _names(language: str) -> Phrases[str | None]:
    entries = [
        (name.strip(), term.code)
        for term in vocabulary("agreement_kinds")
        for name in (term.row.get(f"names_{language}") or "").split("|")
    ]
    traps: list[tuple[str, str | None]] = [
        (term.code, None)
        for term in vocabulary("agreement_cues")
        if term.row["language"] == language and term.row["kind"] == "trap"
    ]
    return Phrases(language, [*traps, *entries])


@cache
def _cues(language: str) -> Phrases[str]:
    rows = (term.row for term in vocabulary("agreement_cues"))
    return Phrases(language, ((row["cue"], row["kind"]) for row in rows if row["language"] == language))
