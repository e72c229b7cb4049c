"""Entries to release: the sample project's records, and as many invented ones as a test asks for."""

import hashlib
import json
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from curator.export import Contributor, Options
from curator.model.article import Span
from curator.model.codebook import AGREEMENT, ARTICLE, ENGAGEMENT, PERSON, SECTOR, empty_row
from curator.model.record import Confidence, Evidence, Proposal, Sheet, State, values
from curator.model.revision import Entry, Revision, Source, Status

OPTIONS = Options(
    created="2026-11-21T08:00:00Z",
    app_version="0.1.0",
    contributors=(Contributor("Sở Ngoại vụ Hà Nội"),),
)
T = TypeVar("T")


def run(steps: Generator[Any, None, T]) -> T:
    """The return value of a generator of progress."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def ulid(kind: str, number: int) -> str:
    return f"01{kind}{number:023d}"


def entry(
    number: int, record: dict[str, Any], text: str, status: Status = Status.VERIFIED, reason: str = ""
) -> Entry:
    """An entry whose every value that stands in `text` has it as evidence."""
    document = ulid("A", number)
    evidence = {}
    for path, _field, value in values(record):
        if isinstance(value, str) and (at := text.find(value)) >= 0:
            spans = (Span(at, at + len(value), value),)
            evidence[path] = Evidence(State.CONFIRMED, spans, Proposal(value, spans, Confidence.SURE, "test"))
        elif value is not None and value != []:
            evidence[path] = Evidence(State.ENTERED)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Entry(
        Source(document, f"{number}.txt", digest, digest, "2026-11-20T09:00:00Z"),
        Revision(
            ulid("R", number), document, "2026-11-21T07:00:00Z", "Nguyễn Thị Lan", "verify", "Verify", status, reason,
            Sheet(record, evidence), "0.1.0",
        ),
    )  # fmt: skip


def record(number: int = 0, **changed: Any) -> dict[str, Any]:
    """A plausible record; engagement values may be given by key."""
    engagement = {
        **empty_row(ENGAGEMENT),
        "id": ulid("E", number),
        "date": "XXXX-09-06",
        "date_resolved": f"{2015 + number % 10}-09-06",
        "date_basis": "page_timestamp",
        "type": ("courtesy_call", "reception", "talks")[number % 3],
        "country": ("KZ", "BY", "CN", "FR")[number % 4],
        "partner_city": ("Astana", "Minsk", "Shanghai", "Paris")[number % 4],
        "city": "Hanoi",
        "direction": "incoming",
        "home": [{**empty_row(PERSON), "name": "Trần Sỹ Thanh", "role": "Chủ tịch", "lead": True}],
        "partner": [
            {**empty_row(PERSON), "name": f"Khách {number % 50}", "role": "Đại sứ", "lead": True},
            {**empty_row(PERSON), "name": "Phạm Đức Ẩn", "lead": False},
        ],
        "sectors": [
            {**empty_row(SECTOR), "code": "tourism", "salience": "core"},
            {**empty_row(SECTOR), "code": "investment", "salience": "mentioned"},
        ],
        "agreements": [
            {
                **empty_row(AGREEMENT),
                "kind": "memorandum",
                "date": "2012",
                "status": "in_force",
                "title": "Biên bản",
            }
        ],
        "note": "riêng",
        **changed,
    }
    article = {**empty_row(ARTICLE), "headline": f"Hà Nội tiếp khách {number}", "language": "vi", "note": "riêng"}
    article["authors"] = ["Minh Khôi", "Huy Kiên"]
    return {"article": article, "engagements": [engagement]}


def text_of(number: int) -> str:
    return (
        f"Hà Nội tiếp khách {number}\n\nChủ tịch Trần Sỹ Thanh tiếp Đại sứ Khách {number % 50} và Phạm Đức Ẩn 🎉; "
        "Biên bản năm 2012 về du lịch."
    )


@pytest.fixture
def many() -> Callable[[int], Callable[[], Iterator[Entry]]]:
    """`many(n)` is what `build` takes: a way to read n verified entries."""

    def made(count: int) -> Callable[[], Iterator[Entry]]:
        return lambda: (entry(number, record(number), text_of(number)) for number in range(count))

    return made


@pytest.fixture
def sample(seeds: Path) -> Callable[[], Iterator[Entry]]:
    """The five sample articles with their expected records."""

    def read() -> Iterator[Entry]:
        for number, path in enumerate(sorted(seeds.glob("gold/*.json"))):
            gold = json.loads(path.read_text(encoding="utf-8"))
            text = (seeds / f"{path.stem}.txt").read_text(encoding="utf-8")
            yield entry(number, _from_gold(gold, number), text)

    return read


def _from_gold(gold: dict[str, Any], number: int) -> dict[str, Any]:
    def fill(group: Any, row: dict[str, Any]) -> dict[str, Any]:
        return {**empty_row(group), **{k: v for k, v in row.items() if k in {f.key for f in group.fields}}}

    rows = []
    for position, row in enumerate(gold["engagements"]):
        made = fill(ENGAGEMENT, row)
        made["sectors"] = [{"code": code, "salience": "core"} for code in row["sectors"]]
        for side in ("home", "partner"):
            made[side] = [fill(PERSON, person) for person in row[side]]
        made["agreements"] = [fill(AGREEMENT, each) for each in row["agreements"]]
        rows.append({**made, "id": ulid("E", number * 10 + position)})
    return {"article": fill(ARTICLE, gold["article"]), "engagements": rows}
