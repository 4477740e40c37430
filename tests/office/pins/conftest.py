"""A department with one manual, and its administrator."""

from __future__ import annotations

import pytest
from django.test import Client

from infogo.accounts.models import Officer
from infogo.agencies.models import Agency
from infogo.manuals.models import Manual
from tests.factories import AgencyFactory, standard_manual
from tests.office.people import administrator, signed_in


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(name_th="กรมตัวอย่าง")


@pytest.fixture
def admin(agency: Agency) -> Officer:
    return administrator(agency)


@pytest.fixture
def client(admin: Officer) -> Client:
    return signed_in(admin)


@pytest.fixture
def manual(agency: Agency) -> Manual:
    return standard_manual(owner=agency, name_th="ทำบัตรประชาชนใหม่")
