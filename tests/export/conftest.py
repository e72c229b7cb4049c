"""What every test of releases may ask for."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from curator.model.revision import Entry

from .invented import entry, from_gold, record, text_of


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
            yield entry(number, from_gold(gold, number), text)

    return read
