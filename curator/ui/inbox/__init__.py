"""The list of articles: search, facets, sorting, cards and columns."""
