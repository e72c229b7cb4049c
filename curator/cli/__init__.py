"""The command line: the same code as the window, for scripts and for machines without a screen.

Results go to standard output, progress and messages to standard error. The exit code is one of `Exit`.
"""

from curator.cli.main import language_of, main

__all__ = ["language_of", "main"]
