"""What the person at this computer chose: one dataclass, one JSON file."""

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from curator.paths import config_dir


@dataclass(eq=False, repr=False)
class Settings:
    """Every choice with its default. `window` holds geometry, splitters and columns as the window wrote them."""

    language: str = ""  # empty: the language of the system
    reader: str = ""  # the name that signs revisions; empty: ask the system
    theme: str = "system"  # system, light, dark
    reader_font: int = 0  # points; 0: the system's size
    form_font: int = 0
    home_city: str = "Hanoi"
    recent_stores: list[str] = field(default_factory=list)
    saved_views: dict[str, dict[str, Any]] = field(default_factory=dict)
    window: dict[str, Any] = field(default_factory=dict)


def settings_file() -> Path:
    """The file that `load` reads and `save` writes unless told otherwise."""
    return config_dir() / "settings.json"


def load(path: Path | None = None) -> Settings:
    """The settings in `path`; defaults for what is missing, unknown or damaged: settings never stop a start."""
    try:
        stored = json.loads((path or settings_file()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    known = {f.name: type(getattr(Settings(), f.name)) for f in fields(Settings)}
    if not isinstance(stored, dict):
        return Settings()
    return Settings(**{k: v for k, v in stored.items() if k in known and isinstance(v, known[k])})


def save(settings: Settings, path: Path | None = None) -> None:
    """Write `settings` so that a crash leaves the old or the new file, never half of one. Raises OSError."""
    target = path or settings_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_suffix(".new")
    aside.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(aside, target)
