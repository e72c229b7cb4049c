"""Commands about finished releases: check one, compare two. Neither needs a project."""

import argparse

from curator.cli.console import Exit, tell
from curator.i18n import _, plural


def verify_release(asked: argparse.Namespace) -> Exit:
    """Print everything that is wrong with the release; 0 if nothing is."""
    from curator.export import verify

    count = 0
    for count, complaint in enumerate(verify(asked.folder), 1):  # noqa: B007
        print(complaint)
    if count:
        tell(plural("{n} thing is wrong.", "{n} things are wrong.", count))
        return Exit.PROBLEM
    tell(_("The release is as it was made: files, types, keys, codes and dates."))
    return Exit.DONE


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
