"""Errors a person can meet.

Everything that can go wrong outside the program (a file that cannot be read, a full disk, a store of a newer
version) is a `Problem`. Any other exception is a bug.
"""

import errno

from curator.i18n import N_, _

_SHARING = (32, 33)  # Windows: another program has opened the file, or locked a part of it
_REASONS = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.EACCES: N_("you do not have the right to do this"),
    errno.EPERM: N_("you do not have the right to do this"),
    errno.EROFS: N_("it lies on a disk that can only be read"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("a part of its path is not a folder"),
    errno.EEXIST: N_("it exists already"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.EBUSY: N_("another program is using it"),
}


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


def reason(error: Exception) -> str:
    """Why the system refused, in few words; in the language in force if it is a usual reason, else in its own."""
    if not isinstance(error, OSError):
        return str(error)
    if getattr(error, "winerror", None) in _SHARING:
        return _(_REASONS[errno.EBUSY])
    known = _REASONS.get(error.errno or 0)
    return _(known) if known else error.strerror or str(error)
