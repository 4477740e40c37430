"""A small country that changes at random, for proofs that rollups say what the raw rows say."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from infogo.agencies.models import Agency, AgencyStatus
from infogo.geo.models import CoordinateQuality, District
from infogo.links.models import LinkCheck, LinkStatus, LinkUse
from infogo.manuals import services
from infogo.manuals.content import (
    Channel,
    ChannelKind,
    DocumentGroup,
    Fee,
    FeeKind,
    LocalOverrides,
    ManualContent,
    RequiredDocument,
)
from infogo.manuals.models import Manual, ManualRevision, ManualStatus, Procedure, ProcedureStatus
from infogo.manuals.part import Listing, ListingState
from infogo.pins.counting import count_points, mark_pinned
from infogo.pins.models import Pin
from infogo.points.models import HoursStatus, PointStatus, ServicePoint
from tests.factories import (
    ACTOR,
    AgencyFactory,
    DistrictFactory,
    PinFactory,
    ProvinceFactory,
    ServicePointFactory,
    SubdistrictFactory,
    TopicFactory,
    adoption,
    manual_content,
    standard_manual,
)

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
ONLINE = Channel(kind=ChannelKind.WEBSITE, description="ยื่นทางเว็บ", url="https://file.example/")
FEES = Listing[Fee](
    state=ListingState.LISTED,
    items=(Fee(item="ค่าธรรมเนียม", kind=FeeKind.FIXED, amount_satang=5_000),),
)


@dataclass
class RandomCountry:
    """Two ministries with departments, local bodies in two provinces, and what they have."""

    chance: random.Random
    agencies: list[Agency] = field(default_factory=list)
    districts: list[District] = field(default_factory=list)
    standards: list[Manual] = field(default_factory=list)
    points: list[ServicePoint] = field(default_factory=list)

    @classmethod
    def made(cls, seed: int) -> RandomCountry:
        country = cls(random.Random(seed))
        country._people_it()
        for _ in range(30):
            country.change()
        return country

    def _people_it(self) -> None:
        provinces = [ProvinceFactory(code=code) for code in ("50", "51")]
        self.districts = [
            DistrictFactory(code=f"{province.code}0{number}", province=province)
            for province in provinces
            for number in (1, 2)
        ]
        ministries = [AgencyFactory(kind="ministry") for _ in range(2)]
        departments = [AgencyFactory(parent=ministry) for ministry in ministries for _ in range(2)]
        group = AgencyFactory(kind="group", parent=None)
        local = [
            AgencyFactory(kind="sao", parent=group, province=district.province, district=district)
            for district in self.districts
        ]
        self.agencies = [*ministries, *departments, group, *local]
        topics = [TopicFactory() for _ in range(2)]
        for number in range(4):
            content = self._content(asks_copies=number == 0)
            self.standards.append(
                standard_manual(
                    content=content, owner=departments[number % 3], topic=topics[number % 2]
                )
            )
        for standard in self.standards[:3]:
            for agency in local:
                if self.chance.random() < 0.8:
                    adoption(standard, agency)
        for agency in [*departments, *local, *local]:
            self.points.append(self._point(agency))
        for record in ("point", "agency", "manual"):
            self._break_a_link(record)
        lost = self.points.pop()
        ServicePoint.objects.filter(pk=lost.pk).update(lat=None, lng=None)
        point = self.points.pop()  # what may be changed at random would hardly ever be complete
        ServicePoint.objects.filter(pk=point.pk).update(
            hours_status=HoursStatus.CONFIRMED, phones=[{"number": "+6621234567"}]
        )

    def _content(self, *, asks_copies: bool) -> ManualContent:
        given: dict[str, Any] = {}
        if asks_copies:
            paper = RequiredDocument(
                group=DocumentGroup.IDENTITY, name="สำเนาบัตร", copies=1, is_state_issued=True
            )
            given["documents"] = Listing[RequiredDocument](
                state=ListingState.LISTED, items=(paper,)
            )
        if self.chance.random() < 0.5:
            channels = (Channel(kind=ChannelKind.IN_PERSON, description="สำนักงาน"), ONLINE)
            given["channels"] = Listing[Channel](state=ListingState.LISTED, items=channels)
        if self.chance.random() < 0.4:
            given["fees"] = Listing[Fee](state=ListingState.UNKNOWN)
        return manual_content(**given)

    def _point(self, agency: Agency) -> ServicePoint:
        district = agency.district or self.chance.choice(self.districts)
        return ServicePointFactory(
            agency=agency, subdistrict=SubdistrictFactory(district=district), phones=[]
        )

    def change(self) -> None:
        """Change something of the country, as people and loaders do."""
        self.chance.choice(
            [
                self._change_point,
                self._change_point,
                self._pin,
                self._pin,
                self._unpin,
                self._write_own_text,
                self._age_an_edition,
                self._withdraw,
                self._break_a_link,
                self._change_agency,
                self._end_a_procedure,
                self._found_an_agency,
            ]
        )()

    def _change_point(self) -> None:
        point = self.chance.choice(self.points)
        quality = self.chance.choice(list(CoordinateQuality))
        is_placed = quality != CoordinateQuality.NONE
        ServicePoint.objects.filter(pk=point.pk).update(
            phones=self.chance.choice([[], [{"number": "+6621234567"}]]),
            address=self.chance.choice(["", "1 ถนนหนึ่ง"]),
            status=self.chance.choice(list(PointStatus)),
            hours_status=self.chance.choice(list(HoursStatus)),
            coordinate_quality=quality,
            lat=18.0 if is_placed else None,
            lng=98.0 if is_placed else None,
            checked_on=self.chance.choice([None, date(2026, 3, 1), date(2024, 3, 1)]),
            manuals_posted_on=self.chance.choice([None, date(2026, 3, 1)]),
            edited_at=self.chance.choice([None, NOW - timedelta(days=20)]),
        )
        self._count_points(*point.pins.values_list("procedure_id", flat=True))

    def _pin(self) -> None:
        manual = self.chance.choice(list(Manual.objects.order_by("pk")))
        point = self.chance.choice(self.points)
        if not Pin.objects.filter(manual=manual, point=point).exists():
            confirmed = self.chance.choice([None, date(2026, 6, 1), date(2025, 6, 1)])
            PinFactory(manual=manual, point=point, confirmed_on=confirmed)
            self._count_points(manual.procedure_id)

    def _unpin(self) -> None:
        pin = Pin.objects.order_by("?").first()
        if pin is not None:
            pin.delete()
            self._count_points(pin.procedure_id)

    def _count_points(self, *procedures: int) -> None:
        """As whatever changes a pin, a point's standing or gives a manual up does."""
        count_points(procedures)
        manuals = Manual.objects.filter(procedure__in=procedures)
        mark_pinned(list(manuals.values_list("pk", flat=True)))

    def _write_own_text(self) -> None:
        follower = Manual.objects.filter(
            standard__isnull=False, status=ManualStatus.PUBLISHED, current=None
        ).first()
        if follower is not None:
            services.publish_overrides(
                manual=follower, overrides=LocalOverrides(fees=FEES), actor=ACTOR
            )

    def _age_an_edition(self) -> None:
        edition = self.chance.choice(list(ManualRevision.objects.order_by("pk")))
        long_ago = NOW - timedelta(days=self.chance.choice([10, 400]))
        ManualRevision.objects.filter(pk=edition.pk).update(published_at=long_ago)

    def _withdraw(self) -> None:
        adopted = Manual.objects.filter(standard__isnull=False).order_by("pk")
        manual = self.chance.choice(list(adopted))
        status = self.chance.choice([ManualStatus.PUBLISHED, ManualStatus.WITHDRAWN])
        Manual.objects.filter(pk=manual.pk).update(status=status)
        self._count_points(manual.procedure_id)

    def _break_a_link(self, record: str = "") -> None:
        number = LinkCheck.objects.count()
        url = f"https://broken{number}.example/"
        status = LinkStatus.BROKEN if record else self.chance.choice(list(LinkStatus))
        link = LinkCheck.objects.create(url=url, host="x", status=status, next_at=NOW)
        owners = {"point": self.points, "agency": self.agencies, "manual": self.standards}
        kind = record or self.chance.choice(list(owners))
        named = {kind: self.chance.choice(owners[kind])}
        LinkUse.objects.create(link=link, key=f"k{number}", part="website", **named)

    def _change_agency(self) -> None:
        agency = self.chance.choice(self.agencies)
        Agency.objects.filter(pk=agency.pk).update(
            phones=self.chance.choice([[], [{"number": "1111"}]]),
            address=self.chance.choice(["", "1 ถนนหนึ่ง"]),
            website=self.chance.choice(["", "https://agency.example/"]),
            status=self.chance.choice([AgencyStatus.ACTIVE, AgencyStatus.CLOSED]),
        )

    def _end_a_procedure(self) -> None:
        procedure = self.chance.choice(self.standards).procedure
        status = self.chance.choice([ProcedureStatus.ACTIVE, ProcedureStatus.WITHDRAWN])
        Procedure.objects.filter(pk=procedure.pk).update(status=status)

    def _found_an_agency(self) -> None:
        self.agencies.append(AgencyFactory(parent=self.chance.choice(self.agencies)))
