"""Dates: found as pages write them, and their year settled. The two halves live in `datetext` and `years`."""

from curator.extract.datetext import DateMention, find
from curator.extract.years import resolve

__all__ = ["DateMention", "find", "resolve"]
