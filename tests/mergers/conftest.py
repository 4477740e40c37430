from __future__ import annotations

import pytest

from infogo.agencies.models import Agency
from infogo.points.models import ServicePoint
from tests.factories import AgencyFactory, ServicePointFactory


@pytest.fixture
def old() -> Agency:
    return AgencyFactory(name_th="กรมเดิม")


@pytest.fixture
def new() -> Agency:
    return AgencyFactory(name_th="เทศบาลใหม่")


@pytest.fixture
def point(old: Agency) -> ServicePoint:
    return ServicePointFactory(agency=old, name_th="สำนักงานสาขา")
