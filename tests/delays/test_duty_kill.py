"""Killing the daily run at any moment changes nothing: real processes, a real database, kill -9.

One process, the *nursery*, imports everything once and gives birth to workers by ``fork``; each is
killed as hard as any other. At the end the rows are those of a run that nobody disturbed.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path

from tests.search.processes import line, migrate, run, started
from tools.country import ROOT, environment

FEWEST_KILLS = 5
LATEST_KILL_SECONDS = 0.4
MOST_KILLS = 150

SETUP = """
import django; django.setup()
from tests.delays.making import Made, reporter
from tests.manuals.lint.law import enact
enact()
for _agency in range(2):
    made = Made()
    for ago in range(28, 46):
        made.case(ago)
    for _officer in range(3):
        reporter(made.manual.agency)
"""
NURSERY = """
import os, sys, django; django.setup()
from infogo.delays import duty
from tests.delays.making import day
from tests.delays.test_duty import noon
duty.CASES_A_BITE, duty.OFFICERS_A_BITE = 2, 1
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        while duty.run_daily(noon(day(-20)), seconds=0.05):
            pass
        os._exit(0)
    print(child, flush=True)
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""
UNDISTURBED = """
import django; django.setup()
from tests.delays.making import day
from tests.delays.test_duty import run_on
run_on(day(-20))
"""
ROWS = """
import django; django.setup()
from tests.delays.test_duty import rows
print(repr(rows()))
"""


def made(home: Path) -> dict[str, str]:
    """Return the environment of processes over a database of their own."""
    return {**environment(home), "PYTHONPATH": str(ROOT), "INFOGO_LOG_LEVEL": "ERROR"}


def test_kill_9_at_random_moments_gives_the_same_rows(tmp_path: Path) -> None:
    disturbed, quiet = tmp_path / "disturbed", tmp_path / "quiet"
    disturbed.mkdir()
    variables = made(disturbed)
    migrate(disturbed)
    run(SETUP, variables)
    shutil.copytree(disturbed, quiet)
    run(UNDISTURBED, made(quiet))

    chance = random.Random(20261126)
    exits = []
    with started(NURSERY, variables) as nursery:
        assert nursery.stdin is not None
        while len(exits) < MOST_KILLS and (not exits or exits[-1] != 0):
            nursery.stdin.write("work\n")
            nursery.stdin.flush()
            child = int(line(nursery))
            # On a slow machine such lives may be too short to do anything: then they get longer.
            latest = LATEST_KILL_SECONDS * max(1, len(exits) / 40)
            if len(exits) < FEWEST_KILLS:
                latest /= 4  # on a fast one the first lives would do it all
            time.sleep(chance.uniform(0.0, latest))
            with suppress(ProcessLookupError):  # it was done before
                os.kill(child, signal.SIGKILL)
            exits.append(int(line(nursery)))
        nursery.stdin.close()
    assert exits[-1] == 0, "the run never came to its end"
    assert exits.count(-signal.SIGKILL) >= FEWEST_KILLS
    assert run(ROWS, variables) == run(ROWS, made(quiet))
