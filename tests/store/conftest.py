"""Articles with sheets for the store: the five samples with their expected records, and invented ones in any number."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from curator.model.article import Article, Block, Role, Span
from curator.model.codebook import ARTICLE, ENGAGEMENT, Group, empty_row
from curator.model.record import Confidence, Evidence, Sheet, path_of, suggested
from curator.model.text import canonical
from curator.store import Store

Made = tuple[Article, Sheet]


def article(name: str, data: bytes) -> Article:
    """Every line a block of the story."""
    text = canonical(data.decode())
    blocks, start = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(start, start + len(line), Role.STORY))
        start += len(line) + 1
    return Article(name, data, "text/plain", "utf-8", text, tuple(blocks))


def row(group: Group, values: dict[str, Any]) -> dict[str, Any]:
    found = {field.key: values[field.key] for field in group.fields if values.get(field.key) is not None}
    for field in group.groups:
        inner = [{"code": each} if isinstance(each, str) else each for each in values.get(field.key) or []]
        assert field.group
        found[field.key] = [row(field.group, each) for each in inner]
    return empty_row(group) | found


def machine_sheet(source: Article, gold: dict[str, Any]) -> Sheet:
    """The expected record as if the machine had proposed it, with the passages of the expected evidence."""
    record = {
        "article": row(ARTICLE, gold["article"]),
        "engagements": [row(ENGAGEMENT, each) for each in gold["engagements"]],
    }
    evidence: dict[Any, Evidence] = {}
    for position, each in enumerate(gold["engagements"]):
        for key, quote in each.get("evidence", {}).items():
            pointer = key.replace("[", "/").replace("]", "").replace(".", "/")
            path = path_of(f"/engagements/{position}/{pointer}")
            if path[2] == "sectors":
                path = (*path, "code")
            start = source.text.find(quote)
            spans = (Span(start, start + len(quote), quote),) if start >= 0 else ()
            confidence = Confidence.SURE if len(quote) > 12 else Confidence.CHECK
            if (value := Sheet(record).get(path)) is not None:
                evidence[path] = suggested(value, spans, confidence, "test")
    return Sheet(record, evidence)


@pytest.fixture(scope="session")
def samples(seeds: Path) -> list[Made]:
    """The five sample articles."""
    made = []
    for path in sorted(seeds.glob("s*.txt")):
        source = article(path.name, path.read_bytes())
        gold = json.loads((seeds / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        made.append((source, machine_sheet(source, gold)))
    assert len(made) == 5
    return made


@pytest.fixture(scope="session")
def report() -> Callable[..., Made]:
    """`report(number, **values)`: a short invented article, with values for its one engagement."""

    def make(number: int, text: str = "Đại sứ tiếp đoàn", **values: Any) -> Made:
        source = article(f"report-{number}.txt", f"{text} {number}\nNgày 7/12".encode())
        head = {"headline": f"{text} {number}", "language": "vi", **values.pop("article", {})}
        engagement = row(ENGAGEMENT, {"date": f"2024-01-{number % 28 + 1:02}", **values})
        return source, Sheet({"article": row(ARTICLE, head), "engagements": [engagement]}, {})

    return make


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store, signed by Lan; it must be sound at the end."""
    with Store(tmp_path / "office.curator", reader="Lan") as made:
        yield made
        assert list(made.check()) == []


@pytest.fixture
def filled(store: Store, samples: list[Made]) -> Store:
    """A store with the five samples."""
    for source, sheet in samples:
        store.add(source, sheet)
    return store
