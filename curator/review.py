"""One sitting of a reader with many articles: every edit saved at once, every step undoable across articles.

Plain Python, so that the window, a test and a script review alike.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from curator.errors import Problem
from curator.i18n import _, language, plural
from curator.model import rules
from curator.model.article import Article, Span
from curator.model.codebook import CODEBOOK, ENGAGEMENT
from curator.model.looks import needs_look
from curator.model.record import Path, Sheet, State, field_of, pointer
from curator.model.revision import RELEASED, STATUS_LABELS, Change, Revision, Status
from curator.model.rules import Blocked, Finding
from curator.store import Draft, Moved, Store
from curator.trail import Trail

ENGAGEMENTS: Path = ("engagements",)


class Review(Trail):
    """One sitting: the open article, what the person does to its sheet, and the way back.

    Every method that edits saves at once and returns the Change; it raises StoreProblem if the write fails, and the
    sheet is then kept in `pending` and still answered by `sheet`. A first edit makes a new article `in progress`,
    and an edit of a verified one asks for a new verification.
    """

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(store, clock)
        self.document = ""
        self._article: Article | None = None
        self._imported = ""
        self._revision: Revision | None = None
        self._accepted: set[tuple[str, str, Path]] = set()
        self._found: tuple[Sheet, str, list[Finding]] | None = None

    def open(self, document: str) -> None:
        """Turn to this article; also to read it again after others changed it."""
        if document != self.document or self._article is None:
            self._article = self.store.article(document)
            self._imported = self.store.source(document).imported
        self.document = document
        self._revision = self.store.current(document)
        self._found = None

    @property
    def article(self) -> Article:
        """The open article."""
        assert self._article, "no article is open"
        return self._article

    @property
    def revision(self) -> Revision:
        """The newest saved revision of the open article."""
        assert self._revision, "no article is open"
        return self._revision

    @property
    def sheet(self) -> Sheet:
        """The open sheet, with what could not be saved yet."""
        draft = self._unsaved()
        return draft.sheet if draft else self.revision.sheet

    @property
    def status(self) -> Status:
        """Where the open article stands."""
        draft = self._unsaved()
        return (draft.status if draft else None) or self.revision.status

    # One value

    def put(self, path: Path, value: Any, spans: tuple[Span, ...] | None = None) -> Change:
        """A person's value, with the passages selected for it."""
        each = field_of(path)
        assert each.kind
        shown = ", ".join(map(each.kind.show, value)) if isinstance(value, list) else each.kind.show(value)
        label = _("{field}: {value}").format(field=each.label, value=shown or _("empty"))
        return self.apply(self.sheet.put(path, value, spans), label, path=path)

    def confirm(self, *paths: Path) -> Change | None:
        """Agree with the machine's values at or below `paths` and accept the warnings found there.

        None if no value waited for it; nothing is saved then.
        """

        def covered(path: Path) -> bool:
            return any(path[: len(above)] == above for above in paths)

        self._accepted |= {(self.document, f.rule, f.path) for f in self.findings if covered(f.path)}
        sheet = self.sheet
        waiting = [
            p for p, e in sheet.evidence.items() if e.state is State.SUGGESTED and not e.silent and covered(p)
        ]
        if not waiting:
            return None
        name = field_of(paths[0]).label if len(paths) == 1 else plural("{n} value", "{n} values", len(paths))
        return self.apply(sheet.confirm(*waiting), _("Confirm: {what}").format(what=name))

    def not_stated(self, path: Path) -> Change:
        """The article does not tell."""
        label = _("{field}: not stated").format(field=field_of(path).label)
        return self.apply(self.sheet.not_stated(path), label)

    def restore(self, path: Path) -> Change:
        """The machine's value again."""
        label = _("{field}: the machine's value").format(field=field_of(path).label)
        return self.apply(self.sheet.restore(path), label)

    def annotate(self, path: Path, *, note: str | None = None, flagged: bool | None = None) -> Change:
        """A note or a flag on one value, or on the record at `RECORD`; neither touches the verification."""
        label = _("Note: {field}") if note else _("No note: {field}") if note is not None else ""
        label = label or (_("Flag: {field}") if flagged else _("No flag: {field}"))
        name = field_of(path).label if path else CODEBOOK.label
        sheet = self.sheet.annotate(path, note=note, flagged=flagged)
        return self._save(sheet, None, None, "edit", label.format(field=name))

    # Rows; an engagement is a row of ("engagements",)

    def add_row(self, rows: Path, row: Mapping[str, Any] | None = None) -> Change:
        """One more row, empty or given, at the end of the group at `rows`."""
        return self.apply(self.sheet.add_row(rows, row), _("Add: {group}").format(group=_row_name(rows)))

    def copy_row(self, path: Path) -> Change:
        """The row at `path` again behind itself, with its evidence."""
        row = {key: value for key, value in self.sheet.get(path).items() if key != "id"}
        behind = int(path[-1]) + 1
        at: Path = (*path[:-1], behind)
        added = self.sheet.add_row(path[:-1], row, at=behind)
        copied = {at + p[len(path) :]: e for p, e in self.sheet.evidence.items() if p[: len(path)] == path}
        sheet = replace(added, evidence={**added.evidence, **copied})
        return self.apply(sheet, _("Copy: {group}").format(group=_row_name(path[:-1])))

    def remove_row(self, path: Path) -> Change:
        """Without the row at `path`."""
        return self.apply(self.sheet.remove_row(path), _("Remove: {group}").format(group=_row_name(path[:-1])))

    def move_row(self, path: Path, to: Path) -> Change:
        """The row at `path` to the place `to`; in another group it goes to the end."""
        label = _("Move: {group}").format(group=_row_name(path[:-1]))
        if to[:-1] == path[:-1]:
            return self.apply(self.sheet.move_row(path, int(to[-1])), label)
        return self.apply(self.sheet.transfer_row(path, to[:-1]), label)

    # The whole article

    def apply(self, sheet: Sheet, label: str, cause: str = "edit", path: Path | None = None) -> Change:
        """Save `sheet` as a person's edit of the open article; `path` lets edits of one value be one step."""
        status = Status.IN_PROGRESS if self.status in (Status.NEW, *RELEASED) else None
        return self._save(sheet, status, None, cause, label, path)

    def bulk(self, sheets: Mapping[str, Sheet], label: str) -> Change:
        """Save edited sheets of many articles as one step; new and verified ones become `in progress`."""
        drafts = []
        for document, sheet in sheets.items():
            now = self.store.current(document)
            status = Status.IN_PROGRESS if now.status in (Status.NEW, *RELEASED) else None
            drafts.append(Draft(document, sheet, status, None, now.id))
        return self._again(self.write(drafts, "bulk", label))

    @property
    def findings(self) -> list[Finding]:
        """What the rules find in the open sheet, errors first."""
        if self._found is None or self._found[0] is not self.sheet or self._found[1] != language():
            self._found = (self.sheet, language(), rules.findings(self.sheet, self.article, self._imported))
        return self._found[2]

    @property
    def waiting(self) -> list[Finding]:
        """The findings that stand in the way of verification: errors, and warnings nobody has accepted."""
        return [
            f for f in self.findings if f.level == "error" or (self.document, f.rule, f.path) not in self._accepted
        ]

    @property
    def doubts(self) -> list[Path]:
        """What still needs a look in the open article; see `needs_look`. Accepted warnings do not."""
        return needs_look(self.sheet, self.waiting)

    def verify(self, accept_warnings: bool = False, status: Status = Status.VERIFIED) -> Change:
        """The record is right as it stands: every value still suggested is confirmed in the same revision.

        Raises Blocked with the errors, or with the warnings nobody has accepted. Accepted warnings are logged as
        the revision's reason.
        """
        found = self.findings
        if wrong := rules.errors(found):
            raise Blocked(wrong)
        waiting = self.waiting
        if waiting and not accept_warnings:
            raise Blocked(waiting)
        reason = "; ".join(f"{finding.rule} {pointer(finding.path)}" for finding in found)
        sheet = self.sheet.confirm(*self.sheet.evidence)
        label = _("Status: {status}").format(status=_(STATUS_LABELS[status]))
        return self._save(sheet, status, reason, "verify", label)

    def set_status(self, status: Status, reason: str = "") -> Change:
        """Exclude, park, dispute or reopen the article; `verify` and `second_check` have their own conditions."""
        label = _("Status: {status}").format(status=_(STATUS_LABELS[status]))
        return self._save(self.sheet, status, reason, "status", label)

    def second_check(self) -> Change:
        """A second person agrees with a verified record. Raises Problem for the same person, or before that."""
        verifier = ""
        for revision in self.store.history(self.document):
            if revision.status not in RELEASED:
                break
            verifier = revision.reader
        if not verifier:
            raise Problem(_("Only a verified article can be checked a second time."), _("Verify it first."))
        if verifier == self.store.reader:
            raise Problem(_("You verified this article yourself."), _("Another reader has to check it."))
        return self.verify(accept_warnings=True, status=Status.SECOND_CHECKED)

    def retry(self) -> Change | None:
        """See Trail."""
        change = super().retry()
        return self._again(change) if change else None

    def undo(self) -> Change:
        """See Trail; the open article is read again if the step was there."""
        return self._again(super().undo())

    def redo(self) -> Change:
        """See Trail."""
        return self._again(super().redo())

    def _save(
        self,
        sheet: Sheet,
        status: Status | None,
        reason: str | None,
        cause: str,
        label: str,
        path: Path | None = None,
    ) -> Change:
        if draft := self._unsaved():
            status, reason = status or draft.status, draft.reason if reason is None else reason
        try:
            return self._again(
                self.write([Draft(self.document, sheet, status, reason, self.revision.id)], cause, label, path)
            )
        except Moved:
            self.open(self.document)
            raise

    def _unsaved(self) -> Draft | None:
        unsaved = self.pending.get(self.document)
        return next((d for d in unsaved.drafts if d.document == self.document), None) if unsaved else None

    def _again(self, change: Change) -> Change:
        if self.document in change.documents:
            self.open(self.document)
        return change


def _row_name(rows: Path) -> str:
    if rows == ENGAGEMENTS:
        return ENGAGEMENT.label
    return field_of(rows).label
