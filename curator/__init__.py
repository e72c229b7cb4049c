"""Curator: from press reports on a city's foreign contacts to a verified dataset."""

__version__ = "0.1.0"
