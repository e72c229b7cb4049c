"""Commands about the store's file: check, backup, restore, rebuild; and the list of the window's commands."""

import argparse
from contextlib import ExitStack

from curator.cli.console import Exit, tell
from curator.errors import StoreProblem
from curator.i18n import _, plural
from curator.store import REASONS, Store


def opened(asked: argparse.Namespace, *, write: bool, new: bool = False) -> Store:
    """The store that the command names. Raises StoreProblem; a missing one is made only if `new`."""
    if not new and not asked.store.is_file():
        raise StoreProblem(_("There is no project at {path}.").format(path=asked.store), _("Name it with --store."))
    return Store(asked.store, reader=asked.reader or _system_reader(), write=write)


def _system_reader() -> str:
    """Who sits here: the name in the settings, else the system's."""
    import getpass

    from curator import settings

    try:
        return settings.load().reader or getpass.getuser()
    except (OSError, KeyError):  # a user without a name
        return "?"


def check(asked: argparse.Namespace) -> Exit:
    """Print everything wrong with the store; 0 if nothing is."""
    with opened(asked, write=False) as store:
        count = 0
        for count, finding in enumerate(store.check(), 1):  # noqa: B007
            print(finding)
        by_status = store.counts_by_status()
    if count:
        tell(plural("{n} thing is wrong.", "{n} things are wrong.", count))
        return Exit.PROBLEM
    tell(plural("{n} article, nothing wrong.", "{n} articles, nothing wrong.", sum(by_status.values())))
    return Exit.DONE


def backup(asked: argparse.Namespace) -> Exit:
    """Print where the copy is, or every backup there is: path, time, articles, revisions, bytes, reason."""
    with opened(asked, write=False) as store:
        if not asked.list:
            print(store.backup(asked.to))
            return Exit.DONE
        found = store.backups()
    if not found:
        tell(_("There is no backup."))
    for each in found:
        reason = _(REASONS.get(each.reason, each.reason))
        print(each.path, each.at, each.articles, each.revisions, each.size, reason, sep="\t")
    return Exit.DONE if found else Exit.NOTHING


def restore(asked: argparse.Namespace) -> Exit:
    """Print where the copy of the backup is."""
    with opened(asked, write=False) as store:
        newest = next(iter(store.backups()), None)
        source = asked.backup or (newest.path if newest else None)
        if source is None:
            tell(_("There is no backup."))
            return Exit.NOTHING
        print(store.restore(source, asked.to))
    tell(_("Open the copy, look at it, and go on with it if it is right."))
    return Exit.DONE


def notes(asked: argparse.Namespace) -> Exit:
    """Write the notes and flags of all articles as a CSV file."""
    from curator.jobs import drain, export_notes

    with opened(asked, write=False) as store:
        count = drain(export_notes(store, asked.out))
    tell(plural("{n} note or flag is written.", "{n} notes and flags are written.", count))
    return Exit.DONE if count else Exit.NOTHING


def rebuild(asked: argparse.Namespace) -> Exit:
    """Make the projection anew."""
    with opened(asked, write=True) as store:
        store.rebuild()
    return Exit.DONE


def commands(_asked: argparse.Namespace) -> Exit:
    """Print id, keys, zone and words of each command of the window."""
    from curator.ui.commands.table import listing

    for line in listing():
        print(line)
    return Exit.DONE


def self_check(_asked: argparse.Namespace) -> Exit:
    """Print one line for each part of the program: whether it works on this computer, and what was found."""
    from curator import selfcheck
    from curator.ui.qtcheck import window_system

    fine = True
    for check in selfcheck.run(window_system):
        print("ok" if check.ok else _("FAILED"), check.name, check.detail, sep="\t", flush=True)
        fine = fine and check.ok
    return Exit.DONE if fine else Exit.PROBLEM


def diagnose(asked: argparse.Namespace) -> Exit:
    """Write what developers must know of this computer, without a word of any article."""
    from curator import diagnostics
    from curator.ui.qtcheck import window_system

    with ExitStack() as stack:
        store = None
        try:
            store = stack.enter_context(opened(asked, write=False)) if asked.store.is_file() else None
        except StoreProblem as problem:  # the more reason to describe the rest
            tell(str(problem))
        diagnostics.write(asked.out, store, window_system)
    print(asked.out)
    return Exit.DONE
