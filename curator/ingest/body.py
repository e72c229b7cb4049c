"""The lines from the lead on: paragraphs, captions, sign-off, boxes of related items, and where the story ends."""

import re
from collections.abc import Sequence

from curator.ingest.cues import cues
from curator.ingest.form import Form
from curator.ingest.page import Line
from curator.model.article import Role

_ENOUGH = 150  # characters of prose after which a heading such as `Bình luận` may end the story
_LIST_ITEM = re.compile(r"^(?:[-–+*•]\s?|\d{1,2}[.)]\s|[a-zđ][.)]\s)")


def follow(
    lines: Sequence[Line], forms: Sequence[Form], roles: list[Role | None], headline: int | None, lead: int
) -> None:
    """Give every line from `lead` on its role, in place."""
    walk = _Walk(lines, forms, roles, headline)
    i = lead
    while i < len(lines):
        i = walk.step(i)
    _settle(lines, forms, roles, headline, lead)


class _Walk:
    """One pass over the body: cuts out boxes and the tail, marks prose as story, leaves small lines for later."""

    def __init__(
        self, lines: Sequence[Line], forms: Sequence[Form], roles: list[Role | None], headline: int | None
    ) -> None:
        self.lines = lines
        self.forms = forms
        self.roles = roles
        self.told = 0  # characters of story so far
        self.names: set[str] = set() if headline is None else _names(forms[headline].text, True)
        self.headline = forms[headline].tokens if headline is not None else []

    def step(self, i: int) -> int:
        """Deal with line `i` and return the next one to deal with."""
        form = self.forms[i]
        if self.roles[i] is not None:
            if self.roles[i] is Role.STORY:
                self._tell(i)
            return i + 1
        if (form.menu or cues().holds("holds", form.text)) and not form.stamp:
            return self._cut(i)
        if self._ends(i):
            if self.told >= _ENOUGH and not self._resumes_later(i):
                self.roles[i:] = [role or Role.FURNITURE for role in self.roles[i:]]
                return len(self.lines)
            return self._box(self._cut(i))
        if self._opens_box(i):
            return self._box(self._cut(i))
        if self._lone_furniture(i):
            return self._cut(i)
        if form.prose:
            self._tell(i)
        return i + 1

    def _cut(self, i: int) -> int:
        self.roles[i] = Role.FURNITURE
        return i + 1

    def _tell(self, i: int) -> None:
        form = self.forms[i]
        self.roles[i] = Role.CAPTION if form.caption else Role.STORY
        self.told += len(form.text)
        self.names |= _names(form.text)

    def _ends(self, i: int) -> bool:
        """A heading of what follows stories: comments, most read, imprint."""
        return (
            self._heads(i, "tail")
            or ("footer" in self.forms[i].opened and not self._fits(i))
            or (self._heads(i, "closing") and self.told > 0)
        )

    def _opens_box(self, i: int) -> bool:
        """A heading of related items, or the first of a list of titles with dates."""
        form = self.forms[i]
        if self._heads(i, "box") or form.text.startswith((">>", "»")):
            return True
        if self.told < _ENOUGH or not form.title or len(form.tokens) < 4:
            return False
        after = self.forms[i + 1] if i + 1 < len(self.forms) else None
        if after is None or form.caption:
            return False
        return after.stamp or (after.tokens == form.tokens and form.tokens != self.headline)

    def _heads(self, i: int, position: str) -> bool:
        """Whether the line is a heading with a cue of `position`, a little more, or after a colon a list."""
        form = self.forms[i]
        length = form.opened.get(position)
        if length is None:
            return False
        beyond = len(form.tokens) - length
        if beyond <= 3:
            return not (form.closed and beyond)
        if _colon_within(form.text, length):
            return True
        return beyond <= 6 and not form.closed and position == "tail"

    def _lone_furniture(self, i: int) -> bool:
        form = self.forms[i]
        if self.lines[i].links >= 0.7 and not form.prose:
            return True
        if form.dated_title and self.told >= _ENOUGH and not form.prose:
            return True
        return (
            "starts" in form.opened and (not form.prose or len(form.tokens) < 25) and not self._cohesive(form.text)
        )

    def _box(self, i: int) -> int:
        """Cut the items of a box from line `i` on; return the line where the story goes on, or where it ends."""
        while i < len(self.lines):
            form = self.forms[i]
            if self.roles[i] is not None and self.roles[i] is not Role.FURNITURE:
                return i
            if self._ends(i):
                return i
            if form.prose and not form.dated_title and self._goes_on(i):
                return i
            if self.told and form.byline and "byline" in form.opened:
                return i
            self.roles[i] = Role.FURNITURE
            i += 1
        return i

    def _goes_on(self, i: int) -> bool:
        """Whether the prose at `i` is the story again and not the teaser of a related item."""
        if self.lines[i].aside:
            return False
        if self.told == 0:
            return True
        before = self.forms[i - 1]
        teaser = before.stamp or (i >= 2 and before.tokens == self.forms[i - 2].tokens)
        if teaser or not self._cohesive(self.forms[i].text):
            return False
        later = next((k for k in range(i + 1, len(self.lines)) if self.forms[k].prose), None)
        return later is None or later - i > 2 or later == i + 1 or self._cohesive(self.forms[later].text)

    def _resumes_later(self, i: int) -> bool:
        """Whether far more of the same story follows than came before, as when a toolbar stands under the lead."""
        later = [f for f, line in zip(self.forms[i:], self.lines[i:], strict=True) if f.prose and not line.aside]
        same = sum(len(form.text) for form in later if self._cohesive(form.text))
        rest = sum(len(form.text) for form in later)
        return same > 1.5 * self.told and same > 0.8 * rest and bool(later)

    def _cohesive(self, text: str) -> bool:
        """Whether most names in `text` have been met in the story or its headline."""
        names = _names(text)
        return bool(names) and len(names & self.names) >= 0.6 * len(names)

    def _fits(self, i: int) -> bool:
        return self.forms[i].prose and self._cohesive(self.forms[i].text)


def _settle(
    lines: Sequence[Line], forms: Sequence[Form], roles: list[Role | None], headline: int | None, lead: int
) -> None:
    """Give the small lines that are left their role, now that the paragraphs are known."""
    told = [i for i in range(lead, len(lines)) if roles[i] is Role.STORY]
    last = told[-1] if told else lead
    names = set().union(*(_names(forms[i].text) for i in told)) if told else set()
    title = forms[headline].tokens if headline is not None else []
    for i in range(lead, len(lines)):
        if roles[i] is Role.STORY and i > lead and _pictured(lines, forms, roles, i) and len(forms[i].tokens) <= 45:
            roles[i] = Role.CAPTION
        if roles[i] is not None:
            continue
        inside = i < last
        roles[i] = _small(lines, forms, roles, i, inside, names, title)


def _small(
    lines: Sequence[Line],
    forms: Sequence[Form],
    roles: Sequence[Role | None],
    i: int,
    inside: bool,
    names: set[str],
    title: list[str],
) -> Role:
    """The role of a line that is no paragraph, `inside` the story or under it."""
    form = forms[i]
    own = _names(form.text, True)
    if form.byline and not inside:
        return Role.BYLINE
    if form.caption or form.tokens == title or _credited(forms, i) or _pictured(lines, forms, roles, i):
        return Role.CAPTION
    if form.stamp:
        return Role.FURNITURE if inside else Role.STAMP
    if lines[i].level or form.closed or _LIST_ITEM.match(form.text) or form.text.endswith((";", ":", ",")):
        return Role.STORY if inside or form.closed else Role.FURNITURE
    familiar = len(own & names) >= 0.5 * len(own)
    if not inside:
        return Role.CAPTION if familiar and own and len(form.tokens) >= 6 else Role.FURNITURE
    if form.title and len(form.tokens) >= 6 and len(own) >= 2 and not familiar:
        return Role.FURNITURE
    return Role.CAPTION if own else Role.STORY


def _pictured(lines: Sequence[Line], forms: Sequence[Form], roles: Sequence[Role | None], i: int) -> bool:
    """Whether the line stands right under a picture or the file name of one."""
    return lines[i].pictured or i > 0 and forms[i - 1].picture and roles[i - 1] is Role.CAPTION


def _credited(forms: Sequence[Form], i: int) -> bool:
    """Whether the next line is the photo credit of this short one."""
    after = forms[i + 1] if i + 1 < len(forms) else None
    return after is not None and "caption" in after.opened and len(after.tokens) <= 8 and len(forms[i].tokens) <= 40


def _names(text: str, whole: bool = False) -> set[str]:
    """The capitalised words of `text`, those that open a sentence aside unless `whole`."""
    found = set()
    opening = not whole
    for word in text.split():
        bare = word.strip(".,;:!?…()[]\"'“”‘’«»-–")
        if not opening and bare[:1].isupper():
            found.add(bare.lower())
        opening = word.endswith((".", "!", "?", "…", ":"))
    return found


def _colon_within(text: str, count: int) -> bool:
    head = text.split(":", 1)[0]
    return ":" in text and len(re.findall(r"\w+", head)) == count
