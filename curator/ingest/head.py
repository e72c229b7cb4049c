"""The lines above the lead: masthead, stamp, byline, menus."""

from curator.ingest.cues import cues
from curator.ingest.draft import Draft
from curator.ingest.form import Form, is_credit
from curator.ingest.title import dateline, has_stamp
from curator.model.article import Role

_OPENERS = {"tail", "box", "starts", "footer"}


def above(draft: Draft) -> None:
    """Give every line above `draft.lead` its role, in place."""
    forms, roles, lead = draft.forms, draft.roles, draft.lead
    headline = -1 if draft.headline is None else draft.headline
    below = range(headline + 1, lead)
    for i in below:
        if roles[i] is None:
            roles[i] = _under(draft, i)
        if roles[i] is Role.CAPTION and forms[i].picture and i + 1 < lead and roles[i + 1] is None:
            roles[i + 1] = Role.STAMP if forms[i + 1].stamp else Role.CAPTION
    stamped = any(roles[i] is Role.STAMP and forms[i].stamp for i in below)
    stamped = stamped or (headline >= 0 and has_stamp(forms[headline]))
    prefix = dateline(forms[lead]) if lead < len(forms) else ""
    for i in reversed(range(max(headline, 0))):
        if roles[i] is None:
            roles[i] = _over(forms[i], i, stamped, prefix)
        elif roles[i] is Role.STAMP and stamped:
            roles[i] = Role.FURNITURE
        stamped = stamped or (roles[i] is Role.STAMP and forms[i].stamp)


def _over(form: Form, i: int, stamped: bool, prefix: str) -> Role:
    """The role of a line above the headline."""
    if not form.opened.keys().isdisjoint({*_OPENERS, "banner"}) or form.widget:
        return Role.FURNITURE
    if form.stamp:  # the clock of the site, or the day the page was saved, where the article has its own stamp
        return Role.FURNITURE if stamped else Role.STAMP
    if "byline" in form.opened and form.byline:
        return Role.BYLINE
    return Role.STAMP if _masthead(form, i, prefix) else Role.FURNITURE


def _masthead(form: Form, i: int, prefix: str) -> bool:
    """Whether the line names the outlet."""
    tokens, outlets = form.tokens, cues().outlets
    if not 0 < len(tokens) <= 16 or (form.menu and len(form.segments) >= 4):
        return False
    if tuple(tokens) in outlets or (prefix and prefix in form.text):
        return True
    first = Form(form.segments[0])
    if first.menu or tuple(first.tokens) in outlets:
        return not first.menu
    if prefix and "".join(word[0] for word in first.text.split() if word[0].isalpha()).upper().startswith(prefix):
        return True
    if len(form.segments) >= 4:
        return False
    if any(char.isdigit() for char in first.text) and not cues().sounds_like_outlet(tokens[:4]):
        return False
    named = cues().sounds_like_outlet(tokens) and len(tokens) <= 12
    return named or (i == 0 and 2 <= len(first.tokens) <= 8 and not form.closed)


def _under(draft: Draft, i: int) -> Role:
    """The role of a line between headline and lead."""
    form = draft.forms[i]
    count = len(form.tokens)
    if form.stamp and "starts" not in form.opened:
        return Role.STAMP
    if form.menu or form.text.startswith((">>", "»", "#")) or form.widget:
        return Role.FURNITURE
    if "byline" in form.opened and form.byline:
        return Role.BYLINE
    if form.caption or form.text.startswith("©") or draft.repeats_title(i):
        return Role.CAPTION
    if not form.opened.keys().isdisjoint(_OPENERS) and count < 25:
        return Role.FURNITURE
    if tuple(form.tokens) in cues().outlets or ("portal" in form.opened and not form.closed):
        return Role.STAMP
    if i + 1 < len(draft.forms) and is_credit(draft.forms[i + 1]):
        return Role.CAPTION
    if form.byline:
        return Role.BYLINE
    return Role.STORY if count >= 6 or (form.closed and count >= 3) else Role.FURNITURE
