"""Run in a process of its own: a worker that follows changes into the index and does nothing else.

The counts of a nation that was made a moment ago have never been made; a worker would begin with
them and be measured instead. ``./dev bench nation rollups`` measures those.
"""

from __future__ import annotations

import time

import django


def main() -> None:
    """Follow until the process is ended."""
    django.setup()
    from infogo.search.indexing.index import only_writer
    from infogo.search.indexing.indexer import Follower, Steps
    from infogo.upkeep.management.commands.run_worker import PAUSE_SECONDS

    with only_writer():
        steps = Steps(Follower())
        while True:
            steps.follow()
            time.sleep(PAUSE_SECONDS)


if __name__ == "__main__":
    main()
