"""Run in a process of its own: engines side by side over a document for each manual of a nation."""

from __future__ import annotations

import django


def main() -> None:
    """Print the table as it is made."""
    django.setup()
    from bench.nation.side_by_side import side_by_side

    for table in side_by_side():
        print(table.markdown(), flush=True)


if __name__ == "__main__":
    main()
