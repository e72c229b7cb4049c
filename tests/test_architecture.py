"""The shape of the house: who may import whom, and what stays out of the core."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

CORE = """
import importlib, pkgutil, sys
class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError("Qt is only for the window: " + name)
sys.meta_path.insert(0, NoQt())
import curator
count = 0
for module in pkgutil.walk_packages(curator.__path__, "curator."):
    if not module.name.startswith("curator.ui"):
        importlib.import_module(module.name)
        count += 1
print(count)
"""

LEAN = """
import sys
import curator.cli, curator.ingest, curator.model.codebook, curator.store, curator.review
print(sorted({"bs4", "lxml", "pypdfium2", "xlsxwriter", "PySide6"} & {name.split(".")[0] for name in sys.modules}))
"""


def python(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_core_works_without_qt() -> None:
    assert int(python(CORE)) > 20


def test_heavy_readers_load_only_when_their_job_starts() -> None:
    assert python(LEAN) == "[]"


def test_imports_point_downward_only() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout


def test_files_stay_short_enough_to_read() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "curator").rglob("*.py")
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 400
    }
    assert long == {}
