"""The record: one value a line, rows of people, sectors and agreements."""
