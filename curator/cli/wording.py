"""What argparse says of itself, in the language in force.

argparse asks gettext for its words through a name in its own module, and has no other door. Our translations are
bound to that name while a command line is read.
"""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from curator.i18n import N_, _

WORDS = (
    N_("usage: "),
    N_("%(prog)s: error: %(message)s\n"),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
    N_("expected one argument"),
    N_("expected at least one argument"),
)


@contextmanager
def translated() -> Iterator[None]:
    """Let argparse speak the language in force; `WORDS` are those that its parsers and messages need here."""
    names = vars(argparse)
    usual = names["_"]
    names["_"] = _
    try:
        yield
    finally:
        names["_"] = usual
