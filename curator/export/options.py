"""What a release is made with, what it reports while it is made, and what comes out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Self

from curator.errors import Problem
from curator.i18n import _
from curator.model.revision import RELEASED, Status

NAME = "[a-z0-9][a-z0-9._-]*"  # what a dataset may be called, as a regular expression
Grade = Literal["quotes", "offsets", "none"]


@dataclass(frozen=True)
class Contributor:
    """A person or body behind the dataset; `roles` as in Data Package, such as `author` or `funder`."""

    title: str
    roles: tuple[str, ...] = ("author",)
    organization: str = ""
    path: str = ""  # a web address, for example of an ORCID

    @classmethod
    def read(cls, text: str) -> Self:
        """`Name <author, funder>`, or a name alone, who is an author. Raises Problem."""
        found = _CONTRIBUTOR.fullmatch(text.strip())
        if not found:
            raise Problem(
                _("“{text}” is not a contributor.").format(text=text.strip()),
                _("Write a name and, in pointed brackets, the roles: Lan Nguyen <author, editor>."),
            )
        roles = re.split(r"[\s,;]+", (found["roles"] or "author").strip(" ,;"))
        return cls(found["name"].strip(), tuple(dict.fromkeys(role.lower() for role in roles)))


_CONTRIBUTOR = re.compile(r"(?P<name>[^<>]*[^<>\s])\s*(?:<(?P<roles>[\s,;]*[^\W\d_][\w\s,;-]*)>)?")


@dataclass(frozen=True)
class Options:
    """Everything but the entries that decides the bytes of a release.

    `stays` counts the articles that stay in, keyed by status or, for excluded ones, `excluded:<reason>`; empty
    means: count those that `entries` yields and `include` leaves out.
    """

    created: str  # UTC ISO 8601, given by the caller: nothing here reads the clock
    app_version: str
    name: str = "hanoi-engagements"
    title: str = "Foreign engagements of Hanoi"
    licence: str = "CC-BY-4.0"  # SPDX id
    contributors: tuple[Contributor, ...] = ()
    evidence: Grade = "quotes"
    include: tuple[Status, ...] = RELEASED
    formats: tuple[str, ...] = ()  # of sqlite, parquet, plover, croissant
    url: str = ""  # where the dataset will be found
    filter: str = ""  # the view that was exported, in words
    stays: Mapping[str, int] = field(default_factory=dict)
    language: str = "en"  # of the labels in the workbook and of the page before a reader chooses


@dataclass(frozen=True)
class Step:
    """How far the work is: `done` of `total` rows (0: not known); `label` is in the language in force."""

    done: int
    total: int
    label: str


@dataclass(frozen=True)
class Release:
    """What was built: its version, folder and zip, rows per table, and the SHA-256 of each file."""

    name: str
    version: str
    path: Path
    zip: Path
    counts: Mapping[str, int]
    files: Mapping[str, str]
