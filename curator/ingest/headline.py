"""Where the story begins: its first running text and its headline."""

from collections.abc import Sequence

from curator.ingest.cues import cues
from curator.ingest.form import Form
from curator.ingest.page import Line
from curator.model.article import Role
from curator.model.text import words

_OPENERS = ("tail", "box", "starts", "footer")


def find_lead(lines: Sequence[Line], forms: Sequence[Form], start: int = 0) -> int:
    """The index of the first paragraph of the story at or after `start`; the number of lines if there is none."""
    found = [i for i in range(start, len(lines)) if _could_lead(lines[i], forms[i])]
    for inside in (True, False):
        for at, i in enumerate(found):
            if inside and lines[i].aside:
                continue
            later = found[at + 1] if at + 1 < len(found) else None
            if later and later - i > 6 and len(forms[i].text) < 250 and not any(f.title for f in forms[start:i]):
                continue  # a notice above the page, far from the story
            return i
    return len(lines)


def _could_lead(line: Line, form: Form) -> bool:
    return (
        form.prose
        and line.role in (None, Role.STORY)
        and line.level == 0
        and line.links < 0.6
        and not form.caption
        and not cues().holds("holds", form.text)
        and not (len(form.tokens) < 30 and any(opener in form.opened for opener in ("starts", "footer")))
    )


def find_headline(lines: Sequence[Line], forms: Sequence[Form], lead: int, titles: Sequence[str]) -> int | None:
    """The index of the article's own headline: the line the page names as title, a heading, or the best above `lead`."""
    open_lines = [i for i, line in enumerate(lines) if line.role in (None, Role.HEADLINE)]
    for title in titles:
        named = [i for i in open_lines if _names(forms[i], words(title))]
        if named:
            return min(named, key=lambda i: (lines[i].level not in (1, 2), lines[i].links > 0.5, abs(i - lead)))
    above = [i for i in open_lines if i < lead]
    headed = [i for i in above if lines[i].level and 4 <= len(forms[i].tokens) <= 40 and not forms[i].menu]
    if headed:
        return min(headed, key=lambda i: (lines[i].level, -i))
    told = {token for form in forms[lead : lead + 6] for token in form.tokens[:400]}
    scores = {i: _score(forms, i, lead, told) for i in above if _could_head(lines[i], forms[i])}
    best = max(scores, key=lambda i: scores[i], default=None)
    return best if best is not None and scores[best] >= 0.5 else None


def _names(form: Form, title: list[str]) -> bool:
    """Whether the line is `title`, or `title` is the line and the name of the site."""
    count = len(form.tokens)
    if count == len(title):
        return form.tokens == title and count >= 2
    return 4 <= count < len(title) and count >= 0.5 * len(title) and title[:count] == form.tokens


def _could_head(line: Line, form: Form) -> bool:
    bare = form if form.split_stamp() == len(form.text) else Form(form.text[: form.split_stamp()])
    return (
        bare.title
        and len(bare.tokens) >= 4
        and line.links < 0.6
        and not bare.stamp
        and not bare.caption
        and not any(opener in form.opened for opener in _OPENERS)
        and not cues().holds("holds", form.text)
        and tuple(bare.tokens) not in cues().outlets
    )


def _score(forms: Sequence[Form], i: int, lead: int, told: set[str]) -> float:
    """How much line `i` looks like the headline of the story that holds the words `told`."""
    form = forms[i]
    tokens = {token for token in form.tokens if len(token) > 1 and not token.isdigit()}
    shared = len(tokens & told) / len(tokens) if tokens else 0.0
    after = forms[i + 1] if i + 1 < len(forms) else form
    follows = i + 1 == lead or after.stamp or after.byline or form.split_stamp() < len(form.text)
    score = shared + 0.03 * min(len(form.tokens), 14) + 0.15 * follows - 0.02 * min(lead - i, 15)
    above_stamp = any(other.stamp for other in forms[max(0, i - 3) : i]) and not after.stamp
    return (
        score
        - 0.1 * (above_stamp and lead - i > 1)
        - 0.25 * (cues().sounds_like_outlet(form.tokens) and shared < 0.6)
    )
