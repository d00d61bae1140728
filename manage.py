#!/usr/bin/env python3
"""Commands for whoever runs the site: .venv/bin/python manage.py COMMAND."""

import os
import sys
from pathlib import Path

OWN_PYTHON = Path(__file__).resolve().parent / ".venv"


def main():
    if Path(sys.prefix).resolve() != OWN_PYTHON.resolve():
        made = "" if OWN_PYTHON.exists() else " (script/server makes it)"
        sys.exit("Run this as .venv/bin/python manage.py ..." + made + ": another Python lacks the packages.")
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutualaid.settings")
    try:
        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
