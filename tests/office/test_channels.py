"""Electronic channels in the workspace: declaring, attaching, deciding, reporting."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.channels.models import AgencyEChannel, EActDeclaration
from tests.accounts.watching import nothing_changes
from tests.channels.law import declared, enact, reviewed
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory
from tests.files.samples import pdf, upload
from tests.office.people import administrator, central_officer, signed_in, with_second_factor

pytestmark = pytest.mark.django_db
EMAIL = {"kind": "email", "address": "saraban@agency.go.th", "opened_on": "1 ม.ค. 2567"}
SEEN = re.compile(r'name="seen" value="([^"]+)"')
ISSUED = {"answer": "issued", "order_number": "1/2566", "signed_on": "1 ก.พ. 2566", "seen": "0"}


@pytest.fixture
def agency() -> Agency:
    enact()
    return AgencyFactory(name_th="กรมทดลองช่องทาง")


@pytest.fixture
def client(agency: Agency) -> Client:
    return signed_in(administrator(agency, whole_subtree=True))


def central(role: str) -> Officer:
    officer = OfficerFactory()
    GrantFactory(officer=officer, role=role, agency=None)
    return with_second_factor(officer)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|&nbsp;", " ", answer.content.decode()))


AT_THE_CENTRE = ("declarations", "declaration", "e_act")


def at(name: str, *args: object) -> str:
    is_central = name in AT_THE_CENTRE or name.startswith("e_act_")
    return reverse(f"{'central' if is_central else 'office'}:{name}", args=args)


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


class TestChannels:
    def test_citizens_see_a_channel_at_once_and_no_longer_when_it_ends(
        self, client: Client, agency: Agency
    ) -> None:
        public, address = Client(), reverse("www:agency", args=[agency.pk])
        assert client.post(at("channel_new", agency.pk), EMAIL).status_code == 302
        assert "saraban@agency.go.th" in text_of(public.get(address))
        assert "saraban@agency.go.th" in public.get(f"/en{address}").content.decode()
        channel = AgencyEChannel.objects.get()
        client.post(at("channel_close", agency.pk, channel.pk))
        assert "saraban@agency.go.th" not in text_of(public.get(address))
        client.post(at("channel_close", agency.pk, channel.pk), {"reopen": "1"})
        assert "saraban@agency.go.th" in text_of(public.get(address))

    def test_a_mistake_keeps_what_was_typed(self, client: Client, agency: Agency) -> None:
        sent = {**EMAIL, "address": "ไม่ใช่อีเมล", "purpose_th": "ยื่นคำขอ"}
        with nothing_changes():
            answer = client.post(at("channel_new", agency.pk), sent)
        assert answer.status_code == 422
        assert "ใส่อีเมลให้ครบ" in text_of(answer)
        assert "ยื่นคำขอ" in answer.content.decode()

    @pytest.mark.parametrize(
        "sent",
        [
            {"address": ""},
            {"kind": "x" * 99},
            {"address": "a\x00@b.go.th"},
            {"opened_on": "9" * 99},
        ],
    )
    def test_junk_is_refused_before_the_database(
        self, client: Client, agency: Agency, sent: dict[str, str]
    ) -> None:
        with nothing_changes():
            answer = client.post(at("channel_new", agency.pk), {**EMAIL, **sent})
        assert answer.status_code == 422

    def test_two_who_change_one_channel_lose_nothing(self, client: Client, agency: Agency) -> None:
        client.post(at("channel_new", agency.pk), EMAIL)
        edit = at("channel_edit", agency.pk, AgencyEChannel.objects.get().pk)
        (seen,) = SEEN.findall(client.get(edit).content.decode())
        first = {**EMAIL, "address": "new@agency.go.th", "seen": seen}
        assert client.post(edit, first).status_code == 302
        second = {**EMAIL, "purpose_th": "ยื่นคำขอ", "seen": seen}
        with nothing_changes():
            answer = client.post(edit, second)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "new@agency.go.th" in page and "ยื่นคำขอ" in page
        (seen,) = SEEN.findall(page)
        assert client.post(edit, {**second, "seen": seen}).status_code == 302
        assert AgencyEChannel.objects.get().address == EMAIL["address"]

    def test_a_channel_of_another_agency_is_not_there(self, client: Client, agency: Agency) -> None:
        client.post(at("channel_new", agency.pk), EMAIL)
        below = AgencyFactory(parent=agency)
        channel = AgencyEChannel.objects.get()
        assert client.get(at("channel_edit", below.pk, channel.pk)).status_code == 404


class TestDeclaring:
    def test_it_waits_for_the_centre_and_the_result_is_seen(
        self, client: Client, agency: Agency
    ) -> None:
        sent = {**ISSUED, "file": upload(pdf(), "ประกาศ.pdf")}
        assert client.post(at("channel_declare", agency.pk, 10), sent).status_code == 302
        made = EActDeclaration.objects.get()
        reviewer = signed_in(central(Role.CENTRAL_REVIEWER))
        assert "กรมทดลองช่องทาง" in text_of(reviewer.get(at("declarations")))
        answer = reviewer.get(at("declaration_file", made.pk))
        assert answer.content.startswith(b"%PDF")
        bad = {"review": "wrong_file", "reason": "", "seen": made.version}
        with nothing_changes():
            assert reviewer.post(at("declaration", made.pk), bad).status_code == 422
        bad["reason"] = "ไฟล์เป็นใบลา"
        assert reviewer.post(at("declaration", made.pk), bad).status_code == 302
        page = text_of(client.get(at("channels_agency", agency.pk)))
        assert "แนบไฟล์ไม่ถูกต้อง" in page
        assert "ไฟล์เป็นใบลา" in page

    def test_an_accepted_announcement_is_public(self, client: Client, agency: Agency) -> None:
        done = reviewed(declared(agency))
        page = Client().get(reverse("www:agency", args=[agency.pk])).content.decode()
        assert done.file is not None
        assert f"/files/{done.file_id}/" in page
        assert "12/2566" in page

    def test_what_is_missing_is_named_and_nothing_saved(
        self, client: Client, agency: Agency
    ) -> None:
        with nothing_changes():
            answer = client.post(
                at("channel_declare", agency.pk, 16), {"answer": "issued", "seen": "0"}
            )
        assert answer.status_code == 422
        assert "ใส่เลขที่คำสั่งหรือประกาศ" in text_of(answer)

    def test_a_program_is_no_announcement(self, client: Client, agency: Agency) -> None:
        sent = {**ISSUED, "file": upload(b"MZ\x90\x00", "ประกาศ.pdf")}
        with nothing_changes():
            assert client.post(at("channel_declare", agency.pk, 10), sent).status_code == 422

    def test_a_file_beside_still_at_it_is_not_lost_unsaid(
        self, client: Client, agency: Agency
    ) -> None:
        sent = {"answer": "at_it", "seen": "0", "file": upload(pdf(), "ประกาศ.pdf")}
        address = at("channel_declare", agency.pk, 10)
        with nothing_changes():
            answer = client.post(address, sent)
        assert answer.status_code == 422
        assert "ส่งอีกครั้งโดยไม่แนบไฟล์" in text_of(answer)
        del sent["file"]
        assert client.post(address, sent).status_code == 302

    def test_a_section_that_the_report_does_not_know_is_not_there(
        self, client: Client, agency: Agency
    ) -> None:
        assert client.get(at("channel_declare", agency.pk, 11)).status_code == 404

    def test_files_say_what_they_are_used_for(self, client: Client, agency: Agency) -> None:
        declared(agency)
        assert "ประกาศช่องทางอิเล็กทรอนิกส์" in text_of(client.get(at("files")))


class TestCentre:
    def test_an_analyst_reads_and_does_not_decide(self, agency: Agency) -> None:
        made = declared(agency)
        analyst = signed_in(central(Role.CENTRAL_ANALYST))
        assert "กรมทดลองช่องทาง" in text_of(analyst.get(at("e_act_agencies")))
        assert analyst.get(at("e_act_file", "pdf")).content.startswith(b"%PDF")
        sent = {"review": "accepted", "seen": made.version}
        with nothing_changes():
            assert analyst.post(at("declaration", made.pk), sent).status_code == 403

    def test_agencies_are_found_by_their_answer(self, agency: Agency) -> None:
        AgencyFactory(name_th="กรมที่ยังเงียบ")
        reviewed(declared(agency))
        client = signed_in(central_officer())
        silent = text_of(client.get(at("e_act_agencies"), {"answer": "no_answer"}))
        assert "กรมที่ยังเงียบ" in silent
        assert "กรมทดลองช่องทาง" not in silent
        done = text_of(client.get(at("e_act_agencies"), {"answer": "accepted", "section": "10"}))
        assert "กรมทดลองช่องทาง" in done

    @pytest.mark.parametrize("junk", ["answer=x", "section=99", "page=x", "page=999", "q=%00"])
    def test_junk_in_the_address_shows_all_or_none_and_never_fails(
        self, agency: Agency, junk: str
    ) -> None:
        client = signed_in(central_officer())
        assert client.get(f"{at('e_act_agencies')}?{junk}").status_code == 200

    def test_other_kinds_of_file_are_not_there(self, agency: Agency) -> None:
        assert signed_in(central_officer()).get(at("e_act_file", "exe")).status_code == 404

    @pytest.mark.parametrize("name", ["channels", "declarations", "e_act_agencies", "e_act"])
    def test_more_agencies_cost_no_more_queries(self, agency: Agency, name: str) -> None:
        client = signed_in(central_officer())
        counts = []
        for _ in range(2):
            for _ in range(6):
                declared(AgencyFactory())
            counts.append(queries(client, at(name)))
        assert counts[0] == counts[1]

    def test_one_agencys_page_costs_the_same_for_many_channels(
        self, client: Client, agency: Agency
    ) -> None:
        counts = []
        for batch in range(2):
            for number in range(5):
                sent = {**EMAIL, "address": f"a{batch}{number}@b.go.th"}
                client.post(at("channel_new", agency.pk), sent)
            counts.append(queries(client, at("channels_agency", agency.pk)))
        assert counts[0] == counts[1]


def test_the_list_of_work_names_what_is_owed(client: Client, agency: Agency) -> None:
    home = reverse("office:home")
    assert "แจ้งช่องทางอิเล็กทรอนิกส์ตามกฎหมาย" in text_of(client.get(home))
    for section in (10, 16):
        declared(agency, section)  # type: ignore[arg-type]
    assert "แจ้งช่องทางอิเล็กทรอนิกส์ตามกฎหมาย" not in text_of(client.get(home))
    reviewer = signed_in(central(Role.CENTRAL_REVIEWER))
    assert "2 รายการ" in text_of(reviewer.get(home))
