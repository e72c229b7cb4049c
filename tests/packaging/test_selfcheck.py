"""The self check sees what is wrong; diagnostics tell developers much and nothing of articles or people."""

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from curator import diagnostics, i18n, selfcheck, settings
from curator.errors import Problem
from curator.paths import log_dir
from curator.settings import Settings
from curator.store import Store
from curator.ui import qtcheck
from curator.ui.qtcheck import window_system


@pytest.fixture(autouse=True)
def english(qapp: QApplication):
    i18n.set_language("en")
    yield
    i18n.set_language("en")


def test_a_sound_computer_passes_every_check(own_home):
    checks = list(selfcheck.run(window_system))
    assert [check for check in checks if not check.ok] == []
    assert len(checks) == 8


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_it_speaks_the_language_in_force(language):
    i18n.set_language(language)
    assert next(iter(selfcheck.run(window_system))).name == i18n.translate("Program", language) != "Program"


def test_a_failing_part_is_named_and_the_others_go_on(own_home, monkeypatch):
    (own_home / ".local").write_text("a file where a folder should be")
    failed = {check.name for check in selfcheck.run(window_system) if not check.ok}
    assert failed == {"Folders"}


def test_missing_resources_are_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(selfcheck, "resource", lambda *parts: tmp_path.joinpath(*parts))
    failed = {check.name: check.detail for check in selfcheck.run(window_system) if not check.ok}
    assert "icons" in failed["Pictures and texts"]


def test_a_search_without_fts5_is_seen(monkeypatch):
    def refuse(*_arguments: object) -> sqlite3.Connection:
        raise sqlite3.OperationalError("no such module: fts5")

    monkeypatch.setattr(sqlite3, "connect", refuse)
    check = next(check for check in selfcheck.run(window_system) if check.name == "Database")
    assert not check.ok
    assert "fts5" in check.detail


SECRETS = ("Nguyễn Bí Mật", "bimat", "Thông tin kín")


@pytest.fixture
def written(own_home, tmp_path) -> str:
    """The report of a computer where every name and text is a secret."""
    folder = tmp_path / "bimat"
    folder.mkdir()
    chosen = Settings(reader=SECRETS[0], recent_stores=[str(folder / "bimat.curator")], saved_views={"bimat": {}})
    settings.save(chosen)
    log_dir().mkdir(parents=True)
    (log_dir() / "curator.log").write_text(
        f"2026-11-21 08:00:00,123 ERROR curator.jobs: {SECRETS[0]}.html failed\n"
        "Traceback (most recent call last):\n"
        '  File "/home/bimat/curator/jobs.py", line 12, in _keep\n'
        f"    told = '{SECRETS[2]}'\n"
        f"ValueError: {SECRETS[2]}\n",
        encoding="utf-8",
    )
    (folder / "bimat.txt").write_text(f"{SECRETS[0]}\n\n{SECRETS[2]} ngày 6/9/2022.\n", encoding="utf-8")
    from curator import jobs

    with Store(folder / "bimat.curator", reader=SECRETS[0]) as store:
        jobs.drain(jobs.import_files(store, [folder / "bimat.txt"], "Hanoi"))
        store.backup()
        diagnostics.write(tmp_path / "report.txt", store, window_system)
    return (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_diagnostics_hold_no_text_and_no_name(written):
    for secret in SECRETS:
        assert secret not in written


def test_diagnostics_tell_what_happened(written):
    for told in (
        "articles new: 1",
        "backup: ",
        "manual, 1 articles",
        "ERROR curator.jobs",
        "  ValueError",
        "ok  Database",
    ):
        assert told in written
    assert "curator/jobs.py:12 _keep" in written


def test_diagnostics_are_english_and_leave_the_language_alone(own_home, tmp_path):
    i18n.set_language("vi")
    diagnostics.write(tmp_path / "report.txt")
    assert "ok  Vocabularies" in (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert i18n.language() == "vi"


def test_a_report_that_cannot_be_written_is_a_problem(tmp_path):
    with pytest.raises(Problem):
        diagnostics.write(tmp_path / "nowhere" / "report.txt")
    assert i18n.language() == "en"


def test_the_answer_of_a_child_that_dies_is_no_answer():
    import os

    def die():
        os._exit(3)  # as Qt does, only quieter
        yield

    assert qtcheck._in_child(die) == []
    assert qtcheck._in_child(lambda: iter([selfcheck.Check("Cửa sổ", True, "ổn")]))[0].detail == "ổn"
    assert Path.home().is_dir()
