"""An author of the served country at work: in a process of its own, by the services themselves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.services import drafts, workflow
from tools.country import ROOT, environment

AUTHOR = "manual-editor@demo.example"


def submit(home: Path, remark: str) -> int:
    """Let the author write a remark and submit it in the country of ``home``.

    Returns:
        The number of the procedure.
    """
    code = f"from tests.e2e.authoring import write; write({remark!r})"
    command = [sys.executable, "manage.py", "shell", "--verbosity=0", "--command", code]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(home), check=True, stdout=subprocess.PIPE, text=True
    )
    return int(done.stdout.split()[-1])


def write(remark: str) -> None:
    """Write into the author's last manual, submit it and print the number of its procedure."""
    rights = Rights.of(Officer.objects.get(email=AUTHOR))
    acting: Any = {"actor": person_of(rights.officer), "may": OfficerMay(rights)}
    manual = rights.manuals(Act.EDIT_MANUAL).order_by("-pk")[0]
    draft = drafts.begin_draft(manual=manual, **acting)
    if not draft.is_editable:  # a run before this one did not get to its end
        draft = workflow.withdraw_submission(draft_id=draft.pk, seen=draft.version, **acting)
    saved = draft.sections.get(section="remark")
    drafts.save_section(
        draft_id=draft.pk,
        section="remark",
        values={"remark": remark},
        seen=saved.version,
        **acting,
    )
    workflow.submit_draft(draft_id=draft.pk, seen=draft.version, note=remark, **acting)
    sys.stdout.write(f"{manual.procedure_id}\n")
