"""What is on screen follows the language, whoever said it: messages of jobs, problems, progress, the history."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from curator.errors import Problem
from curator.i18n import _, again, plural, set_language
from curator.jobs import ImportReport, Progress
from curator.ui.dialogs.history import History
from curator.ui.messages import Action
from curator.ui.runner import Work
from curator.ui.window import Window


def in_french(window: Window) -> list[str]:
    window.look.set_language("fr")
    QApplication.processEvents()
    return window.messages.texts()


def test_a_text_says_itself_again_with_its_values() -> None:
    problem = Problem(_("{field}: {value}").format(field=_("Saved"), value=7), plural("{n} error", "{n} errors", 2))
    set_language("vi")
    assert str(again(problem.message)) == "Đã lưu: 7"
    assert str(again(problem.hint)) == "2 lỗi"
    assert again(problem) is problem
    set_language("en")


def test_the_report_of_an_import_follows(window: Window) -> None:
    report = ImportReport(added=["a", "b"], known=[("x.txt", window.review.document)])
    window.files._imported(report)
    assert in_french(window) == ["2 articles ajoutés, 1 était déjà là."]
    assert [button.text() for button in window.messages.findChildren(QToolButton) if button.text()] == ["Détails"]


def test_the_backup_and_its_restoring_follow(window: Window, tmp_path: Path) -> None:
    from curator.ui.dialogs.backups import Backups

    window.run("backup")
    dialog = Backups(window)
    dialog._restored(tmp_path / "copy.curator")
    assert "restored" in window.messages.texts()[0]
    english = window.messages.texts()
    french = in_french(window)
    assert all(new != old for new, old in zip(french, english, strict=True))
    assert str(tmp_path / "copy.curator") in french[0]
    dialog.close()


def test_the_release_follows(window: Window, tmp_path: Path) -> None:
    from types import SimpleNamespace

    from curator.ui.dialogs.releasing import Releasing

    dialog = Releasing(window)
    dialog._exported(SimpleNamespace(name="hanoi", version="1.0.0", path=tmp_path))  # type: ignore[arg-type]
    before = window.messages.texts()[0]
    after = in_french(window)[0]
    assert "hanoi 1.0.0" in after
    assert after != before
    dialog.close()


def test_a_problem_follows(window: Window, qtbot: QtBot) -> None:
    window.files.open_path(Path(__file__))  # no project at all
    assert "is not a project" in window.messages.texts()[0]
    assert "n'est pas un projet" in in_french(window)[0].replace("\u2019", "'")


def test_questions_in_the_form_follow(window: Window) -> None:
    window.do(lambda: window.review.put(("engagements", 0, "date"), None))
    window.form.focus_path(("engagements", 0, "date"), edit=False)
    english = window.form.panel.texts()
    in_french(window)
    assert not set(english) & set(window.form.panel.texts())


def test_the_history_follows(window: Window) -> None:
    window.run("history")
    dialog = next(each for each in window.findChildren(History) if each.isVisible())
    in_french(window)
    assert dialog.windowTitle() == "Historique"
    assert dialog._list.headerItem().text(0) == "Quand"
    dialog.close()


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (None, "Import"),
        (Progress(12, 40, "s1.txt"), "Import: 12 of 40 · s1.txt"),
        (Progress(3, 0, "writing"), "Import · writing"),
        (Progress(1, 1, ""), "Import: 1 of 1"),
    ],
)
def test_the_strip_tells_how_far_and_what(window: Window, last: Progress | None, words: str) -> None:
    strip = window.status.strip
    strip.follow(Work(_("Import"), lambda: iter(()), last=last))  # type: ignore[arg-type,return-value]
    label = strip.findChild(QLabel)
    assert label.text() == words
    strip.hide()


def test_the_strip_follows_and_cancel_stands_still(window: Window, qtbot: QtBot) -> None:
    strip = window.status.strip
    places = set()
    for name in ("a.txt", "a very long name of a file that somebody saved from a browser.html"):
        strip.follow(Work(_("Extract again"), lambda: iter(()), last=Progress(1, 9, name)))  # type: ignore[arg-type,return-value]
        QApplication.processEvents()
        places.add(strip.findChild(QToolButton, "progress:cancel").x())
    assert len(places) == 1
    before = strip.findChild(QLabel).text()
    in_french(window)
    assert strip.findChild(QLabel).text() != before
    strip.hide()


def test_two_messages_of_a_button_follow(window: Window) -> None:
    pressed: list[int] = []
    window.messages.tell(_("Saved"), actions=[Action(_("Details"), lambda: pressed.append(1))])
    in_french(window)
    button: Callable[[], QToolButton] = lambda: next(  # noqa: E731
        b for b in window.messages.findChildren(QToolButton) if b.text() == "Détails"
    )
    button().click()
    assert pressed == [1]
