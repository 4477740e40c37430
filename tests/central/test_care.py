"""Errors are counted with the rows behind them, and an agency is taken away whole."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
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
from infogo.core.models import AuditEntry
from infogo.insights.services import refresh_tallies
from infogo.points.models import ServicePoint
from tests.accounts.watching import nothing_changes
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
from tests.inspection.making import REVIEWER, asked, flagged
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
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|&nbsp;", " ", answer.content.decode()))


def at(name: str, *args: Any) -> str:
    return reverse(f"central:{name}", args=args)


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
        point = ServicePointFactory(agency=agency, manuals_posted_on=date(2026, 11, 20))
        PinFactory(manual=manual, point=point)
        rate(manual, point, comment="ดี")
        ServicePointFactory()
        case = asked(flagged(manual))
        flagged(adoption(standard_manual(), AgencyFactory()))
        GrantFactory(officer=OfficerFactory(agency=agency, email="a@b.example"), agency=agency)
        box = self.made(admin, agency)
        (told,) = self.lines(box, "points")
        assert (told["id"], told["manuals_posted_on"]) == (point.pk, "2026-11-20")
        assert [row["id"] for row in self.lines(box, "manuals")] == [manual.pk]
        assert len(self.lines(box, "pins")) == len(self.lines(box, "ratings")) == 1
        assert [row["id"] for row in self.lines(box, "inspection_cases")] == [case.pk]
        assert len(self.lines(box, "inspection_steps")) == 2
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
        flagged(pin.manual)
        box = self.made(analyst, agency)
        everything = b"".join(box.read(name) for name in box.namelist()).decode()
        assert author.name_th not in everything
        assert author.email not in everything and REVIEWER.name not in everything
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

    def test_one_that_cannot_be_made_holds_up_no_other(
        self, admin: Officer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        broken, good = AgencyFactory(), AgencyFactory()
        write = exporting.write_export

        def write_or_break(target: Path, agency: Agency, **given: Any) -> None:
            if agency == broken:
                target.write_bytes(b"half")
                raise KeyError("a table without its column")
            write(target, agency, **given)

        monkeypatch.setattr(exporting, "write_export", write_or_break)
        first, second = (
            ask_export(rights=Rights.of(admin), agency=agency) for agency in (broken, good)
        )
        work_on_exports()
        first.refresh_from_db()
        second.refresh_from_db()
        assert (first.state, second.state) == (ExportState.FAILED, ExportState.READY)
        assert not [path for path in exporting.folder().iterdir() if path.suffix == ".half"]

    def test_a_file_that_has_just_been_made_stays(self, admin: Officer) -> None:
        """Its export names it a moment later; meanwhile another node clears away."""
        fresh, old = (exporting.folder() / f"{name}.zip" for name in ("fresh", "old"))
        for path in (fresh, old):
            path.write_bytes(b"PK")
        before = (timezone.now() - timedelta(hours=1)).timestamp()
        os.utime(old, (before, before))
        forget_exports(now=timezone.now())
        assert (fresh.exists(), old.exists()) == (True, False)
        fresh.unlink()

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
