"""What the documentation promises to users of a release works as it is printed."""

import re
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from curator.export import build
from curator.export.dictionary import FILES, markdown

from .invented import OPTIONS, entry, record, run, text_of

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "release.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    entries = [entry(n, record(n, country="NA") if n == 3 else record(n), text_of(n)) for n in range(8)]
    return run(build(lambda: entries, tmp_path_factory.mktemp("out"), replace(OPTIONS, formats=("sqlite",)))).path


def blocks(language: str) -> list[str]:
    found = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found, language
    return found


def test_the_data_dictionary_of_the_docs_is_the_one_of_the_code() -> None:
    assert (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == markdown("en"), (
        'write it anew: python -c \'from curator.export.dictionary import markdown as m; print(m("en"), end="")\''
    )


def test_the_data_dictionary_is_whole_in_every_language() -> None:
    english = markdown("en").count("\n")
    for language in FILES:
        assert markdown(language).count("\n") == english
    assert "Mã đúng" in markdown("vi")
    assert "Codé juste" in markdown("fr")


def test_the_pandas_commands_run(release: Path) -> None:
    for block in blocks("python"):
        done = subprocess.run(
            [sys.executable, "-c", block], cwd=release, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "NA" in done.stdout  # Namibia stays a country


def test_the_sql_runs(release: Path) -> None:
    db = sqlite3.connect(release / "sqlite" / "engagements.db")
    try:
        for block in blocks("sql"):
            assert sum(row[1] for row in db.execute(block)) == 8
    finally:
        db.close()


@pytest.mark.parametrize("line", [line for block in blocks("sh") for line in block.splitlines()])
def test_the_commands_run(line: str, release: Path) -> None:
    program = shutil.which(line.split()[0]) or shutil.which(line.split()[0], path=str(Path(sys.executable).parent))
    if not program:
        pytest.skip(f"{line.split()[0]} is not on this machine")
    done = subprocess.run(
        line.replace(line.split()[0], program, 1),
        shell=True,
        cwd=release,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
