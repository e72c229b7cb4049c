"""The command line in a process of its own, as on the computer of someone who has never used the program."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def _call(home: Path, *arguments: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "curator", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, env=_surroundings(home), check=False, timeout=100
    )


def _surroundings(home: Path) -> dict[str, str]:
    """Those of a person who has never used the program."""
    strange = ("XDG_", "DISPLAY", "WAYLAND", "QT_")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(strange)}
    return kept | {"HOME": str(home), "LANG": "C.UTF-8", "PYTHONWARNINGS": "error"}


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return _surroundings(tmp_path / "home")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`run(*arguments)`: the command line in a process of its own."""
    return lambda *arguments: _call(tmp_path / "home", *arguments)


@pytest.fixture(scope="session")
def imported(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the samples, imported by command."""
    folder = tmp_path_factory.mktemp("imported")
    done = _call(folder, "import", seeds, "--store", folder / "office.curator")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split()) == 5
    return folder / "office.curator"


@pytest.fixture
def store(imported: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copy(imported, tmp_path))
