"""How the state of a value is said: an icon, a word and a tone, the same in form, rows and history."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from curator.i18n import N_, _
from curator.model.article import Article
from curator.model.kinds import LANGUAGE
from curator.model.record import Confidence, Evidence, Path, Sheet, State, field_of
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
    if evidence is None or evidence.silent:
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
    """How many values of the sheet no passage proves."""
    return sum(is_bare(path, sheet.get(path), found) for path, found in sheet.evidence.items())


def is_bare(path: Path, value: Any, evidence: Evidence) -> bool:
    """Whether a passage should prove the value, and none does. A language is proven by the whole text."""
    if not path or evidence.spans or value in (None, [], False) or evidence.silent:
        return False
    return evidence.state is not State.NOT_STATED and field_of(path).kind is not LANGUAGE
