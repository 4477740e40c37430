"""Certificates as ศูนย์ราชการสะดวก: told by the agency, confirmed by somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from infogo.core import versions
from infogo.core.dates import bangkok_now, short_date
from infogo.core.models import AuditEntry
from infogo.core.written import WrittenError
from infogo.points import certificates
from infogo.points.certificates import CertificateFacts, read_certificate, years_after
from infogo.points.errors import PointError
from infogo.points.models import Certificate, CertificateState, PointStatus, ServicePoint
from tests.accounts.watching import nothing_changes
from tests.factories import ServicePointFactory

pytestmark = pytest.mark.django_db
AGENCY, CENTRE = "officer 7 ปราณี", "officer 9 กลาง"


def today() -> date:
    return bangkok_now().date()


@pytest.fixture
def point() -> ServicePoint:
    return ServicePointFactory()


def fresh(point: ServicePoint) -> ServicePoint:
    return ServicePoint.objects.get(pk=point.pk)


def facts(granted_ago: int = 30, level: str = "advanced") -> CertificateFacts:
    granted = today() - timedelta(days=granted_ago)
    return CertificateFacts(level, "12/2568", granted, years_after(granted))


def told(point: ServicePoint) -> Certificate:
    return certificates.tell_certificate(point_id=point.pk, facts=facts(), actor=AGENCY)


def decided(held: Certificate, *, is_true: bool = True, reason: str = "") -> Certificate:
    return certificates.decide_certificate(
        certificate_id=held.pk, is_true=is_true, reason=reason, actor=CENTRE, seen=held.version
    )


class TestReading:
    def test_a_missing_end_is_three_years_later(self) -> None:
        granted = today() - timedelta(days=30)
        read = read_certificate(
            {"level": "basic", "number": " 12/2568 ", "granted_on": short_date(granted)}
        )
        assert read == CertificateFacts("basic", "12/2568", granted, years_after(granted))

    def test_a_leap_day_ends_on_the_28th(self) -> None:
        assert years_after(date(2028, 2, 29)) == date(2031, 2, 28)

    @pytest.mark.parametrize(
        ("granted", "expires", "field", "words"),
        [
            (1, None, "granted_on", "ยังไม่ถึง"),
            (-30, -30, "expires_on", "หลังวันที่ได้รับ"),
            (-30, 1100, "expires_on", "3 ปี"),
            (-700, -10, "expires_on", "หมดอายุเมื่อ"),
            (-1200, None, "expires_on", "หมดอายุเมื่อ"),
        ],
    )
    def test_days_that_cannot_be_right_are_told(
        self, granted: int, expires: int | None, field: str, words: str
    ) -> None:
        def day(ahead: int | None) -> str:
            return "" if ahead is None else short_date(today() + timedelta(days=ahead))

        texts = {"level": "basic", "number": "1", "granted_on": day(granted)}
        with pytest.raises(WrittenError) as wrong:
            read_certificate({**texts, "expires_on": day(expires)})
        assert list(wrong.value.problems) == [field]
        assert words in wrong.value.problems[field]

    @pytest.mark.parametrize(
        ("texts", "fields"),
        [
            ({}, {"level", "number", "granted_on"}),
            ({"level": "gold", "number": "1", "granted_on": "เมื่อวาน"}, {"level", "granted_on"}),
        ],
    )
    def test_what_is_missing_is_told_at_once(
        self, texts: Mapping[str, str], fields: set[str]
    ) -> None:
        with pytest.raises(WrittenError) as wrong:
            read_certificate(texts)
        assert set(wrong.value.problems) == fields


class TestTelling:
    def test_what_an_agency_says_is_not_shown_before_it_is_confirmed(
        self, point: ServicePoint
    ) -> None:
        keys = [f"point:{point.pk}", "point.rows"]
        before = versions.tokens(keys)
        held = told(point)
        after = versions.tokens(keys)
        assert after[keys[0]] != before[keys[0]]
        assert after[keys[1]] == before[keys[1]]
        assert certificates.certificate_of(fresh(point), today()) is None
        assert [one.pk for one in certificates.waiting()] == [held.pk]
        decided(held)
        assert versions.tokens(keys)[keys[1]] != before[keys[1]]
        shown = certificates.certificate_of(fresh(point), today())
        assert shown is not None
        assert shown.state == CertificateState.CONFIRMED
        verbs = AuditEntry.objects.filter(target="point", target_id=point.pk).order_by("number")
        assert list(verbs.values_list("verb", flat=True)) == [
            "tell_certificate", "confirm_certificate"
        ]  # fmt: skip

    def test_it_is_shown_while_it_holds_only(self, point: ServicePoint) -> None:
        held = decided(told(point))
        for day, is_shown in (
            (held.granted_on - timedelta(days=1), False), (held.granted_on, True),
            (held.expires_on, True), (held.expires_on + timedelta(days=1), False),
        ):  # fmt: skip
            assert (certificates.certificate_of(fresh(point), day) is not None) == is_shown

    def test_the_same_is_no_change_and_another_waits_anew(self, point: ServicePoint) -> None:
        held = decided(told(point))
        with nothing_changes():
            certificates.tell_certificate(point_id=point.pk, facts=facts(), actor=AGENCY)
        changed = facts(level="excellent")
        certificates.tell_certificate(
            point_id=point.pk, facts=changed, actor=AGENCY, seen=held.version
        )
        assert certificates.certificate_of(fresh(point), today()) is None

    def test_what_was_taken_out_meanwhile_is_told_and_not_lost(self, point: ServicePoint) -> None:
        held = told(point)
        certificates.take_back_certificate(
            point_id=point.pk, reason="ใส่ผิดจุด", actor=AGENCY, seen=held.version
        )
        with nothing_changes(), pytest.raises(PointError, match="เอาใบรับรองนี้ออกแล้ว"):
            decided(held)

    def test_nobody_saves_over_somebody_else(self, point: ServicePoint) -> None:
        held = told(point)
        with nothing_changes(), pytest.raises(PointError, match="มีคนแก้"):
            certificates.tell_certificate(
                point_id=point.pk, facts=facts(level="basic"), actor=AGENCY, seen=0
            )
        with nothing_changes(), pytest.raises(PointError, match="มีคนแก้"):
            certificates.decide_certificate(
                certificate_id=held.pk, is_true=True, reason="", actor=CENTRE, seen=0
            )

    def test_a_point_that_is_gone_has_none(self, point: ServicePoint) -> None:
        ServicePoint.objects.filter(pk=point.pk).update(status=PointStatus.CLOSED)
        with nothing_changes(), pytest.raises(PointError, match="ปิดถาวร"):
            told(point)

    def test_it_is_taken_back_with_a_reason(self, point: ServicePoint) -> None:
        held = decided(told(point))
        with nothing_changes(), pytest.raises(PointError, match="เหตุผล"):
            certificates.take_back_certificate(
                point_id=point.pk, reason="ผิด", actor=AGENCY, seen=held.version
            )
        certificates.take_back_certificate(
            point_id=point.pk, reason="ใส่ผิดจุด", actor=AGENCY, seen=held.version
        )
        assert not Certificate.objects.exists()
        line = AuditEntry.objects.order_by("number").last()
        assert line is not None
        assert (line.detail["number"], line.detail["reason"]) == ("12/2568", "ใส่ผิดจุด")
        with nothing_changes(), pytest.raises(PointError, match="ไม่มีใบรับรอง"):
            certificates.take_back_certificate(point_id=point.pk, reason="อีกครั้ง", actor=AGENCY)


class TestDeciding:
    def test_nobody_confirms_what_she_told(self, point: ServicePoint) -> None:
        held = told(point)
        with nothing_changes(), pytest.raises(PointError, match="คนอื่น"):
            certificates.decide_certificate(
                certificate_id=held.pk, is_true=True, reason="", actor="officer 7 ชื่อใหม่",
                seen=held.version,
            )  # fmt: skip

    def test_a_refusal_has_a_reason_and_may_come_later(self, point: ServicePoint) -> None:
        held = decided(told(point))
        with nothing_changes(), pytest.raises(PointError, match="เหตุผล"):
            decided(held, is_true=False)
        held = decided(held, is_true=False, reason="ถูกเพิกถอน")
        assert certificates.certificate_of(fresh(point), today()) is None
        assert not certificates.waiting().exists()
        again = certificates.tell_certificate(
            point_id=point.pk, facts=facts(), actor=AGENCY, seen=held.version
        )
        assert (again.state, again.reason) == (CertificateState.TOLD, "")


def test_holders_are_counted_and_those_that_end_soon_listed() -> None:
    near = ServicePointFactory()
    far = ServicePointFactory()
    for point, level, granted in (
        (near, "advanced", today() - timedelta(days=1050)),
        (far, "basic", today() - timedelta(days=10)),
        (ServicePointFactory(district=near.district), "advanced", today() - timedelta(days=10)),
        (ServicePointFactory(status=PointStatus.CLOSED), "basic", today() - timedelta(days=10)),
    ):
        Certificate.objects.create(
            point=point, level=level, number="1", granted_on=granted,
            expires_on=years_after(granted), state=CertificateState.CONFIRMED,
            told_by="officer 7", told_at=bangkok_now(),
        )  # fmt: skip
    assert certificates.count_holders(today()) == {
        (near.province_id, "advanced"): 2,
        (far.province_id, "basic"): 1,
    }
    assert [held.point_id for held in certificates.expiring(today())] == [near.pk]
