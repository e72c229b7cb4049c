"""Long work: generators that yield Progress and return a result.

`drain` runs one to its end, the command line prints it, the window runs it on a worker thread. Closing the
generator cancels it; what it had finished is kept. Every job opens its own Store on the thread that runs it, saves
one article in each transaction, and notes an article that fails instead of stopping.
"""

import json
import logging
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from curator.errors import Problem, StoreProblem
from curator.i18n import _
from curator.model.article import Article
from curator.model.record import Sheet
from curator.model.revision import RELEASED
from curator.renewal import renew
from curator.store import Duplicate, Moved, Store

Result = TypeVar("Result")
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


def import_files(store: Store, paths: Sequence[Path], home_city: str) -> Generator[Progress, None, ImportReport]:
    """Read files, folders and archives, extract each article and keep it in `store`.

    An article that is known by its bytes or its web address is left as it is. Raises StoreProblem if the store
    cannot take more (a full disk); what was added before stays.
    """
    from curator import ingest

    report = ImportReport()
    files = ingest.find_files(paths)
    companions = ingest.companion_rows(files)
    with store.again() as own:
        for done, path in enumerate(files):
            yield Progress(done, len(files), path.name)
            for name, article in _read(path, companions, report.failed):
                _keep(own, name, article, home_city, report)
        yield Progress(len(files), len(files), "")
    return report


def import_text(store: Store, text: str, name: str, home_city: str) -> Generator[Progress, None, ImportReport]:
    """Keep a pasted text as an article called `name`; see `import_files`."""
    from curator import ingest

    report = ImportReport()
    yield Progress(0, 1, name)
    with store.again() as own:
        _keep(own, name, ingest.read_bytes(name, text.encode("utf-8")), home_city, report)
    yield Progress(1, 1, "")
    return report


def _keep(store: Store, name: str, article: Article, home_city: str, report: ImportReport) -> None:
    """Extract and add one article; whatever goes wrong with it is noted and goes no further."""
    from curator.extract import extract

    if known := store.known(article.sha256):
        report.known.append((name, known))
        return
    try:
        report.added.append(store.add(article, extract(article, home_city=home_city)))
    except Duplicate as duplicate:
        report.known.append((name, duplicate.document))
    except StoreProblem:
        raise  # the next article would meet it too
    except Exception as error:  # a bug in one article's extraction must not keep the others out
        report.failed.append((name, _noted(name, error)))


def _read(path: Path, companions: Any, failed: list[tuple[str, Problem]]) -> Iterator[tuple[str, Article]]:
    """The articles of a file, each with its name; a reason in `failed` where there is none."""
    from curator import ingest

    try:
        for article in ingest.read_path(path, companions):
            yield article.name, article
    except Exception as error:
        failed.append((path.name, _noted(path.name, error)))


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


def extract_files(paths: Sequence[Path], out: Path, home_city: str) -> Generator[Progress, None, ExtractReport]:
    """Extract files without a store: one `<stem>.json` for each article in the folder `out`."""
    from curator import ingest
    from curator.extract import extract
    from curator.model.wire import to_json

    report = ExtractReport()
    files = ingest.find_files(paths)
    companions = ingest.companion_rows(files)
    out.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for done, path in enumerate(files):
        yield Progress(done, len(files), path.name)
        for name, article in _read(path, companions, report.failed):
            try:
                tree = to_json(article, extract(article, home_city=home_city))
            except Exception as error:
                report.failed.append((name, _noted(name, error)))
                continue
            report.files.append(_write_json(tree, out, name, taken))
    yield Progress(len(files), len(files), "")
    return report


def _write_json(tree: dict[str, Any], out: Path, name: str, taken: set[str]) -> Path:
    """Write `tree` as `<stem>.json`, or with the whole name where another file has that stem."""
    plain = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem = Path(plain).stem
    free = next(each for each in (stem, plain, *(f"{plain}-{n}" for n in range(2, 10**6))) if each not in taken)
    taken.add(free)
    target = out / f"{free}.json"
    target.write_text(json.dumps(tree, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return target
