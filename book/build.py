"""Build the static site and the teaching kit from the lessons: `python -m book.build [site] [seminar] [--lessons 05,12]`.

Everything is generated from the notebooks, the lesson modules and the tables, so it cannot drift from them.
"""

from __future__ import annotations

import argparse
import sys

from book.kit import seminar
from book.site import site


def main() -> int:
    """Build what is named on the command line, or both."""
    parser = argparse.ArgumentParser(prog="python -m book.build", description=main.__doc__)
    parser.add_argument("what", nargs="*", help="site, seminar")
    parser.add_argument(
        "--lessons", type=lambda text: text.split(","), help="for the site, while you work on it: 05,12"
    )
    asked = parser.parse_args()
    wanted = asked.what or ["seminar", "site"]
    if "seminar" in wanted:
        seminar()
    return site(asked.lessons) if "site" in wanted else 0


if __name__ == "__main__":
    sys.exit(main())
