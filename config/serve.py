"""granian, whose web processes are copies of one that has already learnt what search keeps.

``python -m config.serve …`` takes what ``granian …`` takes. Learning takes seconds of the processor
and most of a process's memory. Here it is done once, before anybody is let in: then every web
process, also one that is started in the place of a dead one, answers its first search at once, and
what none of them changes is in memory once for all of them.

A single web process shares with nobody: it learns by itself, in the background, and the process
that starts it stays small.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading

from config.garbage import nobody_looking


def prepare() -> None:
    """Import all views and learn what search keeps, and let go of all that a copy must not share.

    Without an index or a database it goes on without: web processes learn when there is one.

    Raises:
        RuntimeError: a thread would be missing in the copies.
    """
    with nobody_looking():
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
        import django

        django.setup()
        # Django must be set up before anything that imports models.
        from django.db import connections
        from django.urls import get_resolver

        from infogo.search.warmup import warm_up

        get_resolver().url_patterns  # noqa: B018
        warm_up()
        for connection in connections.all(initialized_only=True):
            connection.close()
            if connection.vendor == "postgresql":
                connection.close_pool()  # type: ignore[attr-defined]  # of PostgreSQL's alone
        left = [one.name for one in threading.enumerate() if one is not threading.main_thread()]
        if left:
            raise RuntimeError(f"threads that no copy would have: {', '.join(left)}")
    gc.freeze()  # else the first collection of each copy would write to all of it


def web_processes(asked: list[str]) -> int:
    """Return how many granian will start if it is asked so, or by its environment."""
    from granian.cli import cli

    chosen = cli.make_context(
        "granian", list(asked), resilient_parsing=True, auto_envvar_prefix="GRANIAN"
    )
    return int(chosen.params["workers"])


def main() -> None:
    """Prepare for several web processes, then do what granian's own command line does."""
    if web_processes(sys.argv[1:]) > 1:
        prepare()
    from granian.cli import entrypoint

    multiprocessing.set_start_method("fork")
    entrypoint()


if __name__ == "__main__":
    main()
