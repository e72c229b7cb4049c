"""Dialogs, none of which blocks the window; each is loaded when it is first asked for."""
