"""The coding sheet: one article's record, and for each value the evidence and what a person said of it.

A record is a plain tree of dicts, lists and scalars in the shape of the codebook. A path such as
`("engagements", 0, "home", 1, "name")` addresses a value, its evidence, a problem, a difference and a widget
alike; `pointer` writes it as a JSON pointer. All functions return new sheets and change nothing.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

from curator.model.article import Span
from curator.model.codebook import ARTICLE, Field, Group, empty_row, field_at
from curator.model.frozen import frozen

Path = tuple[str | int, ...]
RECORD: Path = ()  # the record as a whole: where its own note and flag stand


class State(StrEnum):
    """Who stands behind a value. Only `suggested` still waits for a person."""

    SUGGESTED = "suggested"  # by the machine
    CONFIRMED = "confirmed"  # a person agreed with the machine
    CORRECTED = "corrected"  # a person changed the machine's value
    ENTERED = "entered"  # a person gave a value where the machine had none
    NOT_STATED = "not_stated"  # a person says that the article does not tell


class Confidence(StrEnum):
    """How far to trust a suggested value; measured by `curator evaluate`."""

    SURE = "sure"
    CHECK = "check"
    GUESS = "guess"


@frozen
class Proposal:
    """What the machine proposed: kept for ever beside the person's answer."""

    value: Any
    spans: tuple[Span, ...] = ()
    confidence: Confidence = Confidence.CHECK
    rule: str = ""  # the name of the rule that found it; docs/extraction.md explains each


@frozen
class Evidence:
    """What stands behind one value: its state, the passages that prove it, and the machine's proposal.

    At the path `RECORD` it holds the note and the flag of the whole record.
    """

    state: State = State.SUGGESTED
    spans: tuple[Span, ...] = ()
    proposal: Proposal | None = None
    note: str = ""
    flagged: bool = False

    @property
    def silent(self) -> bool:
        """Whether it says nothing of the value itself: nobody has answered, and the machine sees nothing."""
        return self.state is State.SUGGESTED and self.proposal is None

    @property
    def confidence(self) -> Confidence | None:
        """The machine's confidence, only while nobody has answered."""
        return self.proposal.confidence if self.proposal and self.state is State.SUGGESTED else None


def suggested(value: Any, spans: tuple[Span, ...], confidence: Confidence, rule: str) -> Evidence:
    """The evidence of a fresh machine value."""
    return Evidence(State.SUGGESTED, spans, Proposal(value, spans, confidence, rule))


@frozen
class Difference:
    """One value that two records hold differently; None stands for empty or absent."""

    path: Path
    old: Any
    new: Any


def empty_record() -> dict[str, Any]:
    """A record with no value and no engagement."""
    return {"article": empty_row(ARTICLE), "engagements": []}


@frozen
class Sheet:
    """A record with its evidence. Values of `record` must not be changed in place."""

    record: Mapping[str, Any] = field(default_factory=empty_record)
    evidence: Mapping[Path, Evidence] = field(default_factory=dict)

    def get(self, path: Path) -> Any:
        """The value or rows at `path`; None where there is nothing."""
        return get(self.record, path)

    def state(self, path: Path) -> State | None:
        """Who stands behind the value at `path`; None while it is empty and nobody has looked."""
        found = self.evidence.get(path)
        return found.state if found and not found.silent else None

    def behind(self, path: Path) -> Evidence:
        """What stands behind the value at `path`, or the record at `RECORD`; silent where nothing does."""
        return self.evidence.get(path, Evidence())

    # What a person does to one value

    def put(self, path: Path, value: Any, spans: tuple[Span, ...] | None = None) -> "Sheet":
        """A person's value: confirmed if it is the machine's own, corrected or entered otherwise.

        Without `spans`, the passages stay only if the value stays.
        """
        old = self.evidence.get(path, Evidence(State.ENTERED))
        proposal = old.proposal
        if spans is None:
            same = value == self.get(path)
            again = proposal is not None and value == proposal.value
            spans = old.spans if same else proposal.spans if proposal and again else ()
        if value is None and not spans:
            state = State.NOT_STATED if proposal else None
        elif proposal is None:
            state = State.ENTERED
        else:
            state = State.CONFIRMED if value == proposal.value else State.CORRECTED
        record = _put(self.record, path, value)
        evidence = dict(self.evidence)
        if state is None and not old.note and not old.flagged:
            evidence.pop(path, None)
        else:
            evidence[path] = replace(old, state=state or State.SUGGESTED, spans=spans)
        return Sheet(record, evidence)

    def confirm(self, *paths: Path) -> "Sheet":
        """The machine's values at `paths`, agreed to. Other values stay as they are."""
        evidence = dict(self.evidence)
        for path in paths:
            found = evidence.get(path)
            if found and found.state is State.SUGGESTED and not found.silent:
                evidence[path] = replace(found, state=State.CONFIRMED)
        return Sheet(self.record, evidence)

    def not_stated(self, path: Path) -> "Sheet":
        """A person says that the article does not tell."""
        old = self.evidence.get(path, Evidence())
        evidence = {**self.evidence, path: replace(old, state=State.NOT_STATED, spans=())}
        return Sheet(_put(self.record, path, None), evidence)

    def restore(self, path: Path) -> "Sheet":
        """The machine's value and passages again, agreed to by a person. Unchanged where there is none."""
        found = self.evidence.get(path)
        if not found or not found.proposal:
            return self
        record = _put(self.record, path, found.proposal.value)
        new = replace(found, state=State.CONFIRMED, spans=found.proposal.spans)
        return Sheet(record, {**self.evidence, path: new})

    def annotate(self, path: Path, *, note: str | None = None, flagged: bool | None = None) -> "Sheet":
        """A note or a flag on one value, or on the whole record; what is None stays.

        It says nothing of the value: evidence that holds a note alone is `silent`.
        """
        old = self.evidence.get(path, Evidence())
        new = replace(
            old, note=old.note if note is None else note, flagged=old.flagged if flagged is None else flagged
        )
        others = {at: found for at, found in self.evidence.items() if at != path}
        return Sheet(self.record, others if new == Evidence() else {**others, path: new})

    # Rows: evidence moves with its row

    def add_row(self, rows: Path, row: Mapping[str, Any] | None = None, at: int | None = None) -> "Sheet":
        """One more row of the group at `rows`, empty or given, at the end or before position `at`."""
        count = len(self.get(rows) or [])
        position = count if at is None else at
        full = {**empty_row(_group(rows)), **(row or {})}
        listed = list(self.get(rows) or [])
        listed.insert(position, full)
        order = [*range(position), None, *range(position, count)]
        return Sheet(_put(self.record, rows, listed), self._moved(rows, order))

    def remove_row(self, path: Path) -> "Sheet":
        """Without the row at `path`, whose last part is its position."""
        rows, position = path[:-1], path[-1]
        order: list[int | None] = [i for i in range(len(self.get(rows))) if i != position]
        listed = [row for i, row in enumerate(self.get(rows)) if i != position]
        return Sheet(_put(self.record, rows, listed), self._moved(rows, order))

    def move_row(self, path: Path, to: int) -> "Sheet":
        """With the row at `path` at position `to` of the same group."""
        rows, position = path[:-1], int(path[-1])
        order: list[int | None] = [i for i in range(len(self.get(rows))) if i != position]
        order.insert(to, position)
        listed = [self.get(rows)[i] for i in order if i is not None]
        return Sheet(_put(self.record, rows, listed), self._moved(rows, order))

    def transfer_row(self, path: Path, rows: Path) -> "Sheet":
        """With the row at `path` moved, evidence and all, to the end of the group at `rows` (the other side)."""
        at = (*rows, len(self.get(rows) or []))
        carried = {at + p[len(path) :]: e for p, e in self.evidence.items() if p[: len(path)] == path}
        row = self.get(path)
        less = self.remove_row(path)
        return replace(added := less.add_row(rows, row), evidence={**added.evidence, **carried})

    def _moved(self, rows: Path, order: list[int | None]) -> dict[Path, Evidence]:
        depth = len(rows)
        to = {old: new for new, old in enumerate(order) if old is not None}
        moved: dict[Path, Evidence] = {}
        for path, found in self.evidence.items():
            if path[:depth] != rows or len(path) <= depth:
                moved[path] = found
            elif path[depth] in to:
                moved[(*rows, to[int(path[depth])], *path[depth + 1 :])] = found
        return moved


# Paths


@lru_cache(maxsize=10_000)
def pointer(path: Path) -> str:
    """`path` as a JSON pointer: `/engagements/0/date`."""
    return "/".join(("", *map(str, path)))


def path_of(pointer: str) -> Path:
    """The path that a JSON pointer writes; numbers are positions."""
    return tuple(int(part) if part.isdigit() else part for part in pointer.split("/")[1:])


@lru_cache(maxsize=10_000)
def template(path: Path) -> tuple[str, ...]:
    """`path` without its positions: where the codebook describes it."""
    return tuple(part for part in path if isinstance(part, str))


def field_of(path: Path) -> Field:
    """The field of the codebook that `path` addresses. Raises KeyError."""
    return field_at(template(path))


def get(record: Any, path: Path) -> Any:
    """The value or rows at `path` of `record`; None where there is nothing."""
    for part in path:
        try:
            record = record[part]
        except (KeyError, IndexError, TypeError):
            return None
    return record


def values(record: Mapping[str, Any]) -> list[tuple[Path, Field, Any]]:
    """Every value of `record`, empty ones too, with path and field, in the order of the codebook."""
    found: list[tuple[Path, Field, Any]] = []
    _gather(found, record["article"], ("article",))
    for position, engagement in enumerate(record["engagements"]):
        _gather(found, engagement, ("engagements", position))
    return found


def diff(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """The values that differ, by position, in the order of the codebook; rows come with their values."""
    before = {path: value for path, _field, value in values(old)}
    after = {path: value for path, _field, value in values(new)}
    paths = dict.fromkeys([*before, *after])
    return [Difference(p, before.get(p), after.get(p)) for p in paths if before.get(p) != after.get(p)]


def _gather(found: list[tuple[Path, Field, Any]], row: Mapping[str, Any], above: Path) -> None:
    for path, each in _places(above):
        value = row.get(each.key)
        if each.group:
            for position, inner in enumerate(value or []):
                _gather(found, inner, (*path, position))
        else:
            found.append((path, each, value))


@lru_cache(maxsize=2_000)
def _places(above: Path) -> tuple[tuple[Path, Field], ...]:
    """Path and field of each value or group in the row at `above`."""
    return tuple(((*above, each.key), each) for each in _group(above).fields)


def _group(rows: Path) -> Group:
    group = field_of(rows).group
    if group is None:
        raise KeyError(rows)
    return group


def _put(tree: Any, path: Path, value: Any) -> Any:
    """A copy of `tree` with `value` at `path`; only what lies on the way is copied."""
    if not path:
        return value
    part = path[0]
    copied: Any = dict(tree) if isinstance(tree, Mapping) else list(tree)
    copied[part] = _put(copied[part] if isinstance(part, int) else copied.get(part), path[1:], value)
    return copied


# As JSON, in the store and on the wire


def evidence_to_json(evidence: Mapping[Path, Evidence]) -> dict[str, Any]:
    """`evidence` as JSON, keyed by pointer, empty parts left out."""
    pointed = {pointer(path): found for path, found in evidence.items()}
    return {key: _evidence_json(pointed[key]) for key in sorted(pointed)}


def evidence_from_json(stored: Mapping[str, Any]) -> dict[Path, Evidence]:
    """The inverse of `evidence_to_json`."""
    return {path_of(key): _evidence(value) for key, value in stored.items()}


def _evidence_json(found: Evidence) -> dict[str, Any]:
    out: dict[str, Any] = {
        "state": found.state.value,
        "spans": [[s.start, s.end, s.quote] for s in found.spans],
    }
    if found.proposal:
        p = found.proposal
        out["proposal"] = {"value": p.value, "confidence": p.confidence.value, "rule": p.rule}
        if p.spans != found.spans:
            out["proposal"]["spans"] = [[s.start, s.end, s.quote] for s in p.spans]
    if found.note:
        out["note"] = found.note
    if found.flagged:
        out["flagged"] = True
    return out


def _evidence(stored: Mapping[str, Any]) -> Evidence:
    spans = tuple(Span(*span) for span in stored["spans"])
    proposal = None
    if p := stored.get("proposal"):
        own = tuple(Span(*span) for span in p["spans"]) if "spans" in p else spans
        proposal = Proposal(p["value"], own, Confidence(p["confidence"]), p["rule"])
    return Evidence(State(stored["state"]), spans, proposal, stored.get("note", ""), stored.get("flagged", False))
