"""How the workplace writes a moment in English: `23 November 2026, 16:05`, not `4:05 p.m.`, which is Django's."""

DATETIME_FORMAT = "j F Y, H:i"
TIME_FORMAT = "H:i"
