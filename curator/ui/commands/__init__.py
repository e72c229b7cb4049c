"""Every command of the window: the table, what each does, and the ways to give it."""
