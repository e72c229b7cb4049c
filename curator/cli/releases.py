"""Commands about finished releases: check one, compare two. Neither needs a project."""

import argparse
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from curator.cli.console import Exit, run, tell
from curator.errors import Problem
from curator.i18n import _, plural
from curator.jobs import Progress

if TYPE_CHECKING:
    from curator.export import Contributor


def contributor(text: str) -> "Contributor":
    """The person of an option `--contributor`. Raises argparse.ArgumentTypeError."""
    from curator.export import Contributor

    try:
        return Contributor.read(text)
    except Problem as problem:
        raise argparse.ArgumentTypeError(str(problem)) from problem


def verify_release(asked: argparse.Namespace) -> Exit:
    """Print everything that is wrong with the release; 0 if nothing is."""
    complaints = run(_checked(asked.folder))
    for complaint in complaints:
        print(complaint)
    if complaints:
        tell(plural("{n} thing is wrong.", "{n} things are wrong.", len(complaints)))
        return Exit.PROBLEM
    tell(_("The release is as it was made: files, types, keys, codes and dates."))
    return Exit.DONE


def _checked(folder: Path) -> Generator[Progress, None, list[str]]:
    from curator.export import check

    steps = check(folder)
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            complaints: list[str] = end.value
            return complaints
        yield Progress(step.done, step.total, step.label)


def compare_releases(asked: argparse.Namespace) -> Exit:
    """Print what differs, one value a line: table, id, row, field, old, new, reason, parted by tabs."""
    from curator.export import compare

    found = compare(asked.old, asked.new)
    for _level, what in found.structure:
        print(what)
    for each in found.changes:
        print(each.table, each.id, each.row, each.field, each.old, each.new, each.reason, sep="\t")
    summary = _("{old} to {new}: {added} engagements added, {removed} removed, {changed} corrected.")
    counts = {"added": len(found.added), "removed": len(found.removed), "changed": len(found.changed)}
    tell(summary.format(old=found.old, new=found.new, **counts))
    return Exit.DONE if found.changes or found.structure else Exit.NOTHING
