"""The version resource of the Windows programs: what the Properties of Curator.exe show."""

import re
from pathlib import Path

_TEXT = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1,
                    subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable('040904B0', [
      StringStruct('CompanyName', 'The Curator developers'),
      StringStruct('FileDescription', 'Curator'),
      StringStruct('FileVersion', '{version}'),
      StringStruct('InternalName', 'Curator'),
      StringStruct('LegalCopyright', 'Apache License 2.0'),
      StringStruct('OriginalFilename', 'Curator.exe'),
      StringStruct('ProductName', 'Curator'),
      StringStruct('ProductVersion', '{version}')])]),
    VarFileInfo([VarStruct('Translation', [0x0409, 1200])])
  ]
)
"""


def numbers(version: str) -> tuple[int, int, int, int]:
    """`version`, such as `1.2.3` or `1.2.3rc1`, as the four numbers that Windows compares."""
    first, second, third, *_more = [*map(int, re.findall(r"\d+", version.split("rc")[0])), 0, 0, 0]
    return first, second, third, 0


def write_version(path: Path, version: str) -> Path:
    """Write the resource in the form PyInstaller reads, and return where it lies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_TEXT.format(version=version, numbers=numbers(version)), encoding="utf-8")
    return path
