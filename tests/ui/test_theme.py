from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget

from curator.ui.style import icons, theme
from curator.ui.style.theme import DARK, LIGHT, Colours, contrast
from curator.ui.window import Window


@pytest.mark.parametrize("c", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_reaches_a_contrast_of_4_5_on_its_grounds(c: Colours) -> None:
    pairs = [
        *((text, ground) for text in (c.text, c.dim, c.check, c.block) for ground in (c.window, c.base, c.button)),
        *((text, c.selected) for text in (c.text, c.dim, c.check, c.block, c.accent)),
        *((c.text, ground) for ground in (c.evidence, c.evidence_strong, c.check_ground, c.block_ground)),
        (c.check, c.check_ground), (c.block, c.block_ground), (c.accent, c.evidence),
        (c.on_accent, c.accent), (c.accent, c.base), (c.accent, c.window),
    ]  # fmt: skip
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("c", [LIGHT, DARK], ids=["light", "dark"])
def test_the_two_strengths_of_evidence_differ_in_greyscale_too(c: Colours) -> None:
    assert contrast(c.evidence, c.base) > 1.05
    assert contrast(c.evidence_strong, c.evidence) > 1.2


def test_the_palette_leads_back_to_its_colours(qapp: object) -> None:
    assert theme.colours(theme.palette_of(DARK)) is DARK
    assert theme.colours(theme.palette_of(LIGHT)) is LIGHT


def test_an_icon_is_painted_in_its_colour(qapp: object) -> None:
    picture = icons.pixmap("verified", "#a8241c").toImage()
    painted = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert "#a8241c" in painted
    assert len(painted) < 20


def test_a_switch_of_colours_reaches_every_corner(window: Window) -> None:
    parts = [window.findChild(QWidget, f"status:{name}") for name in ("saved", "queue", "reader")]
    window.run("theme_dark")
    QApplication.processEvents()
    dim = theme.colours().dim
    assert [part.palette().color(QPalette.ColorRole.ButtonText).name() for part in parts] == [dim] * len(parts)
    window.run("theme_light")
    QApplication.processEvents()
    assert theme.colours().dim != dim
    assert parts[0].palette().color(QPalette.ColorRole.ButtonText).name() == theme.colours().dim


def test_an_empty_project_follows_a_switch_of_colours(open_project: Callable[..., Window], tmp_path: Path) -> None:
    window = open_project(tmp_path / "new.curator")
    window.run("theme_dark")
    QApplication.processEvents()
    part = window.findChild(QWidget, "status:queue")
    assert part.palette().color(QPalette.ColorRole.ButtonText).name() == theme.DARK.dim
