"""Texts a person sees, in Vietnamese, English and French.

English is written in the code and is the key; `resources/i18n/<language>/*.po` hold the translations, read
directly so that no compiled file can be stale. `_` and `plural` answer in the language of this process, the one
setting that is global, as the locale is; `translate` answers in any language.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache

from curator.paths import resource

LANGUAGES: Mapping[str, str] = {"vi": "Tiếng Việt", "en": "English", "fr": "Français"}
_current = "en"

_ENTRY = re.compile(
    r'^msgid ((?:"[^\n]*"\n)+)(?:msgid_plural (?:"[^\n]*"\n)+)?'
    r'(?:msgstr (?P<one>(?:"[^\n]*"\n?)+)|msgstr\[0\] (?P<first>(?:"[^\n]*"\n?)+)'
    r'(?:msgstr\[1\] (?P<second>(?:"[^\n]*"\n?)+))?)',
    re.MULTILINE,
)


def set_language(language: str) -> None:
    """Answer in `language` (`vi`, `en` or `fr`) from now on."""
    global _current
    if language not in LANGUAGES:
        raise ValueError(language)
    _current = language


def language() -> str:
    """The language in force."""
    return _current


class Text(str):
    """A text for people that knows how to say itself again after the language has changed; see `again`."""

    say: Callable[[], str]  # what it is in the language then in force

    @classmethod
    def of(cls, say: Callable[[], str]) -> "Text":
        """What `say` answers now."""
        text = cls(say())
        text.say = say
        return text

    def format(self, *args: object, **values: object) -> "Text":
        """As of any string; the values are said again too."""
        made = Text(super().format(*args, **values))
        made.say = lambda: self.say().format(*map(again, args), **{key: again(one) for key, one in values.items()})
        return made


def again(words: object) -> object:
    """`words` in the language in force, if they are a text of ours; anything else as it is."""
    return words.say() if isinstance(words, Text) else words


def _(text: str) -> str:
    """`text`, written in English, in the language in force: a `Text`, which can be said again in another."""
    return _text(text, _current)


def N_(text: str) -> str:
    """Mark `text` as one to translate later, with `_` or `translate`."""
    return text


def translate(text: str, language: str) -> str:
    """`text`, written in English, in `language`; English where a translation is missing."""
    return _catalogue(language).get(text, (text,))[0] if text else ""


def plural(one: str, many: str, number: int) -> str:
    """`one` or `many` as `number` asks, in the language in force, with `{n}` filled in: a `Text`."""
    return Text.of(lambda: _plural(one, many, number))


def _plural(one: str, many: str, number: int) -> str:
    forms = _catalogue(_current).get(one) or (one, many)
    singular = number == 1 or (number == 0 and _current == "fr")
    return (forms[0] if singular or len(forms) == 1 else forms[1]).format(n=number)


@cache
def _text(text: str, language: str) -> str:
    made = Text(translate(text, language))
    made.say = lambda: translate(text, _current)
    return made


@cache
def _catalogue(language: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(resource("i18n", language).glob("*.po")):
        for entry in _ENTRY.finditer(path.read_text(encoding="utf-8") + "\n"):
            forms = [entry["one"] or entry["first"], entry["second"]]
            texts = tuple(_unquote(form) for form in forms if form)
            if texts[0]:
                found[_unquote(entry[1])] = texts
    found.pop("", None)
    return found


def _unquote(lines: str) -> str:
    """The text of quoted .po lines; their escapes are those of JSON."""
    return "".join(json.loads(line) if "\\" in line else line[1:-1] for line in lines.strip().split("\n"))
