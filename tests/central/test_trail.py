"""The audit trail is searched, verified and taken away."""

from __future__ import annotations

import ast
import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.accounts.tokens import TOKEN_ACTS
from infogo.care.trail import TrailFilter, trail_page
from infogo.core import audit
from infogo.core.models import AuditEntry, ChainCheck
from infogo.editing.models import ProposalState
from infogo.inspection.states import Verb
from infogo.oversight.events.reviews import DoubtState
from infogo.ratings.models import RatingState, ReplyKind
from infogo.thai.collate import sort_key
from infogo.workspace.audit_words import ACTS, KEYS, SILENT, TARGETS, VERBS, detail_words
from tests.consistency.source import python_files
from tests.factories import (
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.office.people import central_officer, signed_in

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


def written(name: str) -> set[str]:
    """Return the words that the code gives as ``verb`` or ``target`` of a line of the trail.

    By that name, or at its place to a function of the same file that hands it on; also constants
    called so.
    """
    found = set()
    for file in python_files("infogo"):
        source = file.read_text()
        if "audit.record(" not in source and f"{name}=" not in source:
            continue
        tree = ast.walk(ast.parse(source))
        calls, places = [], {}
        for node in tree:
            if isinstance(node, ast.Call):
                calls.append(node)
            elif isinstance(node, ast.FunctionDef):
                names = [each.arg for each in node.args.args]
                if name in names:
                    places[node.name] = names.index(name)
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name.upper():
                found.add(node.value)
        for call in calls:
            found |= {each.value for each in call.keywords if each.arg == name}
            place = places.get(ast.unparse(call.func))
            if place is not None and place < len(call.args):
                found.add(call.args[place])
    return {
        each.value
        for each in found
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }


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

    def test_the_system_is_found_under_its_name_however_it_was_written(self) -> None:
        agency = AgencyFactory()
        note("ระบบ", target_id=agency.pk)
        note("officer 3 ระบบ", target_id=agency.pk)
        note("system ระบบ", target_id=agency.pk)
        assert numbers(system="ระบบ") == [3, 1]
        assert numbers(system="ระบบ", agency=agency.pk) == [3, 1]

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

    def test_a_search_with_a_mistake_is_mended_before_its_table_is_taken(
        self, client: Client
    ) -> None:
        """The page finds nothing of it; its table must not hold the whole trail."""
        note()
        for wrong in ({"id": "5"}, {"since": "32 มกราคม"}):
            answer = client.get(at("audit_export"), wrong)
            assert answer.status_code == 302
            assert client.get(answer.headers["Location"]).status_code == 422
        assert not AuditEntry.objects.filter(verb="export_audit").exists()

    def test_no_choice_stands_twice_and_all_stand_as_in_a_dictionary(self, client: Client) -> None:
        page = client.get(at("audit")).content.decode()
        for name in ("verb", "target"):
            menu = page.partition(f'<select name="{name}"')[2].partition("</select>")[0]
            _all, *labels = re.findall(r"<option[^>]*>([^<]+)</option>", menu)
            assert len(labels) > 10
            assert len(set(labels)) == len(labels)
            assert labels == sorted(labels, key=sort_key)

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

    def test_the_number_of_a_record_may_be_in_thai_digits(self, client: Client) -> None:
        for name, number in (("ชื่อแรก", 12), ("ชื่อที่สอง", 34)):
            audit.record(actor="x", verb="rename_agency", target="agency", target_id=number,
                         detail={"name_th": [name, name]})  # fmt: skip
        page = text_of(client.get(at("audit"), {"target": "agency", "id": " ๑๒"}))
        assert "ชื่อแรก" in page
        assert "ชื่อที่สอง" not in page

    def test_nobody_of_that_name_finds_nothing(self, client: Client) -> None:
        note("officer 5 อารี")
        assert "ไม่พบบันทึก" in text_of(client.get(at("audit"), {"who": "ไม่มีใคร"}))

    def test_everything_that_is_written_into_the_trail_has_words(self) -> None:
        spoken = {verb.removeprefix("draft-") for verb in VERBS} | set(VERBS)
        assert written("verb") - spoken == set()
        assert written("target") - TARGETS.keys() == set()

    def test_verbs_made_of_states_have_words(self) -> None:
        kinds = ("rule_set", "index_rules", "report_form", "e_act_rules")
        made = {
            *(f"case-{verb}" for verb in Verb),
            *(f"doubt_{state}" for state in DoubtState),
            *(f"rating-{state}" for state in RatingState),
            *(f"reply-{kind}" for kind in ReplyKind),
            *(f"{state}_words" for state in (ProposalState.ACCEPTED, ProposalState.DECLINED)),
            *(f"{act}_{kind}" for act in ("enact", "withdraw") for kind in kinds),
        }
        assert made - VERBS.keys() == set()
        assert set(kinds) - TARGETS.keys() == set()

    def test_what_a_line_tells_beside_has_words(self) -> None:
        told = {
            key.value
            for file in python_files("infogo")
            for node in ast.walk(ast.parse(file.read_text()))
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("record")
            for given in node.keywords
            if given.arg == "detail" and isinstance(given.value, ast.Dict)
            for key in given.value.keys
            if isinstance(key, ast.Constant)
        }
        assert "agencies" in told
        assert told - KEYS.keys() - SILENT - {"changes"} == set()

    def test_days_are_written_as_people_write_them(self) -> None:
        assert detail_words({"month": "2026-10-01", "due_on": "2026-11-30", "agencies": 20}) == [
            "เดือน: ตุลาคม 2569",
            "ครบกำหนด: 30 พ.ย. 2569",
            "หน่วยงาน: 20",
        ]
        assert detail_words({"changes": {"day": ["2026-99-99", "2026-11-30"]}}) == [
            "วัน: 2026-99-99 → 30 พ.ย. 2569"
        ]

    def test_two_of_a_list_are_no_change_from_one_to_the_other(self) -> None:
        """A token of two acts and two networks was told as one whose rights had moved."""
        assert detail_words(
            {
                "acts": ["edit_manual", "report"],
                "networks": ["10.0.0.0/8", "192.168.0.0/16"],
                "sections": ["fees", "cases"],
                "section": "steps",
                "accept": [],
                "keep": ["fees"],
                "day": ["2026-11-30", "2026-12-01"],
            }
        ) == [
            "ทำได้: เขียนร่างคู่มือ, ส่งรายงาน",
            "เครือข่าย: 10.0.0.0/8, 192.168.0.0/16",
            "ข้อ: ค่าธรรมเนียม, คำถามและกรณี",
            "ข้อ: ขั้นตอน ระยะเวลา และส่วนงานที่รับผิดชอบ",
            "คงของเดิม: ค่าธรรมเนียม",
            "วัน: 30 พ.ย. 2569, 1 ธ.ค. 2569",
        ]
        assert ACTS.keys() == TOKEN_ACTS.keys()

    def test_what_moved_is_told_from_one_to_the_other(self) -> None:
        assert detail_words({"name": ["กรมเดิม", "กรมใหม่"], "parent": [None, 7]}) == [
            "ชื่อ: กรมเดิม → กรมใหม่",
            "ต้นสังกัดเลขที่: ไม่มี → 7",
        ]
        assert detail_words({"name": "กรมใหม่", "parent": 7}) == [
            "ชื่อ: กรมใหม่",
            "ต้นสังกัดเลขที่: 7",
        ]
        codes = {"changes": {"dopa": [["1001", "1002"], []]}}
        assert detail_words(codes) == ["dopa: 1001, 1002 → ไม่มี"]

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
