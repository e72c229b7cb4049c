"""A page while its lines are being told apart."""

from dataclasses import dataclass

from curator.ingest.form import Form
from curator.ingest.page import Page
from curator.model.article import Role

MOST_LINES = 6_000  # what stands below is taken for furniture, so that no page takes long


@dataclass
class Draft:
    """The page, how each of its lines looks, and the roles found so far (None: not known yet)."""

    page: Page
    forms: list[Form]
    roles: list[Role | None]
    headline: int | None = None  # index of its line
    lead: int = 0  # index of the first paragraph; the number of lines if there is none

    @property
    def title(self) -> list[str]:
        """The folded words of the headline."""
        return [] if self.headline is None else self.forms[self.headline].tokens

    def repeats_title(self, i: int) -> bool:
        """Whether line `i` is the headline again, perhaps with the number of a picture."""
        title, tokens = self.title, self.forms[i].tokens
        return bool(title) and tokens[: len(title)] == title and len(tokens) <= len(title) + 4


def draft_of(page: Page) -> Draft:
    """The draft of the first lines of `page`, before any rule. No article has more than `MOST_LINES`."""
    lines = page.lines[:MOST_LINES]
    return Draft(page, [Form(line.text) for line in lines], [line.role for line in lines])
