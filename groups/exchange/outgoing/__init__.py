"""Rows to records: what the writers of files are given. No format reads a table, and nothing private leaves here."""
