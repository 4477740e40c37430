"""Publishing in a process of its own, as an officer's request would."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tools.cluster import Cluster
from tools.cluster.cluster import ROOT

# Publishes an edition of the manual for each line it is given, and prints the moment after its
# commit on the clock that all processes share. A line "new NAME" publishes another manual.
PUBLISH = """
import sys, time, django; django.setup()
from infogo.manuals import services
from infogo.manuals.content import ManualContent
from infogo.manuals.models import Manual
from tests.factories import standard_manual
manual = Manual.objects.select_related("current").get(procedure_id=int(sys.argv[1]), standard=None)
content = ManualContent.model_validate(manual.current.content)
for line in sys.stdin:
    words = line.split()
    if words[0] == "new":
        manual, wanted = standard_manual(name=words[1]), content
    else:
        wanted = content.model_copy(update={"remark": f"ครั้งที่ {words[0]} แก้ไข"})
    services.publish_standard(manual=manual, content=wanted, actor="ผู้ทดสอบ")
    print(time.monotonic(), manual.procedure_id, flush=True)
"""


@contextmanager
def publisher(cluster: Cluster, procedure_id: int) -> Iterator[Callable[[str], tuple[float, int]]]:
    """Yield what publishes and returns the moment after the commit and the procedure's id."""
    process = subprocess.Popen(
        [sys.executable, "-c", PUBLISH, str(procedure_id)],
        cwd=ROOT,
        env=cluster.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def publish(line: str) -> tuple[float, int]:
        assert process.stdin is not None and process.stdout is not None
        print(line, file=process.stdin, flush=True)
        moment, procedure = process.stdout.readline().split()
        return float(moment), int(procedure)

    try:
        yield publish
    finally:
        process.communicate(timeout=60)
    assert process.returncode == 0
