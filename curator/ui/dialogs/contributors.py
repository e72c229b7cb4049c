"""The people behind a release as a person writes them in the dialog: the roles in the language of the window.

A release holds the roles of Data Package, which are English; whatever is no known role is kept as it is typed.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from curator.errors import Problem
from curator.i18n import LANGUAGES, N_, _, translate

if TYPE_CHECKING:
    from curator.export import Contributor

ROLES = {
    "author": N_("author"),
    "contributor": N_("contributor"),
    "editor": N_("editor"),
    "funder": N_("funder"),
    "maintainer": N_("maintainer"),
    "publisher": N_("publisher"),
}
EXAMPLE = N_("Lan Nguyen <author, editor>; Foreign Office <publisher>")
_BRACKETS = re.compile(r"<([^<>]*)>")
_KNOWN = {translate(label, language): role for role, label in ROLES.items() for language in LANGUAGES}


def read(typed: str) -> tuple["Contributor", ...]:
    """Whom `typed` names, with their roles. Raises Problem for one that cannot be read."""
    from curator.export import Contributor

    try:
        return tuple(Contributor.read(text) for text in documented(typed).split(";") if text.strip())
    except Problem as problem:
        example = _(EXAMPLE).split(";")[0]
        hint = _("Write a name and, in pointed brackets, the roles: {example}.").format(example=example)
        raise Problem(problem.message, hint) from None


def documented(typed: str) -> str:
    """`typed`, in any of our languages, with the roles that a release holds."""
    return _each(typed, lambda word: _KNOWN.get(word.lower(), word))


def shown(typed: str) -> str:
    """`typed` with the roles in the language in force."""
    return _each(documented(typed), lambda word: str(_(ROLES[word])) if word in ROLES else word)


def _each(typed: str, said: Callable[[str], str]) -> str:
    """`typed` with each role in brackets as `said` has it; a role may have several words."""

    def role(words: str) -> str:
        words = words.strip()
        whole = said(words)
        return whole if whole != words else " ".join(map(said, words.split()))

    return _BRACKETS.sub(lambda found: f"<{', '.join(map(role, found[1].split(',')))}>", typed)
