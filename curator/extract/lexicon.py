"""What the rules know of the three languages: phrases from resources/vocab, looked up word by word.

Every list is a CSV that staff can extend: `titles`, `bodies`, `honorifics`, `cues`, `surnames`. A Vietnamese phrase
matches with its own accents, wherever the tone mark is put (ủy, uỷ); French and English ones match without accents.
"""

import re
from functools import cache
from typing import NamedTuple

from curator.extract.words import Learned, bare, plain
from curator.model.text import words
from curator.model.vocab import Term, vocabulary

LISTS = ("titles", "bodies", "honorifics", "cues")


class Entry(NamedTuple):
    """One meaning of a phrase: the list it stands in, its code there, and the whole row."""

    kind: str  # titles, bodies, honorifics or cues
    code: str
    term: Term


Listed = tuple[tuple[str, ...], Entry]  # a phrase word by word, and one meaning of it
Opens = dict[str, list[Listed]]  # phrases of one first word, by their second


class Lexicon:
    """The phrases of one language by their first word, and what they tell of any word of a page."""

    def __init__(self, language: str, phrases: dict[str, list[Listed]]) -> None:
        for listed in phrases.values():
            listed.sort(key=lambda item: -len(item[0]))
        self.language = language
        self.phrases = phrases
        self.opens = {first: _by_second_word(listed) for first, listed in phrases.items()}
        self.key = plain if language == "vi" else bare  # a word as the phrases of this language spell it
        self.pieces = Learned(self._pieces).__getitem__
        self._words = frozenset(word for listed in phrases.values() for phrase, _entry in listed for word in phrase)
        self._pairs, self._link = _PAIRS[language]

    def _pieces(self, run: str) -> tuple[str, ...]:
        """The words of a run of letters and digits (`15giờ`, `chíNguyễn`); empty where it is one word."""
        pieces: list[str] = []
        for word in _WORD.findall(run):
            cut = self._cut(word)
            pieces += (word[:cut], word[cut:]) if cut else (word,)
        return tuple(pieces) if len(pieces) > 1 else ()

    def _cut(self, word: str) -> int:
        """Where a word is to be cut that lost a blank; 0 where it is one word."""
        if not (word.islower() or word.istitle() or word.isupper()):
            return self._glued(word)
        return self._pairs.get(word, 0) or self._before_link(word)

    def _glued(self, word: str) -> int:
        """Where a capital begins a word that is glued to another (`chíNguyễn`, `UBNDThành`); 0 for none."""
        for cut in range(1, len(word)):
            if not word[cut].isupper() or (word[cut - 1].isupper() and word[cut + 1 : cut + 2].isupper()):
                continue
            left, right = self.key(word[:cut]), self.key(word[cut:])
            if (left in self._words and len(left) > 1) or (right in self._words and len(right) > 2):
                return cut
        return 0

    def _before_link(self, word: str) -> int:
        """Where `of` or `de` is glued to the end of a listed word (`populairede`); 0 where it is not."""
        cut = len(word) - len(self._link)
        if cut <= _SHORTEST or not word.endswith(self._link):
            return 0
        return cut if self.key(word[:cut]) in self._words and self.key(word) not in self._words else 0


_WORD = re.compile(r"[^\W\d_]+|\d+")
_SHORTEST = 4  # letters; to no shorter word is a small one glued
_LOST = {  # small words between which a blank is lost, and the one that is glued to the word before it
    "vi": ("với của do và cùng là", "ông bà ngài", "của"),
    "fr": ("du par avec pour dans entre", "le les une ses", "de"),
    "en": ("of in to by for with and from on at led", "the mr mrs", "of"),
}
_PAIRS = {
    language: ({a + b: len(a) for a in lefts.split() for b in rights.split()}, link)
    for language, (lefts, rights, link) in _LOST.items()
}


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of `vi`, `fr` or `en`. Vietnamese titles and bodies are known on every page."""
    phrases: dict[str, list[Listed]] = {}
    for kind in LISTS:
        for term in vocabulary(kind):
            for name in _names(term, language):
                if spelt := tuple(split(name, language)):
                    phrases.setdefault(spelt[0], []).append((spelt, Entry(kind, term.code, term)))
    return Lexicon(language, phrases)


def _by_second_word(listed: list[Listed]) -> Opens:
    """The phrases that can stand where two words do, longest first; under `""` those of one word alone."""
    seconds = {"", *(phrase[1] for phrase, _entry in listed if len(phrase) > 1)}
    return {second: [item for item in listed if item[0][1:2] in ((), (second,))] for second in seconds}


def split(name: str, language: str) -> list[str]:
    """The words of a phrase as the lexicon of `language` keys them."""
    if language != "vi":
        return words(name)
    return [plain(word) for word in "".join(c if c.isalnum() else " " for c in name).split()]


@cache
def small_words(code: str, language: str) -> frozenset[str]:
    """The words of one row of small_words.csv, as the lexicon of `language` keys them."""
    term = vocabulary("small_words").get(code)
    names = _names(term, language) if term else []
    return frozenset(plain(name) if language == "vi" else bare(name) for name in names)


@cache
def surnames() -> frozenset[str]:
    """Vietnamese family names without accents."""
    return frozenset(bare(name) for term in vocabulary("surnames") for name in _names(term, "vi"))


def _names(term: Term, language: str) -> list[str]:
    return [name.strip() for name in (term.row.get(f"names_{language}") or "").split("|") if name.strip()]
