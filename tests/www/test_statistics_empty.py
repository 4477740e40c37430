"""The public statistics where nobody reported anything, and where nothing was ever counted."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from infogo.oversight.services.coverage import refresh_coverage
from tests.factories import ServicePointFactory, standard_manual
from tests.www.reading import read

pytestmark = pytest.mark.django_db
PAGES = ("/statistics", "/statistics/agencies", "/statistics/provinces", "/statistics/services")


def test_without_simulated_rows_nothing_is_called_simulated(client: Client) -> None:
    standard_manual()
    ServicePointFactory()
    refresh_coverage(now=timezone.now())
    for path in PAGES:
        page = read(client.get(path))
        assert "จำลอง" not in page.text
        assert not client.get(f"{path}.json").json()["is_simulated"]
    assert "ยังบอกไม่ได้ว่าหน่วยงานทำเสร็จในเวลาที่สัญญาหรือไม่" in read(client.get("/statistics")).text


def test_nothing_was_ever_counted(client: Client) -> None:
    for path in PAGES:
        page = read(client.get(path))
        assert "0%" not in page.text
    assert "ยังไม่ได้นับว่ามีหน่วยงาน" in read(client.get("/statistics")).text
