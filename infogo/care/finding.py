"""Looking for what is wrong: each looker yields the records in which its rule found something."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Count, Exists, OuterRef, QuerySet
from pydantic import ValidationError as ShapeError

from infogo.accounts.models import Grant
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency, AgencyPath
from infogo.agencies.selectors import agencies_in_law
from infogo.care.models import RecordKind
from infogo.core.hours import Hours
from infogo.core.phones import Phone
from infogo.links.models import LinkStatus, LinkUse
from infogo.manuals.content import LocalOverrides, ManualContent, merge
from infogo.manuals.lint.run import check
from infogo.manuals.lint.subjects import subject_of
from infogo.manuals.models import Manual
from infogo.manuals.rule_sets import parameters_on
from infogo.manuals.selectors import in_use
from infogo.points.selectors import visitable_points

CHUNK = 500
LONGEST_NOTE = 300
LINT: Mapping[str, str] = {
    "missing-content": "section-7",
    "steps-total": "steps-total",
    "copy-of-state-document": "copies",
}
"""Rules of the lint that are rules of quality too."""


@dataclass(frozen=True)
class Found:
    """Something wrong in one record of an agency; ``note`` says what, in Thai."""

    rule: str
    agency_id: int
    kind: RecordKind
    record_id: int
    note: str = ""


Looker = Callable[[date], Iterator[Found]]


def manuals_with_text() -> QuerySet[Manual]:
    """Return the manuals in use that have a text of their own."""
    return in_use(Manual.objects.filter(current__isnull=False))


def without_admin(on: date) -> QuerySet[Agency]:
    """Return the agencies that nobody administers, neither directly nor from above."""
    held = Grant.objects.active(on).filter(role=Role.AGENCY_ADMIN, officer__is_active=True)
    subtree = held.filter(whole_subtree=True).order_by().values("agency_id")
    reached = AgencyPath.objects.filter(ancestor__in=subtree).values("descendant_id")
    own = held.filter(agency=OuterRef("pk"), whole_subtree=False)
    return agencies_in_law().exclude(Exists(own)).exclude(pk__in=reached)


def lint_manuals(today: date) -> Iterator[Found]:
    """Run the rules of the law over every text in use; one finding a manual and rule."""
    parameters = parameters_on(today)
    manuals = (
        manuals_with_text()
        .select_related("procedure__owner", "agency", "current__based_on", "standard__current")
        .prefetch_related("procedure__tags")
    )
    for manual in manuals.order_by("pk").iterator(chunk_size=CHUNK):
        said: dict[str, str] = {}
        for finding in check(_subject(manual, today), parameters):
            if rule := LINT.get(finding.rule):
                said.setdefault(rule, finding.reason)
        for rule, reason in said.items():
            yield Found(rule, manual.agency_id, RecordKind.MANUAL, manual.pk, reason)


def _subject(manual: Manual, today: date) -> Any:
    document = manual.current.content if manual.current else {}
    if manual.standard is None:
        return subject_of(manual, ManualContent.model_validate(document), today=today)
    overrides = LocalOverrides.model_validate(document)
    base = manual.standard.current.content if manual.standard.current else {}
    content = merge(ManualContent.model_validate(base), overrides)
    return subject_of(manual, content, today=today, overrides=overrides)


def missing_phones(_today: date) -> Iterator[Found]:
    """Find agencies without any telephone number."""
    rows = agencies_in_law().filter(phones=[]).order_by("pk").values_list("pk", flat=True)
    for pk in rows.iterator(chunk_size=CHUNK):
        yield Found("agency-no-phone", pk, RecordKind.AGENCY, pk)


def bad_contacts(_today: date) -> Iterator[Found]:
    """Find e-mail addresses and numbers that nobody can use."""
    columns = ("pk", "email", "phones")
    for pk, email, phones in agencies_in_law().values_list(*columns).iterator(chunk_size=CHUNK):
        if wrong := _wrong_contact(email, phones):
            yield Found("bad-contact", pk, RecordKind.AGENCY, pk, wrong)
    points = visitable_points().values_list("agency_id", *columns)
    for agency, pk, email, phones in points.iterator(chunk_size=CHUNK):
        if wrong := _wrong_contact(email, phones):
            yield Found("bad-contact", agency, RecordKind.POINT, pk, wrong)


def _wrong_contact(email: str, phones: Any) -> str:
    wrong = []
    if email:
        try:
            validate_email(email)
        except ValidationError:
            wrong.append(f"อีเมล “{email}”")
    for phone in phones if isinstance(phones, list) else [phones]:
        try:
            Phone.model_validate(phone)
        except ShapeError:
            number = phone.get("number", "") if isinstance(phone, dict) else phone
            wrong.append(f"โทรศัพท์ “{number}”")
    return " · ".join(wrong)


def bad_hours(_today: date) -> Iterator[Found]:
    """Find opening hours that cannot be read."""
    points = visitable_points().exclude(hours={}).values_list("pk", "agency_id", "hours")
    for pk, agency, hours in points.iterator(chunk_size=CHUNK):
        try:
            Hours.model_validate(hours)
        except ShapeError as problem:
            note = f"อ่านไม่ได้ที่ {'.'.join(str(at) for at in problem.errors()[0]['loc']) or 'เวลา'}"
            yield Found("bad-hours", agency, RecordKind.POINT, pk, note)


def duplicate_points(_today: date) -> Iterator[Found]:
    """Find points of one agency and name in one district; all but the first are found."""
    groups = (
        visitable_points()
        .order_by()
        .values("agency_id", "name_th", "district_id")
        .annotate(count=Count("pk"))
        .filter(count__gt=1)
    )
    for group in groups:
        same = visitable_points().filter(
            agency=group["agency_id"], name_th=group["name_th"], district=group["district_id"]
        )
        first, *others = same.order_by("pk").values_list("pk", flat=True)
        for pk in others:
            note = f"ชื่อและอำเภอเดียวกับจุดเลขที่ {first}: {group['name_th']}"
            yield Found("duplicate-point", group["agency_id"], RecordKind.POINT, pk, note)


def broken_links(_today: date) -> Iterator[Found]:
    """Find addresses that do not open, by the record that names them; one finding a record."""
    uses = LinkUse.objects.filter(link__status=LinkStatus.BROKEN, article=None)
    seen: set[tuple[RecordKind, int]] = set()
    for use in uses.select_related("link", "manual", "point", "pin__point").order_by("pk"):
        point = use.point or (use.pin.point if use.pin else None)
        if use.manual is not None:
            kind, record, agency = RecordKind.MANUAL, use.manual.pk, use.manual.agency_id
        elif point is not None:
            kind, record, agency = RecordKind.POINT, point.pk, point.agency_id
        elif use.agency_id is not None:
            kind, record, agency = RecordKind.AGENCY, use.agency_id, use.agency_id
        else:
            continue
        if (kind, record) not in seen:
            seen.add((kind, record))
            yield Found("broken-link", agency, kind, record, use.link.url)


def agencies_without_admin(today: date) -> Iterator[Found]:
    """Find agencies that nobody administers."""
    rows = without_admin(today).order_by("pk").values_list("pk", flat=True)
    for pk in rows.iterator(chunk_size=CHUNK):
        yield Found("no-admin", pk, RecordKind.AGENCY, pk)


LOOKERS: tuple[tuple[tuple[str, ...], Looker, Callable[[], int]], ...] = (
    (tuple(LINT.values()), lint_manuals, lambda: manuals_with_text().count()),
    (("agency-no-phone",), missing_phones, lambda: agencies_in_law().count()),
    (
        ("bad-contact",),
        bad_contacts,
        lambda: agencies_in_law().count() + visitable_points().count(),
    ),
    (("bad-hours",), bad_hours, lambda: visitable_points().exclude(hours={}).count()),
    (("duplicate-point",), duplicate_points, lambda: visitable_points().count()),
    (
        ("broken-link",),
        broken_links,
        lambda: LinkUse.objects.filter(article=None, link__checked_at__isnull=False).count(),
    ),
    (("no-admin",), agencies_without_admin, lambda: agencies_in_law().count()),
)
"""The rules that a looker answers for, the looker, and how many records it looks at."""
