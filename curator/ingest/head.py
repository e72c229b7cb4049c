"""The lines above the lead: masthead, stamp, byline, menus."""

from collections.abc import Sequence

from curator.ingest.cues import cues
from curator.ingest.form import Form
from curator.ingest.page import Line
from curator.model.article import Role

_OPENERS = ("tail", "box", "starts", "footer")


def above(
    lines: Sequence[Line], forms: Sequence[Form], roles: list[Role | None], headline: int | None, lead: int
) -> None:
    """Give every line above `lead` its role, in place."""
    below = range(0 if headline is None else headline + 1, lead)
    for i in below:
        if roles[i] is None:
            roles[i] = _under(forms, i, forms[headline] if headline is not None else None)
        if roles[i] is Role.CAPTION and forms[i].picture and i + 1 < lead and roles[i + 1] is None:
            roles[i + 1] = Role.STAMP if forms[i + 1].stamp else Role.CAPTION
    stamped = any(roles[i] is Role.STAMP and forms[i].dated for i in below)
    stamped = stamped or (headline is not None and forms[headline].split_stamp() < len(forms[headline].text))
    prefix = _dateline(forms[lead].text) if lead < len(forms) else ""
    for i in range(headline or 0):
        if roles[i] is None:
            roles[i] = _over(forms, i, stamped, prefix)


def _over(forms: Sequence[Form], i: int, stamped: bool, prefix: str) -> Role:
    """The role of a line above the headline."""
    form = forms[i]
    if any(opener in form.opened for opener in _OPENERS) or cues().holds("holds", form.text):
        return Role.FURNITURE
    if form.stamp:  # a date above the headline is the clock of the site where the article has a stamp of its own
        return Role.FURNITURE if stamped else Role.STAMP
    if "byline" in form.opened and form.byline:
        return Role.BYLINE
    return Role.STAMP if _masthead(form, i, prefix) else Role.FURNITURE


def _masthead(form: Form, i: int, prefix: str) -> bool:
    """Whether the line names the outlet."""
    tokens, outlets = form.tokens, cues().outlets
    if not 0 < len(tokens) <= 16:
        return False
    if tuple(tokens) in outlets or (prefix and prefix in form.text):
        return True
    first = Form(form.segments[0])
    if first.menu or tuple(first.tokens) in outlets:
        return not first.menu
    if prefix and "".join(word[0] for word in first.text.split() if word[0].isalpha()).upper().startswith(prefix):
        return True
    if any(char.isdigit() for char in first.text) and not cues().sounds_like_outlet(tokens[:4]):
        return False
    named = cues().sounds_like_outlet(tokens) and len(tokens) <= 12
    return named or (i == 0 and 2 <= len(first.tokens) <= 8 and not form.closed)


def _under(forms: Sequence[Form], i: int, headline: Form | None) -> Role:
    """The role of a line between headline and lead."""
    form = forms[i]
    count = len(form.tokens)
    if form.stamp and "starts" not in form.opened:
        return Role.STAMP
    if form.menu or form.text.startswith((">>", "»")) or cues().holds("holds", form.text):
        return Role.FURNITURE
    if "byline" in form.opened and form.byline:
        return Role.BYLINE
    if form.caption or (headline is not None and form.tokens == headline.tokens):
        return Role.CAPTION
    if any(opener in form.opened for opener in _OPENERS) and count < 25:
        return Role.FURNITURE
    if tuple(form.tokens) in cues().outlets:
        return Role.STAMP
    if form.byline:
        return Role.BYLINE
    return Role.STORY if count >= 6 or (form.closed and count >= 3) else Role.FURNITURE


def _dateline(text: str) -> str:
    """The outlet's prefix that opens the lead (`HNP - `, `(SGTB) - `); empty if there is none."""
    head = text[:30].lstrip("(* ")
    for sign in (") -", ").-", ") –", ").", ")-", " - ", " – ", "- ", ")"):
        name, found, _rest = head.partition(sign)
        if found and name and " " not in name.strip() and len(name.strip()) <= 14 and name[0].isupper():
            return name.strip()
    return ""
