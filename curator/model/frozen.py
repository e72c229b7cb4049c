"""Frozen classes: a few named fields, equal when these are equal.

`dataclass(frozen=True)` compiles six methods for each class, about a millisecond, and the start of the window would
pay that for thirty classes before its first picture. `frozen` lets `dataclass` write `__init__` alone and gives the
rest as closures. To the type checker both are the same: that nobody assigns to a field is checked there.
"""

from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make `cls` a dataclass compared, hashed and shown by its fields. `replace`, `fields` and `asdict` know it."""
    made: Any = dataclass(eq=False, repr=False, match_args=False)(cls)
    names = tuple(made.__dataclass_fields__)
    content = attrgetter(*names)

    def equal(self: T, other: object) -> bool:
        return content(self) == content(other) if other.__class__ is self.__class__ else NotImplemented

    def key(self: T) -> int:
        return hash(content(self))

    def shown(self: T) -> str:
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    made.__eq__, made.__hash__, made.__repr__ = equal, key, shown
    return cls
