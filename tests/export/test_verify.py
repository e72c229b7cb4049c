"""The read-back check finds what a careless hand, a bad disk or a bug can do to a release."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from curator.export import build, check, verify
from curator.export.papers import write_sums

from .invented import OPTIONS, entry, record, run, text_of, ulid


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("release")
    return run(build(lambda: (entry(n, record(n), text_of(n)) for n in range(3)), out, OPTIONS)).path


def spoil(folder: Path, file: str, change: Callable[[str], str]) -> list[str]:
    """The complaints after a change that also renews size, hash and sums: only the content is wrong."""
    path = folder / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["path"] == file:
            data = path.read_bytes()
            resource |= {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    write_sums(folder)
    return list(verify(folder))


@pytest.fixture
def copy(release: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(release, tmp_path / "copy"))


def swap(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


E0, E1 = ulid("E", 0), ulid("E", 1)


@pytest.mark.parametrize(
    ("file", "change", "words"),
    [
        ("data/engagements.csv", swap(",incoming,", ",sideways,"), "direction: “sideways” is not allowed"),
        ("data/engagements.csv", swap(E1, E0), "repeated or out of order"),
        ("data/engagements.csv", lambda text: text.rsplit("\n", 2)[0] + "\n", "2 rows instead of 3"),
        ("data/participants.csv", swap(E0, ulid("E", 9)), "is not in engagements"),
        ("data/participants.csv", swap(",true", ",oui"), "lead: “oui”"),
        ("data/articles.csv", swap("id,headline", "id,title"), "the columns"),
        ("data/review.csv", swap("2026-11-21T07:00:00Z", "21/11/2026"), "at: “21/11/2026”"),
        ("data/reports.csv", swap(f"{E0},", f"{E0},,"), "cells instead of"),
        ("jsonl/engagements.jsonl", lambda text: text.split("\n", 1)[1], "does not hold the engagements"),
    ],
)
def test_wrong_content_is_found(file: str, change: Callable[[str], str], words: str, copy: Path) -> None:
    complaints = spoil(copy, file, change)
    assert any(words in complaint for complaint in complaints), complaints


def test_a_day_that_no_calendar_has_is_found(copy: Path) -> None:
    text = (copy / "data" / "engagements.csv").read_text(encoding="utf-8")
    date = text.splitlines()[1].split(",")[1]
    assert any(
        "XXXX-02-30" in complaint for complaint in spoil(copy, "data/engagements.csv", swap(date, "XXXX-02-30"))
    )


def test_touched_missing_and_added_files_are_found(copy: Path) -> None:
    assert list(verify(copy)) == []
    with (copy / "README.md").open("a", encoding="utf-8") as file:
        file.write("x")
    (copy / "LICENSE").unlink()
    (copy / "extra.txt").write_text("x", encoding="utf-8")
    found = " ".join(verify(copy))
    assert "README.md is not the file" in found
    assert "LICENSE is missing" in found
    assert "extra.txt is not listed" in found


def test_one_changed_byte_in_any_file_is_found(copy: Path) -> None:
    files = sorted(path for path in copy.rglob("*") if path.is_file())
    assert len(files) > 20
    for path in files:
        whole = path.read_bytes()
        place = len(whole) // 2
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert list(verify(copy)), path
        path.write_bytes(whole)
    assert list(verify(copy)) == []


def test_a_check_tells_how_far_it_is(copy: Path) -> None:
    steps = list(check(copy))
    assert [step.done for step in steps] == list(range(steps[-1].total + 1))
    assert run(check(copy)) == []
    (copy / "LICENSE").unlink()
    assert run(check(copy)) == ["LICENSE is missing."]


def test_what_is_no_release_is_said_plainly(tmp_path: Path) -> None:
    assert "is not a release" in next(verify(tmp_path))
    (tmp_path / "datapackage.json").write_text('{"version": "1.0.0", "resources": [{}]}', encoding="utf-8")
    assert next(verify(tmp_path)).startswith("The release cannot be read")
