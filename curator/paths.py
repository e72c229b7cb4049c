"""Where things lie on this computer. The only module that asks `platformdirs`."""

import os
import sys
from functools import cache
from pathlib import Path

APP = "Curator"


def data_dir() -> Path:
    """The folder of the default store and its backups; not created here."""
    if found := _freedesktop("XDG_DATA_HOME", ".local/share"):
        return found / APP
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def config_dir() -> Path:
    """The folder of the settings file; not created here."""
    if found := _freedesktop("XDG_CONFIG_HOME", ".config"):
        return found / APP
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False)


def log_dir() -> Path:
    """The folder of the log file; not created here."""
    if found := _freedesktop("XDG_STATE_HOME", ".local/state"):
        return found / APP / "log"
    from platformdirs import user_log_path

    return user_log_path(APP, appauthor=False)


def default_store() -> Path:
    """The store that opens when none is named."""
    return data_dir() / "office.curator"


def resource(*parts: str) -> Path:
    """A file or folder of `resources/`, found in a checkout, an installed wheel and a frozen app alike."""
    return _resources().joinpath(*parts)


def sample_project() -> Path:
    """The five sample articles, each with its expected record in `gold/`."""
    checkout = Path(__file__).parent.parent / "seeds"
    return checkout if checkout.is_dir() and not _installed().is_dir() else _installed() / "seeds"


def computer() -> str:
    """The name of this computer in its network."""
    if sys.platform != "win32":
        return os.uname().nodename
    import socket  # 3 ms to load

    return socket.gethostname()


def _freedesktop(variable: str, usual: str) -> Path | None:
    """The folder that Linux names in the environment; None on a system that has to be asked.

    `platformdirs` answers the same, as a test makes sure, but takes 5 to 10 ms to load.
    """
    if sys.platform != "linux":
        return None
    named = os.environ.get(variable, "")
    return Path(named) if os.path.isabs(named) else Path.home() / usual


def _installed() -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle, "curator", "resources") if bundle else Path(__file__).parent / "resources"


@cache
def _resources() -> Path:
    installed = _installed()
    return installed if installed.is_dir() else Path(__file__).parent.parent / "resources"
