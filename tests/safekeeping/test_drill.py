"""A drill touches nothing of the installation in use and asks for what citizens can read."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.env import Environment, variable_name
from infogo.manuals.models import Manual, Procedure, ProcedureStatus
from tests.factories import standard_manual
from tools import drill


def test_it_reads_and_writes_nowhere_that_is_in_use(tmp_path: Path) -> None:
    own = {
        "PATH": "/usr/bin",
        "INFOGO_HOME": "/srv/infogo",
        "INFOGO_SECRET_KEY": "k" * 50,
        "INFOGO_DATABASE_URL": "postgres://infogo@db-1.example/infogo",
        "INFOGO_REPLICA_URL": "postgres://infogo@db-2.example/infogo",
        "INFOGO_CACHE_URL": "redis://redis.example",
        "INFOGO_FILES_URL": "s3://key:secret@files.example/infogo",
        "INFOGO_PACK_KEY": "/etc/infogo/packs.key",
    }
    with drill._elsewhere(tmp_path, "sqlite", own) as there:
        assert there == {
            "PATH": "/usr/bin",
            "INFOGO_HOME": str(tmp_path / "home"),
            "INFOGO_SECRET_KEY": "k" * 50,
        }
    known = {variable_name(name) for name in Environment.__dataclass_fields__}
    assert known >= drill.IN_USE


@pytest.mark.django_db
def test_the_service_that_is_asked_for_is_one_that_citizens_can_read() -> None:
    ended, first = standard_manual(), standard_manual()
    Procedure.objects.filter(pk=ended.procedure_id).update(status=ProcedureStatus.WITHDRAWN)
    lines = [line for line in drill.ASK.splitlines() if line.startswith(("public =", "manual ="))]
    said: dict[str, object] = {"Manual": Manual}
    exec("from infogo.manuals.selectors import in_use", said)  # noqa: S102  (as the program does)
    exec("\n".join(lines), said)  # noqa: S102
    assert said["manual"] == first
