"""The key sheet: all keys on one page, to look at and to print."""

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout

from curator.i18n import _
from curator.ui.commands.menus import native
from curator.ui.commands.table import MENUS, PLACES, Command
from curator.ui.style import theme
from curator.ui.style.texts import Texts

if TYPE_CHECKING:
    from curator.ui.window import Window


class KeySheet(QDialog):
    """Every command that has a key, by menu; "Save as PDF" makes a page for the wall."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self.setObjectName("keysheet")
        self._commands = [command for command in window.commands if command.keys]
        self._page = QTextBrowser(self)
        self._page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._page.verticalScrollBar().setStyleSheet(theme.scrollbar_style(theme.colours(self)))
        self._save = QPushButton(self)
        self._save.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._save)
        column = QVBoxLayout(self)
        column.addWidget(self._page)
        column.addLayout(row)
        self.resize(760, 640)
        texts = Texts(self)
        texts.set(self.setWindowTitle, lambda: _("Key sheet"))
        texts.set(self._save.setText, lambda: _("Save as PDF…"))
        texts.set(self._page.setAccessibleName, lambda: _("Key sheet"))
        texts.run(lambda: self._page.setHtml(html(self._commands, theme.colours())))

    def save(self, path: str) -> None:
        """Write the sheet as one A4 page or two to `path`."""
        writer = QPdfWriter(path)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        document = QTextDocument()
        document.setHtml(html(self._commands, theme.LIGHT))
        document.print_(writer)

    def _ask(self) -> None:
        path, _kind = QFileDialog.getSaveFileName(self, _("Save as PDF…"), "curator-keys.pdf", "PDF (*.pdf)")
        if path:
            self.save(path)


def html(commands: list[Command], c: theme.Colours) -> str:
    """The sheet as HTML: for each menu a heading and its commands with their keys."""
    parts = [f'<body style="color:{c.text}"><h2>{escape(_("Key sheet"))}</h2>']
    for menu, title in MENUS.items():
        rows = [command for command in commands if command.section[0] == menu]
        if not rows:
            continue
        parts.append(f'<h3>{escape(_(title))}</h3><table width="100%" cellpadding="3" cellspacing="0">')
        parts += [_row(command, c) for command in rows]
        parts.append("</table>")
    return "".join(parts)


def _row(command: Command, c: theme.Colours) -> str:
    """One line for each place, since some keys act in the article alone and others in the form too."""
    keys: dict[str, list[str]] = {}
    for key in command.keys:
        keys.setdefault(_(PLACES[command.places(key)]), []).append(escape(native(key)))
    pressed = "<br>".join(" &nbsp; ".join(each) for each in keys.values())
    where = "<br>".join(escape(place) for place in keys)
    return (
        f'<tr><td width="50%">{escape(command.label)}</td><td width="25%"><b>{pressed}</b></td>'
        f'<td width="25%"><span style="color:{c.dim}">{where}</span></td></tr>'
    )
