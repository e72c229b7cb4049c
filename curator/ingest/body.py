"""The lines from the lead on: paragraphs, boxes of related items, and where the story ends."""

from curator.ingest.cues import colon_after
from curator.ingest.draft import Draft
from curator.ingest.form import Form, names_in
from curator.ingest.title import dateline
from curator.model.article import Role

_ENOUGH = 150  # characters of prose after which a heading such as `Bình luận` may end the story
_EARLY = 600  # characters of prose before which a story has not named its people yet
_NEAR = 40  # lines that are looked ahead for the next paragraph


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
        self.last = draft.lead - 1  # the last paragraph told
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
            if self.told >= _ENOUGH and not self._resumes(i):
                self.ended = not self.guessed
                self.roles[i:] = [role or Role.FURNITURE for role in self.roles[i:]]
                return len(self.lines)
            return self._box(i)
        if self._opens_box(i):
            return self._box(i)
        if self._lone_furniture(i):
            self.signed = self.signed or (self.told >= _ENOUGH and "starts" in form.opened)
            return self._cut(i)
        if form.prose and self.told >= _ENOUGH and self._opens_another(i):
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
        self.last = i

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
        listed = after.stamp or (after.tokens == form.tokens and not self._cohesive(form))
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
        if colon_after(form.text, length):
            return True
        return beyond <= 6 and not form.closed and position == "tail"

    def _lone_furniture(self, i: int) -> bool:
        """Links, dated titles, tags and the like that stand alone."""
        form = self.forms[i]
        if form.prose:
            return False
        if self.lines[i].links >= 0.7 or form.text.startswith("#") or _is_link(form) or "reading" in form.opened:
            return True
        return (form.dated_title and self.told >= _ENOUGH) or (
            "starts" in form.opened and "byline" not in form.opened
        )

    def _box(self, i: int) -> int:
        """Cut the box that opens with line `i`; return the line where the story goes on, or where it ends."""
        form = self.forms[i]
        over = self.signed or any(form.byline for form in self.forms[max(self.last, i - 4) + 1 : i])
        inline = len(form.tokens) - form.opened.get("box", 0) > 3 and not over
        top = i
        i = self._cut(i)
        while i < len(self.lines):
            form = self.forms[i]
            if self.roles[i] is not None and self.roles[i] is not Role.FURNITURE:
                return i
            if self._ends(i) or (self.told and form.byline and "byline" in form.opened):
                return i
            if form.prose and not form.dated_title and (inline or self._goes_on(i, over)):
                return self._captions_above(i, top)
            i = self._cut(i)
        return i

    def _captions_above(self, i: int, top: int) -> int:
        """Take the captions that stand right above the paragraph at `i` out of the box; return `i`."""
        for k in range(i - 1, top, -1):
            if not self._captions(k):
                break
            self.roles[k] = Role.CAPTION
        return i

    def _captions(self, i: int) -> bool:
        """Whether line `i` can only be a caption of this story: by its credit, or by names met before."""
        form = self.forms[i]
        if _is_link(form):
            return False
        after = self.forms[i + 1] if i + 1 < len(self.forms) else form
        credited = "caption" in after.opened and ":" in after.text and len(after.tokens) <= 8
        alone = len(form.tokens) <= 4 and bool(form.names) and names_in(form.text, True) <= self.names
        return form.caption or credited or alone or self._cohesive(form) or self.draft.repeats_title(i)

    def _goes_on(self, i: int, over: bool) -> bool:
        """Whether the prose at `i` is the story again and not the teaser of a related item.

        Paragraphs that follow one another are a story, teasers have titles between them. After a sign-off (`over`)
        or for a single paragraph, the names must be those of the story.
        """
        if self.told == 0 or self.lines[i].aside or self.forms[i - 1].stamp:
            return self.told == 0
        if self._opens_another(i):
            return False
        run, shared = self._run(i)
        if over or run >= 2:
            early = self.told < _EARLY and not over
            return run >= 2 and (early or shared >= (0.4 if over else 0.15))
        below = self.forms[i + 1 : i + 3]
        if below and below[0].byline:
            return True
        titled = len(below) == 2 and below[0].title and not below[0].caption
        listed = titled and (below[1].prose or below[1].stamp)
        return self._cohesive(self.forms[i]) if listed else shared >= 0.4

    def _opens_another(self, i: int) -> bool:
        """Whether the paragraph at `i` opens with the outlet's prefix as the lead does: a report of its own."""
        prefix = dateline(self.forms[self.draft.lead])
        return bool(prefix) and i > self.draft.lead and dateline(self.forms[i]) == prefix

    def _run(self, i: int) -> tuple[int, float]:
        """How many paragraphs follow one another from `i` on, captions aside; what share of their names was met."""
        found: set[str] = set()
        count = 0
        for k in range(i, min(i + _NEAR, len(self.forms))):
            form = self.forms[k]
            if form.prose and not form.dated_title and "starts" not in form.opened:
                count += 1
                found |= form.names
            elif not self._captions(k):
                break
        return count, len(found & self.names) / len(found) if found else 1.0

    def _resumes(self, i: int) -> bool:
        """Whether the story goes on after the heading at `i`, as when a toolbar stands under the lead."""
        near = range(i + 1, min(i + _NEAR, len(self.lines)))
        after = next((k for k in near if self.forms[k].prose and self.roles[k] is None), None)
        if after is None or self.lines[after].aside or self.forms[after - 1].stamp:
            return False
        run, shared = self._run(after)
        return run >= 2 and shared >= 0.5

    def _cohesive(self, form: Form) -> bool:
        """Whether most names in a line have been met in the story or its headline."""
        return len(form.names & self.names) >= max(2.0, 0.6 * len(form.names))


def _is_link(form: Form) -> bool:
    """Whether it is a title in square brackets: a link to another article."""
    return form.text[:1] == "[" and form.text[-1:] == "]" and len(form.tokens) >= 4
