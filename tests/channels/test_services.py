"""Declaring channels and announcements, and the central agency's decisions about them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from infogo.accounts.models import Notice
from infogo.agencies.models import Agency, AgencyStatus
from infogo.channels import services
from infogo.channels.errors import ChannelError, ChannelFieldError
from infogo.channels.facts import ChannelFacts, href_of, read_channel
from infogo.channels.models import AgencyEChannel, DeclarationStep, EActDeclaration, Review, Section
from infogo.channels.rules import AddressKind
from infogo.channels.services import Answered
from infogo.core.dates import bangkok_now
from infogo.core.keys import AGENCY, AGENCY_NAMES
from infogo.core.models import AuditEntry, OutboxEvent
from infogo.core.versions import record_key, tokens
from infogo.editing.people import Person
from infogo.files.models import StoredFile
from infogo.files.services import sweep_files
from tests.accounts.watching import nothing_changes
from tests.channels.law import AT_IT, ISSUED, KEEPER, REVIEWER, RULES, declared, reviewed
from tests.factories import AgencyFactory, OfficerFactory
from tests.files.samples import pdf, savepoints_held, upload

pytestmark = pytest.mark.django_db
DAY = date(2024, 5, 1)
TODAY = bangkok_now().date()


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory()


def facts(kind: str = "email", address: str = "saraban@agency.go.th") -> ChannelFacts:
    return read_channel(kind=kind, address=address, purpose_th="", opened_on=DAY, rules=RULES)


class TestAddresses:
    @pytest.mark.parametrize(
        ("kind", "typed", "stored"),
        [
            ("email", " Saraban@agency.go.th ", "Saraban@agency.go.th"),
            ("line", "Agency.th", "@agency.th"),
            ("line", "https://lin.ee/abc", "https://lin.ee/abc"),
            ("web", "eservice.agency.go.th/apply", "https://eservice.agency.go.th/apply"),
        ],
    )
    def test_each_kind_is_read_in_its_own_way(self, kind: str, typed: str, stored: str) -> None:
        assert facts(kind, typed).address == stored

    @pytest.mark.parametrize(
        ("kind", "typed"),
        [
            ("email", "agency.go.th"),
            ("line", "ไลน์ของเรา"),
            ("line", "https://evil.example/line.me/"),
            ("web", "javascript:alert(1)"),
            ("web", ""),
            ("web", "https://a.example/" + "x" * 300),
            ("pigeon", "home"),
        ],
    )
    def test_what_is_no_address_says_what_one_looks_like(self, kind: str, typed: str) -> None:
        with pytest.raises(ChannelFieldError):
            facts(kind, typed)

    def test_links_lead_where_the_channel_is(self) -> None:
        assert href_of(AddressKind.EMAIL, "a@b.go.th") == "mailto:a@b.go.th"
        assert href_of(AddressKind.LINE, "@agency") == "https://line.me/R/ti/p/%40agency"
        assert href_of(AddressKind.URL, "https://a.go.th") == "https://a.go.th"


class TestChannels:
    def test_a_channel_is_kept_with_its_level_its_trail_and_its_event(self, agency: Agency) -> None:
        saved = services.save_channel(agency_id=agency.pk, facts=facts(), actor=KEEPER)
        assert (saved.level, saved.edited_at is not None) == ("basic", True)
        assert AuditEntry.objects.get(verb="add_e_channel").actor == "officer 901 ผู้ดูแล"
        assert OutboxEvent.objects.filter(topic="agency", object_id=agency.pk).exists()

    def test_kept_pages_of_its_agency_are_stale_and_of_no_other(self, agency: Agency) -> None:
        keys = (record_key("agency", agency.pk), AGENCY, AGENCY_NAMES)
        before = tokens(keys)
        services.save_channel(agency_id=agency.pk, facts=facts(), actor=KEEPER)
        after = tokens(keys)
        assert before[keys[0]] != after[keys[0]]
        assert before[AGENCY] != after[AGENCY], "programs that read all agencies are told"
        assert before[AGENCY_NAMES] == after[AGENCY_NAMES]

    def test_the_same_channel_twice_is_refused(self, agency: Agency) -> None:
        services.save_channel(agency_id=agency.pk, facts=facts(), actor=KEEPER)
        with nothing_changes(), pytest.raises(ChannelFieldError, match="อยู่แล้ว"):
            services.save_channel(agency_id=agency.pk, facts=facts(), actor=KEEPER)

    def test_an_agencys_channel_is_not_changed_through_another(self, agency: Agency) -> None:
        saved = services.save_channel(agency_id=agency.pk, facts=facts(), actor=KEEPER)
        other = AgencyFactory()
        with nothing_changes(), pytest.raises(AgencyEChannel.DoesNotExist):
            services.save_channel(
                agency_id=other.pk, facts=facts(address="x@y.go.th"), actor=KEEPER,
                channel_id=saved.pk,
            )  # fmt: skip
        with nothing_changes(), pytest.raises(AgencyEChannel.DoesNotExist):
            services.close_channel(agency_id=other.pk, channel_id=saved.pk, actor=KEEPER)

    def test_one_that_opens_tomorrow_is_not_announced_today(self, agency: Agency) -> None:
        later = read_channel(
            kind="email", address="a@b.go.th", purpose_th="", rules=RULES,
            opened_on=bangkok_now().date() + timedelta(days=1),
        )  # fmt: skip
        with nothing_changes(), pytest.raises(ChannelFieldError):
            services.save_channel(agency_id=agency.pk, facts=later, actor=KEEPER)

    def test_closing_and_reopening_are_safe_to_repeat(self, agency: Agency) -> None:
        saved = services.save_channel(agency_id=agency.pk, facts=facts(), actor=KEEPER)
        given: dict[str, Any] = {
            "agency_id": agency.pk, "channel_id": saved.pk, "actor": KEEPER
        }  # fmt: skip
        assert services.close_channel(**given).closed_on == bangkok_now().date()
        with nothing_changes():
            services.close_channel(**given)
        assert services.reopen_channel(**given).closed_on is None
        with nothing_changes():
            services.reopen_channel(**given)

    def test_an_agency_that_ended_declares_nothing(self, agency: Agency) -> None:
        agency.status = AgencyStatus.CLOSED
        agency.save()
        with nothing_changes(), pytest.raises(ChannelError, match="เลิก"):
            services.save_channel(agency_id=agency.pk, facts=facts(), actor=KEEPER)
        with nothing_changes(), pytest.raises(ChannelError, match="เลิก"):
            services.declare(
                agency_id=agency.pk, section=Section.FILING, answered=AT_IT, actor=KEEPER
            )


class TestDeclaring:
    def test_an_announcement_waits_with_its_file(self, agency: Agency) -> None:
        made = declared(agency)
        assert (made.review, made.order_number, made.version) == (Review.NONE, "12/2566", 1)
        assert made.file is not None
        assert not made.file.is_public
        assert sweep_files(now=made.declared_at + timedelta(days=90)).files == 0

    def test_still_at_it_keeps_no_order(self, agency: Agency) -> None:
        made = services.declare(
            agency_id=agency.pk,
            section=Section.INTERNAL,
            answered=Answered(is_issued=False, order_number="9", expected_on=TODAY),
            actor=KEEPER,
        )
        assert (made.review, made.order_number, made.expected_on) == ("in_progress", "", TODAY)

    def test_a_file_of_no_order_is_asked_about(self, agency: Agency) -> None:
        with nothing_changes(), pytest.raises(ChannelFieldError, match="เลือกไฟล์อีกครั้ง") as caught:
            declared(agency, answered=AT_IT)
        assert caught.value.field == "answer"

    def test_nobody_waits_for_the_database_while_its_file_is_put_away(
        self, agency: Agency, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        held = savepoints_held(monkeypatch)
        declared(agency)
        assert held == [0]

    @pytest.mark.parametrize(
        ("answered", "field"),
        [
            (Answered(True, "", DAY), "order_number"),
            (Answered(True, "9" * 101, DAY), "order_number"),
            (Answered(True, "9", None), "signed_on"),
            (Answered(True, "9", TODAY + timedelta(days=1)), "signed_on"),
            (Answered(False, expected_on=TODAY - timedelta(days=1)), "expected_on"),
        ],
    )
    def test_what_is_missing_is_named(self, agency: Agency, answered: Answered, field: str) -> None:
        with nothing_changes(), pytest.raises(ChannelFieldError) as caught:
            declared(agency, answered=answered)
        assert caught.value.field == field

    def test_nobody_overwrites_what_she_did_not_see(self, agency: Agency) -> None:
        declared(agency)
        with nothing_changes(), pytest.raises(ChannelError, match="หลังจากคุณเปิด"):
            declared(agency)

    def test_a_wrong_file_is_not_sent_again(self, agency: Agency) -> None:
        wrong = reviewed(declared(agency), Review.WRONG_FILE, "เป็นคำสั่งแต่งตั้ง")
        with nothing_changes(), pytest.raises(ChannelFieldError, match="แนบไฟล์ใหม่"):
            declared(agency, with_file=False, seen=wrong.version)
        again = declared(agency, seen=wrong.version, upload=upload(pdf(body=b"%x\n"), "ใหม่.pdf"))
        assert (again.review, again.reason, again.version) == (Review.NONE, "", 3)

    def test_a_wrong_file_is_not_sent_again_after_an_answer_in_between(
        self, agency: Agency
    ) -> None:
        wrong = reviewed(declared(agency), Review.WRONG_FILE, "เป็นคำสั่งแต่งตั้ง")
        at_it = declared(agency, answered=AT_IT, with_file=False, seen=wrong.version)
        with nothing_changes(), pytest.raises(ChannelFieldError, match="แนบไฟล์ใหม่"):
            declared(agency, with_file=False, seen=at_it.version)

    def test_a_file_that_was_found_right_in_the_end_may_stay(self, agency: Agency) -> None:
        wrong = reviewed(declared(agency), Review.WRONG_FILE, "เป็นคำสั่งแต่งตั้ง")
        right = reviewed(wrong, Review.ACCEPTED)
        again = declared(agency, with_file=False, seen=right.version)
        assert again.file_id == right.file_id


class TestReviewing:
    def test_accepting_publishes_the_file_and_tells_who_declared(self, agency: Agency) -> None:
        officer = OfficerFactory(agency=agency)
        made = declared(agency, actor=Person(f"officer {officer.pk}", officer.name_th))
        done = reviewed(made)
        assert StoredFile.objects.get(pk=done.file_id).is_public
        assert "ตรวจแล้ว ถูกต้อง" in Notice.objects.get(officer=officer).text
        assert list(DeclarationStep.objects.values_list("review", flat=True)) == [
            Review.NONE,
            Review.ACCEPTED,
        ]

    def test_what_has_to_be_mended_says_why(self, agency: Agency) -> None:
        made = declared(agency)
        with nothing_changes(), pytest.raises(ChannelFieldError):
            reviewed(made, Review.WRONG_FILE, " ")

    def test_nothing_is_accepted_without_its_file(self, agency: Agency) -> None:
        made = declared(agency, with_file=False)
        with nothing_changes(), pytest.raises(ChannelError, match="ยังไม่มีไฟล์"):
            reviewed(made)

    def test_nobody_decides_about_her_own(self, agency: Agency) -> None:
        made = declared(agency, actor=REVIEWER)
        with nothing_changes(), pytest.raises(ChannelError, match="คนอื่น"):
            reviewed(made)

    def test_a_decision_is_about_what_was_read(self, agency: Agency) -> None:
        read = EActDeclaration.objects.get(pk=declared(agency).pk)
        declared(agency, seen=1, answered=ISSUED)
        with nothing_changes(), pytest.raises(ChannelError, match="หลังจากคุณเปิด"):
            reviewed(read)
