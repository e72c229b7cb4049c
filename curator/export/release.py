"""Building a release: collect, compare, write, read back, pack, move in place."""

import csv
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path

from curator.errors import Problem, reason
from curator.export import comparison, descriptor, dictionary, papers
from curator.export.draft import Draft, Outcome
from curator.export.formats import ALWAYS, EXTRA, Format
from curator.export.options import NAME, Options, Release, Step
from curator.export.rows import Texts
from curator.export.verification import SUMS, check, hashes, read_sums
from curator.i18n import _
from curator.model.revision import Entry

Build = Generator[Step, None, Release]
_CHUNK = 4 << 20  # bytes packed between two signs of life
_EPOCH = (1980, 1, 1, 0, 0, 0)  # of every member of the zip
_TABLES, *_SHAPES = ALWAYS  # the tables come first: the version is computed from them


def build(
    entries: Callable[[], Iterable[Entry]],
    out: Path,
    options: Options,
    *,
    texts: Texts | None = None,
    previous: Path | None = None,
) -> Build:
    """Make a release of `entries` in the folder `out`: `<name>-<version>/` and `<name>-<version>.zip`.

    A generator of progress whose return value is the Release. Work is done in a hidden folder of `out` and moved in
    place at the end, after the read-back check: closing the generator, a full disk or any other OSError (raised as
    Problem) leaves what was there untouched. `texts` gives an article's canonical text by document id; with it,
    evidence carries the words around each passage. `previous` is the folder of the release to compare with.
    If it stands in `out` and holds the same tables made with the same options, it is returned, nothing written.
    The bytes depend on entries, options and `previous` alone.
    """
    formats = _formats(options)
    papers.licence(options.licence)
    _require_name(options.name)
    aside: Path | None = None
    draft: Draft | None = None
    try:
        out.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{options.name}-", dir=out))
        (aside / "release").mkdir()
        draft = Draft(aside / "release", aside / "rows.db", options, dictionary.codebook_version())
        yield from _steps(draft.collect(entries(), texts), 0, _("Reading the records"))
        draft.stays = dict(options.stays) or draft.stays
        yield from _write(draft, _TABLES)
        yield from _settle(draft, previous)
        if previous and previous.parent.resolve() == out.resolve() and _is_same(draft, previous):
            return _as_it_was(draft, previous)
        for each in (*_SHAPES, *formats):
            yield from _write(draft, each)
        files = _finish(draft, previous)
        yield from _read_back(draft, texts)
        return (yield from _publish(draft, aside, out, files))
    except (OSError, sqlite3.Error) as error:
        raise Problem(
            _("The release could not be written to {folder}: {error}.").format(folder=out, error=reason(error)),
            _("Nothing was changed there. Make room or choose another folder, then try again."),
        ) from error
    finally:
        if draft:
            draft.close()
        if aside:
            shutil.rmtree(aside, ignore_errors=True)


def latest(out: Path, name: str) -> Path | None:
    """The folder of the newest release called `name` in `out`, if there is one."""
    found = []
    for folder in out.glob(f"{name}-*"):
        parts = folder.name.removeprefix(f"{name}-").split(".")
        if len(parts) == 3 and all(part.isdecimal() for part in parts) and (folder / descriptor.FILE).exists():
            found.append((tuple(int(part) for part in parts), folder))
    return max(found)[1] if found else None


def _require_name(name: str) -> None:
    """Raises Problem for what Data Package does not allow as a name, and a folder may not be called."""
    if not re.fullmatch(NAME, name):
        raise Problem(
            _("“{name}” is not a name for a dataset.").format(name=name),
            _("Use small letters a to z, digits, point, hyphen and underscore; begin with a letter or digit."),
        )


def _formats(options: Options) -> list[Format]:
    """The extra formats asked for. Raises Problem for one that is unknown or lacks its library."""
    for name in options.formats:
        if name not in EXTRA:
            raise Problem(
                _("There is no format “{name}”.").format(name=name),
                _("Choose one of: {names}.").format(names=", ".join(EXTRA)),
            )
        if not EXTRA[name].is_available():
            raise Problem(
                _("The format “{name}” needs the package {package}.").format(name=name, package=EXTRA[name].needs),
                _("Install it, or leave this format out."),
            )
    return [each for name, each in EXTRA.items() if name in options.formats]


def _write(draft: Draft, each: Format) -> Iterator[Step]:
    total = sum(draft.counts.values()) if each.counts == "*" else draft.counts[each.counts]
    yield from _steps(each.write(draft), total, _("Writing: {format}").format(format=_(each.label)))


def _steps(done: Iterator[int], total: int, label: str) -> Iterator[Step]:
    yield Step(0, total, label)
    for number in done:
        yield Step(number, total, label)


def _settle(draft: Draft, previous: Path | None) -> Iterator[Step]:
    """Compare the tables with the previous release: version, tombstones, `changes.csv`."""
    label = _("Comparing with the previous release")
    yield Step(0, 0, label)
    if previous is None:
        yield from _steps(draft.write_csv("changes.csv", descriptor.CHANGES, ()), 0, label)
        return
    before = comparison.descriptor(previous)
    _require_sound(previous)
    after = {"resources": [descriptor.plan(each) for each in draft.tables]}
    shape = tuple(comparison.structure(before, after))
    kinds: set[tuple[str, str]] = set()
    gone: list[str] = []
    changed: set[str] = set()
    counts = {"added": 0, "removed": 0}

    def lines() -> Iterator[tuple[str, ...]]:
        for each in comparison.changes(previous, draft.folder, before, after):
            kinds.add((each.table, each.reason))
            if each.reason not in counts:
                changed.add(each.id)
            elif each.table == "engagements":
                counts[each.reason] += 1
                gone.extend([each.id] if each.reason == "removed" else [])
            yield (each.table, each.id, each.row, each.field, each.old, each.new, each.reason)

    yield from _steps(draft.write_csv("changes.csv", descriptor.CHANGES, lines()), 0, label)
    version = comparison.next_version(before["version"], comparison.level(shape, kinds))
    draft.outcome = Outcome(
        version,
        before["version"],
        counts["added"],
        counts["removed"],
        len(changed),
        tuple(what for _l, what in shape),
    )
    draft.bury(_tombstones(draft, previous, gone))
    table = next(each for each in draft.tables if each.name == "tombstones")
    yield from _steps(draft.write_csv(table.path, table.names, draft.rows(table.name)), 0, label)


def _require_sound(previous: Path) -> None:
    """Raises Problem if the files of the previous release are not those that were released."""
    try:
        complaint = next(filter(None, hashes(previous)), "")
    except OSError as error:
        complaint = str(error)
    if complaint:
        raise Problem(
            _("The previous release in {folder} is damaged: {complaint}").format(
                folder=previous, complaint=complaint
            ),
            _("Take an undamaged copy of it, or make a release without a previous one."),
        )


def _is_same(draft: Draft, previous: Path) -> bool:
    return descriptor.is_same(draft, papers.licence(draft.options.licence), comparison.descriptor(previous))


def _as_it_was(draft: Draft, previous: Path) -> Release:
    """The release that already stands in `previous`."""
    packed = previous.with_name(f"{previous.name}.zip")
    sums = read_sums(previous)
    return Release(draft.options.name, draft.outcome.previous, previous, packed, dict(draft.counts), sums)


def _tombstones(draft: Draft, previous: Path, gone: list[str]) -> Iterator[dict[str, str]]:
    """Those of the previous release whose ids did not come back, and one for each id that is gone now."""
    present = {str(row[0]) for row in draft.rows("engagements")}
    former = previous / "data" / "tombstones.csv"
    if former.exists():
        with former.open(encoding="utf-8", newline="") as file:
            yield from (line for line in csv.DictReader(file) if line["id"] not in present)
    articles = {str(row[0]) for row in draft.rows("articles")}
    told: dict[str, str] = {}
    with (previous / "data" / "reports.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            told.setdefault(line["engagement_id"], line["article_id"])
    for key in gone:
        article = told.get(key, "")
        reason = "deleted" if article in articles else draft.reasons.get(article, "not_selected")
        yield {"id": key, "article_id": article, "removed_in": draft.outcome.version, "reason": reason}


def _finish(draft: Draft, previous: Path | None) -> dict[str, str]:
    descriptor.write_codebook(draft)
    papers.write(draft, previous)
    descriptor.write(draft, papers.licence(draft.options.licence))
    return papers.write_sums(draft.folder)


def _read_back(draft: Draft, texts: Texts | None) -> Generator[Step, None, None]:
    complaints = yield from check(draft.folder, texts)
    if complaints:
        raise Problem(
            _("The release failed its own check: {complaint}").format(complaint=complaints[0]),
            _("Correct the record and try again; nothing was published."),
        )


def _publish(draft: Draft, aside: Path, out: Path, files: dict[str, str]) -> Build:
    """Pack the folder and move both in place; a release of the same version and content is left as it is."""
    name = f"{draft.options.name}-{draft.outcome.version}"
    folder, packed = out / name, out / f"{name}.zip"
    label = _("Packing the release")
    yield from _steps(_zip(draft.folder, aside / "release.zip", name), len(files), label)
    if folder.exists():
        sums = folder / SUMS
        if not sums.exists() or sums.read_bytes() != (draft.folder / SUMS).read_bytes():
            raise Problem(
                _("{folder} already exists with other content.").format(folder=folder),
                _("Name it as the previous release, so that a new version is made, or choose another folder."),
            )
    else:
        os.replace(draft.folder, folder)
    try:
        os.replace(aside / "release.zip", packed)
    except OSError:
        os.replace(folder, draft.folder)
        raise
    return Release(draft.options.name, draft.outcome.version, folder, packed, dict(draft.counts), files)


def _zip(folder: Path, target: Path, name: str) -> Iterator[int]:
    """Pack `folder` with fixed order, times and modes, so that the same release gives the same zip."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(target, "w") as packed:
        for number, file in enumerate(files, 1):
            member = zipfile.ZipInfo(f"{name}/{file}", _EPOCH)
            member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            with (folder / file).open("rb") as source, packed.open(member, "w", force_zip64=True) as sink:
                while chunk := source.read(_CHUNK):
                    sink.write(chunk)
                    yield number - 1
            yield number
