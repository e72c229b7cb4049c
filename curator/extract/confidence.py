"""How far to trust a value: the words `sure`, `check` and `guess`, lowered where the page gives reason to doubt."""

from collections.abc import Iterable

from curator.extract.names import near
from curator.extract.page import Found
from curator.extract.people import Person
from curator.model.record import Confidence

_ORDER = (Confidence.SURE, Confidence.CHECK, Confidence.GUESS)
_ALIKE = 0.8


def lower(*words: Confidence) -> Confidence:
    """The weakest of these words."""
    return max(words, key=_ORDER.index)


def doubted(found: Found, confidence: Confidence, rule: str = "") -> Found:
    """`found`, trusted no more than `confidence`; `rule` names the doubt."""
    if _ORDER.index(confidence) <= _ORDER.index(found.confidence):
        return found
    return Found(found.value, found.spans, confidence, rule or found.rule)


def rivals(person: Person, people: Iterable[Person]) -> list[Person]:
    """Other people of the page whose names are nearly this one: perhaps one person, perhaps a slip."""
    return [
        other
        for other in people
        if other is not person and len(other.key) > 1 and near(person.key, other.key, _ALIKE) >= _ALIKE
    ]
