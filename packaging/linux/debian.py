"""Build the .deb: the frozen program, its place in the menu, its icon, file type, description and manual page.

Usage: python packaging/linux/debian.py DIST ICONS OUT      (needs dpkg-deb; DIST is PyInstaller's folder)

SOURCE_DATE_EPOCH dates every file, so that the same inputs give the same package.
"""

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
APP_ID = "org.curator.Curator"

# What PyInstaller leaves to the system (the graphics stack), and what the desktop needs to know our files.
DEPENDS = """libc6 (>= {glibc}), libegl1, libgl1, libxcb1, libwayland-client0, libwayland-cursor0,
 fontconfig-config, fonts-dejavu-core | fonts-noto-core | fonts-liberation2,
 shared-mime-info, desktop-file-utils, hicolor-icon-theme"""

CONTROL = """\
Package: curator
Version: {version}
Architecture: {architecture}
Maintainer: The Curator developers <curator@localhost>
Section: editors
Priority: optional
Installed-Size: {size}
Depends: {depends}
Recommends: fonts-noto-core
Suggests: fonts-noto-cjk
Description: turn press reports into a verified dataset
 Curator reads press reports on a city's foreign contacts, proposes who met
 whom, when, where and what was signed, and shows the passage behind every
 value. A person confirms or corrects. It works without a network.
 .
 The package brings its own Python and Qt. Removing it leaves your projects
 and settings where they are.
"""


def version() -> str:
    """The program's version as Debian sorts it: `1.0rc1` comes before `1.0`."""
    sys.path.insert(0, str(HERE.parent.parent))
    from curator import __version__

    return __version__.replace("rc", "~rc").replace(".dev", "~dev")


def lay_out(dist: Path, icons: Path, root: Path) -> None:
    """Everything as it will lie on the person's system, below `root`."""
    share = root / "usr" / "share"
    shutil.copytree(dist, root / "usr" / "lib" / "curator", symlinks=True)
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "curator").symlink_to("../lib/curator/curator")
    shutil.copytree(icons / "hicolor", share / "icons" / "hicolor")
    _copy(HERE / f"{APP_ID}.desktop", share / "applications" / f"{APP_ID}.desktop")
    _copy(HERE / f"{APP_ID}.mime.xml", share / "mime" / "packages" / f"{APP_ID}.xml")
    metainfo = share / "metainfo" / f"{APP_ID}.metainfo.xml"
    _copy(HERE / f"{APP_ID}.metainfo.xml", metainfo)
    today = datetime.fromtimestamp(epoch(), UTC).date().isoformat()
    text = metainfo.read_text(encoding="utf-8").replace("@VERSION@", version()).replace("@DATE@", today)
    metainfo.write_text(text, encoding="utf-8")
    _pack(HERE / "curator.1", share / "man" / "man1" / "curator.1.gz")
    _pack(HERE.parent.parent / "CHANGELOG.md", share / "doc" / "curator" / "changelog.gz")
    (share / "doc" / "curator" / "copyright").symlink_to("../../../lib/curator/lib/licences/NOTICES.txt")


def describe(root: Path, glibc: str) -> None:
    """The package's own papers, in `DEBIAN/`."""
    files = sorted(path for path in (root / "usr").rglob("*") if path.is_file() and not path.is_symlink())
    architecture = _told("dpkg", "--print-architecture")
    size = sum(path.stat().st_size for path in files) // 1024
    papers = root / "DEBIAN"
    papers.mkdir()
    depends = DEPENDS.format(glibc=glibc)
    control = CONTROL.format(version=version(), architecture=architecture, size=size, depends=depends)
    (papers / "control").write_text(control, encoding="utf-8")
    sums = [f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(root)}\n" for path in files]
    (papers / "md5sums").write_text("".join(sums), encoding="utf-8")


def settle(root: Path) -> None:
    """One owner's rights and one date for everything."""
    for path in sorted(root.rglob("*"), reverse=True):
        if not path.is_symlink():
            runs = path.is_dir() or path.name == "curator" or ".so" in path.suffixes
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (epoch(), epoch()), follow_symlinks=False)


def glibc(dist: Path) -> str:
    """The newest glibc that any file of the program asks for, such as `2.35`."""
    newest = (2, 0)
    for path in dist.rglob("*"):
        if path.is_file() and (".so" in path.suffixes or path.name == "curator"):
            for word in _told("objdump", "-p", str(path)).split():
                if word.startswith("GLIBC_2."):
                    newest = max(newest, tuple(int(part) for part in word[6:].split(".")[:2]))
    return ".".join(map(str, newest))


def epoch() -> int:
    """The date of everything in the package, in seconds."""
    return int(os.environ["SOURCE_DATE_EPOCH"])


def build(dist: Path, icons: Path, out: Path) -> Path:
    """Write the package into `out` and return it."""
    root = out / "deb"
    shutil.rmtree(root, ignore_errors=True)
    lay_out(dist, icons, root)
    describe(root, glibc(dist))
    settle(root)
    target = out / f"curator_{version()}_{_told('dpkg', '--print-architecture')}.deb"
    level = f"-z{os.environ.get('LEVEL', '6')}"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", level, "--build", root, target], check=True)
    shutil.rmtree(root)
    return target


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _pack(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(source.read_bytes(), mtime=0))


def _told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    print(build(*map(Path, sys.argv[1:4])))
