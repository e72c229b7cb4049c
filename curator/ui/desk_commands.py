"""Commands of the review desk: the reader and the form."""

from curator.ui.commands import Command

DESK: tuple[Command, ...] = ()
