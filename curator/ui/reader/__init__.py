"""The article's text with its evidence."""
