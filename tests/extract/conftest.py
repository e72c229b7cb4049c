"""Pages made of a few lines, for rules that read one passage."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from curator.extract.page import Page, open_page
from curator.model.article import Article, Block, Role

MakePage = Callable[..., Page]


@pytest.fixture
def make_page() -> MakePage:
    """`make_page("story", ("stamp", "…"))`: a page whose lines have these roles; bare text is story.

    `language` stands for the rest of the story where a line alone is too short to tell.
    """

    def make(*lines: str | tuple[str, str], home: str = "Hanoi", language: str = "") -> Page:
        text, blocks = "", []
        for line in lines:
            role, words = ("story", line) if isinstance(line, str) else line
            blocks.append(Block(len(text), len(text) + len(words), Role(role)))
            text += words + "\n"
        page = open_page(Article("page.txt", text.encode(), "text/plain", "utf-8", text, tuple(blocks)), home)
        return replace(page, language=language) if language else page

    return make
