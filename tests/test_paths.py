import sys
from pathlib import Path

import platformdirs
import pytest

from curator import paths


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs itself answers")
@pytest.mark.parametrize("named", [True, False])
def test_linux_is_read_as_platformdirs_reads_it(
    named: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for kind in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind) if named else "")
    assert paths.data_dir() == platformdirs.user_data_path("Curator", appauthor=False)
    assert paths.config_dir() == platformdirs.user_config_path("Curator", appauthor=False)
    assert paths.log_dir() == platformdirs.user_log_path("Curator", appauthor=False)
