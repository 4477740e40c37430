"""One cluster for all tests here: starting it takes most of the time."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cluster.asking import Scene
from tests.cluster.publishing import Publish, publisher
from tools.cluster import Cluster, free_ports
from tools.cluster.cluster import ROOT

PREPARE = """
import django; django.setup()
from tests.ratings.giving import served_manual
manual, point = served_manual()
print(manual.procedure_id, point.pk)
"""


@pytest.fixture(scope="session")
def scene() -> Iterator[Scene]:
    """Return a running cluster in which one manual is published and served at one point."""
    home = Path(tempfile.mkdtemp(prefix="infogo-cluster-"))
    home.chmod(0o755)  # PostgreSQL and nginx run as users of their own
    # One more proxy than there is, so that tests may ask from many networks.
    cluster = Cluster(home, free_ports(), settings={"INFOGO_TRUSTED_PROXIES": "2"})
    try:
        with cluster:
            said = subprocess.run(
                [sys.executable, "-c", PREPARE],
                cwd=ROOT,
                env=cluster.environment(),
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            ).stdout.split()
            yield Scene(cluster, *(int(number) for number in said))
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def publish(scene: Scene) -> Iterator[Publish]:
    """Return what publishes in a process of its own."""
    with publisher(scene.cluster) as found:
        yield found
