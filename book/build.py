"""Build the static site and the teaching kit from the lessons: `python -m book.build [site] [seminar]`.

Everything is generated from the notebooks, the lesson modules and the tables, so it cannot drift from them.
"""

from __future__ import annotations

import sys

from book.bank import bank
from book.kit import seminar
from book.site import site


def main() -> int:
    """Build what is named on the command line, or both."""
    wanted = sys.argv[1:] or ["seminar", "site"]
    if "seminar" in wanted:
        seminar()
        bank()
    return site() if "site" in wanted else 0


if __name__ == "__main__":
    sys.exit(main())
