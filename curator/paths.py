"""Where things lie on this computer. The only module that asks `platformdirs`."""

import sys
from functools import cache
from pathlib import Path

APP = "Curator"


def data_dir() -> Path:
    """The folder of the default store and its backups; not created here."""
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def config_dir() -> Path:
    """The folder of the settings file; not created here."""
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False)


def log_dir() -> Path:
    """The folder of the log file; not created here."""
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


def _installed() -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle, "curator", "resources") if bundle else Path(__file__).parent / "resources"


@cache
def _resources() -> Path:
    installed = _installed()
    return installed if installed.is_dir() else Path(__file__).parent.parent / "resources"
