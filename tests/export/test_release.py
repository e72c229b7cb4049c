"""A release as a whole: what is in it, its version, that nothing is left half done."""

import base64
import csv
import json
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from curator.errors import Problem
from curator.export import Release, build, compare, latest, verify
from curator.export.tables import cell, tables
from curator.model.codebook import walk
from curator.model.record import diff
from curator.model.revision import Entry, Status

from .invented import OPTIONS, entry, record, run, text_of, ulid

ROOT = Path(__file__).parent.parent.parent
Many = Callable[[int], Callable[[], Iterator[Entry]]]


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def unpacked(page: Path) -> str:
    """The data that a page carries."""
    packed = re.findall(r'<script type="text/plain" id="[\w-]+">([^<]*)<', page.read_text(encoding="utf-8"))
    return "".join(zlib.decompress(base64.b64decode(each)).decode() for each in packed)


def test_the_sample_project_becomes_a_release_that_two_readers_accept(
    sample: Callable[[], Iterator[Entry]], tmp_path: Path
) -> None:
    frictionless = pytest.importorskip("frictionless")
    options = replace(OPTIONS, formats=("sqlite", "plover", "croissant"))
    texts = {each.source.document: each for each in sample()}
    made: Release = run(build(sample, tmp_path, options))
    assert made.version == "1.0.0"
    assert list(verify(made.path)) == []
    report = frictionless.Package(str(made.path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "message"])
    assert made.counts["articles"] == len(texts)
    assert made.zip.is_file()


def test_values_leave_as_they_are_in_every_shape(tmp_path: Path) -> None:
    own = record(1, note="chỉ cho đồng nghiệp")
    made: Release = run(build(lambda: [entry(1, own, text_of(1))], tmp_path, OPTIONS))
    engagement = own["engagements"][0]
    (line,) = (made.path / "jsonl" / "engagements.jsonl").read_text(encoding="utf-8").splitlines()
    nested = json.loads(line)
    nested["sectors"].sort(
        key=lambda sector: [each["code"] for each in engagement["sectors"]].index(sector["code"])
    )
    article = {**own["article"], **{key: nested["reports"][0].get(key) for key in own["article"]}}
    back = {
        "article": article,
        "engagements": [{**engagement, **{k: nested[k] for k in engagement if k in nested}}],
    }
    assert diff({**own, "article": {**own["article"], "note": None}}, back) == []
    for path in made.path.rglob("*"):
        if path.is_file():
            assert "chỉ cho đồng nghiệp".encode() not in path.read_bytes(), f"{path} releases a note"


def test_every_released_field_of_the_codebook_has_a_column_with_a_label() -> None:
    columns = {(table.name, column.name): column for table in tables() for column in table.columns}
    where = {
        ("article",): "articles", ("engagements",): "engagements", ("engagements", "home"): "participants",
        ("engagements", "partner"): "participants", ("engagements", "sectors"): "engagement_sectors",
        ("engagements", "agreements"): "agreements",
    }  # fmt: skip
    for keys, field in walk():
        if field.kind:
            assert ((where[keys[:-1]], field.key) in columns) == field.released, keys
    assert all(column.title and column.rule for column in columns.values())


def test_evidence_points_into_the_record_and_into_the_text(tmp_path: Path) -> None:
    made: Release = run(
        build(lambda: [entry(3, record(3), text_of(3))], tmp_path, OPTIONS, texts=lambda _id: text_of(3))
    )
    nested = json.loads((made.path / "jsonl" / "engagements.jsonl").read_text(encoding="utf-8"))
    article = rows(made.path, "articles")[0]
    proven = 0
    for row in rows(made.path, "evidence"):
        value: Any = nested if row["engagement_id"] else {**article, "authors": article["authors"].split(";")}
        for part in row["path"].split("/")[1:]:
            value = value[int(part) if part.isdigit() else part]
        assert row["value_final"] == cell(value)
        if row["start"]:
            proven += 1
            start, end = int(row["start"]), int(row["end"])
            assert text_of(3)[start:end] == row["exact"]
            assert text_of(3)[:start].endswith(row["prefix"])
    assert proven >= 5
    assert not list(verify(made.path, lambda _id: text_of(3)))
    assert any("passage" in complaint for complaint in verify(made.path, lambda _id: "another text"))


@pytest.mark.parametrize("grade", ["offsets", "none"])
def test_quotes_can_stay_at_home(grade: Any, tmp_path: Path, many: Many) -> None:
    made: Release = run(build(many(2), tmp_path, replace(OPTIONS, evidence=grade), texts=lambda _id: text_of(0)))
    assert "Trần" in unpacked(made.path / "index.html") or "Nguyễn" in unpacked(made.path / "index.html")
    assert "hai bên nhắc" not in unpacked(made.path / "index.html")
    if grade == "none":
        assert not (made.path / "data" / "evidence.csv").exists()
    else:
        assert all(row["exact"] == row["prefix"] == "" for row in rows(made.path, "evidence"))
        assert any(row["start"] for row in rows(made.path, "evidence"))


def test_a_long_passage_leaves_shortened(tmp_path: Path) -> None:
    text = "dài " * 100
    own = record(1)
    own["engagements"][0]["home"][0]["title"] = text.strip()
    made: Release = run(build(lambda: [entry(1, own, text)], tmp_path, OPTIONS, texts=lambda _id: text))
    (row,) = [row for row in rows(made.path, "evidence") if row["path"] == "/home/0/title"]
    assert len(row["exact"]) == 200
    assert int(row["end"]) == len(text.strip())


def test_only_what_was_asked_for_leaves_and_the_rest_is_counted(tmp_path: Path) -> None:
    entries = [
        entry(1, record(1), text_of(1)),
        entry(2, record(2), text_of(2), Status.IN_PROGRESS),
        entry(3, record(3), text_of(3), Status.EXCLUDED, "national"),
    ]
    made: Release = run(build(lambda: entries, tmp_path, OPTIONS))
    assert [row["id"] for row in rows(made.path, "engagements")] == [ulid("E", 1)]
    readme = (made.path / "README.md").read_text(encoding="utf-8")
    assert "1 in progress" in readme
    assert "1 excluded: National level" in readme
    package = json.loads((made.path / "datapackage.json").read_text(encoding="utf-8"))
    assert package["left_out"] == {"excluded:national": 1, "in_progress": 1}


def test_versions_follow_what_changed(tmp_path: Path, many: Many) -> None:
    first: Release = run(build(many(3), tmp_path, OPTIONS))

    def corrected() -> Iterator[Entry]:
        for number in range(3):
            yield entry(number, record(number, type="other") if number == 1 else record(number), text_of(number))

    second: Release = run(build(corrected, tmp_path, OPTIONS, previous=first.path))
    assert second.version == "1.0.1"
    with (second.path / "changes.csv").open(encoding="utf-8", newline="") as file:
        (change,) = csv.DictReader(file)
    assert (change["id"], change["field"], change["new"], change["reason"]) == (
        ulid("E", 1),
        "type",
        "other",
        "corrected",
    )
    third: Release = run(build(many(4), tmp_path, OPTIONS, previous=second.path))
    assert third.version == "1.1.0"
    assert compare(second.path, third.path).added == (ulid("E", 3),)
    fourth: Release = run(build(many(4), tmp_path, replace(OPTIONS, evidence="none"), previous=third.path))
    assert fourth.version == "2.0.0"  # a table is gone
    assert latest(tmp_path, OPTIONS.name) == fourth.path
    changelog = (fourth.path / "CHANGELOG.md").read_text(encoding="utf-8")
    assert [line.split()[1] for line in changelog.splitlines() if line.startswith("## ")] == [
        "2.0.0",
        "1.1.0",
        "1.0.1",
        "1.0.0",
    ]
    assert not list(verify(fourth.path))


def test_a_withdrawn_engagement_leaves_a_tombstone_for_ever(tmp_path: Path, many: Many) -> None:
    first: Release = run(build(many(4), tmp_path, OPTIONS))

    def fewer() -> Iterator[Entry]:
        yield entry(0, record(0), text_of(0))
        yield entry(1, record(1), text_of(1), Status.EXCLUDED, "no_meeting")
        yield entry(2, {**record(2), "engagements": []}, text_of(2))

    second: Release = run(build(fewer, tmp_path, OPTIONS, previous=first.path))
    assert second.version == "2.0.0"
    expected = {ulid("E", 1): "no_meeting", ulid("E", 2): "deleted", ulid("E", 3): "not_selected"}
    assert {row["id"]: row["reason"] for row in rows(second.path, "tombstones")} == expected
    third: Release = run(build(many(2), tmp_path, OPTIONS, previous=second.path))
    buried = {row["id"]: row["removed_in"] for row in rows(third.path, "tombstones")}
    assert buried == {ulid("E", 2): "2.0.0", ulid("E", 3): "2.0.0"}  # the other came back
    assert not list(verify(third.path))


def test_comparing_tells_every_kind_of_change(tmp_path: Path) -> None:
    old = record(1, partner_city=None)
    new = record(1, partner_city="Paris", country=None)
    new["engagements"][0]["home"] = []
    before: Release = run(build(lambda: [entry(1, old, "")], tmp_path / "a", OPTIONS))
    after: Release = run(build(lambda: [entry(1, new, "")], tmp_path / "b", OPTIONS))
    found = compare(before.path, after.path)
    assert found.changed == (ulid("E", 1),)
    assert {(each.table, each.row, each.field, each.reason) for each in found.changes} == {
        ("engagements", "", "country", "cleared"),
        ("engagements", "", "partner_city", "completed"),
        ("engagements", "", "partner_city_id", "completed"),
        ("participants", "home 0", "", "row_removed"),
    }
    assert found.level == "patch"
    assert compare(before.path, before.path).level == "none"


def test_an_engagement_of_two_articles_is_one_with_two_reports(tmp_path: Path) -> None:
    entries = [entry(1, record(1), text_of(1)), entry(2, record(1), text_of(1))]
    made: Release = run(build(lambda: entries, tmp_path, OPTIONS))
    assert made.counts["engagements"] == 1
    assert [row["article_id"] for row in rows(made.path, "reports")] == [ulid("A", 1), ulid("A", 2)]
    assert not list(verify(made.path))


def test_stopping_at_any_step_leaves_the_former_release_alone(tmp_path: Path, many: Many) -> None:
    first: Release = run(build(many(3), tmp_path, OPTIONS))
    before = {path.name for path in tmp_path.iterdir()}
    count = sum(1 for _step in build(many(4), tmp_path, OPTIONS, previous=first.path))
    run_again = {path.name for path in tmp_path.iterdir()} - before
    assert run_again == {"hanoi-engagements-1.1.0", "hanoi-engagements-1.1.0.zip"}
    for stop in range(1, count, 6):
        steps = build(many(5), tmp_path, OPTIONS, previous=first.path)
        for _ in range(stop):
            next(steps)
        steps.close()
        assert {path.name for path in tmp_path.iterdir()} == before | run_again
    assert not list(verify(first.path))


def test_a_version_is_never_published_twice_with_other_content(tmp_path: Path, many: Many) -> None:
    first: Release = run(build(many(3), tmp_path, OPTIONS))
    again: Release = run(build(many(3), tmp_path, OPTIONS))
    assert again.files == first.files
    with pytest.raises(Problem, match="already exists"):
        run(build(many(4), tmp_path, OPTIONS))
    assert not list(verify(first.path))


def test_exporting_again_what_has_not_changed_makes_no_new_version(tmp_path: Path, many: Many) -> None:
    first: Release = run(build(many(3), tmp_path, OPTIONS))
    again: Release = run(build(many(3), tmp_path, OPTIONS, previous=first.path))
    assert again == first
    assert len(list(tmp_path.iterdir())) == 2
    other: Release = run(build(many(3), tmp_path, replace(OPTIONS, licence="CC0-1.0"), previous=first.path))
    assert other.version == "1.0.1"


@pytest.mark.parametrize("limit", [1_000, 60_000, 700_000])
def test_a_full_disk_says_so_and_changes_nothing(limit: int, tmp_path: Path, many: Many) -> None:
    resource = pytest.importorskip("resource")
    first: Release = run(build(many(3), tmp_path, OPTIONS))
    before = sorted(path.name for path in tmp_path.iterdir())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))  # a write beyond it fails as on a full disk
    try:
        with pytest.raises(Problem, match="could not be written"):
            run(build(many(100), tmp_path, OPTIONS, previous=first.path))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_damaged_former_release_is_refused(tmp_path: Path, many: Many) -> None:
    first: Release = run(build(many(2), tmp_path, OPTIONS))
    (first.path / "data" / "agreements.csv").write_text("engagement_id\n", encoding="utf-8")
    with pytest.raises(Problem, match="damaged"):
        run(build(many(3), tmp_path, OPTIONS, previous=first.path))
    with pytest.raises(Problem, match="is not a release"):
        run(build(many(3), tmp_path, OPTIONS, previous=tmp_path))


def test_what_cannot_be_made_is_said_before_any_work(tmp_path: Path, many: Many) -> None:
    for options, words in (
        (replace(OPTIONS, licence="WTFPL"), "no licence"),
        (replace(OPTIONS, formats=("pdf",)), "no format"),
        (replace(OPTIONS, name="Hà Nội/2026"), "not a name"),
    ):
        with pytest.raises(Problem, match=words):
            run(build(many(1), tmp_path / "out", options))
    assert not (tmp_path / "out").exists()
    nameless = record(1, id=None)
    with pytest.raises(Problem, match="has no id"):
        run(build(lambda: [entry(1, nameless, "")], tmp_path, OPTIONS))


BUILD = """
import sys
sys.path.insert(0, "tests/export")
from pathlib import Path
from dataclasses import replace
from invented import OPTIONS, entry, record, run, text_of
from curator.export import EXTRA, build
from curator.i18n import set_language
set_language(sys.argv[2])
formats = tuple(name for name, each in EXTRA.items() if each.is_available())
made = run(build(lambda: (entry(n, record(n), text_of(n)) for n in range(40)), Path(sys.argv[1]),
                 replace(OPTIONS, formats=formats), texts=lambda key: text_of(int(key[4:]))))
print(made.zip)
"""


def test_two_processes_with_other_seeds_zones_and_languages_give_the_same_bytes(tmp_path: Path) -> None:
    packed = []
    for name, changed in (
        ("a", {"PYTHONHASHSEED": "1", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C.UTF-8"}),
        ("b", {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C", "PYTHONUTF8": "0"}),
    ):
        language = {"a": "vi", "b": "fr"}[name]
        done = subprocess.run(
            [sys.executable, "-c", BUILD, str(tmp_path / name), language],
            cwd=ROOT, env={**os.environ, **changed}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        packed.append(Path(done.stdout.strip()))
    files = [sorted(path for path in each.with_suffix("").parent.rglob("*") if path.is_file()) for each in packed]
    for one, other in zip(*files, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name
