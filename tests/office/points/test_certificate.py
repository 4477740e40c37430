"""A point's certificate in the workspace: told by its agency, decided by the centre."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from infogo.accounts.roles import Role
from infogo.core.dates import bangkok_now
from infogo.points.models import Certificate, CertificateState, ServicePoint
from tests.accounts.watching import nothing_changes
from tests.factories import CertificateFactory, GrantFactory, OfficerFactory, ServicePointFactory
from tests.office.people import signed_in, with_second_factor
from tests.office.points.asking import at, text_of

pytestmark = pytest.mark.django_db


def sent(**changed: Any) -> dict[str, Any]:
    good = {"level": "advanced", "number": "12/2568", "granted_on": "1 เมษายน 2568", "seen": "0"}
    return {**good, **changed}


def central(role: Role = Role.CENTRAL_REVIEWER) -> Client:
    officer = with_second_factor(OfficerFactory())
    GrantFactory(officer=officer, role=role, agency=None)
    return signed_in(officer)


def decision(held: Certificate) -> str:
    return reverse("central:certificate", args=[held.pk])


class TestTelling:
    def test_it_is_told_and_waits(self, client: Client, point: ServicePoint) -> None:
        assert "ไม่มีใบรับรองในระบบ" in text_of(client.get(at("point", point)))
        done = client.post(at("certificate", point), sent(), follow=True)
        assert "ประชาชนเห็นเมื่อส่วนกลางยืนยัน" in text_of(done)
        assert "รอส่วนกลางยืนยัน" in text_of(done)
        held = Certificate.objects.get()
        assert (held.point_id, held.state) == (point.pk, CertificateState.TOLD)
        page = client.get(at("certificate", point)).content.decode()
        assert 'value="12/2568"' in page
        assert 'value="1 เม.ย. 2571"' in page

    def test_what_is_wrong_is_told_and_what_was_typed_stays(
        self, client: Client, point: ServicePoint
    ) -> None:
        with nothing_changes():
            answer = client.post(
                at("certificate", point), sent(level="", expires_on="1 เมษายน 2575")
            )
        assert answer.status_code == 422
        assert "เลือกระดับ" in text_of(answer)
        assert "ใบรับรองมีอายุ 3 ปี" in text_of(answer)
        assert 'value="1 เมษายน 2575"' in answer.content.decode()

    def test_who_was_slower_keeps_what_she_typed(self, client: Client, point: ServicePoint) -> None:
        CertificateFactory(point=point)
        with nothing_changes():
            answer = client.post(at("certificate", point), sent())
        assert answer.status_code == 422
        assert "มีคนแก้ใบรับรองนี้" in text_of(answer)
        page = answer.content.decode()
        assert 'value="12/2568"' in page
        assert 'name="seen" value="1"' in page
        assert client.post(at("certificate", point), sent(seen="1")).status_code == 302

    def test_it_is_taken_back_with_a_reason(self, client: Client, point: ServicePoint) -> None:
        CertificateFactory(point=point)
        path = at("certificate_take_back", point)
        with nothing_changes():
            assert client.post(path, {"reason": "", "seen": "1"}).status_code == 422
            assert client.post(path, {"reason": "ผิด", "seen": "1"}).status_code == 422
        assert client.post(path, {"reason": "ใส่ผิดจุด", "seen": "1"}).status_code == 302
        assert not Certificate.objects.exists()


class TestDeciding:
    def test_the_centre_confirms_and_citizens_see_it(self, point: ServicePoint) -> None:
        held = CertificateFactory(point=point)
        client = central()
        overview = text_of(client.get(reverse("central:certificates")))
        assert "รอยืนยัน 1" in overview
        assert point.name_th in overview
        assert client.get(decision(held)).status_code == 200
        done = client.post(decision(held), {"outcome": "confirm", "seen": "1"}, follow=True)
        text = text_of(done)
        assert "ไม่มีใบรับรองรอยืนยัน" in text
        assert "ทั้งประเทศ 0 1 0 1" in text
        assert "ตาก 0 1 0 1" in text
        assert "GECC" in text_of(client.get(f"/place/{point.pk}"))
        here = client.get(f"{reverse('central:certificates')}?prov=63").content.decode()
        assert decision(held) in here
        no = {"outcome": "refuse", "reason": "ถูกเพิกถอน", "seen": "2"}
        assert client.post(decision(held), no).status_code == 302
        assert "GECC" not in text_of(client.get(f"/place/{point.pk}"))

    def test_a_refusal_says_why_and_the_agency_reads_it(
        self, client: Client, point: ServicePoint
    ) -> None:
        held = CertificateFactory(point=point)
        centre = central()
        with nothing_changes():
            answer = centre.post(decision(held), {"outcome": "refuse", "seen": "1"})
        assert answer.status_code == 422
        assert "บอกหน่วยงานว่าเพราะอะไร" in text_of(answer)
        no = {"outcome": "refuse", "reason": "เลขที่ไม่ตรงทะเบียน", "seen": "1"}
        assert centre.post(decision(held), no).status_code == 302
        assert "เลขที่ไม่ตรงทะเบียน" in text_of(client.get(at("point", point)))
        assert "เลขที่ไม่ตรงทะเบียน" in text_of(client.get(at("certificate", point)))

    def test_nobody_decides_about_another_text_than_she_read(self, point: ServicePoint) -> None:
        held = CertificateFactory(point=point, version=4)
        client = central()
        with nothing_changes():
            answer = client.post(decision(held), {"outcome": "confirm", "seen": "3"})
        assert answer.status_code == 422
        assert 'value="4"' in answer.content.decode()

    def test_analysts_read_and_agencies_do_not_come_in(
        self, client: Client, point: ServicePoint
    ) -> None:
        held = CertificateFactory(point=point)
        analyst = central(Role.CENTRAL_ANALYST)
        page = analyst.get(reverse("central:certificates"))
        assert decision(held) not in page.content.decode()
        assert analyst.get(decision(held)).status_code == 403
        assert client.get(reverse("central:certificates")).status_code == 403
        with nothing_changes():
            told = {"outcome": "confirm", "seen": "1"}
            assert client.post(decision(held), told).status_code == 403

    def test_what_ends_soon_is_listed(self) -> None:
        soon = ServicePointFactory(name_th="ใกล้หมดอายุ")
        CertificateFactory(
            point=soon, state=CertificateState.CONFIRMED,
            granted_on=bangkok_now().date() - timedelta(days=1040),
        )  # fmt: skip
        CertificateFactory(state=CertificateState.CONFIRMED)
        text = text_of(central().get(reverse("central:certificates")))
        assert "หมดอายุภายใน 90 วัน 1" in text
        assert "ใกล้หมดอายุ" in text
