"""What the rules know of the three languages: phrases from resources/vocab, looked up word by word.

Every list is a CSV that staff can extend: `titles`, `bodies`, `honorifics`, `cues`, `surnames`. A Vietnamese phrase
matches with its own accents, wherever the tone mark is put (ủy, uỷ); French and English ones match without accents.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from curator.model.text import fold, words
from curator.model.vocab import Term, vocabulary

LISTS = ("titles", "bodies", "honorifics", "cues")

# tone mark on the second vowel of an open oa, oe, uy: moved to the first, as most papers print it
_MOVED = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip


@lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """A Vietnamese word in lower case with its accents, the tone mark where it is put by most."""
    low = word.lower()
    moved = _MOVED.get(low[-2:])
    return low[:-2] + moved if moved and low[-3:-2] != "q" else low


@lru_cache(maxsize=100_000)
def bare(word: str) -> str:
    """A word in lower case without accents."""
    return fold(word)


class Entry(NamedTuple):
    """One meaning of a phrase: the list it stands in, its code there, and the whole row."""

    kind: str  # titles, bodies, honorifics or cues
    code: str
    term: Term


Listed = tuple[tuple[str, ...], Entry]  # a phrase word by word, and one meaning of it


class Word(NamedTuple):
    """What is known of one spelling wherever it stands."""

    key: str  # as the phrases of the language spell it
    capital: bool  # whether it begins with a capital letter
    cut: int  # where it lost a blank (`chíNguyễn`); 0 where it is one word
    opens: dict[str, list[Listed]] | None  # the phrases that begin with it, by their second word


class Lexicon:
    """The phrases of one language by their first word, and what they tell of any word of a page."""

    def __init__(self, language: str, phrases: dict[str, list[Listed]]) -> None:
        for listed in phrases.values():
            listed.sort(key=lambda item: -len(item[0]))
        self.language = language
        self.phrases = phrases
        self._opens = {first: _by_second_word(listed) for first, listed in phrases.items()}
        self._words = frozenset(word for listed in phrases.values() for phrase, _entry in listed for word in phrase)
        self._key = plain if language == "vi" else bare
        self._pairs, self._link = _PAIRS[language]
        self.word = lru_cache(maxsize=100_000)(self._word)  # a page repeats its words, pages repeat each other's

    def _word(self, word: str) -> Word:
        key = self._key(word)
        return Word(key, word[0].isupper(), self._cut(word), self._opens.get(key))

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
            left, right = self._key(word[:cut]), self._key(word[cut:])
            if (left in self._words and len(left) > 1) or (right in self._words and len(right) > 2):
                return cut
        return 0

    def _before_link(self, word: str) -> int:
        """Where `of` or `de` is glued to the end of a listed word (`populairede`); 0 where it is not."""
        cut = len(word) - len(self._link)
        if cut <= _SHORTEST or not word.endswith(self._link):
            return 0
        return cut if self._key(word[:cut]) in self._words and self._key(word) not in self._words else 0


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


def _by_second_word(listed: list[Listed]) -> dict[str, list[Listed]]:
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
