"""The words of a page stand where it says, and folding by words is folding letter by letter."""

from hypothesis import given
from hypothesis import strategies as st

from curator.extract.words import Learned, read_words
from curator.model.article import Block, Role
from curator.model.text import canonical, fold

TEXTS = st.text(st.sampled_from("aÀđ Ủỷ1_²'’–.\n\u00a0İΣ한\u0301"), max_size=40)


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_words_and_folded_text_keep_their_offsets(text, one, other):
    text = canonical(text)
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    words = read_words(text, [Block(start, end, Role.STORY)])
    assert words.folded == fold(text)
    assert [text[at : at + len(word)] for word, at in zip(words.raw, words.starts, strict=True)] == words.raw
    assert (
        "".join(gap + word for gap, word in zip(words.gaps, words.raw, strict=True))
        == text[start:end][: sum(map(len, words.gaps)) + sum(map(len, words.raw))]
    )


def test_an_answer_is_computed_once_and_memory_is_bounded():
    asked: list[int] = []
    learned = Learned[int, int](lambda number: asked.append(number) or -number)
    assert [learned[1], learned[1], learned[2]] == [-1, -1, -2]
    assert asked == [1, 2]
    for number in range(100_001):
        learned[number]
    assert len(learned) < 100_000
