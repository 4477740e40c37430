"""Which addresses records name, when they are asked, and when one counts as broken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from infogo.articles.models import Article
from infogo.links import services as links
from infogo.links.checker import Outcome
from infogo.links.models import LinkCheck, LinkStatus, LinkUse, Problem
from infogo.links.services import check_some, collect_uses, due_links, note_outcome
from infogo.manuals import services
from infogo.manuals.content import (
    Channel,
    ChannelKind,
    ComplaintChannel,
    Form,
    LegalBasis,
)
from infogo.manuals.part import Listing, ListingState
from infogo.points.models import PointStatus
from infogo.upkeep.duties import check_links, collect_links
from tests.factories import (
    ACTOR,
    AgencyFactory,
    ArticleFactory,
    PinFactory,
    ServicePointFactory,
    manual_content,
    standard_manual,
)
from tests.links.sites import site

pytestmark = pytest.mark.django_db
LISTED = ListingState.LISTED
NOON = datetime.fromisoformat("2026-05-20T12:00:00+07:00")


def named() -> set[tuple[str, str]]:
    return set(LinkUse.objects.values_list("link__url", "key"))


def link(url: str = "https://a.example/", **given: object) -> LinkCheck:
    return LinkCheck.objects.create(url=url, host=url.split("/")[2], next_at=NOON, **given)


def test_every_kind_of_record_names_addresses_and_forgets_them() -> None:
    content = manual_content(
        legal_bases=Listing[LegalBasis](
            state=LISTED, items=(LegalBasis(law="กฎหมาย", url="https://law.example/"),)
        ),
        channels=Listing[Channel](
            state=LISTED,
            items=(
                Channel(kind=ChannelKind.WEBSITE, description="เว็บ", url="https://web.example/a"),
                Channel(kind=ChannelKind.MOBILE_APP, description="แอป", url="app.example"),
            ),
        ),
        complaints=Listing[ComplaintChannel](
            state=LISTED, items=(ComplaintChannel(name="ร้อง", url="https://law.example/"),)
        ),
        forms=Listing[Form](state=LISTED, items=(Form(name="แบบ", url="https://form.example/"),)),
    )
    manual = standard_manual(content=content)
    point = ServicePointFactory(website="https://point.example/")
    ServicePointFactory(website="https://closed.example/", status=PointStatus.CLOSED)
    agency = AgencyFactory(website="https://web.example/a")
    pin = PinFactory(manual=manual, queue_url="https://queue.example/")
    gone = ServicePointFactory(status=PointStatus.CLOSED)
    PinFactory(manual=manual, point=gone, queue_url="https://nobody.example/")
    article: Article = ArticleFactory(body_th="ดู [ที่นี่](https://art.example/x). และ ftp://no")

    collect_uses(now=NOON)
    expected = {
        ("https://law.example/", f"manual:{manual.pk}:legal_bases"),
        ("https://law.example/", f"manual:{manual.pk}:complaints"),
        ("https://web.example/a", f"manual:{manual.pk}:channels"),
        ("https://form.example/", f"manual:{manual.pk}:forms"),
        ("https://point.example/", f"point:{point.pk}:website"),
        ("https://web.example/a", f"agency:{agency.pk}:website"),
        ("https://queue.example/", f"pin:{pin.pk}:queue_url"),
        ("https://art.example/x", f"article:{article.pk}:body"),
    }
    assert named() == expected
    assert collect_uses(now=NOON) == 0

    services.publish_standard(manual=manual, content=manual_content(), actor=ACTOR)
    point.website = ""
    point.save()
    collect_uses(now=NOON)
    assert named() == {use for use in expected if not use[1].startswith(("manual", "point"))}
    assert not LinkCheck.objects.filter(url="https://law.example/").exists()


def test_broken_is_what_failed_on_three_different_days() -> None:
    found = link()
    gone = Outcome(Problem.NOT_FOUND, 404)
    for hours, status, days in (
        (0, LinkStatus.FAILING, 1),
        (6, LinkStatus.FAILING, 1),
        (24, LinkStatus.FAILING, 2),
        (48, LinkStatus.BROKEN, 3),
    ):
        note_outcome(link=found, outcome=gone, at=NOON + timedelta(hours=hours))
        found.refresh_from_db()
        assert (found.status, found.failed_days) == (status, days)
    assert found.first_failed_at == NOON
    assert NOON + timedelta(hours=48) < found.next_at < NOON + timedelta(hours=72)

    note_outcome(link=found, outcome=Outcome(code=200), at=NOON + timedelta(hours=72))
    found.refresh_from_db()
    assert (found.status, found.failed_days, found.problem) == (LinkStatus.OPENS, 0, "")
    assert found.next_at == NOON + timedelta(hours=72, days=7)


def test_a_site_that_keeps_programs_out_is_not_broken() -> None:
    found = link()
    for day in range(5):
        at = NOON + timedelta(days=day)
        note_outcome(link=found, outcome=Outcome(Problem.UNWELCOME, 403), at=at)
    found.refresh_from_db()
    assert found.status == LinkStatus.UNTOLD


def test_each_host_is_asked_once_in_a_round_and_those_that_wait_longest_first() -> None:
    late = link(
        "https://late.example/",
    )
    first = link("https://a.example/1")
    link("https://a.example/2")
    LinkCheck.objects.filter(pk=late.pk).update(next_at=NOON - timedelta(days=1))
    link("https://later.example/")
    LinkCheck.objects.filter(host="later.example").update(next_at=NOON + timedelta(hours=1))
    assert {one.pk for one in due_links(NOON)} == {late.pk, first.pk}


@pytest.fixture
def checking(settings: Settings) -> Iterator[str]:
    settings.INFOGO = {**settings.INFOGO, "LINK_CHECK": True, "LINK_CHECK_LOOPBACK": True}
    with site() as (address, _kind):
        yield address


def test_the_duties_read_and_ask(checking: str) -> None:
    AgencyFactory(website=f"{checking}/code/404")
    collect_links()
    check_links()
    found = LinkCheck.objects.get()
    assert (found.status, found.http_code) == (LinkStatus.FAILING, 404)
    assert found.next_at > timezone.now()
    assert check_some(now=timezone.now()) == 0


def test_the_duties_rest_unless_they_are_switched_on(settings: Settings) -> None:
    assert settings.INFOGO["LINK_CHECK"] is False
    AgencyFactory(website="https://a.example/")
    collect_links()
    check_links()
    assert not LinkCheck.objects.exists()


def test_two_workers_do_not_ask_the_same_address(
    checking: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = link(f"{checking}/page")
    stale = [LinkCheck.objects.get(pk=found.pk)]
    monkeypatch.setattr(links, "due_links", lambda _now: stale)
    LinkCheck.objects.filter(pk=found.pk).update(next_at=timezone.now())  # the other's claim
    assert check_some(now=timezone.now()) == 0
    assert LinkCheck.objects.get().status == LinkStatus.NEW
