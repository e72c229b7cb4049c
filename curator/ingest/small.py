"""The small lines between and under the paragraphs: captions, subheadings, list items, sign-offs."""

import re

from curator.ingest.draft import Draft
from curator.ingest.form import is_credit, names_in
from curator.model.article import Role

_LIST_ITEM = re.compile(r"^(?:[-–+*•]\s?|\d{1,2}[.)]\s|[a-zđ][.)]\s)")


def settle(draft: Draft) -> None:
    """Give the lines that `follow` left their role, now that the paragraphs are known."""
    forms, roles, lead = draft.forms, draft.roles, draft.lead
    told = [i for i in range(lead, len(forms)) if roles[i] is Role.STORY]
    last = told[-1] if told else lead
    names = {name for i in told for name in forms[i].names}
    paragraphs = 0
    signed = False
    for i in range(lead, len(forms)):
        if roles[i] is Role.STORY:
            paragraphs += 1
            short = i > lead and len(forms[i].tokens) <= 45
            if short and (_pictured(draft, i) or _credited(draft, i, 25) or _doubled(draft, i)):
                roles[i] = Role.CAPTION
        elif roles[i] is Role.FURNITURE:
            signed = signed or (i > last and "starts" in forms[i].opened)
        elif roles[i] is None:
            if paragraphs <= 1 and (role := _early(draft, i)):
                roles[i] = role
            elif i < last:
                roles[i] = _between(draft, i, names)
            else:
                roles[i] = _after(draft, i, names, signed)


def _early(draft: Draft, i: int) -> Role | None:
    """Byline or stamp that stands under the summary instead of the headline."""
    forms = draft.forms
    if forms[i].stamp:
        return Role.STAMP
    around = forms[max(0, i - 1) : i] + forms[i + 1 : i + 2]
    return Role.BYLINE if forms[i].byline and any(form.stamp for form in around) else None


def _between(draft: Draft, i: int, names: set[str]) -> Role:
    """The role of a line between two paragraphs."""
    form = draft.forms[i]
    if form.stamp:
        return Role.FURNITURE
    if _is_caption(draft, i) or form.text.startswith("©"):
        return Role.CAPTION
    listed = _LIST_ITEM.match(form.text) or form.text.endswith((";", ":", ","))
    if draft.page.lines[i].level or form.closed or listed:
        return Role.STORY
    own = names_in(form.text, True)
    familiar = len(own & names) >= 0.5 * len(own)
    if form.title and len(form.tokens) >= 6 and len(own) >= 2 and not familiar:
        return Role.FURNITURE  # the title of another article
    return Role.CAPTION if len(own) > (1 if len(form.tokens) > 1 else 0) else Role.STORY


def _after(draft: Draft, i: int, names: set[str], signed: bool) -> Role:
    """The role of a line under the last paragraph; `signed` if tags or a share bar stand above it."""
    form = draft.forms[i]
    if form.byline:
        return Role.BYLINE
    if form.stamp:
        return Role.FURNITURE if signed else Role.STAMP
    if signed:
        return Role.FURNITURE
    if _is_caption(draft, i):
        return Role.CAPTION
    own = names_in(form.text, True)
    beneath = len(form.tokens) >= 6 and draft.roles[i - 1] is Role.STORY
    cut_short = beneath and (i == len(draft.forms) - 1 or not form.names)
    if form.closed or cut_short:
        return Role.STORY
    return Role.CAPTION if own and len(own & names) >= 0.5 * len(own) and len(form.tokens) >= 6 else Role.FURNITURE


def _is_caption(draft: Draft, i: int) -> bool:
    form = draft.forms[i]
    near = _credited(draft, i, 40) or _pictured(draft, i) or _doubled(draft, i)
    return form.caption or near or draft.repeats_title(i)


def _pictured(draft: Draft, i: int) -> bool:
    """Whether the line stands right under a picture or the file name of one."""
    named = i > 0 and draft.forms[i - 1].picture and draft.roles[i - 1] is Role.CAPTION
    return draft.page.lines[i].pictured or named


def _doubled(draft: Draft, i: int) -> bool:
    """Whether the line is printed twice, as the text that stands for a picture and its caption are."""
    tokens = draft.forms[i].tokens
    around = draft.forms[max(0, i - 1) : i] + draft.forms[i + 1 : i + 2]
    return len(tokens) >= 3 and any(form.tokens == tokens for form in around)


def _credited(draft: Draft, i: int, longest: int) -> bool:
    """Whether the next line is the photo credit of this line of at most `longest` words."""
    if i + 1 >= len(draft.forms) or len(draft.forms[i + 1].tokens) > 8:
        return False
    return is_credit(draft.forms[i + 1]) and len(draft.forms[i].tokens) <= longest
