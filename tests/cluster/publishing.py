"""Publishing in a process of its own, as an officer's request would."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tools.cluster import Cluster
from tools.cluster.cluster import ROOT

# Publishes an edition for each line "PROCEDURE EDITION" and prints the moment after its commit, on
# the clock that all processes share, and the procedure; with 0 it is a new one of that name.
PUBLISH = """
import sys, time, django; django.setup()
from infogo.manuals import services
from infogo.manuals.content import ManualContent
from infogo.manuals.models import Manual
from tests.factories import ProcedureFactory
for line in sys.stdin:
    procedure_id, edition = line.split()
    known = {"standard": None, **({"procedure_id": procedure_id} if procedure_id != "0" else {})}
    manual = Manual.objects.select_related("current", "procedure").filter(**known).earliest("pk")
    content = ManualContent.model_validate(manual.current.content)
    content = content.model_copy(update={"remark": f"ครั้งที่ {edition} แก้ไข"})
    if procedure_id == "0":
        like = manual.procedure
        new = ProcedureFactory(code="new", name_th=edition, owner=like.owner, topic=like.topic)
        manual = Manual.objects.create(procedure=new, agency=like.owner)
    services.publish_standard(manual=manual, content=content, actor="ผู้ทดสอบ")
    print(time.monotonic(), manual.procedure_id, flush=True)
"""


@dataclass(frozen=True)
class Published:
    """When it was committed, and of which procedure it is."""

    at: float
    procedure_id: int


Publish = Callable[[int, int | str], Published]


@contextmanager
def publisher(cluster: Cluster) -> Iterator[Publish]:
    """Yield what publishes an edition of a procedure's manual, or a new one by its name."""
    process = subprocess.Popen(
        [sys.executable, "-c", PUBLISH],
        cwd=ROOT,
        env=cluster.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def publish(procedure_id: int, edition: int | str) -> Published:
        assert process.stdin is not None and process.stdout is not None
        print(procedure_id, edition, file=process.stdin, flush=True)
        moment, procedure = process.stdout.readline().split()
        return Published(float(moment), int(procedure))

    try:
        yield publish
    finally:
        process.communicate(timeout=60)
    assert process.returncode == 0
