"""Every text a person sees exists in Vietnamese and French, with the same placeholders as the English."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator import i18n
from curator.model.codebook import walk
from curator.paths import resource

ROOT = Path(__file__).parent.parent
MARKS = {"_": 1, "N_": 1, "translate": 1, "plural": 2}


def texts() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "curator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
                for argument in node.args[: MARKS[node.func.id]]:
                    assert not isinstance(argument, ast.JoinedStr), (
                        f"{path}:{node.lineno}: an f-string cannot be translated"
                    )
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value:
                        yield argument.value, f"{path.relative_to(ROOT)}:{node.lineno}"


def plurals() -> set[str]:
    found = set()
    for path in sorted((ROOT / "curator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "plural":
                found |= {a.value for a in node.args[1:2] if isinstance(a, ast.Constant)}
    return found


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_every_text_is_translated(language: str) -> None:
    catalogue = i18n._catalogue(language)
    many = plurals()
    missing = [f"{where}: {text!r}" for text, where in texts() if text not in catalogue and text not in many]
    assert missing == []


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_translations_keep_their_placeholders(language: str) -> None:
    holes = re.compile(r"{(\w*)")
    for text, forms in i18n._catalogue(language).items():
        for form in forms:
            assert set(holes.findall(form)) <= set(holes.findall(text)) | {"n"}, (text, form)
            assert set(holes.findall(text)) - {"n"} <= set(holes.findall(form)), (text, form)


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_no_text_has_two_translations(language: str) -> None:
    seen: dict[str, tuple[str, str]] = {}
    for path in sorted(resource("i18n", language).glob("*.po")):
        for entry in i18n._ENTRY.finditer(path.read_text(encoding="utf-8") + "\n"):
            text, said = i18n._unquote(entry[1]), i18n._unquote(entry["one"] or entry["first"])
            assert seen.setdefault(text, (said, path.name))[0] == said, (text, path.name, seen[text])


def test_every_field_has_a_label_and_a_rule_in_three_languages() -> None:
    for template, field in walk():
        if template == ("article",):
            continue
        assert field.rule, template
        for language in i18n.LANGUAGES:
            assert i18n.translate(field.title, language)
            assert i18n.translate(field.rule, language)


def test_plural_forms_follow_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    forms = {"fr": {"{n} year": ("{n} an", "{n} ans")}, "vi": {"{n} year": ("{n} năm",)}, "en": {}}
    monkeypatch.setattr(i18n, "_catalogue", forms.__getitem__)
    said = {}
    for language in forms:
        monkeypatch.setattr(i18n, "_current", language)
        said[language] = [i18n.plural("{n} year", "{n} years", n) for n in (0, 1, 2)]
    assert said == {
        "fr": ["0 an", "1 an", "2 ans"],
        "vi": ["0 năm", "1 năm", "2 năm"],
        "en": ["0 years", "1 year", "2 years"],
    }
