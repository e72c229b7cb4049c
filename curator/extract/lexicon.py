"""What the rules know of the three languages: phrases from resources/vocab, looked up word by word.

Every list is a CSV that staff can extend: `titles`, `bodies`, `honorifics`, `cues`, `surnames`. A Vietnamese phrase
matches with its own accents, wherever the tone mark is put (ủy, uỷ); French and English ones match without accents.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

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


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a phrase: the list it stands in, its code there, and the whole row."""

    kind: str  # titles, bodies, honorifics or cues
    code: str
    term: Term


Listed = tuple[tuple[str, ...], Entry]  # a phrase word by word, and one meaning of it


@dataclass(frozen=True)
class Lexicon:
    """The phrases of one language, by their first word and by their first two; the longest come first."""

    language: str
    phrases: dict[str, list[Listed]]
    opened: dict[tuple[str, str], list[Listed]]  # by the first two words; `""`: those of one word alone
    vocabulary: frozenset[str]  # every word of every phrase: where a glued word may be cut

    def key(self, word: str) -> str:
        """`word` as the phrases of this language spell it."""
        return plain(word) if self.language == "vi" else bare(word)


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of `vi`, `fr` or `en`. Vietnamese titles and bodies are known on every page."""
    phrases: dict[str, list[Listed]] = {}
    used: set[str] = set()
    for kind in LISTS:
        for term in vocabulary(kind):
            for name in _names(term, language):
                spelt = tuple(split(name, language))
                if spelt:
                    phrases.setdefault(spelt[0], []).append((spelt, Entry(kind, term.code, term)))
                    used.update(spelt)
    for listed in phrases.values():
        listed.sort(key=lambda item: -len(item[0]))
    return Lexicon(language, phrases, _by_two_words(phrases), frozenset(used))


def _by_two_words(phrases: dict[str, list[Listed]]) -> dict[tuple[str, str], list[Listed]]:
    """The phrases that can stand where two words do, longest first: few, where dozens begin with one word."""
    return {
        (first, second): [item for item in listed if item[0][1:2] in ((), (second,))]
        for first, listed in phrases.items()
        for second in {"", *(phrase[1] for phrase, _entry in listed if len(phrase) > 1)}
    }


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
