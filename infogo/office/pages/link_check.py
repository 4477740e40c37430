"""Broken web addresses in an officer's records: where they stand and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.articles.models import Article
from infogo.articles.rights import writable_articles
from infogo.display.filters import DOT
from infogo.links.models import LinkCheck, LinkUse, Problem
from infogo.links.selectors import broken_uses
from infogo.manuals.content import SECTIONS
from infogo.manuals.models import Manual
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint

PAGE_SIZE = 30
MOST_USES = 10

ADVICE: dict[str, str] = {
    Problem.UNKNOWN_HOST: "หาที่อยู่ใหม่ของเว็บไซต์ หรือเอาลิงก์ออก",
    Problem.NO_ANSWER: "ลองเปิดเอง ถ้าเปิดไม่ได้ แจ้งผู้ดูแลเว็บไซต์หรือเอาลิงก์ออก",
    Problem.NOT_FOUND: "หาหน้าใหม่ในเว็บไซต์เดิม แล้วแก้ลิงก์",
    Problem.SERVER: "แจ้งผู้ดูแลเว็บไซต์ ถ้าไม่แก้ ให้เปลี่ยนหรือเอาลิงก์ออก",
    Problem.CERTIFICATE: "แจ้งผู้ดูแลเว็บไซต์ให้แก้ใบรับรอง เบราว์เซอร์เตือนว่าไม่ปลอดภัย",
    Problem.REDIRECTS: "หาที่อยู่จริงของหน้า แล้วแก้ลิงก์",
    Problem.MALFORMED: "เขียนที่อยู่ให้ครบ เช่น https://www.agency.go.th/",
    Problem.INSIDE: "ใช้ที่อยู่ที่ประชาชนเปิดได้จากภายนอก",
}
FIELDS = {"website": "เว็บไซต์", "queue_url": "ลิงก์จองคิว", "body": "เนื้อหา"}
SECTION_TITLES = {section.code: section for section in SECTIONS}


@dataclass(frozen=True)
class UseLine:
    """A record in which an address stands."""

    name: str
    part: str
    href: str


@dataclass(frozen=True)
class BrokenLine:
    """One broken address."""

    url: str
    problem: str
    code: int | None
    note: str
    since: datetime | None
    checked_at: datetime | None
    advice: str
    uses: Sequence[UseLine]
    more: int


@dataclass(frozen=True)
class LinksPage:
    """The list's content."""

    lines: Sequence[BrokenLine]
    total: int
    number: int
    pages: int
    is_on: bool
    last_checked: datetime | None


def links_page(rights: Rights, page: str, *, is_on: bool) -> LinksPage:
    """List the broken addresses of her records, those that failed longest first."""
    uses = broken_uses(
        manuals=rights.manuals(Act.EDIT_MANUAL),
        points=rights.points(Act.EDIT_POINT),
        agencies=rights.agencies(Act.EDIT_AGENCY),
        articles=writable_articles(rights),
    )
    links = LinkCheck.objects.filter(pk__in=uses.order_by().values("link_id"))
    shown = Paginator(links.order_by("first_failed_at", "pk"), PAGE_SIZE).get_page(page)
    found = list(shown.object_list)
    rows = list(uses.filter(link__in=[link.pk for link in found]).order_by("link_id", "key"))
    named = _names(rows)
    by_link = {key: list(group) for key, group in groupby(rows, key=lambda use: use.link_id)}
    last = LinkCheck.objects.exclude(checked_at=None).order_by("-checked_at").first()
    return LinksPage(
        lines=[_line(link, by_link.get(link.pk, []), named) for link in found],
        total=shown.paginator.count,
        number=shown.number,
        pages=shown.paginator.num_pages,
        is_on=is_on,
        last_checked=timezone.localtime(last.checked_at) if last and last.checked_at else None,
    )


def _line(link: LinkCheck, uses: list[LinkUse], named: dict[str, tuple[str, str]]) -> BrokenLine:
    return BrokenLine(
        url=link.url,
        problem=str(Problem(link.problem).label),
        code=link.http_code,
        note=link.note,
        since=timezone.localtime(link.first_failed_at) if link.first_failed_at else None,
        checked_at=timezone.localtime(link.checked_at) if link.checked_at else None,
        advice=ADVICE.get(link.problem, ""),
        uses=[_use(use, named) for use in uses[:MOST_USES]],
        more=max(0, len(uses) - MOST_USES),
    )


def _use(use: LinkUse, named: dict[str, tuple[str, str]]) -> UseLine:
    name, href = named.get(_record(use), ("", ""))
    section = SECTION_TITLES.get(use.part)
    part = f"ข้อ {section.number} {section.title}" if section else FIELDS.get(use.part, use.part)
    return UseLine(name, part, href)


def _record(use: LinkUse) -> str:
    return use.key.rpartition(":")[0]


def _names(uses: Iterable[LinkUse]) -> dict[str, tuple[str, str]]:
    """Return name and page of each record; one query for each kind of record."""
    ids: dict[str, set[int]] = {"manual": set(), "point": set(), "agency": set(), "pin": set()}
    ids["article"] = set()
    for use in uses:
        kind, _colon, key = _record(use).partition(":")
        ids[kind].add(int(key))
    named: dict[str, tuple[str, str]] = {}
    for pk, title, agency in Manual.objects.filter(pk__in=ids["manual"]).values_list(
        "pk", "procedure__name_th", "agency__name_th"
    ):
        named[f"manual:{pk}"] = (f"คู่มือ “{title}”{DOT}{agency}", reverse("office:manual", args=[pk]))
    for pk, name in ServicePoint.objects.filter(pk__in=ids["point"]).values_list("pk", "name_th"):
        named[f"point:{pk}"] = (f"จุดให้บริการ {name}", reverse("office:point", args=[pk]))
    for pk, name in Agency.objects.filter(pk__in=ids["agency"]).values_list("pk", "name_th"):
        named[f"agency:{pk}"] = (f"หน่วยงาน {name}", reverse("office:agency_edit", args=[pk]))
    for pk, point, title in Pin.objects.filter(pk__in=ids["pin"]).values_list(
        "pk", "point__name_th", "procedure__name_th"
    ):
        named[f"pin:{pk}"] = (f"หมุด “{title}” ที่{point}", reverse("office:pin", args=[pk]))
    for pk, title in Article.objects.filter(pk__in=ids["article"]).values_list("pk", "title_th"):
        named[f"article:{pk}"] = (f"บทความ “{title}”", reverse("office:article", args=[pk]))
    return named
