"""Small, Thai-looking records for tests: everything has a default and everything can be given.

``standard_manual()`` and ``adoption()`` go through the services, as the product does, so that a
published manual has its edition, its facts and its outbox events.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any, cast

import factory
from allauth.account.models import EmailAddress
from django.utils import timezone
from factory.django import DjangoModelFactory
from factory.enums import CREATE_STRATEGY

from infogo.accounts.models import Grant, GrantManual, GrantPoint, Officer
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency, AgencyPath, EmergencyNumber
from infogo.articles.models import Article, ArticleStatus
from infogo.core.dates import bangkok_now
from infogo.core.durations import Duration, DurationUnit
from infogo.core.models import PublicHoliday
from infogo.geo.models import CoordinateQuality, District, Province, Subdistrict
from infogo.manuals import services
from infogo.manuals.content import (
    Channel,
    ChannelKind,
    DocumentGroup,
    Fee,
    FeeKind,
    ManualContent,
    RequiredDocument,
    Step,
    StepKind,
)
from infogo.manuals.models import Manual, Procedure
from infogo.manuals.part import Listing, ListingState
from infogo.pins.counting import mark_pinned
from infogo.pins.models import Pin
from infogo.points.certificates import years_after
from infogo.points.models import MOBILE_UNIT, Certificate, HoursStatus, ServicePoint
from infogo.rounds.models import Round
from infogo.taxonomy.models import LifeEvent, LifeEventStage, Tag, TargetGroup, Topic

ACTOR = "ผู้ทดสอบ"
# Codes that no province has come first, so that a made-up one is seldom taken for a real one.
PROVINCE_CODES = sorted(
    (str(number) for number in range(11, 97)),
    key=lambda code: code not in {"28", "29", "59", "68", "69", "78", "79", "87", "88", "89"},
)
QUARTER_OF_AN_HOUR = Duration(value_min=15, value_max=15, unit=DurationUnit.MINUTE)


class ProvinceFactory(DjangoModelFactory[Province]):
    class Meta:
        model = Province
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: PROVINCE_CODES[n % len(PROVINCE_CODES)])
    name_th = factory.Sequence(lambda n: f"เมืองสมมุติ {n}")
    name_en = factory.Sequence(lambda n: f"Example Province {n}")
    region = "north"
    region_th = "ภาคเหนือ"
    lat = 18.79
    lng = 98.98

    @classmethod
    def _generate(cls, strategy: str, params: dict[str, Any]) -> Province:
        """Give a province that nobody named a free code, and one that is named its own values."""
        if strategy == CREATE_STRATEGY:
            taken = dict(Province.objects.in_bulk(field_name="code"))
            if there := taken.get(params.get("code", "")):
                for name, value in params.items():
                    setattr(there, name, value)
                there.save()
                return there
            free = (code for code in PROVINCE_CODES if code not in taken)
            params = {"code": next(free), **params}
        return cast(Province, super()._generate(strategy, params))


class DistrictFactory(DjangoModelFactory[District]):
    class Meta:
        model = District
        django_get_or_create = ("code",)

    province = factory.SubFactory(ProvinceFactory)
    code = factory.Sequence(lambda n: f"{1000 + n}")
    name_th = "เมือง"
    full_name_th = "อำเภอเมือง"
    name_en = "Mueang"
    kind = "amphoe"


class SubdistrictFactory(DjangoModelFactory[Subdistrict]):
    class Meta:
        model = Subdistrict
        django_get_or_create = ("code",)

    district = factory.SubFactory(DistrictFactory)
    code = factory.Sequence(lambda n: f"{100000 + n}")
    name_th = "ศรีภูมิ"
    name_en = "Si Phum"
    kind = "tambon"
    postcode = "50200"


class TopicFactory(DjangoModelFactory[Topic]):
    class Meta:
        model = Topic

    slug = factory.Sequence(lambda n: f"topic-{n}")
    name_th = factory.Sequence(lambda n: f"บัตรและทะเบียน {n}")
    name_en = factory.Sequence(lambda n: f"Cards and registration {n}")
    order = factory.Sequence(int)


class TargetGroupFactory(DjangoModelFactory[TargetGroup]):
    class Meta:
        model = TargetGroup

    slug = factory.Sequence(lambda n: f"group-{n}")
    name_th = factory.Sequence(lambda n: f"ผู้สูงอายุ {n}")
    name_en = factory.Sequence(lambda n: f"Older people {n}")
    order = factory.Sequence(int)


class LifeEventFactory(DjangoModelFactory[LifeEvent]):
    class Meta:
        model = LifeEvent

    slug = factory.Sequence(lambda n: f"event-{n}")
    name_th = factory.Sequence(lambda n: f"มีลูก {n}")
    name_en = factory.Sequence(lambda n: f"Having a child {n}")
    order = factory.Sequence(int)


class LifeEventStageFactory(DjangoModelFactory[LifeEventStage]):
    class Meta:
        model = LifeEventStage

    event = factory.SubFactory(LifeEventFactory)
    order = factory.Sequence(int)
    title_th = "แจ้งเกิด"
    title_en = "Register the birth"
    deadline_th = "ภายใน 15 วัน"
    deadline_en = "Within 15 days"


class TagFactory(DjangoModelFactory[Tag]):
    class Meta:
        model = Tag

    text = factory.Sequence(lambda n: f"บัตรหาย {n}")
    key = factory.SelfAttribute("text")


class AgencyFactory(DjangoModelFactory[Agency]):
    """An agency with its rows of the closure table."""

    class Meta:
        model = Agency
        skip_postgeneration_save = True

    key = factory.Sequence(lambda n: f"agency-{n}")
    kind = "department"
    name_th = factory.Sequence(lambda n: f"กรมตัวอย่าง {n}")
    name_en = factory.Sequence(lambda n: f"Department of Examples {n}")
    sort_key = factory.SelfAttribute("name_th")

    @factory.post_generation
    def paths(self: Agency, create: bool, extracted: Any, **kwargs: Any) -> None:
        AgencyPath.objects.create(ancestor=self, descendant=self, depth=0)
        AgencyPath.objects.bulk_create(
            AgencyPath(ancestor_id=path.ancestor_id, descendant=self, depth=path.depth + 1)
            for path in AgencyPath.objects.filter(descendant=self.parent)
        )


class ServicePointFactory(DjangoModelFactory[ServicePoint]):
    class Meta:
        model = ServicePoint

    key = factory.Sequence(lambda n: f"sp-{n}")
    agency = factory.SubFactory(AgencyFactory)
    kind = "district_office"
    name_th = factory.Sequence(lambda n: f"ที่ว่าการอำเภอเมือง {n}")
    name_en = factory.Sequence(lambda n: f"Mueang District Office {n}")
    address = "ต.ศรีภูมิ อ.เมือง จ.เชียงใหม่ 50200"
    subdistrict = factory.SubFactory(SubdistrictFactory)
    district = factory.SelfAttribute("subdistrict.district")
    province = factory.SelfAttribute("district.province")
    postcode = "50200"
    lat = factory.Sequence(lambda n: 18.79 + n % 100 / 1000)
    lng = 98.98
    coordinate_quality = CoordinateQuality.OFFICE
    hours_status = HoursStatus.UNKNOWN
    sort_key = factory.SelfAttribute("name_th")


class CertificateFactory(DjangoModelFactory[Certificate]):
    """A certificate as its agency told it, which nobody confirmed yet."""

    class Meta:
        model = Certificate

    point = factory.SubFactory(ServicePointFactory)
    level = "advanced"
    number = factory.Sequence(lambda n: f"{n}/2568")
    granted_on = factory.LazyFunction(lambda: bangkok_now().date() - timedelta(days=30))
    expires_on = factory.LazyAttribute(lambda made: years_after(made.granted_on))
    told_by = "officer 7"
    told_at = factory.LazyFunction(timezone.now)


class RoundFactory(DjangoModelFactory[Round]):
    """A round of a mobile unit, in a week and of one day unless it is said otherwise."""

    class Meta:
        model = Round

    point = factory.SubFactory(ServicePointFactory, kind=MOBILE_UNIT)
    first_on = factory.LazyFunction(lambda: bangkok_now().date() + timedelta(days=7))
    last_on = factory.SelfAttribute("first_on")
    opens = time(9, 0)
    closes = time(15, 0)
    place = factory.Sequence(lambda n: f"ศาลาประชาคมหมู่ {n}")
    province = factory.LazyAttribute(lambda made: made.point.province or ProvinceFactory())


class ProcedureFactory(DjangoModelFactory[Procedure]):
    class Meta:
        model = Procedure

    code = factory.Sequence(lambda n: f"svc-{n:04}")
    name_th = factory.Sequence(lambda n: f"ทำบัตรประชาชนใหม่ {n}")
    official_name_th = factory.Sequence(lambda n: f"การขอมีบัตรประจำตัวประชาชน {n}")
    name_en = factory.Sequence(lambda n: f"Get a new identity card {n}")
    owner = factory.SubFactory(AgencyFactory)
    service_type = "registration"
    category = "general"
    topic = factory.SubFactory(TopicFactory)


class PinFactory(DjangoModelFactory[Pin]):
    """A manual served at a point; give ``manual``, for instance from ``standard_manual()``."""

    class Meta:
        model = Pin
        skip_postgeneration_save = True

    point = factory.SubFactory(ServicePointFactory)
    procedure = factory.SelfAttribute("manual.procedure")
    province = factory.SelfAttribute("point.province")

    @factory.post_generation
    def _marked(self: Pin, create: bool, _given: object, **_more: object) -> None:
        """Repeat it on the manual, as the services do."""
        if create:
            mark_pinned([self.manual_id])


class OfficerFactory(DjangoModelFactory[Officer]):
    """An officer who has accepted her invitation; give ``password`` to let her sign in by it."""

    class Meta:
        model = Officer
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"officer{n}@agency.example")
    name_th = factory.Sequence(lambda n: f"เจ้าหน้าที่ทดสอบ {n}")
    sort_key = factory.SelfAttribute("name_th")
    agency = factory.SubFactory(AgencyFactory)
    is_active = True

    @factory.post_generation
    def password(self: Officer, create: bool, extracted: Any, **kwargs: Any) -> None:
        if extracted:
            self.set_password(extracted)
        else:
            self.set_unusable_password()
        self.save()
        EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class GrantFactory(DjangoModelFactory[Grant]):
    """A right that is running; give ``only`` points or manuals to narrow it to them."""

    class Meta:
        model = Grant
        skip_postgeneration_save = True

    officer = factory.SubFactory(OfficerFactory)
    role = Role.MANUAL_EDITOR
    agency = factory.SelfAttribute("officer.agency")
    valid_from = date(2020, 1, 1)

    @factory.post_generation
    def only(self: Grant, create: bool, extracted: Any, **kwargs: Any) -> None:
        for record in extracted or ():
            if isinstance(record, ServicePoint):
                self.only_points = True
                GrantPoint.objects.create(grant=self, point=record)
            else:
                self.only_manuals = True
                GrantManual.objects.create(grant=self, manual=record)
        self.save()


class ArticleFactory(DjangoModelFactory[Article]):
    class Meta:
        model = Article

    slug = factory.Sequence(lambda n: f"article-{n}")
    title_th = factory.Sequence(lambda n: f"บัตรหายต้องทำอย่างไร {n}")
    title_en = factory.Sequence(lambda n: f"What to do when a card is lost {n}")
    summary_th = "แจ้งและทำบัตรใหม่ได้ที่สำนักทะเบียนทุกแห่ง"
    body_th = "## ทำที่ไหน\n\nที่สำนักทะเบียนทุกแห่ง"
    topic = factory.SubFactory(TopicFactory)
    status = ArticleStatus.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)


class EmergencyNumberFactory(DjangoModelFactory[EmergencyNumber]):
    class Meta:
        model = EmergencyNumber

    number = factory.Sequence(lambda n: f"{1100 + n}")
    name_th = "สายด่วนตัวอย่าง"
    name_en = "Example hotline"
    purpose_th = "ใช้ในการทดสอบ"
    purpose_en = "Used in tests"
    source = "test"


class PublicHolidayFactory(DjangoModelFactory[PublicHoliday]):
    class Meta:
        model = PublicHoliday

    on = factory.Sequence(lambda n: date(2031, 1, 1) + timedelta(days=n))
    name_th = "วันหยุดตัวอย่าง"
    name_en = "Example holiday"
    source = "test"


def manual_content(**given: Any) -> ManualContent:
    """Return a complete, small manual: one document, one step, one fee, one counter."""
    listed = ListingState.LISTED
    parts: dict[str, Any] = {
        "channels": Listing[Channel](
            state=listed,
            items=(Channel(kind=ChannelKind.IN_PERSON, description="ที่ว่าการอำเภอทุกแห่ง"),),
        ),
        "documents": Listing[RequiredDocument](
            state=listed,
            items=(
                RequiredDocument(
                    group=DocumentGroup.IDENTITY, name="บัตรประจำตัวประชาชน", is_state_issued=True
                ),
            ),
        ),
        "steps": Listing[Step](
            state=listed,
            items=(
                Step(
                    kind=StepKind.DOCUMENT_CHECK,
                    title="ตรวจเอกสาร",
                    duration=QUARTER_OF_AN_HOUR,
                ),
            ),
        ),
        "total": QUARTER_OF_AN_HOUR,
        "fees": Listing[Fee](
            state=listed,
            items=(Fee(item="ค่าธรรมเนียมบัตร", kind=FeeKind.FIXED, amount_satang=10_000),),
        ),
    }
    return ManualContent(**{**parts, **given})


def standard_manual(*, content: ManualContent | None = None, **procedure: Any) -> Manual:
    """Publish the standard manual of a new procedure; keyword arguments shape the procedure."""
    made = ProcedureFactory(**procedure)
    manual = Manual.objects.create(procedure=made, agency=made.owner)
    services.publish_standard(manual=manual, content=content or manual_content(), actor=ACTOR)
    return manual


def adoption(standard: Manual, agency: Agency | None = None) -> Manual:
    """Let an agency (default: a new one) adopt a standard manual as it is."""
    return services.adopt(standard=standard, agency=agency or AgencyFactory(), actor=ACTOR)
