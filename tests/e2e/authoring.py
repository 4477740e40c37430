"""An author of the served country at work in a process of its own, by the services themselves.

Run as ``python -m tests.e2e.authoring REMARK``: the demonstration's author writes a remark into
her last manual and submits it. Prints the number of the procedure.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import django

from tools.country import ROOT, environment

AUTHOR = "manual-editor@demo.example"


def submit(home: Path, remark: str) -> int:
    """Let the author write and submit in the country of ``home``; return the procedure."""
    command = [sys.executable, "-m", "tests.e2e.authoring", remark]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(home), check=True, stdout=subprocess.PIPE, text=True
    )
    return int(done.stdout.split()[-1])


def main(remark: str) -> None:
    """Do it in this process."""
    django.setup()
    from infogo.accounts.models import Officer
    from infogo.accounts.perms import Rights
    from infogo.accounts.roles import Act
    from infogo.editing.services import drafts, workflow
    from infogo.office.may import OfficerMay, person_of

    rights = Rights.of(Officer.objects.get(email=AUTHOR))
    acting = {"actor": person_of(rights.officer), "may": OfficerMay(rights)}
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


if __name__ == "__main__":
    main(sys.argv[1])
