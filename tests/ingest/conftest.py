"""What the tests of reading share."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from curator import ingest
from curator.model.article import Article, Role

Gold = dict[str, Any]
EVIDENCE = "evidence"


def squeeze(text: str) -> str:
    return " ".join(text.split())


def told(article: Article, *roles: Role) -> str:
    """The text of the blocks with these roles, or of all but furniture, one squeezed line each."""
    kept = roles or tuple(role for role in Role if role is not Role.FURNITURE)
    return "\n".join(squeeze(text) for _block, text in article.parts(*kept))


def evidence_of(gold: Gold) -> Iterator[tuple[str, str]]:
    """Path and string of every piece of evidence in a gold record, of either form."""
    if isinstance(gold.get(EVIDENCE), list):
        yield from ((each["path"], each["exact"]) for each in gold[EVIDENCE])
        return
    rows: list[Mapping[str, Any]] = [gold, *gold["engagements"]]
    for row in rows:
        for path, found in row.get(EVIDENCE, {}).items():
            yield from ((path, text) for text in (found if isinstance(found, list) else [found]))


def pairs(articles: Path, gold: Path) -> list[tuple[Path, Gold]]:
    """Each article file with its gold record."""
    return [
        (next(articles.glob(f"{record.stem}.*")), json.loads(record.read_text(encoding="utf-8")))
        for record in sorted(gold.glob("*.json"))
    ]


@pytest.fixture(scope="session")
def labelled(corpus: Path, seeds: Path) -> list[tuple[Article, Gold]]:
    """The articles of corpus and sample project, read, each with its gold record."""
    files = [*pairs(corpus / "articles", corpus / "gold"), *pairs(seeds, seeds / "gold")]
    return [(ingest.read_path(path)[0], gold) for path, gold in files]
