"""`jsonl/engagements.jsonl`: one nested engagement a line, typed, with the articles that report it."""

import json
from collections.abc import Iterator

from curator.export.draft import EVERY, Draft


def write(draft: Draft) -> Iterator[int]:
    """Write every engagement, sorted by id."""
    target = draft.folder / "jsonl" / "engagements.jsonl"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8", newline="\n") as file:
        for number, record in enumerate(draft.records(), 1):
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
            if number % EVERY == 0:
                yield number
