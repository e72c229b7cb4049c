"""Folders of records, one JSON file each."""

import json
from pathlib import Path
from typing import Any

from curator.errors import Problem
from curator.i18n import _


def read_folder(folder: Path) -> dict[str, dict[str, Any]]:
    """The records in `folder`, by their `id`, or by file name where they have none. Raises Problem."""
    if not folder.is_dir():
        raise Problem(
            _("There is no folder “{folder}”.").format(folder=folder),
            _("Name a folder that holds one JSON file for each article."),
        )
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
        except (ValueError, OSError):
            record = None
        if not isinstance(record, dict):
            raise Problem(
                _("“{name}” holds no record.").format(name=path.name),
                _("Remove the file from the folder, or write it again with curator extract."),
            )
        found[str(record.get("id") or path.stem)] = record
    if not found:
        raise Problem(
            _("“{folder}” holds no JSON file.").format(folder=folder),
            _("Name a folder that holds one JSON file for each article."),
        )
    return found
