"""Counting: one article's prediction against its gold record."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import Any

from curator.evaluate.compare import (
    name_words,
    same_body,
    same_date,
    same_day,
    same_person,
    same_place,
    same_role,
    same_text,
)

Row = Mapping[str, Any]
Same = Callable[[Any, Any], bool]

CORE = ("date", "type", "country", "partner_city", "home_lead", "partner_lead")
FIELDS = (
    "headline", "outlet", "authors", "published", "language", "engagement", "date", "type", "city", "country",
    "partner_city", "home_people", "home_lead", "partner_people", "partner_lead", "role", "organisation", "sectors",
    "agreements",
)  # fmt: skip
_MOST = 6  # meetings of one article that are paired with gold in every order


@dataclass
class Count:
    """Values right, values too many, values missed. A wrong value is one of each of the last two."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, other: "Count") -> None:
        """Sum `other` into this."""
        self.right += other.right
        self.extra += other.extra
        self.missed += other.missed

    @property
    def precision(self) -> float | None:
        """Share of the given values that are right; None if none is given."""
        return self.right / (self.right + self.extra) if self.right + self.extra else None

    @property
    def recall(self) -> float | None:
        """Share of the gold values that are found; None if gold holds none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None if there is nothing to count."""
        total = 2 * self.right + self.extra + self.missed
        return 2 * self.right / total if total else None


@dataclass(frozen=True)
class Miss:
    """One error: what was found, what gold holds, and the passage the machine relied on."""

    article: str
    field: str
    found: Any
    gold: Any
    passage: str = ""


@dataclass
class Scored:
    """The counts of one article, its errors, and whether each value that carries a confidence is right."""

    article: str
    language: str = ""
    kind: str = ""  # suffix of the source file
    core: bool = False
    counts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in FIELDS})
    misses: list[Miss] = field(default_factory=list)
    judged: list[tuple[str, bool]] = field(default_factory=list)  # confidence word, right or wrong


def score_article(article: str, gold: Row, prediction: Row) -> Scored:
    """Compare one prediction with its gold record."""
    return _Scorer(article, gold, prediction).scored


class _Scorer:
    """Walks gold and prediction together."""

    def __init__(self, article: str, gold: Row, prediction: Row) -> None:
        source = gold.get("file") or (prediction.get("source") or {}).get("file") or ""
        told = gold["article"]
        self.scored = Scored(article, str(told.get("language") or ""), Path(str(source)).suffix.lstrip("."))
        self._prediction = prediction
        self._article(told, gold.get("accept") or {}, prediction.get("article") or {})
        wanted, given = _rows(gold.get("engagements")), _rows(prediction.get("engagements"))
        right = len(wanted) == len(given)
        for each, position in _paired(wanted, given):
            wrong = self._engagement(each, given[position] if position is not None else None, position)
            right = right and not wrong
        self.scored.core = right

    # The article

    def _article(self, gold: Row, accept: Row, found: Row) -> None:
        for name, same in (("headline", same_text), ("outlet", same_text), ("published", same_day)):
            self._value(name, gold.get(name), found.get(name), accept.get(name), same, f"/article/{name}")
        language = str(found.get("language") or "").split("-")[0]
        self._value(
            "language", gold.get("language"), language, accept.get("language"), same_text, "/article/language"
        )
        given = {name_words(name) for name in found.get("authors") or []} - {frozenset()}
        choices = [gold.get("authors") or [], *(accept.get("authors") or [])]
        sets = [{name_words(name) for name in choice} - {frozenset()} for choice in choices]
        wanted = max(sets, key=lambda names: len(names & given) - len(names ^ given))
        count = Count(len(wanted & given), len(given - wanted), len(wanted - given))
        self.scored.counts["authors"].add(count)
        if given:
            self._judge("/article/authors", wanted == given)
        if wanted != given:
            self._miss("authors", found.get("authors"), gold.get("authors"), "/article/authors")

    # One meeting

    def _engagement(self, gold: Row | None, found: Row | None, position: int | None) -> list[str]:
        """Count one pair, either of which may lack. Returns the core fields that are wrong."""
        self.scored.counts["engagement"].add(
            Count(int(bool(gold and found)), int(gold is None), int(found is None))
        )  # fmt: skip
        if gold is None or found is None:
            here = f"/engagements/{position}/date" if position is not None else ""
            self._miss("engagement", found and found.get("date"), gold and gold.get("date"), here)
        gold, found = gold or {}, found or {}
        accept: Row = gold.get("accept") or {}
        above = f"/engagements/{position}"
        right: dict[str, bool] = {}
        for name, same in (
            ("date", same_date), ("type", same_text), ("city", same_place), ("country", same_text),
            ("partner_city", same_place),
        ):  # fmt: skip
            right[name] = self._value(
                name, gold.get(name), found.get(name), accept.get(name), same, f"{above}/{name}"
            )
        for side in ("home", "partner"):
            self._people(side, _people(gold.get(side)), _people(found.get(side)), f"{above}/{side}")
            right[f"{side}_lead"] = self._lead(side, gold.get(side), found.get(side))
        self._sectors(gold, accept, found, above)
        self._agreements(_rows(gold.get("agreements")), _rows(found.get("agreements")), above)
        return [name for name in CORE if not right[name]]

    def _people(self, side: str, gold: list[Row], found: list[Row], above: str) -> None:
        name = f"{side}_people"
        left = list(enumerate(found))
        for each in gold:
            names = [each["name"], *((each.get("accept") or {}).get("name") or [])]
            hit = next((pair for pair in left if any(same_person(n, pair[1]["name"]) for n in names if n)), None)
            if hit is None:
                if not each.get("optional"):
                    self._person_missed(name, each)
                continue
            left.remove(hit)
            if each.get("optional"):
                continue
            self.scored.counts[name].right += 1
            self._judge(f"{above}/{hit[0]}/name", True)
            accept: Row = each.get("accept") or {}
            for key, same in (("role", same_role), ("organisation", same_body)):
                at = f"{above}/{hit[0]}/{key}"
                self._value(key, each.get(key), hit[1].get(key), accept.get(key), same, at)
        for position, person in left:
            self.scored.counts[name].extra += 1
            self._judge(f"{above}/{position}/name", False)
            self._miss(name, person["name"], None, f"{above}/{position}/name")
            for key in ("role", "organisation"):
                self.scored.counts[key].extra += bool(person.get(key))

    def _person_missed(self, name: str, gold: Row) -> None:
        self.scored.counts[name].missed += 1
        self._miss(name, None, gold["name"], "")
        self.scored.counts["role"].missed += bool(gold.get("role"))
        optional = None in ((gold.get("accept") or {}).get("organisation") or [])
        self.scored.counts["organisation"].missed += bool(gold.get("organisation")) and not optional

    def _lead(self, side: str, gold: Any, found: Any) -> bool:
        wanted = next((person for person in _people(gold) if person.get("lead")), {})
        others = (wanted.get("accept") or {}).get("name")
        return self._value(f"{side}_lead", wanted.get("name"), _lead_of(found), others, same_person, "")

    def _sectors(self, gold: Row, accept: Row, found: Row, above: str) -> None:
        wanted, given = set(gold.get("sectors") or []), [str(code).strip() for code in found.get("sectors") or []]
        optional = set(accept.get("sectors_optional") or [])
        extra = set(given) - wanted - optional
        self.scored.counts["sectors"].add(Count(len(wanted & set(given)), len(extra), len(wanted - set(given))))
        for position, code in enumerate(given):
            if code in wanted | extra:
                self._judge(f"{above}/sectors/{position}", code in wanted)
            if code in extra:
                self._miss("sectors", code, None, f"{above}/sectors/{position}")
        for code in sorted(wanted - set(given)):
            self._miss("sectors", None, code, "")

    def _agreements(self, gold: list[Row], found: list[Row], above: str) -> None:
        left = list(enumerate(found))
        for each in sorted(gold, key=lambda row: bool(row.get("optional"))):
            hit = next((pair for pair in left if _same_agreement(each, pair[1])), None)
            if hit:
                left.remove(hit)
            if each.get("optional"):
                continue
            self.scored.counts["agreements"].add(Count(right=int(hit is not None), missed=int(hit is None)))
            if hit:
                self._judge(f"{above}/agreements/{hit[0]}/kind", True)
            else:
                self._miss("agreements", None, _agreement(each), "")
        for position, row in left:
            self.scored.counts["agreements"].extra += 1
            self._judge(f"{above}/agreements/{position}/kind", False)
            self._miss("agreements", _agreement(row), None, f"{above}/agreements/{position}/kind")

    # One value

    def _value(self, name: str, gold: Any, found: Any, accept: Any, same: Same, at: str) -> bool:
        """Count one value; an empty one is right where gold, or one of its further values, is empty."""
        choices = [gold, *(accept or [])]
        may_lack = any(_is_empty(choice) for choice in choices)
        count = self.scored.counts[name]
        if _is_empty(found):
            if not may_lack:
                count.missed += 1
                self._miss(name, None, gold, "")
            return may_lack
        right = any(same(choice, found) for choice in choices if not _is_empty(choice))
        self._judge(at, right)
        if right:
            count.right += 1
        else:
            count.extra += 1
            count.missed += not may_lack
            self._miss(name, found, gold, at)
        return right

    def _judge(self, at: str, right: bool) -> None:
        word = (self._prediction.get("confidence") or {}).get(at)
        if word:
            self.scored.judged.append((str(word), right))

    def _miss(self, name: str, found: Any, gold: Any, at: str) -> None:
        passages = (self._prediction.get("evidence") or {}).get(at) or []
        passage = " … ".join(str(each.get("quote", "")) for each in passages if isinstance(each, dict))
        self.scored.misses.append(Miss(self.scored.article, name, found, gold, passage))


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or value == [] or value == {}


def _rows(value: Any) -> list[Row]:
    return [row for row in value or [] if isinstance(row, Mapping)]


def _people(value: Any) -> list[Row]:
    return [row for row in _rows(value) if not _is_empty(row.get("name"))]


def _lead_of(value: Any) -> Any:
    people = _people(value)
    lead = next((person for person in people if person.get("lead")), None)
    if lead is None and len(people) == 1 and "lead" not in people[0]:
        lead = people[0]
    return lead.get("name") if lead else None


def _agreement(row: Row) -> dict[str, Any]:
    return {key: row.get(key) for key in ("kind", "date", "status")}


def _same_agreement(gold: Row, found: Row) -> bool:
    """Kind, date and status, each as in gold or one of its further values."""
    accept = gold.get("accept") or {}
    return all((found.get(k) or None) in [gold.get(k), *(accept.get(k) or [])] for k in ("kind", "date", "status"))


def _paired(gold: Sequence[Row], found: Sequence[Row]) -> Iterable[tuple[Row | None, int | None]]:
    """Each gold meeting with the position of its prediction, in the order that makes most values right."""
    count = max(len(gold), min(len(found), _MOST))
    given = [*found[:count]]
    worth = {(i, j): _worth(row, given[j]) for i, row in enumerate(gold) for j in range(len(given))}
    best = max(
        permutations(range(count), len(gold)),
        key=lambda order: sum(worth.get((i, j), 0.0) for i, j in enumerate(order)),
        default=(),
    )
    pairs: list[tuple[Row | None, int | None]] = [
        (gold[i], j if j < len(given) else None) for i, j in enumerate(best)
    ]
    return [*pairs, *((None, j) for j in range(len(given)) if j not in best)]


def _worth(gold: Row, found: Row) -> float:
    """How well a prediction fits a gold meeting: right values, less a little for each error."""
    scorer = _Scorer("", {"article": {}}, {})
    scorer._engagement(gold, found, None)
    counts = scorer.scored.counts.values()
    return sum(c.right for c in counts) - 0.01 * sum(c.extra + c.missed for c in counts)
