"""Paint the icon of the program and of its files in every form that the three systems want.

Usage: python packaging/icons.py FOLDER

FOLDER gets `hicolor/` (Linux: sizes as PNG, and the drawings), `curator.ico`, `project.ico` (Windows) and
`curator.icns`, `project.icns` (macOS). Needs PySide6 and no display. The same drawings give the same bytes.
"""

import os
import shutil
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).parent
APPLICATION = HERE.parent / "resources" / "icons" / "curator.svg"
PROJECT = HERE / "icons" / "project.svg"
SMALL = HERE / "icons" / "small.svg"  # drawn on 16 pixels, for sizes where the large drawing blurs

APP_ID = "org.curator.Curator"
MIME_ICON = "application-x-curator"
HICOLOR = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ICO = (16, 24, 32, 48, 64, 128, 256)
ICNS = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09", 1024: b"ic10"}


def png(drawing: Path, size: int) -> bytes:
    """`drawing`, an SVG file, as a PNG file of `size` × `size` pixels."""
    if drawing == APPLICATION and size <= 24:
        drawing = SMALL
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def ico(drawing: Path) -> bytes:
    """`drawing` as a Windows icon file: a directory of 16 bytes a picture, then the pictures as PNG."""
    pictures = [(size, png(drawing, size)) for size in ICO]
    offset = 6 + 16 * len(pictures)
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for size, data in pictures:
        side = size % 256  # 0 stands for 256
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), offset + len(body))
        body += data
    return head + body


def icns(drawing: Path) -> bytes:
    """`drawing` as a macOS icon file: a type and a length before each picture as PNG."""
    body = b""
    for size, kind in ICNS.items():
        data = png(drawing, size)
        body += kind + struct.pack(">I", len(data) + 8) + data
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def write(folder: Path) -> None:
    """Write every form into `folder`."""
    for context, name, drawing in (("apps", APP_ID, APPLICATION), ("mimetypes", MIME_ICON, PROJECT)):
        for size in HICOLOR:
            target = folder / "hicolor" / f"{size}x{size}" / context
            target.mkdir(parents=True, exist_ok=True)
            (target / f"{name}.png").write_bytes(png(drawing, size))
        target = folder / "hicolor" / "scalable" / context
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(drawing, target / f"{name}.svg")
    for name, drawing in (("curator", APPLICATION), ("project", PROJECT)):
        (folder / f"{name}.ico").write_bytes(ico(drawing))
        (folder / f"{name}.icns").write_bytes(icns(drawing))


if __name__ == "__main__":
    application = QGuiApplication([])
    write(Path(sys.argv[1]))
