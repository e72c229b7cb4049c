"""Bytes to articles: readers, encodings, story apart from furniture."""
