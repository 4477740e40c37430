"""An agency with an editor, her approver and a draft that she began."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.articles.models import ArticleDraft
from tests.articles.office import begun, officer_with
from tests.factories import AgencyFactory
from tests.office.people import signed_in, with_second_factor


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    settings.INFOGO = {**settings.INFOGO, "FILES_DIR": tmp_path / "files"}
    yield tmp_path / "files"


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(name_th="เทศบาลตัวอย่าง")


@pytest.fixture
def editor(agency: Agency) -> Officer:
    return officer_with(Role.MANUAL_EDITOR, agency)


@pytest.fixture
def head(agency: Agency) -> Client:
    return signed_in(with_second_factor(officer_with(Role.MANUAL_APPROVER, agency)))


@pytest.fixture
def client(editor: Officer) -> Client:
    return signed_in(editor)


@pytest.fixture
def draft(agency: Agency, editor: Officer) -> ArticleDraft:
    return begun(agency, Rights.of(editor))
