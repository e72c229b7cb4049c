"""What every test may ask for."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from curator.i18n import set_language

ROOT = Path(__file__).parent.parent
settings.register_profile("same", derandomize=True)  # what a change broke fails every time, and nothing else does
settings.register_profile("search")  # new examples on every run: HYPOTHESIS_PROFILE=search make test
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # a test run opens no window on anybody's desk


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins in English, whatever language the one before ended in."""
    set_language("en")
    yield
    set_language("en")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The sample project: five articles and `gold/`."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The development corpus: `articles/` and `gold/`."""
    return ROOT / "tests" / "corpus"


@pytest.fixture(scope="session")
def real_seeds() -> Path:
    """Real articles kept outside the project; the test is skipped where they are absent."""
    folder = ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the real articles are not on this machine")
    return folder
