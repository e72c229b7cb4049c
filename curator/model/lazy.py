"""Properties that are worked out when first asked for.

Python 3.11 takes a lock for each `cached_property` that is worked out, which later versions do not; for the small
properties of every line of a page that lock costs more than the answers.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    lazy = cached_property
else:

    class lazy(cached_property):  # noqa: N801 - named as the decorator that it is
        """`cached_property` without the lock: two threads that ask at once may both work the answer out."""

        def __get__(self, instance: Any, owner: type | None = None) -> Any:
            if instance is None:
                return self
            value = instance.__dict__[self.attrname] = self.func(instance)
            return value
