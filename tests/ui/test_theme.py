from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

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


@pytest.fixture
def dark_or_light(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Colours]:
    before = theme.colours()
    theme.prepare(request.param)
    theme.apply(request.param)
    yield theme.colours()
    theme.apply("dark" if before is DARK else "light")


def edge(control: QWidget) -> str:
    """The colour that stands out most across the left end of `control`, half way down."""
    box = control.rect()
    if isinstance(control, QAbstractButton) and not isinstance(control, QPushButton):
        option, part = QStyleOptionButton(), QStyle.SubElement
        option.initFrom(control)
        radio = isinstance(control, QRadioButton)
        box = control.style().subElementRect(
            part.SE_RadioButtonIndicator if radio else part.SE_CheckBoxIndicator, option, control
        )
    image = control.grab().toImage()
    seen = [image.pixelColor(x, box.center().y()).name() for x in range(box.left(), box.left() + 5)]
    return max(seen, key=lambda colour: contrast(colour, theme.colours().window))


@pytest.mark.parametrize("dark_or_light", ["light", "dark"], indirect=True)
def test_the_edge_of_every_control_reaches_a_contrast_of_3_as_painted(dark_or_light: Colours, qtbot: QtBot) -> None:
    c, dialog = dark_or_light, QDialog()
    controls: list[QWidget] = [
        QLineEdit(dialog), QCheckBox("a", dialog), QRadioButton("a", dialog), QComboBox(dialog), QSpinBox(dialog),
    ]  # fmt: skip
    column = QVBoxLayout(dialog)
    for control in controls:
        column.addWidget(control)
    column.addWidget(QPushButton(dialog))  # takes the focus, whose colour would be measured
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    column.itemAt(5).widget().setFocus()
    faint = {
        type(control).__name__: edge(control)
        for control in controls
        if min(contrast(edge(control), c.window), contrast(edge(control), c.base)) < 3
    }
    assert faint == {}
    box = controls[1]
    box.setEnabled(False)
    assert contrast(edge(box), c.window) < 2  # one sees that it cannot be ticked


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
    search = window.filters.search
    assert contrast(edge(search), theme.DARK.window) >= 3
    assert search.palette().color(QPalette.ColorRole.Base).name() == theme.DARK.base
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
