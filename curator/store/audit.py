"""The integrity of a store: what `curator check` looks at."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from curator.i18n import _
from curator.model.article import Article
from curator.store import codec, facets
from curator.store.problems import explained
from curator.store.projection import LISTING, listing, names, rows, tables
from curator.store.tables import newest, stored


def check(db: sqlite3.Connection, path: Path) -> Iterator[str]:
    """Everything wrong with the store at `path`, in words."""
    with explained(path):
        yield from _file(db)
        yield from _articles(db)
        yield from _projection(db)
        yield from _search(db, path)


def _file(db: sqlite3.Connection) -> Iterator[str]:
    for (fault,) in db.execute("PRAGMA integrity_check(20)"):
        if fault != "ok":
            yield _("The file is damaged: {fault}").format(fault=fault)
    for table, rowid, parent, _key in db.execute("PRAGMA foreign_key_check"):
        yield _("Row {row} of {table} points to nothing in {parent}.").format(row=rowid, table=table, parent=parent)
    sql = "SELECT name FROM document WHERE id NOT IN (SELECT document FROM revision)"
    for (name,) in db.execute(sql):
        yield _("{name}: no saved state.").format(name=name)


def _articles(db: sqlite3.Connection) -> Iterator[str]:
    """Original bytes, text and saved states are those that came in."""
    sql = f"SELECT id, sha256, text_sha256, {codec.ARTICLE} FROM document ORDER BY number"
    for document, sha256, text_sha256, *row in db.execute(sql):
        article = codec.article(tuple(row))
        if article.sha256 != sha256:
            yield _("{name}: the original bytes are not those imported.").format(name=article.name)
        if article.text_sha256 != text_sha256:
            yield _("{name}: the text is not the one imported.").format(name=article.name)
        yield from _states(db, document, article)


def _states(db: sqlite3.Connection, document: str, article: Article) -> Iterator[str]:
    """Every saved state is as it was sealed, and its passages stand in the text."""
    sql = "SELECT id, sha256, record, evidence FROM revision WHERE document = ? ORDER BY id"
    for id, sha256, record, evidence in db.execute(sql, [document]):
        if codec.digest(record, evidence) != sha256:
            yield _("{name}: the state {id} is not the one saved.").format(name=article.name, id=id)
            continue
        for key, found in json.loads(evidence).items():
            if any(article.text[start:end] != quote for start, end, quote in found["spans"]):
                yield _("{name}: the passage of {path} is not in the text.").format(name=article.name, path=key)


def _projection(db: sqlite3.Connection) -> Iterator[str]:
    """The newest revision equals the tables and the list."""
    columns = ", ".join(LISTING)
    met: Counter[tuple[str, str]] = Counter()
    for number, name, revision in newest(db):
        after = rows(revision.document, revision.sheet.record)
        met.update(names(revision.sheet.record))
        for table, cells in stored(db, revision.document).items():
            if cells != after[table]:
                yield _("{name}: table {table} differs from the newest state.").format(name=name, table=table)
        found = db.execute(f"SELECT {columns} FROM listing WHERE number = ?", [number]).fetchone()
        listed = listing(number, name, revision)
        codes = facets.facets(listed, revision.sheet.record)
        if found != tuple(listed[column] for column in LISTING) or facets.known(db, number) != codes:
            yield _("{name}: the list differs from the newest state.").format(name=name)
    if dict(met) != {
        (field, value): uses for field, value, uses in db.execute("SELECT field, value, uses FROM known")
    }:
        yield _("The names known differ from those in the articles; run curator rebuild.")
    for table in [*tables(), "listing"]:
        sql = f"SELECT count(*) FROM [{table}] WHERE document NOT IN (SELECT id FROM document)"
        if count := db.execute(sql).fetchone()[0]:
            yield _("Table {table} has {n} rows of no article.").format(table=table, n=count)


def _search(db: sqlite3.Connection, path: Path) -> Iterator[str]:
    """The search knows every article, with the words it has now. Where nobody may write it is only counted."""
    counts = [db.execute(f"SELECT count(*) FROM {table}").fetchone() for table in ("search_docsize", "document")]
    if counts[0] != counts[1]:
        yield _("The search does not know all articles; run curator rebuild.")
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as own:
        try:
            own.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            reason = getattr(error, "sqlite_errorname", "")
            if reason.startswith("SQLITE_CORRUPT"):
                yield _("The search differs from the articles; run curator rebuild.")
            elif not reason.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
                raise
        own.rollback()
