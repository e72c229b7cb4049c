"""Looks: what a person still has to look at in a sheet, and what one look answers.

A value is one look, and so is a row of a person, a sector or an agreement. The salience of sectors is one look for
all of them: it is read off the row of chips at a glance, and no passage proves it better than its sector. A full
date and its basis are one question, so one look.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from curator.model.codebook import CODEBOOK
from curator.model.record import Confidence, Path, Sheet

if TYPE_CHECKING:
    from curator.model.rules import Finding


def needs_look(sheet: Sheet, found: Iterable["Finding"]) -> list[Path]:
    """The first waiting value of each look, in reading order.

    What waits is a value that the machine is not sure of, and whatever a finding names.
    """
    paths = _waiting(sheet) | {finding.path for finding in found}
    listed: dict[Path, Path] = {}
    for path in sorted(paths, key=place):
        listed.setdefault(_look(path, paths), path)
    return list(listed.values())


def count(sheet: Sheet, found: Iterable["Finding"]) -> int:
    """How many looks the sheet still needs; see `needs_look`."""
    paths = _waiting(sheet) | {finding.path for finding in found}
    return len({_look(path, paths) for path in paths})


def answered_by(path: Path, sheet: Sheet) -> list[Path]:
    """What one confirmation at `path` agrees with: values, or rows with all below them."""
    paths = _waiting(sheet)
    look = _look(path, paths)
    if path not in paths or (len(path) == 5 and look == unit(path)):
        return [unit(path)]
    return sorted((each for each in paths if _look(each, paths) == look), key=place)


def unit(path: Path) -> Path:
    """The row of a person, sector or agreement in which `path` lies, else the value itself."""
    return path[:4] if len(path) == 5 else path


def place(path: Path) -> tuple[int, ...]:
    """Where `path` stands in reading order: a key to sort by."""
    group, order = CODEBOOK, []
    for part in path:
        if isinstance(part, str):
            part = [field.key for field in group.fields].index(part)
            group = group.fields[part].group or group
        order.append(part)
    return tuple(order)


def _waiting(sheet: Sheet) -> set[Path]:
    """The values that the machine is not sure of and nobody has answered."""
    sure = (None, Confidence.SURE)
    return {path for path, evidence in sheet.evidence.items() if evidence.confidence not in sure}


def _look(path: Path, waiting: set[Path]) -> Path:
    """The look that `path` belongs to: a value, a row, the salience of all sectors, or a full date with its basis.

    While the sector itself waits, its salience belongs to its row.
    """
    if path[2:] == ("date_basis",) and (full := (*path[:2], "date_resolved")) in waiting:
        return full
    if path[2:3] == ("sectors",) and path[4:] == ("salience",) and (*path[:4], "code") not in waiting:
        return path[:3]
    return unit(path)
