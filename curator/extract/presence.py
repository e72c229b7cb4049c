"""Whether a mention shows that the person took part, or is only spoken of."""

from curator.extract.lexicon import small_words
from curator.extract.marks import Marks
from curator.extract.mentions import Mention
from curator.model.article import Role

CONTACT = frozenset(
    ("receive", "courtesy_call", "working_session", "talks", "meet", "phone", "signing", "forum", "award",
     "occasion", "online", "visit")
)  # fmt: skip
MEETING = frozenset(("receive", "courtesy_call", "working_session", "talks", "meet", "phone"))
WAYS = ("contact", "list", "speech", "event", "caption", "headline")
_REPORTED = frozenset(("que", "qu", "that", "how", "rằng"))  # a clause in which others are spoken of
_SPOKEN_OF = frozenset(("invite", "absent", "behalf"))
_LEAD, _SAY = frozenset(("lead",)), frozenset(("say",))
_SPEAK, _ATTEND = frozenset(("speak",)), frozenset(("attend",))
_FIGURE = frozenset(("figure",))
_AT_THE_END = 4  # words
_LONGEST_CLAUSE = 25  # words between a person and what they say
_BEFORE, _SAME, FUTURE = frozenset(("before",)), frozenset(("same_day",)), frozenset(("future",))


def presence(mention: Mention, marks: Marks) -> str:
    """How a mention shows presence: `contact`, `list`, `speech`, `event`, `caption`, `headline`.

    `aside` where the sentence tells of something else; empty where the person is only spoken of.
    """
    tokens = marks.tokens
    low, high = tokens.bounds(mention.sentence)
    historical = any(marks.cues_in(mention.name[0], mention.name[1], _FIGURE))
    if historical or credited(mention, marks) or _spoken_of(mention, marks, low):
        return ""
    if mention.role is Role.HEADLINE:
        return "headline"
    if mention.role is Role.CAPTION:
        return "caption"
    owners = small_words("owner", tokens.lexicon.language)
    if mention.start > low and tokens.keys[mention.start - 1] in owners and tokens.gaps[mention.start] in " '":
        if any(marks.cues_in(low, mention.start, _ATTEND)) and _listed(mention, marks, low):
            return "list"  # `sự tham dự của …`, `accompagné de A et de B`
        return "contact" if any(marks.cues_in(mention.end, min(high, mention.end + 4), MEETING)) else ""
    if mention.end < high and tokens.gaps[mention.end] == "'" and tokens.keys[mention.end] == "s":
        return ""
    background = is_background(mention.sentence, marks) or is_planned(mention.sentence, marks)
    after = _clause_end(mention.end, high, marks)
    if not background and (
        any(marks.cues_in(low, mention.start, _ATTEND))
        or _attends(mention, marks, after)
        or any(marks.cues_in(max(mention.end, high - _AT_THE_END), high, _ATTEND))  # `A và B cùng dự.`
    ):
        return "list"
    if any(marks.cues_in(mention.end, after, _SPEAK)) or _speaks_on(mention.end, high, marks):
        return "speech"
    if not background and _addressed(mention.start, low, marks):
        return "speech"
    said = [end for _at, end, _code in marks.cues_in(max(low, mention.start - 6), mention.start, _SAY)]
    if (
        said
        and (not background or said[-1] == mention.start)
        and said[-1] >= mention.start - 4
        and not _REPORTED & set(tokens.keys[said[-1] : mention.start])
    ):
        return "speech"
    if not background and marks.cues_of(mention.sentence, MEETING):
        return "contact"
    if not background and marks.cues_of(mention.sentence, CONTACT | _LEAD):
        return "event"
    return "aside"


def _speaks_on(end: int, high: int, marks: Marks) -> bool:
    """Whether the person speaks behind a clause that tells of them: `X, who has stood in since May, said …`."""
    tokens = marks.tokens
    if tokens.lexicon.language == "vi" or end >= high or tokens.gaps[end] != "," or tokens.capital[end]:
        return False
    if tokens.keys[end] in small_words("and", tokens.lexicon.language):
        return False
    closed = next((k for k in range(end + 1, min(high, end + _LONGEST_CLAUSE)) if tokens.gaps[k] == ","), high)
    return any(marks.cues_in(closed, min(high, closed + 2), _SPEAK))


def _addressed(start: int, low: int, marks: Marks) -> bool:
    """Whether words are told to the person: `told Ms. X that …`, `a répondu à Mme X que …`."""
    tokens, language = marks.tokens, marks.tokens.lexicon.language
    for _at, end, _code in marks.cues_in(max(low, start - 5), start, _SPEAK):
        between = set(tokens.keys[end:start])
        if tokens.keys[end - 1] in small_words("addressing", language) and between <= small_words("to", language):
            return True
    return False


def _attends(mention: Mention, marks: Marks, after: int) -> bool:
    """Whether words of attending follow: at once, or behind the others of a list that opens the sentence."""
    low, high = marks.tokens.bounds(mention.sentence)
    if mention.start - low > 1 or marks.tokens.lexicon.language == "vi":
        return any(marks.cues_in(mention.end, after, _ATTEND))
    told = next((at for at, _end, _code in marks.cues_in(mention.end, high, _ATTEND)), high)
    return told < high and not any(marks.cues_in(mention.end, told, _SPEAK | MEETING))


def _listed(mention: Mention, marks: Marks, low: int) -> bool:
    """Whether the words that open a list reach to a mention behind `of`: at once, or from one name to the next."""
    *_before, last = (end for _at, end, _code in marks.cues_in(low, mention.start, _ATTEND))
    if last >= mention.start - 1:
        return True
    joined = small_words("and", marks.tokens.lexicon.language)
    return mention.start - 2 >= last and (
        marks.tokens.keys[mention.start - 2] in joined or marks.tokens.gaps[mention.start - 1] == ","
    )


def _clause_end(start: int, high: int, marks: Marks) -> int:
    """Where the words after a mention turn to somebody else: a semicolon, the next honorific, six words on."""
    stop = min(high, start + 6)
    for k in range(start, stop):
        if (k > start and k in marks.honorifics and marks.honorifics[k][1].code == "person") or marks.tokens.gaps[
            k
        ] in ";:":
            return k
    return stop


def credited(mention: Mention, marks: Marks) -> bool:
    """Whether the name signs a picture or a text."""
    keys, gaps = marks.tokens.keys, marks.tokens.gaps
    start, low = mention.start, marks.tokens.first[mention.sentence]
    if start == low or gaps[start] not in " :/(~":
        return False
    by = keys[start - 1] == "by" and start - 1 == low
    return by or keys[start - 1] in small_words("credit", marks.tokens.lexicon.language)


def is_background(sentence: int, marks: Marks) -> bool:
    """Whether a sentence tells of what was before or what is planned, not of this meeting."""
    if not marks.cues_of(sentence, _BEFORE) or marks.cues_of(sentence, _SAME):
        return False
    low, high = marks.tokens.bounds(sentence)
    return any(marks.cues_in(low, min(high, low + 12), _BEFORE))


def is_planned(sentence: int, marks: Marks) -> bool:
    """Whether a sentence announces a contact: `sẽ hội đàm`, `is due to receive`."""
    planned = marks.cues_of(sentence, FUTURE)
    if not planned:
        return False
    first, (low, high) = planned[0][0], marks.tokens.bounds(sentence)
    if any(marks.cues_in(low, first, MEETING)):
        return False
    met = next((at for at, _end, _code in marks.cues_in(first, high, MEETING)), high)
    return not any(marks.cues_in(first + 1, met, _SAY))  # `the bank will help, he said at a meeting with …`


def _spoken_of(mention: Mention, marks: Marks, low: int) -> bool:
    keys = marks.tokens.keys
    if mention.start > low and keys[mention.start - 1] == "được" and "mời" in keys[mention.end : mention.end + 3]:
        return True
    start = max(low, mention.start - 8)
    for _at, end, code in marks.cues_in(start, mention.start, _SPOKEN_OF):
        reach = mention.start - end
        if reach <= 1 or (code == "invite" and reach <= 4) or (code == "absent" and reach <= 4):
            return True
    return False
