"""The lines from the lead on: paragraphs, boxes of related items, and where the story ends."""

from curator.ingest.draft import Draft
from curator.ingest.form import Form, names_in
from curator.model.article import Role

_ENOUGH = 150  # characters of prose after which a heading such as `Bình luận` may end the story
_MOST_DOUBTS = 8  # headings after which the rest of the page is weighed, so that time stays linear


def follow(draft: Draft) -> bool:
    """Mark the paragraphs of the story and the furniture below the lead, in place; leave small lines for later.

    Returns whether a heading that ends stories was met, and nothing but headings was trusted to cut.
    """
    walk = _Walk(draft)
    i = draft.lead
    while i < len(draft.forms):
        i = walk.step(i)
    return walk.ended


class _Walk:
    """One pass over the body: cuts out boxes and the tail, marks prose as story."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.lines = draft.page.lines[: len(draft.forms)]
        self.forms = draft.forms
        self.roles = draft.roles
        self.told = 0  # characters of story so far
        self.signed = False  # tags, a share bar or the like since the last paragraph
        self.ended = False  # a heading that ends stories was met
        self.guessed = False  # a box was cut out by its look, without a heading
        self.doubts = 0
        title = "" if draft.headline is None else draft.forms[draft.headline].text
        self.names = names_in(title, True)

    def step(self, i: int) -> int:
        """Deal with line `i` and return the next one to deal with."""
        form = self.forms[i]
        if self.roles[i] is not None:
            if self.roles[i] is Role.STORY:
                self._tell(i)
            return i + 1
        if (form.menu or form.widget) and not form.stamp:
            return self._cut(i)
        if self._ends(i):
            if self.told >= _ENOUGH and not self._resumes_later(i):
                self.ended = not self.guessed
                self.roles[i:] = [role or Role.FURNITURE for role in self.roles[i:]]
                return len(self.lines)
            return self._box(self._cut(i))
        if self._opens_box(i):
            return self._box(self._cut(i))
        if self._lone_furniture(i):
            self.signed = self.signed or (self.told >= _ENOUGH and "starts" in form.opened)
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
        self.names |= form.names
        self.signed = False

    def _ends(self, i: int) -> bool:
        """A heading of what follows stories: comments, most read, imprint."""
        form = self.forms[i]
        if form.byline and "byline" in form.opened:
            return False
        footer = "footer" in form.opened and not (form.prose and self._cohesive(form))
        if footer and form.text.startswith("©") and len(form.tokens) <= 14:
            footer = self.told >= _ENOUGH and not any(after.prose for after in self.forms[i + 1 : i + 4])
        return self._heads(i, "tail") or footer or (self._heads(i, "closing") and self.told > 0)

    def _opens_box(self, i: int) -> bool:
        """A heading of related items, or the first of a list of titles with dates."""
        form = self.forms[i]
        if self._heads(i, "box") or form.text.startswith((">>", "»")):
            return True
        if self.told < _ENOUGH or not form.title or len(form.tokens) < 4:
            return False
        after = self.forms[i + 1] if i + 1 < len(self.forms) else None
        if after is None or form.caption or self.draft.repeats_title(i):
            return False
        listed = after.stamp or after.tokens == form.tokens
        self.guessed = self.guessed or listed
        return listed

    def _heads(self, i: int, position: str) -> bool:
        """Whether the line is a heading with a cue of `position`, a little more, or after a colon a list."""
        form = self.forms[i]
        length = form.opened.get(position)
        if length is None:
            return False
        beyond = len(form.tokens) - length
        if beyond <= 3:
            return not (form.closed and beyond)
        if form.colon_after(length):
            return True
        return beyond <= 6 and not form.closed and position == "tail"

    def _lone_furniture(self, i: int) -> bool:
        """Links, dated titles, tags and the like that stand alone."""
        form = self.forms[i]
        if form.prose:
            return False
        if self.lines[i].links >= 0.7 or form.text.startswith("#") or form.bracketed or "reading" in form.opened:
            return True
        return (form.dated_title and self.told >= _ENOUGH) or (
            "starts" in form.opened and "byline" not in form.opened
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
        if teaser or not self._cohesive(self.forms[i]):
            return False
        later = next((k for k in range(i + 1, len(self.lines)) if self.forms[k].prose), None)
        if later == i + 1:
            return True
        return not self.signed and (later is None or later - i > 2 or self._cohesive(self.forms[later]))

    def _resumes_later(self, i: int) -> bool:
        """Whether far more of the same story follows than came before, as when a toolbar stands under the lead."""
        self.doubts += 1
        if self.doubts > _MOST_DOUBTS:
            return False
        later = [f for f, line in zip(self.forms[i:], self.lines[i:], strict=True) if f.prose and not line.aside]
        same = sum(len(form.text) for form in later if self._cohesive(form))
        rest = sum(len(form.text) for form in later)
        return same > 1.5 * self.told and same > 0.8 * rest and bool(later)

    def _cohesive(self, form: Form) -> bool:
        """Whether most names in a line have been met in the story or its headline."""
        return len(form.names & self.names) >= max(2.0, 0.6 * len(form.names))
