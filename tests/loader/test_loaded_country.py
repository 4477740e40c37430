"""What a load brought in, and what the next one does to it: loaded once for all tests here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from infogo.agencies.models import Agency, AgencyFormerName, AgencyPath
from infogo.articles.models import Article
from infogo.core.hours import Hours, LunchState
from infogo.core.models import AuditEntry, OutboxEvent, OutboxTopic
from infogo.manuals import services
from infogo.manuals.chain import verify_revisions
from infogo.manuals.content import ManualContent, ProvenanceStatus
from infogo.manuals.importers.standards import ACTOR
from infogo.manuals.models import (
    Lifecycle,
    Manual,
    ManualFacts,
    ManualRevision,
    Procedure,
    ProcedureDocument,
    RuleSet,
)
from infogo.pins.models import Pin
from infogo.points.models import HoursStatus, ServicePoint
from tests.loader.small import (
    CODES,
    OVERRIDES,
    change_row,
    change_service,
    picture,
    read_csv,
    write_csv,
)

Load = Callable[..., str]
Report = Callable[[], list[dict[str, str]]]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def test_agencies_form_a_tree_with_closure_codes_and_former_names() -> None:
    dopa = Agency.objects.get(key="moi-dopa")
    above = AgencyPath.objects.filter(descendant=dopa).order_by("depth")
    assert [path.ancestor.key for path in above] == ["moi-dopa", "moi"]
    assert dopa.phones[0] == {"number": "+6622210151"}
    assert dopa.phones[-1] == {"number": "1548"}
    assert "กระทรวงวิทยาศาสตร์และเทคโนโลยี" in AgencyFormerName.objects.values_list(
        "name_th", flat=True
    )


def test_points_say_how_far_they_may_be_trusted() -> None:
    office = ServicePoint.objects.get(key="sp-hq-moi-dopa")
    assert office.hours_status == HoursStatus.ASSUMED
    assert Hours.model_validate(office.hours).lunch.state is LunchState.UNKNOWN
    assert not office.has_exact_position
    mall = ServicePoint.objects.filter(hours_status=HoursStatus.UNKNOWN)
    assert mall.exists()
    assert all(point.hours == {} for point in mall)


def test_a_procedure_carries_its_headings_lifecycle_and_weight() -> None:
    renewal = Procedure.objects.get(code="DLT-006")
    assert renewal.owner.key == "mot-dlt"
    assert (renewal.lifecycle, renewal.lifecycle_group) == (Lifecycle.RENEW, "driving-licence")
    assert renewal.popularity == renewal.starting_popularity == 95
    assert renewal.topic.slug == "vehicle"
    assert renewal.tags.filter(text="ต่อใบขับขี่").exists()
    assert renewal.offered_kinds == ["transport_office"]
    assert renewal.category == "license"


def test_a_standard_manual_is_published_unverified_with_edition_facts_and_graph() -> None:
    manual = Manual.objects.get(procedure__code="DOPA-002", standard=None)
    assert manual.current is not None
    content = ManualContent.model_validate(manual.current.content)
    assert (manual.current.number, manual.current.author) == (1, ACTOR)
    assert manual.current.rule_set == RuleSet.objects.get()
    assert content.provenance.status is not ProvenanceStatus.VERIFIED
    assert ManualFacts.objects.get(manual=manual).is_sample
    assert ProcedureDocument.objects.filter(procedure=manual.procedure).exists()
    assert verify_revisions(manual) is None


def test_a_unit_that_is_no_agency_is_named_beside_the_officer() -> None:
    manual = Manual.objects.get(procedure__code="MPB-001", standard=None)
    assert manual.agency.key == "rtp"
    assert manual.current is not None
    steps = ManualContent.model_validate(manual.current.content).steps.items
    assert all("กองบัญชาการตำรวจนครบาล" in step.responsible for step in steps)


def test_local_governments_adopt_without_an_edition_of_their_own() -> None:
    kinds = ("municipality_city", "municipality_town", "municipality_subdistrict", "sao")
    local = Agency.objects.filter(kind__in=(*kinds, "bma_district"))
    expected = local.count() + Agency.objects.filter(key="pattaya").count()
    adoptions = Manual.objects.filter(procedure__code="LOCAL-012").exclude(standard=None)
    assert adoptions.count() == expected > 50
    assert adoptions.exclude(current=None).count() == OVERRIDES
    assert ManualRevision.objects.filter(manual__in=adoptions).count() == OVERRIDES
    assert not adoptions.exclude(status="published").exists()
    some = adoptions.filter(agency__kind="sao").first()
    assert some is not None
    assert some.province == some.agency.province
    pao = Manual.objects.filter(procedure__code="LOCAL-039").exclude(standard=None)
    assert set(pao.values_list("agency__kind", flat=True)) == {"pao"}


def test_a_pin_carries_the_own_manual_of_the_points_agency_or_the_standard() -> None:
    pins = Pin.objects.order_by("pk")
    local = pins.filter(procedure__code="LOCAL-012", point__kind="bma_district_office").first()
    assert local is not None
    assert local.manual.agency == local.point.agency
    assert local.manual.standard is not None
    district = pins.filter(procedure__code="DOPA-002", point__kind="district_office").first()
    assert district is not None
    assert district.manual.is_standard
    assert district.province == district.point.province
    card = Procedure.objects.get(code="DOPA-002")
    assert card.point_count == Pin.objects.filter(procedure=card).count() > 50
    # Police stations are not in the data, so nothing can be pinned there.
    assert Procedure.objects.get(code="MPB-001").point_count == 0


@pytest.mark.parametrize("arguments", [(), ("--again",), ("--if-needed",)])
def test_a_second_load_changes_nothing(load: Load, arguments: tuple[str, ...]) -> None:
    before = picture()
    events, lines = OutboxEvent.objects.count(), AuditEntry.objects.count()

    load(*arguments)

    assert picture() == before
    assert OutboxEvent.objects.count() == events
    assert AuditEntry.objects.count() == lines


def test_a_changed_source_row_changes_the_row_and_is_announced(load: Load, data: Path) -> None:
    stamped = Agency.objects.get(key="moi-dopa").updated_at
    change_row(data / "agencies/agencies.csv", "key", "moi-dopa", phone="1548")

    load()

    dopa = Agency.objects.get(key="moi-dopa")
    assert dopa.phones == [{"number": "1548"}]
    assert dopa.updated_at > stamped
    assert OutboxEvent.objects.filter(topic=OutboxTopic.EVERYTHING).count() == 2


def test_a_new_parent_moves_an_agency_and_its_closure(load: Load, data: Path) -> None:
    change_row(data / "agencies/agencies.csv", "key", "moi-dopa", parent_key="opm")

    load()

    above = AgencyPath.objects.filter(descendant__key="moi-dopa", depth=1)
    assert [path.ancestor.key for path in above] == ["opm"]


def test_a_new_local_government_gets_its_adoptions_and_pins(load: Load, data: Path) -> None:
    agencies = read_csv(data / "agencies/agencies.csv")
    points = read_csv(data / "agencies/service_points.csv")
    sao = next(row for row in agencies if row["kind"] == "sao")
    office = next(row for row in points if row["agency_key"] == sao["key"])
    write_csv(data / "agencies/agencies.csv", [*agencies, {**sao, "key": "new-sao"}])
    write_csv(
        data / "agencies/service_points.csv",
        [*points, {**office, "key": "sp-new-sao", "agency_key": "new-sao"}],
    )

    load()

    manual = Manual.objects.get(procedure__code="LOCAL-012", agency__key="new-sao")
    assert Pin.objects.get(procedure__code="LOCAL-012", point__key="sp-new-sao").manual == manual


def test_an_edit_made_in_the_system_is_kept_and_reported(
    load: Load, data: Path, report: Report
) -> None:
    agency = Agency.objects.get(key="moi-dopa")
    agency.website = "https://edited.example.go.th"
    agency.save()  # whoever saved it, even without the edit stamp, it is no longer the loader's
    point = ServicePoint.objects.get(key="sp-hq-moi-dopa")
    point.mark_edited()
    point.save()
    change_row(data / "agencies/agencies.csv", "key", "moi-dopa", phone="1548")
    change_row(data / "agencies/service_points.csv", "key", "sp-hq-moi-dopa", phone="1548")

    out = load()

    agency.refresh_from_db()
    point.refresh_from_db()
    assert agency.website == "https://edited.example.go.th"
    assert agency.phones[0] == {"number": "+6622210151"}
    assert point.phones[0] == {"number": "+6622210151"}
    assert "มีผู้แก้ในระบบ จึงไม่ทับ 1" in out
    assert [line["ผล"] for line in report()] == ["คงข้อมูลที่แก้ในระบบไว้"] * 2


def test_edited_tags_of_a_procedure_are_kept(load: Load, data: Path) -> None:
    procedure = Procedure.objects.get(code="DLT-006")
    procedure.tags.clear()
    change_service(data, "DLT-006", name_everyday="ต่ออายุใบขับขี่ไม่เกินหนึ่งปี")

    load()

    procedure.refresh_from_db()
    assert procedure.tags.count() == 0
    assert procedure.name_th != "ต่ออายุใบขับขี่ไม่เกินหนึ่งปี"


def test_a_row_deleted_in_the_system_does_not_come_back(load: Load, data: Path) -> None:
    Article.objects.all().delete()
    path = data / "services/articles.jsonl"
    path.write_text(path.read_text().replace("ต่ออายุบัตร", "ต่อบัตร"))

    load()

    assert not Article.objects.exists()


def test_a_changed_service_becomes_the_next_edition(load: Load, data: Path) -> None:
    change_service(data, "DLT-006", conditions=["มีใบอนุญาตเดิม"])

    load()

    manual = Manual.objects.get(procedure__code="DLT-006", standard=None)
    assert manual.current is not None
    assert manual.current.number == 2
    assert manual.current.content["criteria"]["items"] == ["มีใบอนุญาตเดิม"]
    assert verify_revisions(manual) is None
    assert ManualRevision.objects.count() == len(CODES) + OVERRIDES + 1


def test_an_edition_published_by_an_officer_is_never_superseded(
    load: Load, data: Path, report: Report
) -> None:
    manual = Manual.objects.get(procedure__code="DLT-006", standard=None)
    services.publish_standard(
        manual=manual, content=ManualContent(remark="แก้โดยเจ้าหน้าที่"), actor="เจ้าหน้าที่"
    )
    change_service(data, "DLT-006", conditions=["มีใบอนุญาตเดิม"])

    load()

    manual.refresh_from_db()
    assert manual.current is not None
    assert manual.current.author == "เจ้าหน้าที่"
    assert "คงข้อมูลที่แก้ในระบบไว้" in [line["ผล"] for line in report()]


def test_a_withdrawn_procedure_stays_withdrawn(load: Load, data: Path) -> None:
    procedure = Procedure.objects.get(code="DLT-006")
    services.withdraw_procedure(procedure=procedure, reason="เลิกใช้แล้ว", actor="เจ้าหน้าที่")
    change_service(data, "DLT-006", conditions=["มีใบอนุญาตเดิม"], name_everyday="ชื่อใหม่")

    load()

    procedure.refresh_from_db()
    assert procedure.status == "withdrawn"
    assert procedure.name_th != "ชื่อใหม่"
    assert ManualRevision.objects.filter(manual__procedure=procedure).count() == 1


def test_a_local_override_survives_a_reload(load: Load) -> None:
    adoption = Manual.objects.filter(procedure__code="LOCAL-012").exclude(standard=None)[0]
    services.publish_overrides(
        manual=adoption,
        overrides=services.LocalOverrides(remark="เปิดเฉพาะวันพุธ"),
        actor="เจ้าหน้าที่",
    )
    before = picture()["manuals.Manual"]

    load("--again")

    assert picture()["manuals.Manual"] == before
