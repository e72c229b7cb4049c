"""Long work: generators that yield Progress and return a result.

`drain` runs one to its end, the command line prints it, the window runs it on a worker thread. Closing the
generator cancels it; what it had finished is kept. Every job opens its own Store on the thread that runs it, and
notes an article that fails instead of stopping. What `Progress.done` counts is safe on the disk.
"""

import json
import logging
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from curator import __version__
from curator.errors import Problem, StoreProblem, UnreadableFile
from curator.i18n import _, plural
from curator.ingest import Companion
from curator.model.article import Article
from curator.model.record import Sheet
from curator.model.revision import RELEASED, Status
from curator.renewal import renew
from curator.store import Duplicate, Moved, Query, Store

if TYPE_CHECKING:
    from curator.export import Options, Release
    from curator.export.release import Build

Result = TypeVar("Result")
TOGETHER = 16  # articles that are added in one transaction at most,
PATIENCE = 0.25  # and seconds that one waits for the others
log = logging.getLogger(__name__)


class Progress(NamedTuple):
    """How far a job is: `done` of `total` steps, and what it works on. `total` is 0 while it is not known."""

    done: int
    total: int
    label: str


@dataclass
class ImportReport:
    """What became of the files."""

    added: list[str] = field(default_factory=list)  # documents
    known: list[tuple[str, str]] = field(default_factory=list)  # name, and the document that was there already
    failed: list[tuple[str, Problem]] = field(default_factory=list)  # name and reason


@dataclass
class ExtractReport:
    """What an extraction changed or wrote."""

    documents: list[str] = field(default_factory=list)  # changed in the store
    files: list[Path] = field(default_factory=list)  # written
    differences: int = 0  # values that the machine sees otherwise than the record
    failed: list[tuple[str, Problem]] = field(default_factory=list)


def drain(job: Generator[Any, None, Result]) -> Result:
    """Run `job` to its end; its result."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            result: Result = end.value
            return result


# Import


def import_files(
    store: Store, paths: Sequence[Path], home_city: str, report: ImportReport | None = None
) -> Generator[Progress, None, ImportReport]:
    """Read files, folders and archives, extract each article and keep it in `store`.

    An article that is known by its bytes or its web address is left as it is. Raises StoreProblem if the store
    cannot take more (a full disk); what was added before stays, and is counted in the message. A `report` that is
    given is filled, for who must know what was added before the job was cancelled.
    """
    from curator import ingest

    report = report or ImportReport()
    files = ingest.find_files(paths)
    reader = Reader(report.failed)
    safe = 0
    with store.again() as own:
        intake = _Intake(own, home_city, report)
        try:
            for number, path in enumerate(files, 1):
                yield Progress(safe, len(files), path.name)
                for article in reader.read(path):
                    intake.take(article)
                safe = safe if intake.waiting else number
            intake.keep()
        except StoreProblem as problem:
            raise _stopped(report, problem) from problem
        finally:
            intake.keep()
    yield Progress(len(files), len(files), "")
    return report


def _stopped(report: ImportReport, problem: StoreProblem) -> StoreProblem:
    """`problem`, told together with what was added before it."""
    if not report.added:
        return problem
    told = plural("{n} article was added before this:", "{n} articles were added before this:", len(report.added))
    return StoreProblem(f"{told} {problem.message}", problem.hint)


def import_text(store: Store, text: str, name: str, home_city: str) -> Generator[Progress, None, ImportReport]:
    """Keep a pasted text as an article called `name`; see `import_files`."""
    from curator import ingest

    report = ImportReport()
    yield Progress(0, 1, name)
    with store.again() as own:
        intake = _Intake(own, home_city, report)
        try:
            intake.take(ingest.read_text(text, name))
            intake.keep()
        except UnreadableFile as reason:
            report.failed.append((name, reason))
    yield Progress(1, 1, "")
    return report


class _Intake:
    """Extracts articles and adds several to the store in one transaction, which takes little longer than for one.

    Other writers wait only while it adds. Whatever goes wrong with an article is noted and goes no further.
    """

    def __init__(self, store: Store, home_city: str, report: ImportReport) -> None:
        self.waiting: list[tuple[Article, Sheet]] = []  # not in the store yet
        self._store = store
        self._home_city = home_city
        self._report = report
        self._since = 0.0  # when the first one began to wait

    def take(self, article: Article) -> None:
        """Extract an article; keep all that wait if they are many or have waited long."""
        from curator.extract import extract

        if known := self._store.known(article.sha256):
            self._report.known.append((article.name, known))
            return
        self._since = self._since if self.waiting else time.monotonic()
        try:
            self.waiting.append((article, extract(article, home_city=self._home_city)))
        except Exception as error:  # a bug in one article's extraction must not keep the others out
            self._report.failed.append((article.name, _noted(article.name, error)))
        if len(self.waiting) >= TOGETHER or time.monotonic() - self._since > PATIENCE:
            self.keep()

    def keep(self) -> None:
        """Add all that wait; durable when this returns. Raises StoreProblem, and then none was added."""
        waiting, self.waiting = self.waiting, []
        if not waiting:
            return
        try:
            self._add(waiting)
        except StoreProblem:
            raise  # the next article would meet it too
        except Exception:  # a bug in one of them: each for itself, so that it does not keep the others out
            for article, sheet in waiting:
                try:
                    self._add([(article, sheet)])
                except StoreProblem:
                    raise
                except Exception as error:
                    self._report.failed.append((article.name, _noted(article.name, error)))

    def _add(self, made: Sequence[tuple[Article, Sheet]]) -> None:
        added: list[str] = []
        known: list[tuple[str, str]] = []
        with self._store.writing():
            for article, sheet in made:
                try:
                    added.append(self._store.add(article, sheet))
                except Duplicate as duplicate:
                    known.append((article.name, duplicate.document))
        self._report.added += added
        self._report.known += known


class Reader:
    """Reads files for a job; whatever cannot be read is added to `failed` with its reason."""

    def __init__(self, failed: list[tuple[str, Problem]]) -> None:
        self._failed = failed
        self._folders: dict[Path, Mapping[str, Companion]] = {}  # a CSV beside many files is read once

    def read(self, path: Path) -> list[Article]:
        """The articles in one file."""
        from curator import ingest
        from curator.ingest.files import load

        refused: list[UnreadableFile] = []
        try:
            if path.parent not in self._folders:
                self._folders[path.parent] = ingest.companion_rows(path.parent)
            return ingest.read(load(path), path.name, self._folders[path.parent].get(path.name), refused)
        except Exception as error:  # a bug in one file's reader must not keep the others out
            self._failed.append((path.name, _noted(path.name, error)))
            return []
        finally:
            self._failed.extend((path.name, reason) for reason in refused)


def _noted(name: str, error: Exception) -> Problem:
    """The reason for people; what is not a Problem is a bug and goes to the log."""
    if isinstance(error, Problem):
        return error
    log.error("%s failed", name, exc_info=error)
    return Problem(
        _("An unexpected error: {error}.").format(error=error), _("Please send the file to the developers.")
    )


# Extraction


def extract_again(
    store: Store, documents: Sequence[str], home_city: str
) -> Generator[Progress, None, ExtractReport]:
    """Let the machine read these articles again. It only proposes: what a person answered stays. See `renew`."""
    from curator.extract import extract

    report = ExtractReport()
    with store.again() as own:
        for done, document in enumerate(documents):
            article = own.article(document)
            yield Progress(done, len(documents), article.name)
            try:
                fresh = extract(article, home_city=home_city)
            except Exception as error:
                report.failed.append((article.name, _noted(article.name, error)))
                continue
            _propose(own, document, fresh, report)
        yield Progress(len(documents), len(documents), "")
    return report


def _propose(store: Store, document: str, fresh: Sheet, report: ExtractReport) -> None:
    """Save what `fresh` proposes for an article; if someone saves it in between, propose to the new state."""
    machine = (each.sheet for each in store.history(document) if each.cause in ("import", "extract"))
    before = next(machine, None)
    while True:
        newest = store.current(document)
        sheet, differences = renew(newest.sheet, fresh, before, closed=newest.status in RELEASED)
        try:
            if sheet != newest.sheet:
                store.save(document, sheet, cause="extract", label=_("Extract again"), expect=newest.id)
                report.documents.append(document)
        except Moved:
            continue
        report.differences += differences
        return


def extract_files(
    paths: Sequence[Path], out: Path, home_city: str, report: ExtractReport | None = None
) -> Generator[Progress, None, ExtractReport]:
    """Extract files without a store: one `<stem>.json` for each article in the folder `out`. See `import_files`."""
    from curator import ingest
    from curator.extract import extract
    from curator.model.wire import to_json

    report = report or ExtractReport()
    files = ingest.find_files(paths)
    reader = Reader(report.failed)
    out.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for done, path in enumerate(files):
        yield Progress(done, len(files), path.name)
        for article in reader.read(path):
            try:
                tree = to_json(article, extract(article, home_city=home_city))
            except Exception as error:
                report.failed.append((article.name, _noted(article.name, error)))
                continue
            report.files.append(_write_json(tree, out, article.name, taken))
    yield Progress(len(files), len(files), "")
    return report


def _write_json(tree: dict[str, Any], out: Path, name: str, taken: set[str]) -> Path:
    """Write `tree` as `<stem>.json`, or with the whole name where another file has that stem."""
    plain = name.replace("\\", "/").rsplit("/", 1)[-1]
    numbered = (f"{plain}-{n}" for n in count(2))
    free = next(each for each in chain([Path(plain).stem, plain], numbered) if each not in taken)
    taken.add(free)
    target = out / f"{free}.json"
    try:
        target.write_text(json.dumps(tree, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        with suppress(OSError):
            target.unlink()  # half of it, if any
        raise OSError(error.errno, error.strerror, str(target)) from error  # a full disk names no file
    return target


# Releases and backups


def export_release(
    store: Store,
    out: Path,
    options: "Options | None" = None,
    *,
    include: str = "verified",
    query: Query | None = None,
    previous: Path | None = None,
) -> Generator[Progress, None, "Release"]:
    """Make a release in the folder `out`: of verified articles, or `all`; `query` narrows it.

    It is compared with `previous`, by default the newest one of its name in `out`, and the store remembers it. The
    same store gives the same bytes: a release is dated by the last change in the store, unless `options` says
    otherwise.
    """
    from curator import export

    with store.again() as own:
        chosen = options or export.Options(
            created=own.changed_at or "1970-01-01T00:00:00Z", app_version=__version__
        )
        chosen = replace(chosen, include=tuple(Status) if include == "all" else RELEASED)
        former = previous or export.latest(out, chosen.name)
        entries = lambda: own.entries("all", query)  # noqa: E731
        with closing(export.build(entries, out, chosen, texts=own.text, previous=former)) as build:
            release = yield from _told(build)
        if own.writable:
            facts = {"name": release.name, "counts": dict(release.counts), "files": dict(release.files)}
            _remember(own, release, facts)
        return release


def _remember(store: Store, release: "Release", facts: dict[str, Any]) -> None:
    """Note the release in the store. What stops this is told together with the place of the release."""
    try:
        store.record_release(release.version, str(release.path), release.counts.get("articles", 0), facts)
    except StoreProblem as problem:
        raise StoreProblem(
            _("The release is complete at {path}, but the project could not note it.").format(path=release.path),
            str(problem),
        ) from problem


def export_notes(store: Store, target: Path, query: Query | None = None) -> Generator[Progress, None, int]:
    """Write the notes and flags of all articles, or of those of `query`, to the CSV file `target`; how many."""
    from curator.export import remarks

    with store.again(write=False) as own:
        total = own.count(query or Query())
        yield Progress(0, total, "")
        written = remarks.write(own.entries("all", query), target)
        yield Progress(total, total, "")
    return written


def _told(build: "Build") -> Generator[Progress, None, "Release"]:
    """The exporter's steps as progress."""
    while True:
        try:
            step = next(build)
        except StopIteration as end:
            release: Release = end.value
            return release
        yield Progress(step.done, step.total, step.label)


def back_up(store: Store, reason: str = "start") -> Generator[Progress, None, Path | None]:
    """An automatic backup, unless nothing was saved since the last one; where it is."""
    yield Progress(0, 1, _("Backup"))
    with store.again() as own:
        made = own.back_up(reason)
    yield Progress(1, 1, "")
    return made
