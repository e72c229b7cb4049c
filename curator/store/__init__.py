"""The store: one SQLite file, an append-only log, and tables that follow from it. See docs/store.md."""

from curator.store.backup import REASONS, Backup
from curator.store.lists import Row
from curator.store.log import Draft, Release
from curator.store.problems import Duplicate, Interrupted, Moved, Refused
from curator.store.query import ORDERS, Query
from curator.store.store import Store

__all__ = [
    "ORDERS", "REASONS", "Backup", "Draft", "Duplicate", "Interrupted", "Moved", "Query", "Refused", "Release",
    "Row", "Store",
]  # fmt: skip
