"""The store: one SQLite file that loses nothing."""
