"""Revisions: every saved state of an article's sheet, and who stands behind it."""

from enum import StrEnum

from curator.i18n import N_
from curator.model.frozen import frozen
from curator.model.record import Sheet


class Status(StrEnum):
    """Where an article stands in its review. It belongs to the revision, so that it can be undone like a value."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    VERIFIED = "verified"
    SECOND_CHECKED = "second_checked"
    DISPUTED = "disputed"
    EXCLUDED = "excluded"
    PARKED = "parked"


STATUS_LABELS = {
    Status.NEW: N_("new"),
    Status.IN_PROGRESS: N_("in progress"),
    Status.VERIFIED: N_("verified"),
    Status.SECOND_CHECKED: N_("second-checked"),
    Status.DISPUTED: N_("disputed"),
    Status.EXCLUDED: N_("excluded"),
    Status.PARKED: N_("parked"),
}
RELEASED = (Status.VERIFIED, Status.SECOND_CHECKED)  # what leaves with the dataset
OPEN = (Status.NEW, Status.IN_PROGRESS, Status.DISPUTED)  # what still waits in the queue


@frozen
class Revision:
    """One saved state.

    `id` is a ULID, so that ids sort by time and two stores can be merged; `at` is UTC ISO 8601.
    """

    id: str
    document: str  # ULID of the article in the store
    at: str
    reader: str  # who saved it; the machine signs as `curator`
    cause: str  # import, extract, edit, verify, undo, redo, bulk, restore, ...
    label: str  # what happened, in the words shown by Undo and History
    status: Status
    reason: str  # why excluded or parked: a code of exclusion_reasons or free words
    sheet: Sheet
    app_version: str


@frozen
class Source:
    """What the store knows of an article besides its record; enough for lists and releases without its text."""

    document: str
    name: str
    sha256: str  # of the original bytes
    text_sha256: str  # of the canonical text
    imported: str  # UTC ISO 8601


@frozen
class Entry:
    """One article as a release sees it: its source and the revision that counts."""

    source: Source
    revision: Revision


@frozen
class Change:
    """Notice of what was saved, sent to every view; `origin` lets the sender ignore its own."""

    documents: tuple[str, ...]
    cause: str
    origin: object = None
