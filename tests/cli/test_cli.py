"""The command line as another program would use it: results on standard output, exit codes, UTF-8."""

import csv
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from curator.model.revision import Status
from curator.store import Query, Store

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def verify(store: Path, count: int) -> None:
    with Store(store, reader="Lan") as opened:
        for document in opened.documents(Query(order="imported"))[:count]:
            sheet = opened.current(document).sheet
            opened.save(document, sheet, cause="verify", label="Verify", status=Status.VERIFIED)


def test_from_import_to_a_release(run: Run, store: Path, tmp_path: Path) -> None:
    assert run("check", "--store", store).returncode == 0
    nothing = run("export", "--store", store, "--out", tmp_path / "out")
    assert (nothing.returncode, nothing.stdout) == (3, "")
    verify(store, 3)
    done = run("export", "--store", store, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    release = Path(done.stdout.strip())
    with (release / "data" / "articles.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3
    assert all(row["headline"] for row in rows)
    everything = run("export", "--store", store, "--out", tmp_path / "all", "--include", "all")
    with (Path(everything.stdout.strip()) / "data" / "articles.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 5


def test_the_file_answers_plain_questions(store: Path) -> None:
    with closing(sqlite3.connect(store)) as db:
        documents = db.execute("SELECT name, length(original), sha256 FROM document").fetchall()
        assert len(documents) == 5
        asked = "SELECT count(*) FROM article a JOIN engagement e USING (document) WHERE a.language = 'vi'"
        assert db.execute(asked).fetchone()[0] >= 1
        causes = db.execute("SELECT DISTINCT cause, reader, app_version FROM revision").fetchall()
        assert causes == [("import", "curator", "0.1.0")]


def test_a_second_import_has_nothing_to_do(run: Run, store: Path, seeds: Path) -> None:
    done = run("import", seeds, "--store", store)
    assert (done.returncode, done.stdout) == (3, "")
    assert "5 were in the project already" in done.stderr


def test_a_bad_file_is_named_and_the_others_are_kept(run: Run, seeds: Path, tmp_path: Path) -> None:
    bad = tmp_path / "tệp hỏng.txt"
    bad.write_bytes(b"")
    good = min(seeds.glob("s*.txt"))
    done = run("import", bad, good, "--store", tmp_path / "s.curator")
    assert done.returncode == 1
    assert len(done.stdout.split()) == 1
    assert "tệp hỏng.txt" in done.stderr


def test_an_import_of_nothing_leaves_no_project(run: Run, seeds: Path, store: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300))
    target = tmp_path / "new" / "s.curator"
    for paths, code in (
        (["missing.txt"], 1),
        ([tmp_path / "empty.txt", tmp_path / "picture.txt"], 1),
        ([tmp_path / "empty"], 3),
    ):
        done = run("import", *paths, "--store", target)
        assert (done.returncode, done.stdout) == (code, ""), done.stderr
        assert not target.parent.exists()
    before = store.stat().st_ino
    assert run("import", "missing.txt", "--store", store).returncode == 1
    assert store.stat().st_ino == before
    late = run("import", tmp_path / "empty.txt", *seeds.glob("s1*.txt"), "--store", target)
    assert (late.returncode, len(late.stdout.split())) == (1, 1)
    assert late.stderr.count("“empty.txt” is empty") == 1


def test_the_home_city_is_a_known_place_in_any_spelling(run: Run, seeds: Path, tmp_path: Path) -> None:
    article = min(seeds.glob("s1*.txt"))
    unknown = run("extract", article, "--json", tmp_path / "out", "--home", "Hanoy")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "“Hanoy”" in unknown.stderr
    assert "Hanoi" in unknown.stderr
    assert not (tmp_path / "out").exists()
    made = set()
    for spelling in ("Hanoi", "hà nội", "HA NOI", "Hanoï"):
        done = run("extract", article, "--json", tmp_path / "out", "--home", spelling)
        assert done.returncode == 0, done.stderr
        made.add(Path(done.stdout.strip()).read_text(encoding="utf-8"))
    assert len(made) == 1


def test_extract_writes_one_file_for_each_article(run: Run, seeds: Path, tmp_path: Path) -> None:
    done = run("extract", seeds, "--json", tmp_path / "json")
    assert done.returncode == 0
    paths = [Path(line) for line in done.stdout.splitlines()]
    assert sorted(path.name for path in paths) == sorted(f"{path.stem}.json" for path in seeds.glob("s*.txt"))
    tree = json.loads(paths[0].read_text(encoding="utf-8"))
    assert tree["article"]["headline"]
    assert not list(tmp_path.glob("**/*.curator"))


def test_evaluate_compares_with_gold(run: Run, seeds: Path, tmp_path: Path) -> None:
    done = run("evaluate", seeds, "--gold", seeds / "gold")
    assert done.returncode == 0, done.stderr
    assert "all fields" in done.stdout
    run("extract", seeds, "--json", tmp_path / "json")
    assert run("evaluate", tmp_path / "json", "--gold", seeds / "gold").stdout == done.stdout
    assert run("evaluate", seeds, "--gold", tmp_path / "none").returncode == 1


def test_an_evaluation_without_all_its_articles_says_so(run: Run, seeds: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    none = run("evaluate", missing, "--gold", seeds / "gold")
    assert (none.returncode, none.stdout) == (1, "")
    some = run("evaluate", seeds, missing, "--gold", seeds / "gold")
    assert some.returncode == 1
    assert "missing.txt" in some.stderr
    assert "headline" in some.stdout


def test_the_demonstration_leaves_pictures_and_a_release(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("PySide6.QtWidgets")
    done = run("demo", "--out", tmp_path / "demo")
    assert done.returncode == 0, done.stderr
    made = [Path(line) for line in done.stdout.splitlines()]
    assert all(path.exists() for path in made)
    assert {"vi", "en", "fr"} <= {part for path in made for part in path.stem.split("-")}
    with (made[-1] / "data" / "articles.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 5


def test_damage_is_printed_and_rebuild_mends_the_tables(run: Run, store: Path) -> None:
    with closing(sqlite3.connect(store)) as db:
        db.execute("DELETE FROM participant")
        db.commit()
    found = run("check", "--store", store)
    assert found.returncode == 1
    assert "participant" in found.stdout
    assert run("rebuild", "--store", store).returncode == 0
    clean = run("check", "--store", store)
    assert (clean.returncode, clean.stdout) == (0, "")


def test_backup_and_restore(run: Run, store: Path, tmp_path: Path) -> None:
    assert run("backup", "--store", store, "--list").returncode == 3
    made = Path(run("backup", "--store", store).stdout.strip())
    listed = run("backup", "--store", store, "--list")
    assert listed.stdout.split("\t")[0] == str(made)
    assert listed.stdout.split("\t")[2:4] == ["5", "5"]
    verify(store, 5)
    done = run("restore", "--store", store, "--to", tmp_path / "copy.curator")
    assert done.returncode == 0, done.stderr
    with Store(tmp_path / "copy.curator", reader="Lan", write=False) as copy, Store(store, reader="Lan") as now:
        assert copy.counts_by_status() == {"new": 5}
        assert now.counts_by_status() == {"verified": 5}
    refused = run("restore", made, "--store", store, "--to", tmp_path / "copy.curator")
    assert refused.returncode == 1
    assert "exists already" in refused.stderr


def test_problems_are_one_line_and_never_a_traceback(run: Run, seeds: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.curator"
    note.write_text("nothing of the kind " * 300)
    for arguments in (
        ("check", "--store", tmp_path / "none.curator"),
        ("check", "--store", note),
        ("export", "--store", note, "--out", tmp_path),
        ("import", note, "--store", note),
        ("import", seeds, "--store", "/proc/none/x.curator"),
    ):
        done = run(*arguments)
        assert done.returncode == 1, arguments
        assert "Traceback" not in done.stderr
        assert done.stderr.strip()
    assert not (tmp_path / "none.curator").exists()


def test_a_folder_that_cannot_be_made_is_one_line(run: Run, seeds: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine")
    for arguments in (("extract", seeds, "--json", taken), ("demo", "--out", taken)):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (1, "")
        assert "“taken” cannot be read or written" in done.stderr
        assert "Traceback" not in done.stderr
    assert taken.read_text() == "mine"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_what_a_full_disk_cut_short_is_named_and_does_not_stay(run: Run, seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    first = min(path.stem for path in seeds.glob("*.txt"))
    (tmp_path / "out" / f"{first}.json").symlink_to("/dev/full")
    done = run("extract", seeds, "--json", tmp_path / "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"“{first}.json” cannot be read or written" in done.stderr
    assert list((tmp_path / "out").iterdir()) == []


def test_what_is_not_understood_ends_with_2(run: Run) -> None:
    for arguments in (("fly",), ("import",), ("export", "--store", "x"), ("--language", "de", "check")):
        assert run(*arguments).returncode == 2


def test_a_command_itself_says_what_it_takes(run: Run, store: Path) -> None:
    done = run("check", store)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: curator check")
    assert "a.curator" in run("check", "a.curator").stderr


def test_the_project_may_be_named_before_the_command(run: Run, store: Path) -> None:
    before = run("--store", store, "check")
    assert (before.returncode, before.stderr) == (0, run("check", "--store", store).stderr)
    assert run("--store", store, "fly").returncode == 2


def test_that_there_is_no_file_to_read_is_said(run: Run, seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for arguments in (
        ("extract", tmp_path / "empty", "--json", tmp_path / "out"),
        ("evaluate", tmp_path / "empty", "--gold", seeds / "gold"),
        ("import", tmp_path / "empty", "--store", tmp_path / "s.curator"),
    ):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (3, "")
        assert "no file" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are text")
def test_a_file_whose_name_is_no_text_is_read(run: Run, seeds: Path, tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/th\xff.txt"
    shutil.copy(min(seeds.glob("s*.txt")), odd)
    done = run("extract", os.fsdecode(odd), "--json", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    (made,) = (tmp_path / "out").iterdir()
    assert json.loads(made.read_text(encoding="utf-8"))["article"]["headline"]
    assert run("import", os.fsdecode(odd), "--store", tmp_path / "s.curator").returncode == 0


def test_diagnostics_are_written_where_the_project_cannot_be_opened(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "office.curator"
    broken.write_text("nothing of the kind")
    done = run("diagnostics", "--store", broken, "--out", tmp_path / "d.txt")
    assert (done.returncode, done.stdout.strip()) == (0, str(tmp_path / "d.txt"))
    assert "is not a project" in done.stderr
    assert (tmp_path / "d.txt").read_text(encoding="utf-8").startswith("Curator")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
@pytest.mark.parametrize("arguments", ["commands", "backup --store {store}"])
def test_an_output_that_cannot_be_written_is_a_problem(home: dict[str, str], store: Path, arguments: str) -> None:
    command = [sys.executable, "-m", "curator", *arguments.format(store=store).split()]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, env=home, check=False)
    assert (done.returncode, done.stderr) == (1, "The output cannot be written: the disk is full.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell that closes what a program is given")
def test_results_and_messages_stay_apart_where_one_of_them_is_closed(
    home: dict[str, str], seeds: Path, tmp_path: Path
) -> None:
    article = min(seeds.glob("s*.txt"))
    for closed, code in (("2>&-", 0), ("1>&-", 3), ("<&-", 3)):
        command = f"{sys.executable} -m curator import {article} --store {tmp_path}/s.curator {closed}"
        done = subprocess.run(command, shell=True, capture_output=True, text=True, env=home, check=False)
        assert (done.returncode, len(done.stdout.split())) == (code, 1 if code == 0 else 0)
        assert done.stderr == "" if closed == "2>&-" else "already" in done.stderr


def test_help_and_version_are_answered_at_once(run: Run) -> None:
    assert run("--version").stdout.startswith("curator ")
    told = run("--help").stdout
    for name in ("import", "extract", "export", "check", "backup", "restore", "rebuild", "commands", "demo"):
        assert name in told


@pytest.mark.parametrize(("language", "word"), [("vi", "bài"), ("fr", "articles"), ("en", "articles")])
def test_messages_speak_the_language_asked_for(run: Run, store: Path, language: str, word: str) -> None:
    assert word in run("check", "--store", store, "--language", language).stderr
    assert word in run("--language", language, "check", "--store", store).stderr


def test_the_commands_of_the_window_are_listed_with_their_keys(run: Run) -> None:
    lines = [line.split("\t") for line in run("commands").stdout.splitlines()]
    listed = {line[0]: line[1] for line in lines}
    assert "Ctrl+Return" in listed["verify_next"] or "Ctrl+Enter" in listed["verify_next"]
    assert {"undo", "redo", "confirm", "not_stated"} <= set(listed)
    assert {len(line) for line in lines} == {4}


def test_without_a_display_the_window_says_so_in_one_line(run: Run) -> None:
    if sys.platform != "linux":
        pytest.skip("only here a window needs a display")
    done = run()
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "display" in done.stderr


@pytest.mark.parametrize("command", ["import", "extract"])
def test_ctrl_c_ends_with_130_and_names_what_was_kept(
    home: dict[str, str], seeds: Path, tmp_path: Path, command: str
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    text = min(seeds.glob("s*.txt")).read_bytes()
    for number in range(200):
        (folder / f"{number:03}.txt").write_bytes(text + str(number).encode())
    heeding = "import signal, sys; from curator.__main__ import main;"  # whoever runs the tests may ignore Ctrl+C
    heeding += " signal.signal(signal.SIGINT, signal.default_int_handler); sys.exit(main())"
    target = ("--store", str(tmp_path / "s.curator")) if command == "import" else ("--json", str(tmp_path / "json"))
    call = [sys.executable, "-c", heeding, command, str(folder), *target]
    with subprocess.Popen(call, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=home) as process:
        assert process.stderr
        assert process.stderr.readline().startswith("0/200")
        told_done, _of, _all = process.stderr.readline().partition("/")
        process.send_signal(signal.SIGINT)
        out, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in told
    named = out.splitlines()
    assert 0 < int(told_done) <= len(named) < 200
    if command == "extract":
        assert sorted(map(Path, named)) == sorted((tmp_path / "json").iterdir())
        return
    with Store(tmp_path / "s.curator", reader="Lan") as store:
        assert sorted(named) == sorted(store.documents(Query()))
        assert list(store.check()) == []


def test_a_reader_who_leaves_early_is_no_bug(home: dict[str, str]) -> None:
    command = f"{sys.executable} -m curator commands | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, env=home, check=False)
    assert (done.stdout.count("\n"), done.stderr) == (1, "")
