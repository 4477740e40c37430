"""Running a load: step by step, resumable after any kill, without effect the second time.

Each step remembers in ``LoadStep`` the digest of the files it finished with. A step that did not
finish runs again and finds its committed batches unchanged. The last act, in one transaction,
is one audit line, one outbox event that makes derived stores rebuild, and the mark that all
this happened; so a kill before it only means that the next run does it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from infogo.core import audit
from infogo.core.importing import Job, Problems
from infogo.core.models import LoadStep
from infogo.core.outbox import announce_everything
from infogo.core.upsert import Tally, digest
from infogo.loader.report import LoadReport
from infogo.loader.steps import STEPS, Step, chosen_steps, step_digests
from infogo.manuals.importers.standards import ACTOR

ANNOUNCEMENT = "announcement"
SECONDS_BETWEEN_LINES = 2.0


class MissingStepError(Exception):
    """A chosen step stands on one that was never loaded; ``str()`` names it in Thai."""


@dataclass
class LoadResult:
    """What a load did."""

    done: dict[str, Tally] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    announced: bool = False


class CountryLoad:
    """One run over the source files below ``data``; ``report`` is none for a dry run."""

    def __init__(
        self, data: Path, *, say: Callable[[str], None], report: LoadReport | None
    ) -> None:
        """Remember where to read, where to tell and where to write the report."""
        self._data, self._say, self._report = data, say, report
        self._result = LoadResult()

    def run(self, only: Iterable[str] = (), *, again: bool = False) -> LoadResult:
        """Run the chosen steps that are not finished yet; ``again`` runs finished ones too.

        Raises:
            KeyError: there is no step of a name in ``only``.
            MissingStepError: a step below a chosen one was never loaded.
            SourceFileError: a source file is missing or unusable.
        """
        digests = step_digests(self._data)
        for step in chosen_steps(only):
            if not again and self._finished_with(step.name) == digests[step.name]:
                self._result.skipped.append(step.name)
                continue
            for needed in step.needs:
                if not self._finished_with(needed):
                    raise MissingStepError(f"ขั้น {step.name} ต้องโหลด {needed} ก่อน")
            self._run_step(step, digests[step.name])
        self._announce()
        return self._result

    def run_dry(self, only: Iterable[str] = ()) -> LoadResult:
        """Do the same work in one transaction and undo all of it."""
        with transaction.atomic():
            result = self.run(only)
            transaction.set_rollback(True)
        return result

    def _run_step(self, step: Step, step_digest: str) -> None:
        began = time.monotonic()
        self._say(f"{step.title} …")
        job = Job(self._data, say=_Throttle(self._say))
        LoadStep.objects.update_or_create(
            name=step.name, defaults={"digest": "", "finished_at": None}
        )
        tally = step.run(job)
        if self._report:
            self._report.write(step.title, job.problems)
        LoadStep.objects.filter(name=step.name).update(
            digest=step_digest, rows=tally.rows, finished_at=timezone.now()
        )
        self._result.done[step.name] = tally
        self._result.problems.extend(job.problems)
        self._say(f"  {_outcome(tally, job.problems)} ({time.monotonic() - began:.1f} วินาที)")

    @transaction.atomic
    def _announce(self) -> None:
        """Tell derived stores once about everything that changed since the last announcement."""
        finished = LoadStep.objects.filter(name__in=[step.name for step in STEPS])
        marks = dict(finished.values_list("name", "digest"))
        present = digest(marks)
        changed = any(tally.created or tally.updated for tally in self._result.done.values())
        if self._finished_with(ANNOUNCEMENT) == present and not changed:
            return
        counts = {
            name: {"created": tally.created, "updated": tally.updated, "kept": tally.kept}
            for name, tally in self._result.done.items()
        }
        audit.record(actor=ACTOR, verb="load", target="country", detail={"steps": counts})
        announce_everything()
        LoadStep.objects.update_or_create(
            name=ANNOUNCEMENT, defaults={"digest": present, "finished_at": timezone.now()}
        )
        self._result.announced = True

    @staticmethod
    def _finished_with(name: str) -> str:
        """Return the digest with which a step finished, empty when it never did."""
        step = LoadStep.objects.filter(name=name, finished_at__isnull=False).first()
        return step.digest if step else ""


class _Throttle:
    """Passes a progress line on only every couple of seconds."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say, self._last = say, time.monotonic()

    def __call__(self, line: str) -> None:
        if time.monotonic() - self._last >= SECONDS_BETWEEN_LINES:
            self._last = time.monotonic()
            self._say(f"  {line}")


def _outcome(tally: Tally, problems: Problems) -> str:
    parts = [
        (tally.created, "เพิ่ม"),
        (tally.updated, "แก้"),
        (tally.unchanged, "คงเดิม"),
        (tally.kept, "มีผู้แก้ในระบบ จึงไม่ทับ"),
        (problems.rejected_rows, "นำเข้าไม่ได้"),
    ]
    return ", ".join(f"{word} {count:,}" for count, word in parts if count) or "ไม่มีแถว"
