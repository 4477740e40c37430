"""Run in a process of its own: make the nation in the database of the environment.

``python -m bench.nation.fill SCALE`` prints one line of JSON for each part.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import date

import django

UNTIL = date(2026, 11, 15)
"""The day up to which the history goes; fixed, so that the same nation comes out every time."""


def main() -> None:
    """Fill the database and say what was made, how long it took and how much memory."""
    django.setup()
    from django.db import connection

    from bench.nation.generate import generate

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # Nothing is lost but time if the machine stops meanwhile.
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("PRAGMA cache_size = -200000")

    def say(name: str, rows: int, seconds: float) -> None:
        print(json.dumps({"part": name, "rows": rows, "seconds": seconds}), flush=True)

    generate(float(sys.argv[1]), UNTIL, say)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"part": "peak memory, MB", "rows": peak, "seconds": 0.0}), flush=True)


if __name__ == "__main__":
    main()
