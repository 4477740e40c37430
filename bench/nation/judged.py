"""Run in a process of its own: the contest of engines over all documents of a nation."""

from __future__ import annotations

import django


def main() -> None:
    """Print the tables of ``./dev bench engines``, here of the nation."""
    django.setup()
    from bench.contest import run_contest

    for table in run_contest():
        print(table.markdown(), flush=True)


if __name__ == "__main__":
    main()
