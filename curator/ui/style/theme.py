"""Colours and fonts of the window: two palettes of our own, since not every desktop offers Qt a dark one.

Colour has one meaning, attention: neutral is done, amber asks for a look, red blocks. One blue hue in two strengths
says "here": the selection and the evidence. Every text colour reaches a contrast of 4.5:1 on the grounds it is
painted on, every edge of a control 3:1 (WCAG 2.1, 1.4.3 and 1.4.11); `tests/ui/test_theme.py` measures it.
"""

from typing import NamedTuple

from PySide6 import QtCore
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

_PREPARED = "curator_prepared"
THEMES = ("system", "light", "dark")
CONTROLS = ("QLineEdit", "QCheckBox", "QRadioButton", "QComboBox", "QAbstractSpinBox", "QPushButton")
LINE_SPACING = 1.4  # of the font's size: stacked Vietnamese marks need air


class Colours(NamedTuple):
    """The colours of one theme, as `#rrggbb`."""

    window: str  # the ground of panes and bars
    base: str  # the ground of text and lists
    text: str
    dim: str  # secondary text
    line: str  # hairlines between panes
    edge: str  # of boxes to tick, text fields and buttons
    accent: str  # focus, links, the main button
    on_accent: str
    selected: str  # the ground of the current row
    check: str  # amber: asks for a look
    check_ground: str
    block: str  # red: blocks
    block_ground: str
    evidence: str  # the ground of a passage
    evidence_strong: str  # of the focused field's passage
    button: str
    thumb: str  # of scroll bars


LIGHT = Colours(
    window="#f3f4f4", base="#ffffff", text="#1d2126", dim="#59616b", line="#d3d7da", edge="#727a82",
    accent="#1f5f96", on_accent="#ffffff", selected="#dfebf5", check="#7d5200", check_ground="#fdf0d2",
    block="#a8241c", block_ground="#fce6e4", evidence="#e0eff8", evidence_strong="#a9d5ee",
    button="#fafbfb", thumb="#b4babf",
)  # fmt: skip
DARK = Colours(
    window="#22262a", base="#191c1f", text="#e6e8ea", dim="#a7afb8", line="#3d434a", edge="#868e97",
    accent="#79b8ec", on_accent="#10161b", selected="#263e52", check="#f0bd62", check_ground="#3a2f17",
    block="#ff9c92", block_ground="#44211e", evidence="#1f3a4a", evidence_strong="#2c6181",
    button="#2d3237", thumb="#555d66",
)  # fmt: skip


def colours(source: QWidget | QPalette | None = None) -> Colours:
    """The colours that go with a widget's palette, or with the application's."""
    palette = source.palette() if isinstance(source, QWidget) else source or QApplication.palette()
    return DARK if palette.color(QPalette.ColorRole.Base).lightness() < 128 else LIGHT


def apply(theme: str) -> None:
    """Put `theme` (`system`, `light` or `dark`) in force in the whole application."""
    c = DARK if _dark(theme) else LIGHT
    QApplication.setPalette(palette_of(c))
    for name in CONTROLS:
        QApplication.setPalette(control_palette(c), name)  # type: ignore[arg-type]  # Qt takes no bytes


def prepare(theme: str, *, fusion: bool = False) -> None:
    """Give the application its style, font and colours. `fusion`: it was started in that style.

    Asking Qt for the style in force makes the binding build a large class, which a start can do without.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if app.property(_PREPARED) is None:
        app.setProperty(_PREPARED, True)
        if not fusion:
            app.setStyle("Fusion")
        choose_font()
        if theme == "system":  # before our palette is in force, the application's is the system's
            theme = "dark" if colours() is DARK else "light"
    apply(theme)


def palette_of(c: Colours) -> QPalette:
    """The Qt palette of these colours."""
    role, found = QPalette.ColorRole, QPalette()
    pairs = {
        role.Window: c.window, role.WindowText: c.text, role.Base: c.base, role.AlternateBase: c.window,
        role.Text: c.text, role.Button: c.button, role.ButtonText: c.text, role.BrightText: c.block,
        role.ToolTipBase: c.base, role.ToolTipText: c.text, role.PlaceholderText: c.dim, role.Link: c.accent,
        role.LinkVisited: c.accent, role.Highlight: c.accent, role.HighlightedText: c.on_accent,
        role.Accent: c.accent, role.Light: c.base, role.Midlight: c.window, role.Mid: c.line, role.Dark: c.line,
        role.Shadow: c.line,
    }  # fmt: skip
    for each, value in pairs.items():
        found.setColor(each, QColor(value))
    for each in (role.Text, role.WindowText, role.ButtonText, role.HighlightedText):
        found.setColor(QPalette.ColorGroup.Disabled, each, QColor(c.dim))
    found.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(c.line))
    return found


def control_palette(c: Colours) -> QPalette:
    """The palette of what one types into, ticks or presses.

    The style draws the edge of a control in the window's colour made 1.4 times darker, which on a dark ground
    nobody sees, and takes no other. Controls paint nothing else in that colour, so theirs is made to give `c.edge`.
    """
    found, group, role = palette_of(c), QPalette.ColorGroup, QPalette.ColorRole
    found.setColor(role.Window, QColor(c.edge).lighter(140))
    found.setColor(group.Disabled, role.Window, QColor(c.line).lighter(140))
    found.setColor(group.Disabled, role.Base, QColor(c.window))
    return found


def font(points: int = 0, widget: QWidget | None = None) -> QFont:
    """The application's font, or that of `widget`, in `points` where given."""
    found = QFont(widget.font() if widget else QApplication.font())
    if points:
        found.setPointSize(points)
    return found


def choose_font() -> None:
    """Prefer a face drawn for stacked marks where the desktop names none and would give wide DejaVu Sans."""
    now = QApplication.font()
    if QFontInfo(now).family() != "DejaVu Sans":
        return
    for family in ("Noto Sans", "DejaVu Sans Condensed"):
        better = QFont(family, now.pointSize())
        if QFontInfo(better).family() == family:
            QApplication.setFont(better)
            return


def line_height(font: QFont) -> int:
    """Pixels from one line of text to the next."""
    return max(QFontMetrics(font).height(), round(QFontInfo(font).pixelSize() * LINE_SPACING))


def scrollbar_style(c: Colours) -> str:
    """The style sheet of a scroll bar: a quiet thumb without arrows."""
    return (
        f"QScrollBar {{ background: {c.window}; border: none }}"
        "QScrollBar:vertical { width: 12px } QScrollBar:horizontal { height: 12px }"
        f"QScrollBar::handle {{ background: {c.thumb}; border-radius: 4px; margin: 2px }}"
        "QScrollBar::handle:vertical { min-height: 32px } QScrollBar::handle:horizontal { min-width: 32px }"
        f"QScrollBar::handle:hover {{ background: {c.dim} }}"
        "QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0 }"
        "QScrollBar::add-page, QScrollBar::sub-page { background: none }"
    )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2.1 defines it."""
    bright, dark = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _dark(theme: str) -> bool:
    if theme == "system":
        return QApplication.styleHints().colorScheme() is QtCore.Qt.ColorScheme.Dark
    return theme == "dark"
