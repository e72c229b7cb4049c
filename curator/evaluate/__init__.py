"""How good extraction is: predictions compared with gold records, field by field, and how honest its doubts are."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from curator.evaluate.files import read_folder
from curator.evaluate.report import Report
from curator.evaluate.score import score_article

__all__ = ["Report", "evaluate", "main_report"]

Record = Mapping[str, Any]


def evaluate(predictions: Mapping[str, Record], golds: Mapping[str, Record]) -> Report:
    """Compare predicted records with gold records of the same id; a missing prediction counts as an empty one.

    Both have the shape of `curator extract`; gold records may hold `accept` lists of further right values and
    `optional` members that neither help nor hurt.
    """
    return Report([score_article(key, gold, predictions.get(key, {})) for key, gold in golds.items()])


def main_report(predictions: Path | Mapping[str, Record], gold: Path, *, verbose: bool = False) -> Iterator[str]:
    """The lines that `curator evaluate` prints. `predictions` is a folder of JSON files, or records made in memory.

    Only gold records are asked for: predictions without one are left out. Raises Problem for a folder that is
    missing, empty or damaged.
    """
    golds = read_folder(gold)
    found = read_folder(predictions) if isinstance(predictions, Path) else predictions
    by_file = {Path(str(record.get("file", key))).stem: key for key, record in golds.items()}
    named = {key if key in golds else by_file.get(key, key): record for key, record in found.items()}
    yield from evaluate(named, golds).lines(verbose=verbose)
