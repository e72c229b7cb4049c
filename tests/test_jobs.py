"""Long work: import, extraction again, extraction to files, releases; with failures, cancelling and no network."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from curator import jobs
from curator.errors import Problem, StoreProblem
from curator.jobs import drain
from curator.model.article import Article
from curator.model.record import Confidence, State
from curator.model.revision import Revision, Status
from curator.store import Query, Store, tables

DATE = ("engagements", 0, "date")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "office.curator", reader="Lan") as made:
        yield made
        assert list(made.check()) == []


def sample_files(seeds: Path) -> list[Path]:
    return sorted(seeds.glob("s*.txt"))


def test_importing_the_samples_keeps_bytes_text_and_proposals(store: Store, seeds: Path) -> None:
    report = drain(jobs.import_files(store, [seeds], "Hanoi"))
    files = sample_files(seeds)
    assert len(report.added) == len(files) == 5
    assert (report.known, report.failed) == ([], [])
    for document, path in zip(report.added, files, strict=True):
        article = store.article(document)
        assert (article.name, article.data) == (path.name, path.read_bytes())
        sheet = store.current(document).sheet
        assert sheet.get(("article", "headline"))
        assert all(found.state is State.SUGGESTED for found in sheet.evidence.values())
        assert all(article.holds(span) for found in sheet.evidence.values() for span in found.spans)


def test_progress_counts_every_file_and_ends_full(store: Store, seeds: Path) -> None:
    steps = []
    for step in jobs.import_files(store, [seeds], "Hanoi"):
        assert store.count(Query()) >= step.done
        steps.append(step)
    assert [step.label for step in steps] == [*(path.name for path in sample_files(seeds)), ""]
    assert {step.total for step in steps} == {5}
    assert [steps[0].done, steps[-1].done] == [0, 5]
    assert [step.done for step in steps] == sorted(step.done for step in steps)


def test_many_files_are_counted_before_the_last_is_read(store: Store, seeds: Path, tmp_path: Path) -> None:
    copies(seeds, tmp_path, jobs.TOGETHER + 2)
    steps = list(jobs.import_files(store, [tmp_path / "in"], "Hanoi"))
    assert 0 < steps[-2].done < jobs.TOGETHER + 2


def test_one_article_in_two_files_is_added_once(store: Store, seeds: Path, tmp_path: Path) -> None:
    source = sample_files(seeds)[0]
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(source.read_bytes())
    (tmp_path / "c.txt").write_bytes(source.read_bytes() + b"\n")
    (tmp_path / "d.txt").write_bytes(source.read_bytes() + b"\n\n")
    (tmp_path / "list.csv").write_text("file,url\nc.txt,https://example.org/c\nd.txt,https://example.org/c\n")
    report = drain(jobs.import_files(store, [tmp_path], "Hanoi"))
    first, second = report.added
    assert report.known == [("b.txt", first), ("d.txt", second)]


def test_a_second_import_adds_nothing(store: Store, seeds: Path, tmp_path: Path) -> None:
    first = drain(jobs.import_files(store, [seeds], "Hanoi"))
    renamed = tmp_path / "other name.txt"
    renamed.write_bytes(sample_files(seeds)[0].read_bytes())
    second = drain(jobs.import_files(store, [seeds, renamed], "Hanoi"))
    assert (second.added, second.failed) == ([], [])
    assert [document for _name, document in second.known] == [*first.added, first.added[0]]
    assert store.count(Query()) == 5


def test_bad_files_are_listed_with_reasons_and_the_good_ones_are_kept(
    store: Store, seeds: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    good = sample_files(seeds)
    (folder / "a.txt").write_bytes(good[0].read_bytes())
    (folder / "b.txt").write_bytes(b"")
    (folder / "c.pdf").write_bytes(b"%PDF-1.4 broken" + os.urandom(300))
    (folder / "d.docx").write_bytes(b"PK\x03\x04 not a document")
    with zipfile.ZipFile(folder / "e.zip", "w") as packed:
        packed.write(good[1], "inside/b.txt")
        packed.writestr("empty.txt", "")
    missing = folder / "gone.txt"
    report = drain(jobs.import_files(store, [folder, missing], "Hanoi"))
    assert [store.source(document).name for document in report.added] == ["a.txt", "e.zip/inside/b.txt"]
    assert {name for name, _problem in report.failed} == {"b.txt", "c.pdf", "d.docx", "e.zip", "gone.txt"}
    assert all(isinstance(problem, Problem) and problem.message for _name, problem in report.failed)


def test_a_bug_in_one_article_does_not_keep_the_others_out(
    store: Store, seeds: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import curator.extract

    real = curator.extract.extract

    def broken(article: object, **options: object) -> object:
        if "s3" in article.name:  # type: ignore[attr-defined]
            raise ZeroDivisionError("a bug")
        return real(article, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(curator.extract, "extract", broken)
    report = drain(jobs.import_files(store, [seeds], "Hanoi"))
    assert len(report.added) == 4
    [(name, problem)] = report.failed
    assert name.startswith("s3")
    assert "a bug" in problem.message
    assert "ZeroDivisionError" in caplog.text


def test_an_article_that_cannot_be_added_does_not_keep_the_others_out(
    store: Store, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = tables.add

    def broken(db: sqlite3.Connection, number: int, article: Article, new: Revision) -> None:
        real(db, number, article, new)
        if article.name.startswith("s3"):
            raise ZeroDivisionError("a bug")

    monkeypatch.setattr(tables, "add", broken)
    report = drain(jobs.import_files(store, [seeds], "Hanoi"))
    assert len(report.added) == store.count(Query()) == 4
    assert [name[:2] for name, _problem in report.failed] == ["s3"]


def test_cancelling_keeps_what_was_read(store: Store, seeds: Path) -> None:
    job = jobs.import_files(store, [seeds], "Hanoi")
    for _step in range(4):
        next(job)
    job.close()
    assert [row.document for row in store.rows(Query(order="imported"), 0, 10)] == store.documents(
        Query(order="imported")
    )
    assert store.count(Query()) == 3
    assert len(drain(jobs.import_files(store, [seeds], "Hanoi")).added) == 2


def test_a_store_that_takes_no_more_stops_the_import(store: Store, seeds: Path) -> None:
    with store.again(write=False) as reader, pytest.raises(StoreProblem):
        drain(jobs.import_files(reader, [seeds], "Hanoi"))
    assert store.count(Query()) == 0


def test_an_import_stopped_half_way_says_how_much_is_kept(store: Store, seeds: Path, tmp_path: Path) -> None:
    full = "CREATE TRIGGER full BEFORE INSERT ON document WHEN (SELECT count(*) FROM document) >= 16"
    with closing(sqlite3.connect(store.path)) as other:
        other.execute(f"{full} BEGIN SELECT RAISE(ABORT, 'no more'); END")
    with pytest.raises(StoreProblem, match=r"articles? w(as|ere) added before this: .*no more") as told:
        drain(jobs.import_files(store, [copies(seeds, tmp_path, 20)], "Hanoi"))
    assert str(told.value).startswith(f"{store.count(Query())} article")


def test_a_companion_file_gives_address_and_outlet(store: Store, seeds: Path, tmp_path: Path) -> None:
    source = sample_files(seeds)[1]
    (tmp_path / source.name).write_bytes(source.read_bytes())
    (tmp_path / "list.csv").write_text(f"file,url,outlet\n{source.name},https://example.org/a.html,Tin\n")
    report = drain(jobs.import_files(store, [tmp_path / source.name], "Hanoi"))
    assert store.current(report.added[0]).sheet.get(("article", "url")) == "https://example.org/a.html"


def test_a_pasted_text_becomes_an_article(store: Store, seeds: Path) -> None:
    text = sample_files(seeds)[0].read_text(encoding="utf-8")
    report = drain(jobs.import_text(store, text, "pasted.txt", "Hanoi"))
    assert store.source(report.added[0]).name == "pasted.txt"
    assert drain(jobs.import_text(store, " \n", "empty.txt", "Hanoi")).failed


def test_nothing_asks_the_network(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><title>Tiếp Đại sứ</title><link rel=stylesheet href='https://example.org/a.css'>"
        "<base href='https://example.org/'><script src='https://example.org/a.js'></script></head><body><article>"
        "<h1>Chủ tịch UBND Thành phố tiếp Đại sứ Kazakhstan</h1><img src='https://example.org/a.png'>"
        "<p>Ngày 7/12, Chủ tịch UBND TP Hà Nội Trần Sỹ Thanh đã tiếp Đại sứ Kazakhstan Yerlan Baizhanov.</p>"
        "<iframe src='//example.org/x'></iframe></article></body></html>",
        encoding="utf-8",
    )
    report = drain(jobs.import_files(store, [page], "Hanoi"))
    assert len(report.added) == 1
    drain(jobs.extract_again(store, report.added, "Hanoi"))
    drain(jobs.export_release(store, tmp_path / "release", include="all"))


def test_extracting_again_only_proposes(store: Store, seeds: Path) -> None:
    [document] = drain(jobs.import_files(store, sample_files(seeds)[:1], "Hanoi")).added
    first = store.current(document)
    again = drain(jobs.extract_again(store, [document], "Hanoi"))
    assert (again.documents, again.differences, again.failed) == ([], 0, [])
    assert store.history(document) == [first]

    wrong = first.sheet.evidence[DATE].proposal
    assert wrong
    older = first.sheet.put(DATE, "1999-01-01").put(("engagements", 0, "note"), "mine")
    store.save(document, older, cause="edit", label="Date", status=Status.IN_PROGRESS)
    report = drain(jobs.extract_again(store, [document], "Hanoi"))
    assert report.differences == 1
    newest = store.current(document)
    assert (newest.sheet.get(DATE), newest.sheet.state(DATE)) == ("1999-01-01", State.CORRECTED)
    assert newest.sheet.get(("engagements", 0, "note")) == "mine"
    assert newest.status is Status.IN_PROGRESS


def test_extraction_to_files_needs_no_store(seeds: Path, tmp_path: Path) -> None:
    report = drain(jobs.extract_files([seeds], tmp_path / "json", "Hanoi"))
    assert [path.stem for path in report.files] == [path.stem for path in sample_files(seeds)]
    tree = json.loads(report.files[0].read_text(encoding="utf-8"))
    assert set(tree) >= {"article", "engagements", "evidence", "confidence"}
    for spans in tree["evidence"].values():
        for span in spans:
            assert tree["source"]["text"][span["start"] : span["end"]] == span["quote"]
    assert set(tree["confidence"].values()) <= {word.value for word in Confidence}


def test_two_files_of_one_stem_do_not_overwrite_each_other(seeds: Path, tmp_path: Path) -> None:
    source = sample_files(seeds)[0].read_bytes()
    for name in ("a.txt", "a.text.txt", "b/a.txt", "c/a.txt"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(source + name.encode())
    report = drain(jobs.extract_files([tmp_path / "in"], tmp_path / "out", "Hanoi"))
    assert len({path.name for path in report.files}) == 4
    assert {path.name for path in report.files} == {"a.json", "a.txt.json", "a.txt-2.json", "a.text.json"}
    assert all(path.is_file() for path in report.files)


def test_a_release_is_made_remembered_and_repeatable(store: Store, seeds: Path, tmp_path: Path) -> None:
    documents = drain(jobs.import_files(store, [seeds], "Hanoi")).added
    for document in documents[:2]:
        store.save(document, store.current(document).sheet, cause="verify", label="Verify", status=Status.VERIFIED)
    release = drain(jobs.export_release(store, tmp_path / "one"))
    assert release.counts["articles"] == 2
    assert [(each.version, each.documents) for each in store.releases()] == [(release.version, 2)]
    again = drain(jobs.export_release(store, tmp_path / "two"))
    assert again.files == release.files
    everything = drain(jobs.export_release(store, tmp_path / "all", include="all"))
    assert everything.counts["articles"] == 5
    narrow = drain(jobs.export_release(store, tmp_path / "kz", include="all", query=Query(country=("BY",))))
    assert narrow.counts["articles"] == store.count(Query(country=("BY",)))


def test_a_release_that_cannot_be_noted_says_where_it_is(store: Store, seeds: Path, tmp_path: Path) -> None:
    drain(jobs.import_files(store, sample_files(seeds)[:1], "Hanoi"))
    job = jobs.export_release(store, tmp_path / "out", include="all")
    with store.writing(), pytest.raises(StoreProblem, match="is complete at") as told:  # waits its five seconds
        drain(job)
    [release] = [path for path in (tmp_path / "out").iterdir() if path.is_dir()]
    assert str(release) in str(told.value)
    assert (release / "SHA256SUMS").is_file()
    assert store.releases() == []


def test_a_cancelled_release_leaves_nothing(store: Store, seeds: Path, tmp_path: Path) -> None:
    drain(jobs.import_files(store, [seeds], "Hanoi"))
    job = jobs.export_release(store, tmp_path / "out", include="all")
    for _step in range(5):
        next(job)
    job.close()
    assert list((tmp_path / "out").iterdir()) == []
    assert store.releases() == []


def test_an_automatic_backup_is_a_job(store: Store, seeds: Path) -> None:
    drain(jobs.import_files(store, [seeds], "Hanoi"))
    made = drain(jobs.back_up(store))
    assert made in [each.path for each in store.backups()]
    assert drain(jobs.back_up(store)) is None


KILLED = """
import sys
from pathlib import Path
from curator import jobs
from curator.store import Store
store = Store(Path(sys.argv[1]), reader="Lan")
for step in jobs.import_files(store, [Path(sys.argv[2])], "Hanoi"):
    print(step.done, flush=True)
"""


def copies(seeds: Path, folder: Path, count: int) -> Path:
    """A folder `in` with so many files, no two the same."""
    made = folder / "in"
    made.mkdir()
    for number in range(count):
        source = sample_files(seeds)[number % 5]
        (made / f"{number:02}.txt").write_bytes(source.read_bytes() + f"\n{number}".encode())
    return made


@pytest.mark.parametrize("lines", [2, jobs.TOGETHER + 8])
def test_kill_9_during_an_import_keeps_every_article_that_was_told(
    store: Store, seeds: Path, tmp_path: Path, lines: int
) -> None:
    folder = copies(seeds, tmp_path, 40)
    command = [sys.executable, "-c", KILLED, str(store.path), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        told = [int(process.stdout.readline()) for _ in range(lines)]
        process.kill()
        told += [int(line) for line in process.stdout.read().split("\n")[:-1]]
    assert store._one("PRAGMA quick_check")[0] == "ok"
    kept = store.count(Query())
    assert lines < jobs.TOGETHER or told[-1] > 0
    assert told[-1] <= kept <= told[-1] + jobs.TOGETHER
    assert list(store.check()) == []
    assert len(drain(jobs.import_files(store, [folder], "Hanoi")).added) == 40 - kept
