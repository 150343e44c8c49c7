#!/usr/bin/env python3
"""Django's command line, for everything that `make` does not wrap."""

import os
import sys


def main():
    """Run the command that was asked for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "calcinosis_site.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as missing:
        raise SystemExit(f"{missing}. Run `make run` once: it installs what the site needs.") from None
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
