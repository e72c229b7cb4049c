"""The Datasette command of docs/release.md, run as it is printed there."""

import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from curator.export import build

from .invented import OPTIONS, entry, record, run, text_of

PAGE = Path(__file__).parent.parent.parent / "docs" / "release.md"


def test_datasette_answers_from_a_release(tmp_path: Path) -> None:
    options = replace(OPTIONS, formats=("sqlite",))
    made = run(build(lambda: [entry(1, record(1), text_of(1))], tmp_path, options)).path
    printed = re.search(r"^(datasette .+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert printed
    program, *arguments = shlex.split(printed[1])
    done = subprocess.run(
        [Path(sys.executable).with_name(program), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=made,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[0]["name"] == record(1)["engagements"][0]["home"][0]["name"]
