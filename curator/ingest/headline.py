"""Where the story begins: its first running text and its headline."""

from itertools import chain, pairwise

from curator.ingest.cues import cues
from curator.ingest.draft import Draft
from curator.ingest.form import Form
from curator.ingest.page import Line
from curator.ingest.title import stands_for_picture, title_span
from curator.model.article import Role
from curator.model.text import words

_OPENERS = {"tail", "box", "starts", "footer", "banner"}


def find_lead(draft: Draft, start: int = 0) -> int:
    """The index of the first paragraph of the story at or after `start`; the number of lines if there is none."""
    lines, forms = draft.page.lines, draft.forms
    for inside in (True, False):
        found = (i for i in range(start, len(forms)) if _could_lead(lines[i], forms[i]))
        for i, later in pairwise(chain(found, [None])):
            if i is None or (inside and lines[i].aside):
                continue
            if later and later - i > 6 and len(forms[i].text) < 250 and not any(f.title for f in forms[start:i]):
                continue  # a notice above the page, far from the story
            return i
    return len(forms)


def _could_lead(line: Line, form: Form) -> bool:
    return (
        line.role in (None, Role.STORY)
        and line.level == 0
        and line.links < 0.6
        and form.prose
        and not form.caption
        and not form.widget
        and not (len(form.tokens) < 30 and ("starts" in form.opened or "footer" in form.opened))
    )


def find_headline(draft: Draft) -> int | None:
    """The index of the article's own headline.

    The line the page names as its title, else a heading, else what looks most like the title of what follows.
    """
    lines, forms, lead = draft.page.lines, draft.forms, draft.lead
    free = [i for i, line in enumerate(lines[: len(forms)]) if line.role in (None, Role.HEADLINE)]
    for title in draft.page.titles:
        tokens = words(title)
        named = [i for i in free if _names(forms[i], tokens)]
        if named:
            return min(named, key=lambda i: (lines[i].level not in (1, 2), lines[i].links > 0.5, abs(i - lead)))
    above = [i for i in free if i < lead]
    headed = [i for i in above if lines[i].level and 4 <= len(forms[i].tokens) <= 40 and not forms[i].menu]
    if headed:
        return min(headed, key=lambda i: (lines[i].level, -i))
    told = {token for form in forms[lead : lead + 6] for token in form.tokens[:400]}
    scores = {i: _score(forms, i, lead, told) for i in above[-400:] if _could_head(lines[i], forms[i])}
    best = max(scores, key=lambda i: scores[i], default=None)
    return best if best is not None and scores[best] >= 0.5 else None


def name_headline(draft: Draft) -> None:
    """Take the headline from a line such as `Bạn đang đọc bài viết … tại chuyên mục …` if the page lost its own."""
    for i, form in enumerate(draft.forms):
        if "reading" in form.opened and title_span(form)[0] > 0:
            draft.roles[i] = Role.HEADLINE
            return


def _names(form: Form, title: list[str]) -> bool:
    """Whether the line is `title`, or `title` is the line with the name of the site before or behind it."""
    count = len(form.tokens)
    if count == len(title):
        return form.tokens == title and count >= 2
    return 4 <= count < len(title) and count >= 0.5 * len(title) and form.tokens in (title[:count], title[-count:])


def _could_head(line: Line, form: Form) -> bool:
    start, end = title_span(form)
    bare = form if (start, end) == (0, len(form.text)) else Form(form.text[start:end])
    return (
        bare.title
        and len(bare.tokens) >= 4
        and line.links < 0.6
        and not bare.stamp
        and not bare.caption
        and not (bare.text.endswith(")") and bare.name)  # `Thu Hà (từ Paris)`
        and not stands_for_picture(bare)
        and form.opened.keys().isdisjoint(_OPENERS)
        and not form.widget
        and tuple(bare.tokens) not in cues().outlets
        and "portal" not in form.opened
    )


def _score(forms: list[Form], i: int, lead: int, told: set[str]) -> float:
    """How much line `i` looks like the headline of the story that holds the words `told`."""
    form = forms[i]
    tokens = {token for token in form.tokens if len(token) > 1 and not token.isdigit()}
    shared = len(tokens & told) / len(tokens) if tokens else 0.0
    after = forms[i + 1] if i + 1 < len(forms) else form
    follows = i + 1 == lead or after.stamp or after.byline or title_span(form) != (0, len(form.text))
    score = shared + 0.04 * min(len(form.tokens), 12) + 0.15 * follows - 0.02 * min(lead - i, 15)
    stamped = any(other.stamp for other in forms[max(0, i - 3) : i]) and not after.stamp and lead - i > 1
    credited = after.caption or "footer" in after.opened
    outlet = cues().sounds_like_outlet(form.tokens) and (shared < 0.6 or cues().sounds_like_outlet(form.tokens[:3]))
    menu = any(other.menu for other in forms[i + 1 : lead][:40])
    return score - 0.1 * menu - 0.1 * stamped - 0.3 * credited - 0.25 * outlet
