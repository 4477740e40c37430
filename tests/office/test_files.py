"""Bringing files, finding them again, and withdrawing them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.agencies.logos import set_logo
from infogo.agencies.models import Agency
from infogo.core.models import AuditEntry
from infogo.editing.may import person_of
from infogo.files import store
from infogo.files.bucket import StoreAwayError
from infogo.files.models import Holder, StoredFile
from infogo.files.services import note_draft, note_published, store_file
from tests.accounts.watching import nothing_changes
from tests.factories import (
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    adoption,
    standard_manual,
)
from tests.files import samples
from tests.office.people import administrator, signed_in
from tests.office.test_pages import queries, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    settings.INFOGO = {**settings.INFOGO, "FILES_DIR": tmp_path / "files"}
    yield tmp_path / "files"


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(name_th="เทศบาลตัวอย่าง")


@pytest.fixture
def admin(agency: Agency) -> Officer:
    return administrator(agency)


@pytest.fixture
def client(admin: Officer) -> Client:
    return signed_in(admin)


def bring(client: Client, data: bytes, name: str, agency: Agency | None, **headers: str) -> Any:
    form = {"file": samples.upload(data, name), "agency": agency.pk if agency else 0}
    return client.post(reverse("office:file_upload"), form, headers=headers)


def kept(agency: Agency, admin: Officer, text: str = "") -> StoredFile:
    data = samples.pdf(f"/Type /Catalog /Lang ({text})")
    return store_file(samples.upload(data, f"แบบ{text}.pdf"), person_of(admin), agency.key)


class TestUpload:
    def test_a_file_is_kept_and_shown_with_its_address(
        self, client: Client, agency: Agency, admin: Officer
    ) -> None:
        answer = bring(client, samples.pdf(), "แบบ คำขอ.pdf", agency)
        assert answer.status_code == 302
        file = StoredFile.objects.get()
        assert (file.owner_key, file.uploader) == (agency.key, f"officer {admin.pk}")
        said = text_of(client.get(answer.headers["Location"]))
        assert f"/files/{file.pk}/แบบ-คำขอ.pdf" in said
        assert "ยังไม่เผยแพร่" in said

    def test_a_script_gets_the_file_alone(self, client: Client, agency: Agency) -> None:
        answer = bring(client, samples.pdf(), "a.pdf", agency, HX_Request="true")
        assert answer.status_code == 200
        assert "<html" not in answer.content.decode()
        assert f"/files/{StoredFile.objects.get().pk}/a.pdf" in answer.content.decode()

    @pytest.mark.parametrize(
        ("data", "name", "words"),
        [
            (b"", "a.pdf", "ไฟล์ว่างเปล่า"),
            (b"MZ\x90", "a.pdf", "ใช้ไฟล์ชนิดนี้ไม่ได้"),
            (samples.docx({"word/vbaProject.bin": b"x"}), "a.docx", "มาโคร"),
        ],
    )
    def test_a_refused_file_changes_nothing_and_says_why(
        self, client: Client, agency: Agency, data: bytes, name: str, words: str
    ) -> None:
        with nothing_changes():
            answer = bring(client, data, name, agency)
        assert answer.status_code == 422
        assert "ผิดพลาด:" in answer.content.decode()
        assert words in text_of(answer)

    def test_a_file_that_is_too_large_is_dropped_on_its_way(
        self, client: Client, agency: Agency, settings: Settings
    ) -> None:
        settings.INFOGO = {**settings.INFOGO, "FILE_MEGABYTES": 1}
        with nothing_changes():
            answer = bring(client, samples.pdf(body=b"%" * 3_000_000), "a.pdf", agency)
        assert answer.status_code == 422
        assert "ไฟล์ใหญ่เกินไป ใช้ไฟล์ไม่เกิน 1 MB" in text_of(answer)

    def test_nobody_brings_files_for_others(self, client: Client) -> None:
        neighbour = AgencyFactory()
        with nothing_changes():
            for owner in (neighbour, None):
                answer = bring(client, samples.pdf(), "a.pdf", owner)
                assert answer.status_code == 422
                assert "เลือกหน่วยงานเจ้าของไฟล์" in text_of(answer)

    def test_an_editor_of_one_manual_brings_files_for_its_agency(self, agency: Agency) -> None:
        manual = adoption(standard_manual(), agency)
        officer = OfficerFactory(agency=agency)
        GrantFactory(officer=officer, role=Role.MANUAL_EDITOR, only=[manual])
        assert bring(signed_in(officer), samples.pdf(), "a.pdf", agency).status_code == 302


class TestWhoSeesWhat:
    def test_a_private_file_opens_for_its_agency_alone(
        self, client: Client, agency: Agency, admin: Officer
    ) -> None:
        address = reverse("office:file", args=[kept(agency, admin).pk])
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF-")
        assert answer.headers["Cache-Control"] == "no-store"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert signed_in(administrator(AgencyFactory())).get(address).status_code == 404

    def test_nobody_waits_for_the_database_while_a_file_is_put_away(
        self, agency: Agency, admin: Officer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        held = samples.savepoints_held(monkeypatch)
        kept(agency, admin)
        logo = samples.upload(samples.picture("PNG"), "ตรา.png")
        set_logo(agency_id=agency.pk, upload=logo, actor=person_of(admin))
        assert held == [0, 0]

    def test_while_the_store_is_away_it_is_said_so(
        self, client: Client, agency: Agency, admin: Officer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = kept(agency, admin)

        def away(_sha256: str) -> bytes:
            raise StoreAwayError("TimeoutError")

        monkeypatch.setattr(store, "read", away)
        answer = client.get(reverse("office:file", args=[file.pk]))
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
        assert "ลองใหม่" in answer.content.decode()

    def test_an_approver_of_one_manual_sees_what_its_draft_names(
        self, agency: Agency, admin: Officer
    ) -> None:
        manual = adoption(standard_manual(), agency)
        officer = OfficerFactory(agency=agency)
        GrantFactory(officer=officer, role=Role.VIEWER, only=[manual])
        named, other = kept(agency, admin, "1"), kept(agency, admin, "2")
        note_draft(Holder.MANUAL_DRAFT, manual.pk, "forms", named.public_path, agency.key)
        viewer = signed_in(officer)
        assert viewer.get(reverse("office:file", args=[named.pk])).status_code == 200
        assert viewer.get(reverse("office:file", args=[other.pk])).status_code == 404

    def test_the_list_says_where_a_file_is_used(
        self, client: Client, agency: Agency, admin: Officer
    ) -> None:
        manual = adoption(standard_manual(name_th="ขอเลขที่บ้าน"), agency)
        file = kept(agency, admin)
        note_published(Holder.MANUAL, manual.pk, "2", file.public_path, agency.key)
        said = text_of(client.get(reverse("office:files")))
        assert "ขอเลขที่บ้าน ฉบับที่ 2" in said
        assert "เผยแพร่แล้ว" in said

    def test_a_longer_list_costs_no_more_queries(
        self, client: Client, agency: Agency, admin: Officer
    ) -> None:
        def add(numbers: range) -> None:
            for number in numbers:
                manual = adoption(standard_manual(), agency)
                file = kept(agency, admin, str(number))
                note_published(Holder.MANUAL, manual.pk, "1", file.public_path, agency.key)

        add(range(3))
        before = queries(client, reverse("office:files"))
        add(range(3, 6))
        assert queries(client, reverse("office:files")) == before


class TestWithdraw:
    def test_a_file_ends_with_a_reason(
        self, client: Client, agency: Agency, admin: Officer
    ) -> None:
        file = kept(agency, admin)
        note_published(Holder.MANUAL, 1, "1", file.public_path, agency.key)
        address = reverse("office:file_withdraw", args=[file.pk])
        with nothing_changes():
            assert client.post(address, {"reason": " "}).status_code == 422
        assert client.post(address, {"reason": "มีเลขบัตร"}).status_code == 302
        assert Client().get(file.public_path).status_code == 410
        assert client.get(reverse("office:file", args=[file.pk])).status_code == 404
        assert "ถอนเพราะ: มีเลขบัตร" in text_of(client.get(reverse("office:files")))
        assert client.post(address, {"reason": "อีกครั้ง"}).status_code == 404


class TestLogo:
    def test_the_public_page_shows_it_small(
        self, client: Client, agency: Agency, admin: Officer
    ) -> None:
        address = reverse("office:agency_logo", args=[agency.pk])
        public = reverse("www:agency", args=[agency.pk])
        assert "<img" not in Client().get(public).content.decode()
        picture = samples.upload(samples.picture("PNG", (1_000, 800)), "ตรา.png")
        assert client.post(address, {"file": picture}).status_code == 302
        shown = Client().get(public).content.decode()
        (tag,) = re.findall(r"<img[^>]*>", shown)
        agency.refresh_from_db()
        assert f'src="{agency.logo.public_path}"' in tag
        assert 'alt="ตราสัญลักษณ์ของเทศบาลตัวอย่าง"' in tag
        assert 'width="240" height="192"' in tag
        assert Client().get(agency.logo.public_path).status_code == 200
        assert agency.edited_at is None
        assert client.get(address).status_code == 200
        verbs = AuditEntry.objects.filter(target="agency").values_list("verb", flat=True)
        assert list(verbs) == ["set-logo"]

    def test_it_can_be_taken_away(self, client: Client, agency: Agency) -> None:
        address = reverse("office:agency_logo", args=[agency.pk])
        client.post(address, {"file": samples.upload(samples.picture(), "a.jpg")})
        assert client.post(address, {"remove": "1"}).status_code == 302
        page = Client().get(reverse("www:agency", args=[agency.pk])).content.decode()
        assert "<img" not in page

    @pytest.mark.parametrize("data", [b"", samples.pdf(), b"<svg/>"])
    def test_only_a_picture_will_do(self, client: Client, agency: Agency, data: bytes) -> None:
        address = reverse("office:agency_logo", args=[agency.pk])
        with nothing_changes():
            answer = client.post(address, {"file": samples.upload(data, "a.png")})
        assert answer.status_code == 422


def test_reading_changes_nothing(client: Client, agency: Agency, admin: Officer) -> None:
    file = kept(agency, admin)
    client.get(reverse("office:home"))
    for name, args in [
        ("files", []),
        ("file_upload", []),
        ("file", [file.pk]),
        ("file_withdraw", [file.pk]),
        ("agency_logo", [agency.pk]),
    ]:
        with nothing_changes(), CaptureQueriesContext(connection) as caught:
            assert client.get(reverse(f"office:{name}", args=args)).status_code == 200
        assert [q["sql"] for q in caught if not q["sql"].startswith("SELECT")] == []
