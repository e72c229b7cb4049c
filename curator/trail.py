"""What was saved in one sitting, and the way back: undo and redo over many articles.

Undo deletes nothing: it saves the earlier sheet again with cause `undo`, so the log keeps both.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from curator.errors import Problem, StoreProblem
from curator.i18n import _, again
from curator.model.frozen import frozen
from curator.model.record import Path, Sheet
from curator.model.revision import Change
from curator.store import Draft, Refused, Store

LONGEST = 60  # letters of a headline in a message
SAME_STEP = 3.0  # seconds within which edits of one path are one step


@dataclass(eq=False, repr=False)
class Step:
    """What one press of Undo takes back: for each article the revision before and the one it left."""

    label: str
    turns: dict[str, tuple[str, str]]
    path: Path | None = None
    at: float = 0.0


@frozen
class Unsaved:
    """What the store refused to take, kept in memory."""

    drafts: tuple[Draft, ...]
    cause: str
    label: str


class Kept(StoreProblem):
    """The store refused an edit, which is kept in `Trail.pending`; `Trail.retry` writes it. See `Trail.write`."""

    def __init__(self, sheets: Sequence[Sheet], cause: StoreProblem) -> None:
        why = cause.cause if isinstance(cause, Refused) else str(cause)
        if len(sheets) == 1:
            message = _("“{name}” is not saved yet: {cause}.").format(name=_headline(sheets[0]), cause=why)
        else:
            message = _("{count} articles are not saved yet: {cause}.").format(count=len(sheets), cause=why)
        if isinstance(cause, Refused) and cause.passes:
            hint = _("Your edit is kept here and is written as soon as the file is free; you need do nothing.")
        else:
            kept = _("Your edit is kept here and is written as soon as that can be done. {hint}")
            hint = kept.format(hint=cause.hint)
        super().__init__(message, hint)


def _headline(sheet: Sheet) -> str:
    words = sheet.get(("article", "headline")) or _("An article")
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


class Trail:
    """What was saved in this sitting, and the way back.

    `pending` holds, by article, the newest draft that the store refused; the next save of the article writes it, or
    `retry`.
    """

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        self.store = store
        self.pending: dict[str, Unsaved] = {}
        self._clock = clock
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._copies: dict[str, str] = {}  # a revision that undo wrote: the one it repeats

    @property
    def undo_label(self) -> str:
        """What Undo would take back; empty if there is nothing."""
        return str(again(self._done[-1].label)) if self._done else ""

    @property
    def redo_label(self) -> str:
        """What Redo would do again; empty if there is nothing."""
        return str(again(self._undone[-1].label)) if self._undone else ""

    def write(self, drafts: Iterable[Draft], cause: str, label: str, path: Path | None = None) -> Change:
        """Save `drafts`, all or none, as one step; each names in `expect` the revision it was made from.

        Raises Kept if the store cannot take them, since they are then in `pending`, and StoreProblem if this window
        may only read. Raises Moved if somebody else has saved meanwhile; nothing is kept then.
        """
        unsaved = Unsaved(tuple(drafts), cause, label)
        documents = tuple(draft.document for draft in unsaved.drafts)
        try:
            saved = self.store.save_many(unsaved.drafts, cause=cause, label=label)
        except StoreProblem as problem:
            if not self.store.writable:
                raise
            self.pending |= dict.fromkeys(documents, unsaved)
            raise Kept([draft.sheet for draft in self._drafts()], problem) from problem
        for document in documents:
            self.pending.pop(document, None)
        turns = {
            draft.document: (self._copies.get(draft.expect or "", draft.expect or ""), revision.id)
            for draft, revision in zip(unsaved.drafts, saved, strict=True)
        }
        self._record(Step(label, turns, path, self._clock()))
        return Change(documents, cause, self)

    def _drafts(self) -> list[Draft]:
        """What is pending, one draft an article."""
        return [d for id, unsaved in self.pending.items() for d in unsaved.drafts if d.document == id]

    def retry(self) -> Change | None:
        """Write what is pending. Raises Kept if the store still refuses; nothing is lost then."""
        written: list[Change] = []
        while self.pending:
            unsaved = next(iter(self.pending.values()))
            drafts = [draft for draft in unsaved.drafts if self.pending.get(draft.document) is unsaved]
            written.append(self.write(drafts, unsaved.cause, unsaved.label))
        return Change(tuple(d for c in written for d in c.documents), written[0].cause, self) if written else None

    def undo(self) -> Change:
        """Take back the last step, in whatever article it was. Raises Problem if something else came after it."""
        if not self._done:
            raise Problem(_("There is nothing to undo."))
        change = self._turn(self._done[-1], "undo")
        self._undone.append(self._done.pop())
        return change

    def redo(self) -> Change:
        """Do again what Undo took back. Raises Problem if something else came after it."""
        if not self._undone:
            raise Problem(_("There is nothing to redo."))
        change = self._turn(self._undone[-1], "redo")
        self._done.append(self._undone.pop())
        return change

    def _turn(self, step: Step, cause: str) -> Change:
        drafts, sources = [], []
        for document, (before, after) in step.turns.items():
            source, here = (before, after) if cause == "undo" else (after, before)
            newest = self.store.current(document)
            if document in self.pending or self._copies.get(newest.id, newest.id) != here:
                raise Problem(
                    _("“{step}” can no longer be taken back: {reader} saved this article afterwards.").format(
                        step=step.label, reader=newest.reader
                    ),
                    _("The history of the article shows both; choose “use this one” there."),
                )
            earlier = self.store.revision(source)
            drafts.append(Draft(document, earlier.sheet, earlier.status, earlier.reason, newest.id))
            sources.append(source)
        saved = self.store.save_many(drafts, cause=cause, label=step.label)
        self._copies |= {revision.id: source for revision, source in zip(saved, sources, strict=True)}
        return Change(tuple(step.turns), cause, self)

    def _record(self, step: Step) -> None:
        self._undone.clear()
        if self._done and step.path is not None and _goes_on(self._done[-1], step):
            begun = self._done.pop()
            step.turns = {d: (begun.turns[d][0], after) for d, (_before, after) in step.turns.items()}
        self._done.append(step)


def _goes_on(last: Step, step: Step) -> bool:
    """Whether `step` is the same person still at the same value."""
    ends = {document: after for document, (_before, after) in last.turns.items()}
    begins = {document: before for document, (before, _after) in step.turns.items()}
    return last.path == step.path and step.at - last.at <= SAME_STEP and ends == begins
