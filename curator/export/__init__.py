"""Records to releases: build, read back, compare. Formats are one module each below `formats`.

`build` makes a release, `verify` checks one, `check` does so with progress, `compare` tells two apart, `latest`
finds the newest in a folder.
"""

from curator.export.comparison import Comparison, ValueChange, compare
from curator.export.draft import stay_key
from curator.export.formats import ALWAYS, EXTRA, Format
from curator.export.options import NAME, Contributor, Options, Release, Step
from curator.export.papers import licences, stay_label
from curator.export.release import build, latest
from curator.export.verification import check, verify

__all__ = [
    "ALWAYS",
    "EXTRA",
    "NAME",
    "Comparison",
    "Contributor",
    "Format",
    "Options",
    "Release",
    "Step",
    "ValueChange",
    "build",
    "check",
    "compare",
    "latest",
    "licences",
    "stay_key",
    "stay_label",
    "verify",
]
