"""Listings as a spreadsheet: one row for a meeting with its group and venue, out of the admin and back in."""
