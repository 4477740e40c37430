"""An agency with two officers who write, a standard manual with a draft, and one it adopted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.core.models import AuditEntry, OutboxEvent
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.models import Draft, DraftSection, EditLock
from infogo.editing.services.drafts import begin_draft
from infogo.manuals.models import Manual
from tests.editing.office import good_content
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory, adoption, standard_manual
from tests.manuals.lint.law import enact
from tests.office.people import signed_in
from tests.office.sections.browser import Page

WRITTEN: tuple[type[Model], ...] = (Draft, DraftSection, EditLock, AuditEntry, OutboxEvent)
"""What saving writes; a refusal and a look leave it as it was."""


@dataclass
class Desk:
    """Where a section is edited: drafts, officers and their browsers."""

    agency: Agency
    editor: Officer
    colleague: Officer
    draft: Draft
    local: Draft
    clients: dict[int, Client] = field(default_factory=dict)

    def path(self, code: str, draft: Draft | None = None) -> str:
        return reverse("office:draft_section", args=[(draft or self.draft).pk, code])

    def client(self, officer: Officer | None = None) -> Client:
        who = officer or self.editor
        if who.pk not in self.clients:
            self.clients[who.pk] = signed_in(who)
        return self.clients[who.pk]

    def open(self, code: str, draft: Draft | None = None, by: Officer | None = None) -> Page:
        return Page(self.client(by), self.path(code, draft))

    def saved(self, code: str, draft: Draft | None = None) -> Any:
        found = DraftSection.objects.filter(draft=draft or self.draft, section=code).first()
        return found.values if found else None

    def rows(self, *models: type[Model]) -> list[Any]:
        return [list(model._default_manager.order_by("pk").values()) for model in models]


def begun(manual: Manual, officer: Officer) -> Draft:
    may = OfficerMay(Rights.of(officer))
    return begin_draft(manual=manual, actor=person_of(officer), may=may)


@pytest.fixture
def desk(db: None) -> Desk:
    enact()
    agency = AgencyFactory(name_th="เทศบาลตัวอย่าง")
    officers = [OfficerFactory(agency=agency, name_th=name) for name in ("อารี", "บุญมี")]
    for officer in officers:
        GrantFactory(officer=officer, role=Role.MANUAL_EDITOR)
    own = standard_manual(content=good_content(remark="เดิม"), owner=agency)
    adopted = adoption(standard_manual(content=good_content(remark="จากมาตรฐาน")), agency)
    editor, colleague = officers
    return Desk(agency, editor, colleague, begun(own, editor), begun(adopted, editor))
