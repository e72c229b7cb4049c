"""How the state of a value is said: an icon, a word and a tone, the same in form, rows and history."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from curator.i18n import N_, _
from curator.model.article import Article
from curator.model.record import Confidence, Evidence, Sheet, State
from curator.ui.style.theme import Colours

Tone = Literal["calm", "check", "block"]


@dataclass(frozen=True)
class Mark:
    """`icon` is a name of resources/icons; `word` is short, `words` says it in full; both are translated."""

    icon: str = ""
    word: str = ""
    words: str = ""
    tone: Tone = "calm"

    def colour(self, c: Colours) -> str:
        """The colour of the theme that says the tone."""
        return {"calm": c.dim, "check": c.check, "block": c.block}[self.tone]


NOTHING = Mark()
WORDS: Mapping[State, tuple[str, str]] = {
    State.SUGGESTED: (N_("suggested"), N_("suggested by the machine")),
    State.CONFIRMED: (N_("confirmed"), N_("confirmed by a reader")),
    State.CORRECTED: (N_("corrected"), N_("corrected by a reader")),
    State.ENTERED: (N_("entered"), N_("entered by a reader")),
    State.NOT_STATED: (N_("not stated"), N_("the article does not say it")),
}
CONFIDENCE: Mapping[Confidence, tuple[str, str]] = {
    Confidence.SURE: (N_("sure"), "suggested"),
    Confidence.CHECK: (N_("check"), "check"),
    Confidence.GUESS: (N_("guess"), "guess"),
}
_URGENT = ("block", "lost", "guess", "check", "suggested", "corrected", "entered", "not_stated", "confirmed", "")


def mark(evidence: Evidence | None, article: Article | None = None) -> Mark:
    """The mark of one value. With `article`, a passage that no longer stands at its place is said."""
    if evidence is None:
        return NOTHING
    if article and not all(article.holds(span) for span in evidence.spans):
        return Mark("lost", _("passage lost"), _("The passage no longer stands where it was marked."), "check")
    short, full = WORDS[evidence.state]
    if confidence := evidence.confidence:
        word, icon = CONFIDENCE[confidence]
        tone: Tone = "calm" if confidence is Confidence.SURE else "check"
        return Mark(icon, _(word), _("{state}: {confidence}").format(state=_(full), confidence=_(word)), tone)
    return Mark(evidence.state.value, _(short), _(full))


def most_urgent(marks: list[Mark]) -> Mark:
    """The mark that speaks for a row."""
    return min(marks, key=lambda found: _URGENT.index(found.icon), default=NOTHING)


def without_passage(sheet: Sheet) -> int:
    """How many released values of the sheet no passage proves."""
    return sum(
        1
        for path, found in sheet.evidence.items()
        if not found.spans and sheet.get(path) not in (None, [], False) and found.state is not State.NOT_STATED
    )
