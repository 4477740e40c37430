"""Handing a point over in the workspace: choosing, the preview, what is refused and kept."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.mergers.handover import plan_handover
from infogo.mergers.models import HandoverProposal
from infogo.points.models import PointStatus, ServicePoint
from tests.accounts.watching import nothing_changes
from tests.factories import (
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    PinFactory,
    adoption,
    standard_manual,
)
from tests.mergers.making import central_admin
from tests.office.people import signed_in, with_second_factor
from tests.office.points.asking import at, read, text_of

pytestmark = pytest.mark.django_db
ORDER = "คำสั่งถ่ายโอนที่ 12/2569"


@pytest.fixture
def admin() -> Officer:
    return with_second_factor(central_admin())


@pytest.fixture
def central(admin: Officer) -> Client:
    return signed_in(admin)


@pytest.fixture
def into() -> Agency:
    return AgencyFactory(name_th="องค์การบริหารส่วนจังหวัดทดสอบ")


def page_of(proposal: HandoverProposal) -> str:
    return reverse("office:handover_proposal", args=[proposal.pk])


def said(point: ServicePoint, into: Agency, **more: str) -> dict[str, str]:
    seen = plan_handover(read(point), into).seen
    given = {"into": str(into.pk), "seen": seen, "reason": ORDER, "sure": "on", **more}
    return {name: value for name, value in given.items() if value}


class TestTheCentre:
    def test_from_the_point_to_the_new_agency(
        self, central: Client, point: ServicePoint, into: Agency, agency: Agency
    ) -> None:
        standard = standard_manual()
        PinFactory(manual=adoption(standard, agency), point=point)
        named = GrantFactory(officer=OfficerFactory(agency=agency, name_th="อารี จุดเดียว"),
                             role=Role.VIEWER, only=[point])  # fmt: skip
        assert at("handover", point) in central.get(at("point", point)).content.decode()
        found = central.get(at("handover", point), {"q": "อบจ"}).content.decode()
        assert f'value="{into.pk}"' in found
        with nothing_changes():
            preview = text_of(central.get(at("handover", point), {"into": into.pk}))
        assert "เปลี่ยนไปใช้คู่มือมาตรฐานกลาง 1 เรื่อง" in preview
        assert "ประชาชนยังทำได้ที่จุดนี้ทุกเรื่อง" in preview
        assert standard.procedure.name_th in preview
        assert named.officer.name_th in preview
        answer = central.post(at("handover", point), said(point, into))
        assert answer.headers["Location"] == at("point", point)
        assert read(point).agency == into
        page = text_of(central.get(at("point", point)))
        assert "โอนไปหน่วยงานอื่น" in page and ORDER in page

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ({"reason": ""}, "ใส่เหตุผล"),
            ({"reason": "ก"}, "ใส่เหตุผลอย่างน้อย"),
            ({"sure": ""}, "ติ๊กว่าอ่านแล้ว"),
        ],
    )
    def test_what_is_missing_is_said_and_the_rest_kept(
        self, central: Client, point: ServicePoint, into: Agency, more: dict[str, str], words: str
    ) -> None:
        with nothing_changes():
            answer = central.post(at("handover", point), said(point, into, **more))
        assert answer.status_code == 422
        assert words in text_of(answer)
        if "reason" not in more:
            assert ORDER in answer.content.decode()

    @pytest.mark.parametrize(
        "chosen", [{"q": "อบจ", "pick": "1"}, {"into": "9" * 20}, {"into": "x"}]
    )
    def test_no_agency_chosen_is_said(
        self, central: Client, point: ServicePoint, chosen: dict[str, str]
    ) -> None:
        answer = central.get(at("handover", point), chosen)
        assert answer.status_code == 422
        assert "เลือกหน่วยงานที่รับโอน" in text_of(answer)

    def test_whoever_read_an_older_state_reads_what_is_so_now(
        self, central: Client, point: ServicePoint, into: Agency
    ) -> None:
        given = said(point, into)
        PinFactory(manual=standard_manual(), point=point)
        with nothing_changes():
            answer = central.post(at("handover", point), given)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "เปลี่ยนไประหว่างที่คุณอ่าน" in page and ORDER in page
        assert "คู่มือที่ปักหมุดไว้ 1 เรื่อง" in page
        again = {**given, "seen": plan_handover(read(point), into).seen}
        assert f'value="{again["seen"]}"' in page
        assert central.post(at("handover", point), again).status_code == 302

    def test_a_point_closed_meanwhile_is_not_handed_over(
        self, central: Client, point: ServicePoint, into: Agency
    ) -> None:
        given = said(point, into)
        ServicePoint.objects.filter(pk=point.pk).update(status=PointStatus.CLOSED)
        answer = central.post(at("handover", point), given)
        assert answer.status_code == 422
        assert "ปิดถาวร" in text_of(answer) and ORDER in answer.content.decode()
        assert "โอนไปหน่วยงานอื่น</a>" not in central.get(at("point", point)).content.decode()

    def test_two_at_the_centre_do_the_same(
        self, central: Client, point: ServicePoint, into: Agency
    ) -> None:
        given = said(point, into)
        ServicePoint.objects.filter(pk=point.pk).update(agency=into)
        answer = central.post(at("handover", point), given)
        assert answer.status_code == 422
        assert "เป็นขององค์การบริหารส่วนจังหวัดทดสอบอยู่แล้ว" in text_of(answer)


class TestBothSidesHers:
    def test_a_ministry_moves_an_office_between_its_agencies(self, point: ServicePoint) -> None:
        ministry = AgencyFactory()
        one, other = AgencyFactory(parent=ministry), AgencyFactory(parent=ministry)
        ServicePoint.objects.filter(pk=point.pk).update(agency=one)
        officer = OfficerFactory(agency=ministry)
        GrantFactory(officer=officer, role=Role.POINT_EDITOR, whole_subtree=True)
        client = signed_in(officer)
        named = GrantFactory(officer=OfficerFactory(agency=one, name_th="อารี จุดเดียว"),
                             role=Role.VIEWER, only=[point])  # fmt: skip
        preview = text_of(client.get(at("handover", point), {"into": other.pk}))
        assert "สิทธิที่ให้ไว้เฉพาะจุดนี้ 1 สิทธิ" in preview
        # Whoever does not administer the agency reads how many, not who.
        assert named.officer.name_th not in preview
        client.post(at("handover", point), said(point, other))
        assert read(point).agency == other


def test_whose_point_it_is_not_finds_no_page(point: ServicePoint, into: Agency) -> None:
    officer = OfficerFactory(agency=into)
    GrantFactory(officer=officer, role=Role.POINT_EDITOR)
    with nothing_changes():
        answer = signed_in(officer).post(at("handover", point), said(point, into))
    assert answer.status_code == 404


class TestProposals:
    def test_one_agency_proposes_and_the_other_accepts(
        self, client: Client, point: ServicePoint, into: Agency, officer: Officer
    ) -> None:
        receiver = OfficerFactory(agency=into)
        GrantFactory(officer=receiver, role=Role.POINT_EDITOR)
        preview = text_of(client.get(at("handover", point), {"into": into.pk}))
        assert "ตอบรับ ก่อนนั้นทุกอย่างเหมือนเดิม" in preview
        sent = client.post(at("handover", point), said(point, into))
        made = HandoverProposal.objects.get()
        assert sent.headers["Location"] == page_of(made)
        assert read(point).agency != into
        assert "ถอนข้อเสนอนี้" in text_of(client.get(page_of(made)))
        assert "รับโอนจุดนี้" not in text_of(client.get(page_of(made)))
        assert page_of(made) in client.get(at("point", point)).content.decode()
        assert "ตอบรับการโอน จุดนี้ยังเป็นของ" in text_of(client.get(at("point", point)))
        theirs = signed_in(receiver)
        home = text_of(theirs.get(reverse("office:home")))
        assert "ตอบรับจุดที่หน่วยงานอื่นเสนอโอน" in home and point.name_th in home
        waiting = theirs.get(reverse("office:handovers")).content.decode()
        assert page_of(made) in waiting
        assert f'href="{reverse("office:points")}" aria-current="page"' in waiting
        page = text_of(theirs.get(page_of(made)))
        assert ORDER in page and officer.name_th in page
        with nothing_changes():
            assert "ติ๊กว่าอ่านแล้ว" in text_of(theirs.post(page_of(made), {}))
        seen = plan_handover(read(point), into).seen
        done = theirs.post(page_of(made), {"seen": seen, "sure": "on"})
        assert done.headers["Location"] == at("point", point)
        assert read(point).agency == into
        assert "รับโอนแล้ว" in text_of(theirs.get(page_of(made)))

    def test_declined_with_a_reason(
        self, client: Client, point: ServicePoint, into: Agency
    ) -> None:
        receiver = OfficerFactory(agency=into)
        GrantFactory(officer=receiver, role=Role.POINT_EDITOR)
        client.post(at("handover", point), said(point, into))
        made = HandoverProposal.objects.get()
        theirs, decline = signed_in(receiver), reverse("office:handover_decline", args=[made.pk])
        with nothing_changes():
            assert theirs.post(decline, {"reason": ""}).status_code == 422
        assert theirs.post(decline, {"reason": "ยังไม่มีคำสั่ง"}).status_code == 302
        told = text_of(client.get(page_of(made)))
        assert "เหตุผลที่ไม่รับ ยังไม่มีคำสั่ง ตอบเมื่อ" in told
        assert f"ผู้ตอบ {receiver.name_th}" in told
        again = theirs.post(decline, {"reason": "ยังไม่มีคำสั่ง"})
        assert "มีคนตอบไปแล้ว" in text_of(again)
        assert "ไม่มีข้อเสนอ" in text_of(client.get(reverse("office:handovers")))

    def test_each_side_answers_for_itself_alone(
        self, client: Client, point: ServicePoint, into: Agency
    ) -> None:
        client.post(at("handover", point), said(point, into))
        made = HandoverProposal.objects.get()
        receiver = OfficerFactory(agency=into)
        GrantFactory(officer=receiver, role=Role.POINT_EDITOR)
        with nothing_changes():
            assert client.post(page_of(made), {"sure": "on"}).status_code == 403
            decline = reverse("office:handover_decline", args=[made.pk])
            assert client.post(decline, {"reason": ORDER}).status_code == 403
            withdraw = reverse("office:handover_withdraw", args=[made.pk])
            assert signed_in(receiver).post(withdraw, {"reason": ORDER}).status_code == 403
        assert client.post(withdraw, {"reason": "เสนอผิดจุด"}).status_code == 302
        assert "เหตุผลที่ถอน เสนอผิดจุด ถอนเมื่อ" in text_of(client.get(page_of(made)))
