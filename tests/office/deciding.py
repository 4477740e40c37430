"""Officers, manuals and drafts for tests of deciding: written and submitted by the services."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.models import Draft, DraftSection
from infogo.editing.services import drafts, workflow
from infogo.manuals.models import Manual
from tests.factories import GrantFactory, OfficerFactory
from tests.office.people import signed_in, with_second_factor


def officer_with(role: Role, agency: Agency | None = None, **given: Any) -> Officer:
    """Make an officer with one right, in the whole country where it is a central one."""
    officer = OfficerFactory(**({"agency": agency} if agency else {}), **given)
    GrantFactory(officer=officer, role=role, agency=agency)
    return with_second_factor(officer)


def at_work(officer: Officer) -> Client:
    """Return a browser in which she is signed in."""
    return signed_in(officer)


def acting(officer: Officer) -> dict[str, Any]:
    """Return her as services want to know her."""
    return {"actor": person_of(officer), "may": OfficerMay(Rights.of(officer))}


def written(manual: Manual, author: Officer, **sections: Any) -> Draft:
    """Begin a draft and save sections by code; default: a new remark."""
    draft = drafts.begin_draft(manual=manual, **acting(author))
    for code, values in (sections or {"remark": {"remark": "หมายเหตุใหม่"}}).items():
        saved = DraftSection.objects.filter(draft=draft, section=code).first()
        seen = saved.version if saved else 0
        drafts.save_section(
            draft_id=draft.pk, section=code, values=values, seen=seen, **acting(author)
        )
    draft.refresh_from_db()
    return draft


def submitted(manual: Manual, author: Officer, *, given: Any = None, **sections: Any) -> Draft:
    """Write a draft and submit it; ``given`` are a note or a time."""
    draft = written(manual, author, **sections)
    return workflow.submit_draft(
        draft_id=draft.pk, seen=draft.version, **acting(author), **(given or {})
    )


def submit_again(draft: Draft, author: Officer) -> Draft:
    """Submit a returned draft."""
    draft.refresh_from_db()
    return workflow.submit_draft(draft_id=draft.pk, seen=draft.version, **acting(author))


def waiting_since(draft: Draft, **ago: Any) -> None:
    """Let a draft have waited for a while."""
    Draft.objects.filter(pk=draft.pk).update(changed_at=timezone.now() - timedelta(**ago))


def text_of(answer: Any) -> str:
    """Return what a page says, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|&nbsp;", " ", answer.content.decode()))
