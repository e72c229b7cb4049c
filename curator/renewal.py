"""A fresh extraction beside what people have said: it only proposes.

A human answer keeps its value, state and passages; what the machine now sees becomes the proposal beside it. Values
that nobody has answered follow the machine. Engagements are matched by position, their rows by what they name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from curator.model.codebook import ARTICLE, CODEBOOK, Field, Group
from curator.model.record import Evidence, Path, Sheet, State
from curator.model.text import fold


def renew(old: Sheet, fresh: Sheet, before: Sheet | None = None, *, closed: bool = False) -> tuple[Sheet, int]:
    """`old` with the proposals of `fresh`, and how many values the machine sees otherwise than `old` has them.

    `before` is what the machine saw last time: a row that it has and `old` has not was removed by a person and is
    not proposed again. In a `closed` sheet, one that is verified, no row comes or goes.
    """
    renewal = _Renewal(old, fresh, before or Sheet(), closed)
    renewal.row(ARTICLE, ("article",), ("article",))
    renewal.rows(CODEBOOK["engagements"], ("engagements",), ("engagements",))
    return renewal.sheet, renewal.differences


@dataclass
class _Renewal:
    """The work: `here` are paths of the sheet that grows, `there` those of the fresh one."""

    sheet: Sheet
    fresh: Sheet
    before: Sheet
    closed: bool
    differences: int = 0

    def row(self, group: Group, here: Path, there: Path) -> None:
        for field in group.fields:
            if field.group:
                self.rows(field, (*here, field.key), (*there, field.key))
            else:
                self.value((*here, field.key), (*there, field.key))

    def rows(self, field: Field, here: Path, there: Path) -> None:
        assert field.group
        group, wanted = field.group, self.fresh.get(there) or []
        names = [_name(row, position) for position, row in enumerate(wanted)]
        if not self.closed:
            self.drop(here, names)
        known = [_name(row, position) for position, row in enumerate(self.sheet.get(here) or [])]
        earlier = [_name(row, position) for position, row in enumerate(self.before.get(there) or [])]
        for position, name in enumerate(names):
            if name in known:
                self.row(group, (*here, known.index(name)), (*there, position))
                continue
            self.differences += 1
            if not self.closed and name not in earlier:
                self.add(here, (*there, position))

    def drop(self, here: Path, names: list[str]) -> None:
        """Rows that were only suggested, and that the machine no longer sees."""
        rows = self.sheet.get(here) or []
        for position in reversed(range(len(rows))):
            path = (*here, position)
            if _name(rows[position], position) not in names and not _touched(self.sheet, path):
                self.sheet = self.sheet.remove_row(path)
                self.differences += 1

    def add(self, here: Path, there: Path) -> None:
        """A row that the machine sees for the first time, with its evidence."""
        at = len(self.sheet.get(here) or [])
        added = self.sheet.add_row(here, self.fresh.get(there))
        carried = {
            (*here, at, *path[len(there) :]): found
            for path, found in self.fresh.evidence.items()
            if path[: len(there)] == there
        }
        self.sheet = Sheet(added.record, {**added.evidence, **carried})

    def value(self, here: Path, there: Path) -> None:
        value, new = self.fresh.get(there), self.fresh.evidence.get(there)
        old, found = self.sheet.get(here), self.sheet.evidence.get(here)
        if _answered(old, found):
            if new is None or new.proposal is None:
                return
            self.differences += value != old
            if found is not None:
                renewed = replace(found, proposal=new.proposal)
                self.sheet = Sheet(self.sheet.record, {**self.sheet.evidence, here: renewed})
            return
        self.differences += value != old
        evidence = {path: each for path, each in self.sheet.evidence.items() if path != here}
        if new is not None:
            kept = found or Evidence()
            evidence[here] = replace(new, note=kept.note, flagged=kept.flagged)
        elif found is not None and (found.note or found.flagged):
            evidence[here] = Evidence(note=found.note, flagged=found.flagged)
        self.sheet = Sheet(self.sheet.put(here, value).record, evidence)


def _answered(value: Any, found: Evidence | None) -> bool:
    """Whether a person stands behind the value: said so, or put it there without a word."""
    if found is None or found.silent:
        return value not in (None, [])
    return found.state is not State.SUGGESTED


def _touched(sheet: Sheet, row: Path) -> bool:
    """Whether a person has answered, noted or flagged anything in this row."""
    return any(
        found.state is not State.SUGGESTED or found.note or found.flagged
        for path, found in sheet.evidence.items()
        if path[: len(row)] == row
    )


def _name(row: Mapping[str, Any], position: int) -> str:
    """What a row is about: a person by name, a sector by code, an agreement by title or kind, else its position."""
    for key in ("name", "code", "title", "kind"):
        if key in row:
            return fold(str(row[key]))
    return str(position)
