"""Single dates in bulk: one date of a meeting, a venue closed for a time, a group's bank holidays, the sheet."""
