"""Help > Self check shows what the command prints."""

from PySide6.QtWidgets import QTableWidget

from curator import i18n
from curator.store import Store
from curator.ui.app import open_window


def test_help_self_check_lists_every_part(qtbot, own_home, tmp_path):
    Store(tmp_path / "a.curator", reader="Test").close()
    window = open_window(tmp_path / "a.curator", "Test", "vi")
    qtbot.addWidget(window)
    window.show()
    window.dialogs.self_check()
    qtbot.waitUntil(lambda: window.findChild(QTableWidget) is not None, timeout=30_000)
    table = window.findChild(QTableWidget)
    shown = {table.item(row, 0).text(): table.item(row, 1).text() for row in range(table.rowCount())}
    assert {"Cơ sở dữ liệu", "Danh mục từ vựng", "Một bài mẫu"} <= shown.keys()
    assert not [detail for detail in shown.values() if detail.startswith("LỖI")]
    table.window().grab().save(str(tmp_path / "check.png"))
    table.window().close()
    window.close()
    i18n.set_language("en")
