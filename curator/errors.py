"""Errors a person can meet.

Everything that can go wrong outside the program (a file that cannot be read, a full disk, a store of a newer
version) is a `Problem`. Any other exception is a bug.
"""


class Problem(Exception):  # noqa: N818 - the word staff use
    """Something went wrong that a person can understand and act on.

    `message` says what happened, where, and what was kept; `hint` says what to do. Both are already in the
    language of the window.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UnreadableFile(Problem):
    """A source file that holds no text we can read."""


class StoreProblem(Problem):
    """The store cannot be opened, read or written."""
