"""The commands and their options, and the one way in."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from curator import __version__, settings
from curator.cli import articles, files, releases
from curator.cli.console import Exit, tell
from curator.cli.wording import translated
from curator.errors import Problem, reason
from curator.i18n import LANGUAGES, _, set_language
from curator.paths import default_store

Command = Callable[[argparse.Namespace], Exit]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. `arguments` are those of the process unless given."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by who started us: without it, the other one would get its lines
            setattr(sys, name, open(os.devnull, "r+"))  # noqa: SIM115 - as long as the process
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    set_language(language_of(given))
    with translated():
        asked, unknown = parser().parse_known_args(given)
        if unknown:  # told by the command itself, which knows what it takes
            asked.refuse(_("unrecognized arguments: %s") % " ".join(unknown))
    command: Command = asked.command
    try:
        code = command(asked)
        sys.stdout.flush()  # a disk that is full, a reader who has left: here they can still be told
        return code
    except Problem as problem:
        tell(str(problem))
        return Exit.PROBLEM
    except BrokenPipeError:  # whoever read our output has left
        _give_up_output()
        return Exit.PROBLEM
    except OSError as error:  # a folder that cannot be made, a full disk: what no job has met by itself
        if error.filename is None:
            _give_up_output()
            tell(_("The output cannot be written: {reason}.").format(reason=reason(error)))
        else:
            name = Path(os.fsdecode(error.filename)).name
            tell(_("“{name}” cannot be read or written: {reason}.").format(name=name, reason=reason(error)))
        return Exit.PROBLEM
    except KeyboardInterrupt:
        tell(_("Cancelled; what was finished before is kept."))
        return Exit.CANCELLED


def _give_up_output() -> None:
    """Let the system swallow what is left of it, so that the end of the program does not meet the error again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def language_of(arguments: Sequence[str]) -> str:
    """The language asked for, else that of the settings, else the system's; needed before options are explained."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--language")
    try:
        asked = early.parse_known_args(arguments)[0].language
    except argparse.ArgumentError:
        asked = None
    system = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    wished = (asked, settings.load().language, system[:2])
    return next((each for each in wished if each in LANGUAGES), "en")


def parser() -> argparse.ArgumentParser:
    """Every command with its options, explained in the language in force."""
    root = argparse.ArgumentParser(
        prog="curator",
        description=_("From press reports to a verified dataset. Without a command, the window opens."),
        epilog=_("Exit codes: 0 done, 1 problems, 2 not understood, 3 nothing to do, 130 cancelled."),
    )
    root.add_argument(
        "--version", action="version", version=f"curator {__version__}", help=_("show the version and exit")
    )
    root.add_argument("--language", choices=LANGUAGES, help=_("language of messages"))
    project = _("the project file; {path} unless given").format(path=str(default_store()).replace("%", "%%"))
    root.add_argument("--store", type=Path, default=default_store(), metavar=_("FILE"), help=project)
    commands = root.add_subparsers(metavar=_("COMMAND"), required=True)

    def add(
        name: str, command: Command, about: str, *, store: bool = True, home: bool = False
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about, description=about)
        made.set_defaults(command=command, refuse=made.error)
        made.add_argument("--language", choices=LANGUAGES, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        if store:
            made.add_argument("--store", type=Path, default=argparse.SUPPRESS, metavar=_("FILE"), help=project)
            made.add_argument("--reader", default="", metavar=_("NAME"), help=_("who signs what is saved"))
        if home:
            city = settings.load().home_city
            now = _("the home city; now {city}").format(city=city.replace("%", "%%"))
            made.add_argument("--home", default=city, type=articles.home_city, metavar=_("CITY"), help=now)
        return made

    _add_articles(add)
    _add_releases(add)
    _add_files(add)
    return root


Add = Callable[..., argparse.ArgumentParser]


def _add_articles(add: Add) -> None:
    made = add("import", articles.import_, _("Add articles to a project and extract them."), home=True)
    made.add_argument("paths", nargs="+", type=Path, metavar=_("PATH"), help=_("files, folders or archives"))

    made = add("extract", articles.extract, _("Extract articles without a project."), store=False, home=True)
    made.add_argument("paths", nargs="+", type=Path, metavar=_("PATH"), help=_("files, folders or archives"))
    made.add_argument(
        "--json", required=True, type=Path, metavar=_("FOLDER"), help=_("gets one .json for each article")
    )

    made = add(
        "evaluate", articles.evaluate, _("Compare the extraction with gold records."), store=False, home=True
    )
    made.add_argument(
        "paths", nargs="+", type=Path, metavar=_("PATH"), help=_("articles, or a folder of JSON files")
    )
    made.add_argument("--gold", required=True, type=Path, metavar=_("FOLDER"), help=_("the gold records"))
    made.add_argument("--verbose", action="store_true", help=_("name every difference"))

    made = add("export", articles.export, _("Make a release of the verified articles."))
    made.add_argument("--out", required=True, type=Path, metavar=_("FOLDER"), help=_("gets the release"))
    made.add_argument(
        "--include",
        choices=("verified", "all"),
        default="verified",
        help=_("which articles; only verified ones unless given"),
    )
    made.add_argument(
        "--format",
        action="append",
        default=[],
        metavar=_("NAME"),
        help=_("one more format: {names}; may be repeated").format(names="sqlite, parquet, plover, croissant"),
    )
    made.add_argument(
        "--evidence",
        choices=("quotes", "offsets", "none"),
        default="quotes",
        help=_("what of the passages goes out"),
    )
    made.add_argument("--name", default="", metavar=_("NAME"), help=_("the name of the dataset"))
    made.add_argument("--title", default="", metavar=_("TITLE"), help=_("the title of the dataset"))
    made.add_argument("--licence", default="", metavar="SPDX", help=_("the licence, CC-BY-4.0 unless given"))
    made.add_argument(
        "--contributor",
        action="append",
        default=[],
        type=releases.contributor,
        metavar=_("PERSON"),
        help=_("who made it, as “Name <author, editor>”; may be repeated"),
    )
    made.add_argument(
        "--previous",
        type=Path,
        metavar=_("FOLDER"),
        help=_("the release to compare with; by default the newest one beside it"),
    )

    made = add("demo", articles.demo, _("Run the sample project: import, screenshots, release."), store=False)
    made.add_argument(
        "--out", required=True, type=Path, metavar=_("FOLDER"), help=_("gets project, pictures and release")
    )


def _add_releases(add: Add) -> None:
    made = add("verify-release", releases.verify_release, _("Check a release without the project."), store=False)
    made.add_argument("folder", type=Path, metavar=_("FOLDER"), help=_("the folder of the release"))

    about = _("Tell two releases apart, field by field.")
    made = add("compare-releases", releases.compare_releases, about, store=False)
    made.add_argument("old", type=Path, metavar=_("OLD"), help=_("the folder of the older release"))
    made.add_argument("new", type=Path, metavar=_("NEW"), help=_("the folder of the newer release"))


def _add_files(add: Add) -> None:
    add("check", files.check, _("Check the integrity of a project."))

    made = add("backup", files.backup, _("Copy a project while it is in use, and check the copy."))
    made.add_argument(
        "--to", type=Path, metavar=_("FILE"), help=_("the copy; by default among the project's backups")
    )
    made.add_argument("--list", action="store_true", help=_("list the backups instead"))

    made = add("restore", files.restore, _("Copy a backup to a new project; the one in use stays as it is."))
    made.add_argument("backup", type=Path, nargs="?", metavar=_("BACKUP"), help=_("by default the newest one"))
    made.add_argument("--to", required=True, type=Path, metavar=_("FILE"), help=_("the new project file"))

    made = add("notes", files.notes, _("List the notes and flags for colleagues, as a table."))
    made.add_argument("--out", required=True, type=Path, metavar=_("FILE"), help=_("gets the table (CSV)"))

    add("rebuild", files.rebuild, _("Make tables, lists and search anew from the log."))
    add("self-check", files.self_check, _("Look whether everything works on this computer."), store=False)

    made = add("diagnostics", files.diagnose, _("Describe this computer to the developers, without any article."))
    made.add_argument("--out", required=True, type=Path, metavar=_("FILE"), help=_("gets the description"))

    add("commands", files.commands, _("List the commands of the window with their keys."), store=False)
