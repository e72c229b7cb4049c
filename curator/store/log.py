"""The log: articles as they came, and every saved state of their sheets. Appended to, never changed."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from curator import __version__
from curator.i18n import _
from curator.model.article import Article
from curator.model.frozen import frozen
from curator.model.record import Sheet
from curator.model.revision import Revision, Source, Status
from curator.store import codec, tables
from curator.store.file import File
from curator.store.ids import ulid
from curator.store.problems import Duplicate, Moved


class Draft(NamedTuple):
    """A sheet to be saved; see `Log.save`."""

    document: str
    sheet: Sheet
    status: Status | None = None
    reason: str | None = None
    expect: str | None = None


@frozen
class Release:
    """One release that was made of this store. `facts` are the exporter's own: filter, counts, hashes."""

    id: str
    version: str
    at: str  # UTC ISO 8601
    reader: str
    folder: str
    documents: int
    facts: Mapping[str, Any]


class Log(File):
    """What a store remembers. See `Store`."""

    def add(self, article: Article, sheet: Sheet, *, cause: str = "import") -> str:
        """Keep a new article with its first sheet; its document id (ULID).

        Raises Duplicate if its bytes, or its web address, are in the store already.
        """
        with self.writing() as db:
            self._refuse_known(db, article, sheet)
            document = ulid()
            number = codec.insert_article(db, document, article, _now())
            new = self._revised(db, document, sheet, cause, _("Import"))
            codec.insert_revision(db, new)
            tables.add(db, number, article, new)
        return document

    def _refuse_known(self, db: sqlite3.Connection, article: Article, sheet: Sheet) -> None:
        known = db.execute("SELECT id FROM document WHERE sha256 = ?", [article.sha256]).fetchone()
        url = sheet.get(("article", "url"))
        if not known and url:
            known = db.execute("SELECT document FROM article WHERE url = ?", [url]).fetchone()
        if known:
            raise Duplicate(article.name, known[0])

    def known(self, sha256: str) -> str | None:
        """The document whose original bytes have this hash."""
        found = self._one("SELECT id FROM document WHERE sha256 = ?", [sha256])
        return found[0] if found else None

    def article(self, document: str) -> Article:
        """The article with its original bytes. Raises KeyError."""
        return codec.article(self._document(document, codec.ARTICLE))

    def source(self, document: str) -> Source:
        """Name, hashes and time of import. Raises KeyError."""
        return codec.source(self._document(document, codec.SOURCE))

    def text(self, document: str) -> str:
        """The canonical text alone. Raises KeyError."""
        found: str = self._document(document, "text")[0]
        return found

    def _document(self, document: str, columns: str) -> tuple[Any, ...]:
        row: tuple[Any, ...] | None = self._one(f"SELECT {columns} FROM document WHERE id = ?", [document])
        if row is None:
            raise KeyError(document)
        return row

    def current(self, document: str) -> Revision:
        """The newest revision: the state of the article. Raises KeyError."""
        return self._revision("document = ? ORDER BY id DESC LIMIT 1", document)

    def revision(self, id: str) -> Revision:
        """One saved state. Raises KeyError."""
        return self._revision("id = ?", id)

    def _revision(self, where: str, key: str) -> Revision:
        row = self._one(f"SELECT {codec.REVISION} FROM revision WHERE {where}", [key])
        if row is None:
            raise KeyError(key)
        return codec.revision(row)

    def history(self, document: str) -> list[Revision]:
        """Every saved state, newest first."""
        sql = f"SELECT {codec.REVISION} FROM revision WHERE document = ? ORDER BY id DESC"
        return [codec.revision(row) for row in self._all(sql, [document])]

    def settled(self, document: str) -> Revision:
        """The state that brought the article into the status it has now. Raises KeyError."""
        other = "SELECT max(id) FROM revision WHERE document = d.id AND status <> (SELECT status FROM newest)"
        found = self._one(
            "WITH d AS (SELECT ? AS id), newest AS (SELECT status FROM revision, d WHERE document = d.id"
            " ORDER BY revision.id DESC LIMIT 1)"
            " SELECT min(revision.id) FROM revision, d"
            f" WHERE document = d.id AND revision.id > ifnull(({other}), '')",
            [document],
        )
        return self.revision(found[0] or document)

    def save(
        self,
        document: str,
        sheet: Sheet,
        *,
        cause: str,
        label: str,
        status: Status | None = None,
        reason: str | None = None,
        expect: str | None = None,
    ) -> Revision:
        """Append a state and make it the newest; durable when this returns.

        `status` and `reason` stay as they are if None, but a new status without a reason has none. Raises Moved if
        `expect` is not the newest revision's id, KeyError for an unknown document, StoreProblem if it cannot be
        written; then nothing has changed. Engagements without an id of their own are given one.
        """
        return self.save_many([Draft(document, sheet, status, reason, expect)], cause=cause, label=label)[0]

    def save_many(self, drafts: Iterable[Draft | tuple[str, Sheet]], *, cause: str, label: str) -> list[Revision]:
        """Save several articles in one transaction: all or none. See `save`."""
        with self.writing() as db:
            return [self._append(db, Draft(*draft), cause, label) for draft in drafts]

    def _append(self, db: sqlite3.Connection, draft: Draft, cause: str, label: str) -> Revision:
        number, name = self._document(draft.document, "number, name")
        id, reader, status, reason, record = db.execute(_NEWEST, [draft.document]).fetchone()
        if draft.expect is not None and draft.expect != id:
            raise Moved(draft.document, id, reader)
        if draft.status not in (None, status):
            status, reason = draft.status, ""
        if draft.reason is not None:
            reason = draft.reason
        new = self._revised(db, draft.document, draft.sheet, cause, label, Status(status), reason)
        codec.insert_revision(db, new)
        tables.update(db, number, name, json.loads(record), new)
        return new

    def _revised(
        self,
        db: sqlite3.Connection,
        document: str,
        sheet: Sheet,
        cause: str,
        label: str,
        status: Status = Status.NEW,
        reason: str = "",
    ) -> Revision:
        """The revision that comes next, signed."""
        reader = "curator" if cause in MACHINE else self.reader
        id = ulid(after=db.execute("SELECT max(id) FROM revision").fetchone()[0] or "")
        return Revision(id, document, _now(), reader, cause, label, status, reason, _with_ids(sheet), __version__)

    @property
    def changed_at(self) -> str:
        """When something was last saved, UTC ISO 8601; empty in an empty store."""
        found = self._one("SELECT at FROM revision ORDER BY id DESC LIMIT 1")
        return found[0] if found else ""

    def record_release(self, version: str, folder: str, documents: int, facts: Mapping[str, Any]) -> Release:
        """Remember that a release was made of this store."""
        with self.writing() as db:
            newest = db.execute("SELECT max(id) FROM release").fetchone()[0] or ""
            new = Release(ulid(after=newest), version, _now(), self.reader, folder, documents, dict(facts))
            db.execute(
                f"INSERT INTO release ({_RELEASE}) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (new.id, version, new.at, new.reader, folder, documents, codec.write(new.facts)),
            )
        return new

    def releases(self) -> list[Release]:
        """The releases made of this store, newest first."""
        rows = self._all(f"SELECT {_RELEASE} FROM release ORDER BY id DESC")
        return [_release(*row) for row in rows]


_RELEASE = "id, version, at, reader, folder, documents, facts"
_NEWEST = "SELECT id, reader, status, reason, record FROM revision WHERE document = ? ORDER BY id DESC LIMIT 1"
MACHINE = ("import", "extract")  # causes that the machine signs


def _release(id: str, version: str, at: str, reader: str, folder: str, documents: int, facts: str) -> Release:
    return Release(id, version, at, reader, folder, documents, json.loads(facts))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _with_ids(sheet: Sheet) -> Sheet:
    """`sheet` with an id on every engagement; a copy of another row of it gets a new one.

    Two articles may share an id: they report the same engagement.
    """
    seen: set[str] = set()
    engagements = []
    for row in sheet.record["engagements"]:
        id = row.get("id")
        if not id or id in seen:
            id = ulid(after=max(seen, default=""))
        seen.add(id)
        engagements.append(row if row.get("id") == id else {**row, "id": id})
    return Sheet({**sheet.record, "engagements": engagements}, sheet.evidence)
