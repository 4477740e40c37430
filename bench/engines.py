"""The site's search beside the full-text search of PostgreSQL and SQLite, on the same country."""

from __future__ import annotations

import os

from bench.report import CannotMeasureError, Table
from tools import country
from tools.postgres import NoPostgresError, programs


def engines() -> list[Table]:
    """Fill every engine with the same documents, ask each all judged queries in one run.

    Raises:
        CannotMeasureError: no PostgreSQL server is installed.
    """
    try:
        programs()
    except NoPostgresError as problem:
        raise CannotMeasureError(str(problem)) from problem
    home = country.kept_home()
    os.environ.update(country.environment(home))
    import django

    django.setup()
    from bench.contest import run_contest

    return run_contest()
