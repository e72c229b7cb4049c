"""Articles and revisions as rows of the log, and back."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from curator.model.article import Article, Block, Role, sha256
from curator.model.record import Sheet, evidence_from_json, evidence_to_json
from curator.model.revision import Revision, Source, Status

ARTICLE = "name, original, media_type, encoding, text, blocks, damage"
SOURCE = "id, name, sha256, text_sha256, imported"
REVISION = "id, document, at, reader, cause, label, status, reason, app_version, record, evidence"


def article(row: tuple[Any, ...]) -> Article:
    """The article in the columns `ARTICLE`."""
    name, original, media_type, encoding, text, blocks, damage = row
    return Article(
        name,
        original,
        media_type,
        encoding,
        text,
        tuple(Block(start, end, Role(role)) for start, end, role in json.loads(blocks)),
        tuple((start, end) for start, end in json.loads(damage)),
    )


def insert_article(db: sqlite3.Connection, document: str, article: Article, imported: str) -> int:
    """Keep `article` as `document`; its number, by which search knows it."""
    blocks = [[block.start, block.end, block.role.value] for block in article.blocks]
    cursor = db.execute(
        "INSERT INTO document (id, name, media_type, encoding, sha256, text_sha256, imported, blocks, damage,"
        " text, original) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document,
            article.name,
            article.media_type,
            article.encoding,
            article.sha256,
            article.text_sha256,
            imported,
            write(blocks),
            write(article.damage),
            article.text,
            article.data,
        ),
    )
    assert cursor.lastrowid
    return cursor.lastrowid


def source(row: tuple[Any, ...]) -> Source:
    """The source in the columns `SOURCE`."""
    return Source(*row)


def revision(row: tuple[Any, ...]) -> Revision:
    """The revision in the columns `REVISION`."""
    id, document, at, reader, cause, label, status, reason, app_version, record, evidence = row
    sheet = Sheet(json.loads(record), evidence_from_json(json.loads(evidence)))
    return Revision(id, document, at, reader, cause, label, Status(status), reason, sheet, app_version)


def insert_revision(db: sqlite3.Connection, new: Revision) -> None:
    """Append `new` to the log."""
    record, evidence = write(new.sheet.record), write(evidence_to_json(new.sheet.evidence))
    db.execute(
        f"INSERT INTO revision ({REVISION}, sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            new.id,
            new.document,
            new.at,
            new.reader,
            new.cause,
            new.label,
            new.status.value,
            new.reason,
            new.app_version,
            record,
            evidence,
            digest(record, evidence),
        ),
    )


def digest(record: str, evidence: str) -> str:
    """The hash that seals a revision: of both JSON texts as they are stored, a line break between them."""
    return sha256(f"{record}\n{evidence}".encode())


def write(tree: Mapping[str, Any] | list[Any] | tuple[Any, ...]) -> str:
    """`tree` as compact JSON that a person can read in the sqlite3 shell."""
    return _JSON.encode(tree)


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)  # sheets are trees
