"""A search as a file: every format takes the same parameters as `/meetings/` and holds the whole result."""
