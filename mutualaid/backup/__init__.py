"""A whole copy of the site in one file, the same for both databases, and back: see docs/decisions/backup.md."""
