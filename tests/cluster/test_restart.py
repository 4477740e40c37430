"""Restarting every web server, one after the other, while the site is used: nobody notices."""

from __future__ import annotations

import functools

import psycopg
import pytest

from tests.cluster.asking import Scene, ask, rate, working

pytestmark = pytest.mark.cluster


def read(address: str, path: str) -> None:
    answer = ask(address, path)
    assert answer.status == 200, answer


def test_no_request_is_lost_and_every_rating_is_taken_once(scene: Scene) -> None:
    cluster = scene.cluster
    before = {name: cluster.process(name).pid for name in ("web-1", "web-2")}
    reading = functools.partial(read, cluster.url, scene.manual)
    searching = functools.partial(read, cluster.url, "/search?q=test")
    rating = functools.partial(rate, cluster.url, scene.form)
    with working(reading, searching, rating, rating) as workers:
        cluster.restart_nodes()
    assert {name: cluster.process(name).pid for name in before} != before
    assert [worker.failed for worker in workers] == [[] for _ in workers]
    assert all(len(worker.done) > 5 for worker in workers)

    acknowledged = sorted(workers[2].done + workers[3].done)
    assert len(set(acknowledged)) == len(acknowledged)
    with psycopg.connect(cluster.database_url) as connection:
        rows = connection.execute("SELECT reference FROM ratings_rating").fetchall()
    assert sorted(reference for (reference,) in rows if reference in acknowledged) == acknowledged
    assert len(rows) == len(acknowledged)
