"""Changes of agencies: whole, audited, announced, never over somebody else's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from infogo.agencies import services
from infogo.agencies.errors import AgencyConflictError, AgencyError
from infogo.agencies.facts import AgencyFacts, read_codes, read_facts, written_facts
from infogo.agencies.models import Agency, AgencyStatus
from infogo.agencies.services import Part, version_of
from infogo.core import audit, versions
from infogo.core.dates import bangkok_now
from infogo.core.models import AuditEntry, OutboxEvent
from infogo.core.phones import Phone
from infogo.core.written import WrittenError
from infogo.geo.coordinates import Position
from infogo.thai.collate import stored_key
from tests.accounts.watching import nothing_changes
from tests.factories import AgencyFactory, ProcedureFactory, ServicePointFactory

pytestmark = pytest.mark.django_db
ACTOR = "officer 7 ปราณี"
FACTS = AgencyFacts(name_th="เทศบาลเมืองใหม่")


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(name_th="เทศบาลตำบลเดิม")


def save(agency: Agency, facts: AgencyFacts = FACTS, seen: str = "") -> Agency:
    return services.save_facts(agency_id=agency.pk, facts=facts, actor=ACTOR, seen=seen)


def former(agency: Agency) -> list[str]:
    return list(agency.former_names.order_by("pk").values_list("name_th", flat=True))


def test_a_change_is_whole(agency: Agency) -> None:
    owned = ProcedureFactory(owner=agency)
    OutboxEvent.objects.all().delete()
    before = versions.tokens([f"agency:{agency.pk}", "agency"])
    saved = save(agency)
    assert saved.sort_key == stored_key("เทศบาลเมืองใหม่")
    assert saved.edited_at is not None
    events = set(OutboxEvent.objects.values_list("topic", "object_id"))
    assert events == {("agency", agency.pk), ("procedure", owned.pk)}
    assert versions.tokens(before) != before
    entry = AuditEntry.objects.get(verb="edit_agency")
    assert entry.detail["changes"]["name_th"] == ["เทศบาลตำบลเดิม", "เทศบาลเมืองใหม่"]
    assert audit.verify() is None


def test_new_phones_show_where_a_point_has_none_of_its_own(agency: Agency) -> None:
    point = ServicePointFactory(agency=agency, phones=[{"number": "+6655531001"}])
    facts = read_facts(written_facts(agency))
    before = versions.tokens(["agency.names"])
    save(agency, replace(facts, phones=(Phone(number="1548"),)))
    assert versions.tokens(before) == before
    point.phones = []
    point.save()
    save(agency, facts)
    assert versions.tokens(before) != before


class TestFormerNames:
    def test_a_name_that_was_changed_stays_findable(self, agency: Agency) -> None:
        save(agency)
        assert former(agency) == ["เทศบาลตำบลเดิม"]

    def test_going_back_to_a_former_name(self, agency: Agency) -> None:
        save(agency)
        save(agency, AgencyFacts(name_th="เทศบาลตำบลเดิม", former_names=("เทศบาลตำบลเดิม",)))
        assert former(agency) == ["เทศบาลเมืองใหม่"]

    def test_they_can_be_added_and_taken_away(self, agency: Agency) -> None:
        save(agency, AgencyFacts(name_th="เทศบาลตำบลเดิม", former_names=("สุขาภิบาล", "อบต.")))
        save(agency, AgencyFacts(name_th="เทศบาลตำบลเดิม", former_names=("อบต.",)))
        assert former(agency) == ["อบต."]


def test_what_is_there_already_is_no_change(agency: Agency) -> None:
    facts = read_facts(written_facts(agency))
    with nothing_changes():
        save(agency, facts)


def test_two_people_and_nothing_lost(agency: Agency) -> None:
    seen = version_of(agency, Part.FACTS)
    save(agency)
    with nothing_changes(), pytest.raises(AgencyConflictError) as caught:
        save(agency, replace(FACTS, name_th="อีกชื่อ"), seen=seen)
    assert caught.value.mine["name_th"] == "อีกชื่อ"
    services.save_position(
        agency_id=agency.pk,
        position=Position(13.7, 100.5),
        actor=ACTOR,
        seen=version_of(agency, Part.POSITION),
    )


def test_an_agency_that_ended_is_not_changed() -> None:
    ended = AgencyFactory(status=AgencyStatus.CLOSED)
    with nothing_changes():
        with pytest.raises(AgencyError, match="เลิก"):
            save(ended)
        with pytest.raises(AgencyError, match="เลิก"):
            services.confirm_agency(agency_id=ended.pk, actor=ACTOR)


def test_confirming_notes_the_day(agency: Agency) -> None:
    services.confirm_agency(agency_id=agency.pk, actor=ACTOR)
    agency.refresh_from_db()
    assert agency.checked_on == bangkok_now().date()


class TestCodes:
    def test_they_are_set_by_scheme_and_notes_stay(self, agency: Agency) -> None:
        agency.codes.create(scheme="dola7", code="1234567", note="ตรวจแล้ว")
        agency.codes.create(scheme="wikidata", code="Q1")
        codes = {"dola7": ["1234567"], "budget5": ["12345", "23456"]}
        services.save_codes(agency_id=agency.pk, codes=codes, actor=ACTOR)
        assert set(agency.codes.values_list("scheme", "code", "note")) == {
            ("dola7", "1234567", "ตรวจแล้ว"),
            ("wikidata", "Q1", ""),
            ("budget5", "12345", ""),
            ("budget5", "23456", ""),
        }

    def test_a_code_of_another_agency_is_refused(self, agency: Agency) -> None:
        other = AgencyFactory(name_th="กรมอื่น")
        other.codes.create(scheme="budget5", code="12345")
        with nothing_changes(), pytest.raises(AgencyError, match="กรมอื่น"):
            services.save_codes(agency_id=agency.pk, codes={"budget5": ["12345"]}, actor=ACTOR)

    def test_codes_have_the_form_of_their_scheme(self) -> None:
        assert read_codes({"dga8": "01004000\n"})["dga8"] == ("01004000",)
        with pytest.raises(WrittenError) as caught:
            read_codes({"dga8": "0100400", "wikidata": "1"})
        assert set(caught.value.problems) == {"dga8", "wikidata"}


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("name_th", "", "ใส่ชื่อหน่วยงาน"),
        ("abbreviation", "ก" * 61, "ไม่เกิน 60"),
        ("former_names", "ก" * 201, "บรรทัดละไม่เกิน 200"),
        ("former_names", "\n".join(f"ชื่อ {n}" for n in range(21)), "ไม่เกิน 20 ชื่อ"),
        ("description_th", "ก" * 2001, "ไม่เกิน 2,000"),
        ("phones", "โทรกลาง", "อ่านเบอร์โทรศัพท์ไม่ได้"),
        ("website", "javascript:alert(1)", "https://"),
    ],
)
def test_what_cannot_be_used_is_told(field: str, text: str, words: str) -> None:
    with pytest.raises(WrittenError) as caught:
        read_facts({"name_th": "กรมตัวอย่าง", field: text})
    assert words in caught.value.problems[field]
