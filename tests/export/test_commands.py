"""The commands for finished releases, as a user of the data calls them."""

from pathlib import Path

import pytest

from curator.cli.main import main
from curator.export import build

from .invented import OPTIONS, entry, record, run, text_of


@pytest.fixture
def releases(tmp_path: Path) -> tuple[Path, Path]:
    old = run(build(lambda: [entry(1, record(1), text_of(1))], tmp_path, OPTIONS)).path
    changed = entry(1, record(1, type="other"), text_of(1))
    return old, run(build(lambda: [changed], tmp_path, OPTIONS, previous=old)).path


def test_a_release_is_checked_without_a_project(
    releases: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify-release", str(releases[0])]) == 0
    assert capsys.readouterr().out == ""
    (releases[0] / "data" / "agreements.csv").unlink()
    assert main(["verify-release", str(releases[0])]) == 1
    assert "data/agreements.csv is missing" in capsys.readouterr().out


def test_two_releases_are_told_apart(releases: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare-releases", *map(str, releases)]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[0].split("\t")[3:] == [
        "type",
        record(1)["engagements"][0]["type"],
        "other",
        "corrected",
    ]
    assert "1.0.0 to 1.0.1" in said.err
    assert main(["compare-releases", str(releases[0]), str(releases[0])]) == 3
    assert main(["compare-releases", str(releases[0]), str(releases[0].parent)]) == 1
