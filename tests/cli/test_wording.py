"""Everything the command line says is said in one language: argparse's own words and the system's reasons too."""

import argparse
import errno
import inspect
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from curator.cli.main import main
from curator.cli.wording import WORDS
from curator.errors import reason
from curator.i18n import set_language, translate

Run = Callable[..., "subprocess.CompletedProcess[str]"]
_ENGLISH = re.compile(
    r"\b(usage: curator|error|required|invalid|choose|expected|ignored|unrecognized|ambiguous|positional|"
    r"exit|show|options?:|No such|Permission|denied|Is a directory|folder)\b"
)
WRONG = (
    ("fly",),
    ("import",),
    ("import", "--home"),
    ("import", "a", "--fly"),
    ("backup", "--list=3"),
    ("export", "--out", "x", "--in", "none", "--e", "quotes"),
    ("export", "--out", "x", "--include", "none"),
    ("import", "a", "--ho", "Nowhere"),
)


@pytest.mark.parametrize("language", ["vi", "fr"])
@pytest.mark.parametrize("arguments", WRONG)
def test_what_was_not_understood_is_told_in_the_language(
    language: str, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--language", language, *arguments])
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (2, "")
    assert said.err.startswith("cách dùng: curator" if language == "vi" else "usage : curator")
    assert not _ENGLISH.search(said.err)


@pytest.mark.parametrize("language", ["vi", "fr"])
@pytest.mark.parametrize("command", ["", "import", "export", "backup", "commands"])
def test_help_is_in_the_language(run: Run, language: str, command: str) -> None:
    told = run("--language", language, *filter(None, [command]), "--help")
    assert told.returncode == 0
    assert not _ENGLISH.search(told.stdout)
    assert not re.search(r"\b(NAME|TITLE|FILE|FOLDER|PATH)\b", told.stdout)


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "cách dùng"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "usage : "),
        ({"LANG": "de_DE.UTF-8"}, "usage: "),
    ],
)
def test_where_nothing_is_chosen_the_language_is_the_systems(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    variables: dict[str, str],
    words: str,
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit):
        main(["fly"])
    assert capsys.readouterr().err.startswith(words)


def test_the_words_are_those_that_argparse_says() -> None:
    said = inspect.getsource(argparse)
    for word in WORDS:
        assert repr(word)[1:-1] in said, word
        for language in ("vi", "fr"):
            assert sorted(re.findall(r"%\(?\w*\)?[rs]", word)) == sorted(
                re.findall(r"%\(?\w*\)?[rs]", translate(word, language))
            )


def test_argparse_is_left_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--language", "fr", "fly"])
    capsys.readouterr()
    assert argparse.ArgumentParser(prog="other").format_usage() == "usage: other [-h]\n"


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "không có tệp hoặc thư mục này"), ("fr", "ce fichier ou ce dossier n'existe pas")],
)
def test_the_reasons_of_the_system_are_told_in_the_language(
    run: Run, tmp_path: Path, language: str, words: str
) -> None:
    none = run("--language", language, "extract", tmp_path / "none.txt", "--json", tmp_path / "out")
    assert words in none.stderr
    taken = tmp_path / "taken"
    taken.write_text("mine")
    for arguments in (
        ("import", taken, "--store", taken / "office.curator"),
        ("extract", taken, "--json", taken),
        ("diagnostics", "--out", tmp_path),
    ):
        done = run("--language", language, *arguments)
        assert done.returncode == 1, done
        assert not _ENGLISH.search(done.stderr), done.stderr


def test_a_reason_is_known_by_its_number_and_an_unusual_one_is_the_systems() -> None:
    set_language("fr")
    assert reason(PermissionError(errno.EACCES, "Permission denied")) == "vous n'en avez pas le droit"
    assert reason(OSError(errno.ENOSPC, "No space left on device")) == "le disque est plein"
    assert reason(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"
    assert reason(OSError("only words")) == "only words"
    assert reason(ValueError("other")) == "other"


def test_a_file_that_another_program_holds_on_windows_is_busy() -> None:
    held = PermissionError(errno.EACCES, "Permission denied")
    held.winerror = 32  # as Windows sets it
    assert reason(held) == "another program is using it"
