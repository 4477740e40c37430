"""The audit trail is searched and verified, errors are counted, an agency is taken away whole."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.care import exporting
from infogo.care.exporting import ask_export, forget_exports, work_on_exports
from infogo.care.models import AgencyExport, ExportState, QualityCount, QualityFinding
from infogo.care.rules import RULES
from infogo.care.selectors import rule_counts
from infogo.care.services import refresh_quality
from infogo.care.trail import TrailFilter, trail_page
from infogo.central.pages.audit_words import TARGETS, VERBS, detail_words
from infogo.core import audit
from infogo.core.models import AuditEntry, ChainCheck
from infogo.insights.services import refresh_tallies
from infogo.points.models import ServicePoint
from tests.accounts.watching import nothing_changes
from tests.consistency.source import python_files
from tests.factories import (
    AgencyFactory,
    DistrictFactory,
    GrantFactory,
    OfficerFactory,
    PinFactory,
    ServicePointFactory,
    SubdistrictFactory,
    adoption,
    manual_content,
    standard_manual,
)
from tests.manuals.lint.law import enact
from tests.office.people import central_officer, signed_in, with_second_factor
from tests.ratings.giving import rate

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Officer:
    return central_officer()


@pytest.fixture
def client(admin: Officer) -> Client:
    return signed_in(admin)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def at(name: str, *args: Any) -> str:
    return reverse(f"central:{name}", args=args)


def note(
    actor: str = "ระบบ", verb: str = "edit", target: str = "agency", **more: Any
) -> AuditEntry:
    with transaction.atomic():
        return audit.record(actor=actor, verb=verb, target=target, **more)


def numbers(**chosen: Any) -> list[int]:
    return [entry.number for entry in trail_page(TrailFilter(**chosen)).entries]


class TestSearching:
    def test_by_who_what_and_which(self) -> None:
        note("officer 12 อารี", "edit_point", "point", target_id=7)
        note("officer 12 อารี ใหม่", "give_grant", "grant", target_id=7)
        note("officer 123 บุญ", "edit_point", "point", target_id=8)
        assert numbers(officer=12) == [2, 1]
        assert numbers(verb="edit_point") == [3, 1]
        assert numbers(target="point", target_id=7) == [1]
        assert numbers(officer=12, verb="give_grant") == [2]
        assert numbers() == [3, 2, 1]

    def test_by_agency_in_all_that_is_its_own(self) -> None:
        agency = AgencyFactory()
        manual = adoption(standard_manual(), agency)
        AuditEntry.objects.all().delete()
        point, grant = ServicePointFactory(agency=agency), GrantFactory(agency=agency)
        for target, pk in (
            ("agency", agency.pk), ("point", point.pk), ("manual", manual.pk), ("grant", grant.pk),
            ("point", ServicePointFactory().pk), ("rating", point.pk),
        ):  # fmt: skip
            note(target=target, target_id=pk)
        assert numbers(agency=agency.pk) == [4, 3, 2, 1]
        assert numbers(agency=agency.pk, target="point") == [2]

    def test_by_day_both_days_included(self) -> None:
        today = timezone.localdate()
        for ago in (3, 2, 1):
            entry = note()
            AuditEntry.objects.filter(pk=entry.pk).update(at=timezone.now() - timedelta(days=ago))
        days = {"since": today - timedelta(days=2), "until": today - timedelta(days=2)}
        assert numbers(**days) == [2]
        assert numbers(since=today - timedelta(days=2)) == [3, 2]
        assert numbers(since=today + timedelta(days=1)) == []
        assert numbers(until=today - timedelta(days=9)) == []

    def test_pages_follow_each_other_without_gap_or_repeat(self) -> None:
        agency = AgencyFactory()
        for each in range(120):
            note(target="agency" if each % 2 else "point", target_id=agency.pk)
        for chosen in (TrailFilter(), TrailFilter(agency=agency.pk), TrailFilter(target="agency")):
            seen, before = [], 0
            while True:
                page = trail_page(chosen, before)
                seen += [entry.number for entry in page.entries]
                if page.older is None:
                    break
                before = page.older
            wanted = AuditEntry.objects.all()
            if chosen.agency or chosen.target:
                wanted = wanted.filter(target="agency")
            assert seen == list(wanted.order_by("-number").values_list("number", flat=True))

    def test_a_page_costs_the_same_for_more_lines(self, client: Client) -> None:
        agency = AgencyFactory()
        counts = []
        for _round in range(2):
            for _each in range(10):
                officer = OfficerFactory()
                note(officer.audit_name, "edit_agency", "agency", target_id=agency.pk)
                note(officer.audit_name, "invite", "officer", target_id=officer.pk)
            path = at("audit")
            client.get(path)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(path).status_code == 200
            counts.append(len(caught))
        assert counts[0] == counts[1]

    def test_the_page_speaks_and_its_table_can_be_taken(self, client: Client) -> None:
        agency = AgencyFactory(name_th="กรมตัวอย่าง")
        detail = {"changes": {"name_th": ["เก่า", "=ใหม่"]}, "basis": "พ.ร.บ. ใหม่"}
        note("officer 5 อารี", "rename_agency", "agency", target_id=agency.pk, detail=detail)
        page = text_of(client.get(at("audit"), {"verb": "rename_agency"}))
        for said in ("อารี", "เปลี่ยนชื่อหน่วยงาน", "กรมตัวอย่าง", "เก่า → =ใหม่", "พ.ร.บ. ใหม่"):
            assert said in page
        answer = client.get(at("audit_export"), {"verb": "rename_agency"})
        table = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
        (row,) = csv.DictReader(io.StringIO(table))
        assert row["ทำอะไร"] == "เปลี่ยนชื่อหน่วยงาน"
        assert AuditEntry.objects.latest("number").verb == "export_audit"

    @pytest.mark.parametrize("wrong", [{"since": "เมื่อวาน"}, {"until": "32 ม.ค. 2569"}, {"id": "7"}])
    def test_what_cannot_be_searched_is_said(self, client: Client, wrong: Any) -> None:
        answer = client.get(at("audit"), wrong)
        assert answer.status_code == 422
        assert "ยังค้นไม่ได้" in text_of(answer)

    @pytest.mark.parametrize(
        "junk", [{"id": "x" * 40}, {"agency": "9" * 30}, {"before": "-1"}, {"who": "\0\0"}]
    )
    def test_junk_finds_something_or_nothing(self, client: Client, junk: Any) -> None:
        assert client.get(at("audit"), junk).status_code == 200

    def test_nobody_of_that_name_finds_nothing(self, client: Client) -> None:
        note("officer 5 อารี")
        assert "ไม่พบบันทึก" in text_of(client.get(at("audit"), {"who": "ไม่มีใคร"}))

    def test_what_happens_to_rights_agencies_and_manuals_has_words(self) -> None:
        said: dict[str, set[str]] = {"verb": set(), "target": set()}
        apps = ("accounts", "agencies", "care", "editing", "manuals", "mergers", "points")
        for file in python_files(*(f"infogo/{app}" for app in apps)):
            for kind, word in re.findall(r'\b(verb|target)="([a-z_-]+)"', file.read_text()):
                said[kind].add(word)
        assert said["target"] - TARGETS.keys() == set()
        spoken = {verb.removeprefix("draft-") for verb in VERBS} | set(VERBS)
        assert said["verb"] - spoken == set()

    def test_long_details_are_short(self) -> None:
        parts = detail_words({f"k{each}": "ก" * 900 for each in range(30)})
        assert len(parts) == 9
        assert max(map(len, parts)) < 200


class TestVerifying:
    def test_portions_find_what_the_whole_would(self, client: Client) -> None:
        for _each in range(7):
            note()
        client.post(at("audit_verify"))
        assert "กำลังตรวจ 0 จาก 7" in text_of(client.get(at("audit")))
        while audit.check_some(most=3):
            pass
        check = ChainCheck.objects.get()
        assert (check.is_good, check.checked) == (True, 7)
        assert "ครบถ้วน" in text_of(client.get(at("audit")))

    @pytest.mark.parametrize(
        "harm",
        [
            lambda lines: lines.filter(number=5).update(verb="other"),
            lambda lines: lines.filter(number=5).update(officer_id=9),
            lambda lines: lines.filter(number=5).delete(),
            lambda lines: lines.filter(number=5).update(previous_hash="0" * 64),
        ],
    )
    def test_a_changed_past_is_found_at_its_line(self, client: Client, harm: Any) -> None:
        for _each in range(8):
            note()
        harm(AuditEntry.objects.all())
        audit.begin_check()
        while audit.check_some(most=2):
            pass
        check = ChainCheck.objects.get()
        assert (check.is_good, check.fault_number) == (False, 5)
        assert "พบความผิดปกติที่บรรทัด 5" in text_of(client.get(at("audit")))
        fault = audit.verify()
        assert fault is not None
        assert fault.number == 5

    def test_lines_that_vanished_at_the_end_are_missed(self) -> None:
        for _each in range(4):
            note()
        audit.begin_check()
        AuditEntry.objects.filter(number=4).delete()
        while audit.check_some(most=2):
            pass
        assert ChainCheck.objects.get().fault_number == 4

    def test_two_ask_and_one_check_runs(self) -> None:
        note()
        assert audit.begin_check().pk == audit.begin_check().pk


class TestQuality:
    def found(self, rule: str) -> set[int]:
        rows = QualityFinding.objects.filter(rule=rule)
        return set(rows.values_list("record_id", flat=True))

    def test_each_rule_finds_its_own(self) -> None:
        enact()
        lacking = standard_manual(content=manual_content())
        agency: Agency = lacking.agency
        subdistrict = SubdistrictFactory(district=DistrictFactory())
        first, twin = (
            ServicePointFactory(agency=agency, name_th="จุดซ้ำ", subdistrict=subdistrict)
            for _each in range(2)
        )
        wrong = ServicePointFactory(agency=agency, email="not-an-address")
        odd = ServicePointFactory(agency=agency)
        ServicePoint.objects.filter(pk=odd.pk).update(hours={"monday": "เช้า"})
        refresh_quality(now=timezone.now())
        assert lacking.pk in self.found("section-7")
        assert self.found("duplicate-point") == {twin.pk}
        assert first.pk not in self.found("duplicate-point")
        assert self.found("bad-contact") == {wrong.pk}
        assert self.found("bad-hours") == {odd.pk}
        assert agency.pk in self.found("agency-no-phone")
        assert agency.pk in self.found("no-admin")

    def test_what_was_mended_is_gone_and_the_rest_is_as_it_was(self) -> None:
        enact()
        mended, stays = AgencyFactory(), AgencyFactory()
        refresh_quality(now=timezone.now())
        kept = QualityFinding.objects.get(rule="agency-no-phone", record_id=stays.pk)
        Agency.objects.filter(pk=mended.pk).update(phones=[{"number": "+6622813333"}])
        refresh_quality(now=timezone.now())
        assert self.found("agency-no-phone") == {stays.pk}
        assert QualityFinding.objects.get(rule="agency-no-phone") == kept
        assert QualityCount.objects.get(rule="agency-no-phone").looked_at == 2

    def test_every_number_is_what_its_rows_add_up_to(self, client: Client) -> None:
        enact()
        ministry = AgencyFactory(name_th="กระทรวงหนึ่ง")
        agency = AgencyFactory(parent=ministry)
        for owner in (agency, AgencyFactory()):
            ServicePointFactory(agency=owner)
            PinFactory(manual=adoption(standard_manual(), owner),
                       point=ServicePointFactory(agency=owner))  # fmt: skip
        refresh_tallies(now=timezone.now())
        refresh_quality(now=timezone.now())
        for narrowed in (None, ministry):
            query = {"agency": narrowed.pk} if narrowed else {}
            page = client.get(at("quality"), query).content.decode()
            for count in rule_counts(narrowed):
                if count.found is None:  # of links none was looked at
                    assert count.rule.id in {"broken-link", "bad-hours"}
                    continue
                assert at("quality_rule", count.rule.id) in page
                answer = client.get(at("quality_file", count.rule.id, "csv"), query)
                table = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
                rows = list(csv.DictReader(io.StringIO(table)))
                assert sum(int(row["พบ"]) for row in rows) == count.found
        assert {count.rule.id for count in rule_counts()} == {rule.id for rule in RULES}

    def test_before_anything_was_counted_nothing_is_zero(self, client: Client) -> None:
        page = text_of(client.get(at("quality")))
        assert "ไม่มีข้อมูล" in page
        assert "ระบบยังไม่ได้นับ" in page

    def test_rows_are_listed_with_who_mends_them(self, client: Client) -> None:
        enact()
        agency = AgencyFactory(name_th="กรมไร้โทรศัพท์")
        refresh_quality(now=timezone.now())
        page = text_of(client.get(at("quality_rule", "agency-no-phone")))
        assert "กรมไร้โทรศัพท์" in page
        assert "ผู้ดูแลหน่วยงาน" in page
        answer = client.get(at("quality_file", "agency-no-phone", "xlsx"))
        assert b"".join(answer.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
        assert client.get(at("quality_rule", "no-such-rule")).status_code == 404
        assert agency.pk

    def test_a_list_costs_the_same_for_more_rows(self, client: Client) -> None:
        enact()
        counts = []
        for _round in range(2):
            for _each in range(5):
                AgencyFactory()
                ServicePointFactory(email="wrong")
            refresh_quality(now=timezone.now())
            path = at("quality_rule", "bad-contact")
            client.get(path)
            with CaptureQueriesContext(connection) as caught:
                client.get(path)
            counts.append(len(caught))
        assert counts[0] == counts[1]


class TestExporting:
    def made(self, officer: Officer, agency: Agency) -> zipfile.ZipFile:
        export = ask_export(rights=Rights.of(officer), agency=agency)
        assert work_on_exports() == 1
        export.refresh_from_db()
        assert export.state == ExportState.READY
        return zipfile.ZipFile(exporting.folder() / export.file)

    def lines(self, box: zipfile.ZipFile, name: str) -> list[dict[str, Any]]:
        text = box.read(f"jsonl/{name}.jsonl").decode()
        return [json.loads(line) for line in text.splitlines()]

    def test_everything_of_the_agency_and_nothing_of_others(self, admin: Officer) -> None:
        agency = AgencyFactory(name_th="=เทศบาลหนึ่ง")
        manual = adoption(standard_manual(), agency)
        point = ServicePointFactory(agency=agency)
        PinFactory(manual=manual, point=point)
        rate(manual, point, comment="ดี")
        ServicePointFactory()
        GrantFactory(officer=OfficerFactory(agency=agency, email="a@b.example"), agency=agency)
        box = self.made(admin, agency)
        assert [row["id"] for row in self.lines(box, "points")] == [point.pk]
        assert [row["id"] for row in self.lines(box, "manuals")] == [manual.pk]
        assert len(self.lines(box, "pins")) == len(self.lines(box, "ratings")) == 1
        assert [row["email"] for row in self.lines(box, "officers")] == ["a@b.example"]
        table = box.read("csv/agency.csv").decode("utf-8-sig")
        (row,) = csv.DictReader(io.StringIO(table))
        assert row["name_th"] == "'=เทศบาลหนึ่ง"
        readme = box.read("README.txt").decode()
        for name in box.namelist():
            if name.startswith("jsonl/"):
                assert f"{Path(name).stem}: " in readme

    def test_people_are_left_out_for_who_may_not_administer(self) -> None:
        analyst = OfficerFactory()
        GrantFactory(officer=analyst, role=Role.CENTRAL_ANALYST, agency=None)
        agency = AgencyFactory()
        author = OfficerFactory(agency=agency, name_th="ชื่อที่ต้องไม่หลุด", email="leak@x.example")
        GrantFactory(officer=author, agency=agency)
        pin = PinFactory(manual=adoption(standard_manual(), agency),
                         point=ServicePointFactory(agency=agency))  # fmt: skip
        type(pin).objects.filter(pk=pin.pk).update(confirmed_by=author.audit_name)
        box = self.made(analyst, agency)
        everything = b"".join(box.read(name) for name in box.namelist()).decode()
        assert author.name_th not in everything
        assert author.email not in everything
        assert "jsonl/officers.jsonl" not in box.namelist()

    def test_it_is_asked_for_downloaded_and_written_down(self, client: Client) -> None:
        agency = AgencyFactory()
        assert client.post(at("exports", agency.pk)).status_code == 302
        work_on_exports()
        export = AgencyExport.objects.get()
        assert at("export_file", export.pk) in client.get(at("exports", agency.pk)).content.decode()
        answer = client.get(at("export_file", export.pk))
        assert b"".join(answer.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
        verbs = AuditEntry.objects.filter(target="agency", target_id=agency.pk).order_by("number")
        assert list(verbs.values_list("verb", flat=True)) == ["ask_export", "download_export"]

    def test_a_file_with_people_is_not_for_everybody(self, admin: Officer) -> None:
        analyst = with_second_factor(OfficerFactory())
        GrantFactory(officer=analyst, role=Role.CENTRAL_ANALYST, agency=None)
        agency = AgencyFactory()
        self.made(admin, agency)
        export = AgencyExport.objects.get()
        client = signed_in(analyst)
        with nothing_changes():
            answer = client.get(at("export_file", export.pk))
        assert answer.status_code == 302
        assert (
            at("export_file", export.pk)
            not in client.get(at("exports", agency.pk)).content.decode()
        )

    def test_files_go_after_their_days(self, admin: Officer) -> None:
        self.made(admin, AgencyFactory())
        export = AgencyExport.objects.get()
        path = exporting.folder() / export.file
        forget_exports(now=timezone.now() + timedelta(days=6))
        assert path.exists()
        assert forget_exports(now=timezone.now() + timedelta(days=8)) == 1
        assert not path.exists()
        export.refresh_from_db()
        assert export.state == ExportState.EXPIRED
