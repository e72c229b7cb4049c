"""Icons: one-colour SVG drawings of `resources/icons`, painted in a colour of the theme."""

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QGuiApplication, QIcon, QImageReader, QPixmap

from curator.paths import resource

SIZE = 16  # logical pixels, the grid the icons are drawn on


def icon(name: str, colour: str) -> QIcon:
    """The icon `name` in `colour` (`#rrggbb`), sharp at every scale of the screens now attached."""
    return _icon(name, colour, _scale())


def pixmap(name: str, colour: str, size: int = SIZE) -> QPixmap:
    """The picture `name` in `colour`, `size` logical pixels wide, for delegates that paint by themselves."""
    return _pixmap(name, colour, size, _scale())


def application_icon() -> QIcon:
    """The program's own icon, for the window and the task bar."""
    return QIcon(str(resource("icons", "curator.svg")))


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, scale: float) -> QIcon:
    return QIcon(_pixmap(name, colour, SIZE, scale))


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, scale: float) -> QPixmap:
    drawing = resource("icons", f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    buffer = QBuffer()
    buffer.setData(QByteArray(drawing))
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(round(size * scale), round(size * scale)))
    found = QPixmap.fromImage(reader.read())
    found.setDevicePixelRatio(scale)
    return found


def _scale() -> float:
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
