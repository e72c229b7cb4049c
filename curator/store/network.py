"""Whether a file lies on another computer, where SQLite's write-ahead log does not work."""

import sys
from pathlib import Path

_REMOTE = (
    "nfs", "cifs", "smb", "9p", "fuse.sshfs", "afs", "davfs", "fuse.davfs", "ncpfs", "ceph", "glusterfs", "vboxsf",
)  # fmt: skip


def is_remote(path: Path, mounts: Path = Path("/proc/mounts")) -> bool:
    """Whether `path` lies on a network share; False where the system does not tell."""
    where = path.absolute()
    if sys.platform == "win32":
        import ctypes

        drive = f"{where.drive}\\"
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive) == 4
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    best, kind = 0, ""
    for _device, folder, found, *_rest in (line.split() for line in lines):
        point = Path(folder.encode().decode("unicode_escape") if "\\" in folder else folder)
        if len(point.parts) >= best and where.is_relative_to(point):
            best, kind = len(point.parts), found
    return kind.startswith(_REMOTE)
