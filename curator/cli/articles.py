"""Commands about articles: import, extract, export, and the demonstration of all of it."""

import argparse
import os
import tempfile
from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path

from curator import __version__, jobs
from curator.cli.console import Exit, complain, run, tell
from curator.cli.files import opened
from curator.errors import Problem
from curator.i18n import _, language, plural, set_language
from curator.ingest import find_files
from curator.model.revision import RELEASED
from curator.model.vocab import place_called
from curator.paths import sample_project
from curator.store import Store


def import_(asked: argparse.Namespace) -> Exit:
    """Print the document id of each article added, also of those added before Ctrl+C or a full disk."""
    report = jobs.ImportReport()
    try:
        if asked.store.exists() or run(_usable(asked.paths, report)):
            with opened(asked, write=True, new=True) as store:
                run(jobs.import_files(store, asked.paths, asked.home, report))
    finally:
        for document in report.added:
            print(document)
        complain(report.failed)
    if not (report.added or report.known or report.failed):
        return _nothing()
    tell(plural("{n} article added.", "{n} articles added.", len(report.added)))
    if report.known:
        tell(plural("{n} was in the project already.", "{n} were in the project already.", len(report.known)))
    if report.failed:
        tell(plural("{n} file could not be used.", "{n} files could not be used.", len(report.failed)))
        return Exit.PROBLEM
    return Exit.DONE if report.added else Exit.NOTHING


def _usable(paths: Sequence[Path], report: jobs.ImportReport) -> Generator[jobs.Progress, None, bool]:
    """Whether any file holds an article, so that no project is made for nothing; `report` says why none does."""
    files, reader = find_files(paths), jobs.Reader(report.failed)
    for number, path in enumerate(files):
        if number:  # most often the first one is enough, and the import counts from there
            yield jobs.Progress(number, len(files), path.name)
        if reader.read(path):
            report.failed.clear()  # the import meets them again
            return True
    return False


def _nothing() -> Exit:
    tell(_("There is no file here that Curator reads."))
    return Exit.NOTHING


def home_city(name: str) -> str:
    """The code of the place called `name`, see `place_called`. Raises argparse.ArgumentTypeError."""
    try:
        return place_called(name).code
    except Problem as problem:
        raise argparse.ArgumentTypeError(f"{problem.message} {problem.hint}") from None


def extract(asked: argparse.Namespace) -> Exit:
    """Print the path of each file written, also of those written before Ctrl+C or a full disk."""
    report = jobs.ExtractReport()
    try:
        run(jobs.extract_files(asked.paths, asked.json, asked.home, report))
    finally:
        for path in report.files:
            print(path)
        complain(report.failed)
    if report.failed:
        return Exit.PROBLEM
    return Exit.DONE if report.files else _nothing()


def evaluate(asked: argparse.Namespace) -> Exit:
    """Print how good the extraction is, field by field; articles are extracted first, JSON is taken as it is."""
    from curator.evaluate import main_report

    failed = False
    with tempfile.TemporaryDirectory(prefix="curator-") as name:
        predictions = asked.paths[0]
        if len(asked.paths) > 1 or not any(predictions.glob("*.json")):
            predictions = Path(name)
            report = run(jobs.extract_files(asked.paths, predictions, asked.home))
            complain(report.failed)
            failed = bool(report.failed)
            if not report.files:
                return Exit.PROBLEM if failed else _nothing()
        for line in main_report(predictions, asked.gold, verbose=asked.verbose):
            print(line)
    return Exit.PROBLEM if failed else Exit.DONE


def export(asked: argparse.Namespace) -> Exit:
    """Print the folder of the release."""
    from curator.export import Options

    noted = os.access(asked.store, os.W_OK)  # a project that can only be read remembers no release
    with opened(asked, write=noted) as store:
        counts = store.counts_by_status()
        if not sum(counts.get(status, 0) for status in RELEASED) and asked.include == "verified":
            tell(_("No article is verified."))
            return Exit.NOTHING
        options = Options(created=store.changed_at, app_version=__version__, formats=tuple(asked.format))
        options = replace(options, evidence=asked.evidence, name=asked.name or options.name)
        options = replace(options, title=asked.title or options.title, licence=asked.licence or options.licence)
        options = replace(options, contributors=tuple(asked.contributor))
        job = jobs.export_release(store, asked.out, options, include=asked.include, previous=asked.previous)
        release = run(job)
    print(release.path)
    return Exit.DONE


def demo(asked: argparse.Namespace) -> Exit:
    """Import the sample articles, take pictures of the window in three languages, make a release of all of them."""
    out: Path = asked.out
    out.mkdir(parents=True, exist_ok=True)
    with Store(out / "sample.curator", reader="Demo") as store:
        files = sorted(path for path in sample_project().iterdir() if path.is_file())
        report = run(jobs.import_files(store, files, "Hanoi"))
        complain(report.failed)
        if os.environ.setdefault("QT_QPA_PLATFORM", "offscreen") == "offscreen":
            os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # it names what it cannot do
        from curator.ui.demo import screenshots

        spoken = language()
        for picture in screenshots(store, out):
            print(picture)
        set_language(spoken)
        release = run(jobs.export_release(store, out / "release", include="all"))
    print(release.path)
    return Exit.PROBLEM if report.failed else Exit.DONE
