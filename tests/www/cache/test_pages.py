"""Real pages behind the layer: whatever changes is seen at once, the rest stays kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction

from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.manuals import services
from infogo.manuals.content import LocalOverrides, ManualContent
from infogo.manuals.models import Manual
from infogo.manuals.part import Listing, ListingState
from infogo.points.models import PointStatus
from infogo.www.cache.layer import PageCache
from tests.factories import (
    ACTOR,
    AgencyFactory,
    ArticleFactory,
    PinFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.www.cache.site import Site

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site() -> Site:
    return Site()


def _publish_free(manual: Manual) -> None:
    content = ManualContent.model_validate(manual.current.content)  # type: ignore[union-attr]
    services.publish_standard(
        manual=manual,
        content=content.model_copy(update={"remark": "ฉบับแก้ไขใหม่ล่าสุด"}),
        actor=ACTOR,
    )


def _rename(record: Any, topic: OutboxTopic) -> None:
    with transaction.atomic():
        field = "title_th" if topic == OutboxTopic.ARTICLE else "name_th"
        setattr(record, field, "ชื่อที่เพิ่งเปลี่ยน")
        record.save()
        announce(topic, [record.pk])


def _twice_is_made_once(site: Site, path: str, query: str = "") -> str:
    first = site.get(path, query)
    made = site.made
    assert site.get(path, query) == first
    assert site.made == made, f"{path} was not kept"
    return first


def test_a_published_edition_is_seen_at_once_by_the_manual_and_its_adopters(site: Site) -> None:
    manual = standard_manual()
    local = adoption(manual)
    paths = [
        f"/manual/{manual.procedure_id}",
        f"/manual/{manual.procedure_id}/legal",
        f"/manual/{manual.procedure_id}/at/{local.agency_id}/legal",
        f"/manual/{manual.procedure_id}.json",
    ]
    for path in paths:
        assert "ฉบับแก้ไขใหม่ล่าสุด" not in _twice_is_made_once(site, path)
    _publish_free(manual)
    for path in paths:
        assert "ฉบับแก้ไขใหม่ล่าสุด" in site.get(path), path


def test_overrides_are_seen_at_once_and_leave_lists_kept(site: Site) -> None:
    manual = standard_manual()
    local = adoption(manual)
    path = f"/manual/{manual.procedure_id}/at/{local.agency_id}"
    _twice_is_made_once(site, path)
    home = _twice_is_made_once(site, "/")
    services.publish_overrides(
        manual=local,
        overrides=LocalOverrides(fees=Listing(state=ListingState.NONE)),
        actor=ACTOR,
    )
    assert "ส่วนที่หน่วยงานนี้กำหนดเอง" in site.get(path)
    made = site.made
    assert site.get("/") == home
    assert site.made == made


@pytest.mark.parametrize(
    ("make", "topic", "addresses"),
    [
        (AgencyFactory, OutboxTopic.AGENCY, ["/agency/{pk}", "/agency/{pk}.json"]),
        (ServicePointFactory, OutboxTopic.POINT, ["/place/{pk}", "/places?prov={province}"]),
        (ArticleFactory, OutboxTopic.ARTICLE, ["/article/{pk}", "/article/"]),
    ],
)
def test_a_renamed_record_is_seen_at_once_wherever_it_is_named(
    site: Site, make: Callable[[], Any], topic: OutboxTopic, addresses: list[str]
) -> None:
    record = make()
    province = getattr(record, "province_id", "") or ""
    pages = [
        address.format(pk=record.pk, province=province).partition("?") for address in addresses
    ]
    for path, _mark, query in pages:
        assert "ชื่อที่เพิ่งเปลี่ยน" not in _twice_is_made_once(site, path, query)
    _rename(record, topic)
    for path, _mark, query in pages:
        assert "ชื่อที่เพิ่งเปลี่ยน" in site.get(path, query), path


def test_a_point_renamed_is_seen_on_the_manual_pinned_to_it(site: Site) -> None:
    manual = standard_manual()
    point = ServicePointFactory()
    PinFactory(manual=manual, point=point)
    path, query = f"/manual/{manual.procedure_id}/places", f"prov={point.province_id}"
    assert point.name_th in _twice_is_made_once(site, path, query)
    _rename(point, OutboxTopic.POINT)
    assert "ชื่อที่เพิ่งเปลี่ยน" in site.get(path, query)


def test_a_withdrawn_procedure_stops_being_shown(site: Site) -> None:
    manual = standard_manual()
    path = f"/manual/{manual.procedure_id}"
    _twice_is_made_once(site, path)
    services.withdraw_procedure(procedure=manual.procedure, reason="เลิกใช้แล้ว", actor=ACTOR)
    with pytest.raises(AssertionError, match="410"):
        site.get(path)


def test_a_plan_is_kept_and_follows_what_it_is_made_from(site: Site) -> None:
    manual = standard_manual()
    query = f"m={manual.procedure_id}"
    _twice_is_made_once(site, "/plan", query)
    made = site.made
    site.get("/plan", f"{query}&utm_source=x")
    assert site.made == made
    _rename(manual.procedure, OutboxTopic.PROCEDURE)
    assert "ชื่อที่เพิ่งเปลี่ยน" in site.get("/plan", query)


@pytest.mark.parametrize("page", ["manual.pdf", "checklist.pdf"])
def test_a_paper_is_kept_and_follows_its_manual(site: Site, page: str) -> None:
    manual = standard_manual()
    path = f"/manual/{manual.procedure_id}/{page}"
    first = _twice_is_made_once(site, path, "prov=50&junk=1")
    _publish_free(manual)
    assert site.get(path) != first


def test_a_check_follows_the_manual_at_once(site: Site) -> None:
    manual = standard_manual()
    path = f"/check/{manual.procedure_id}/1"
    assert "ยังใช้ได้" in _twice_is_made_once(site, path)
    _publish_free(manual)
    assert "เปลี่ยนแล้ว" in site.get(path)


def test_searches_are_never_kept(site: Site) -> None:
    standard_manual()
    site.get("/search", "q=id+card")
    made = site.made
    site.get("/search", "q=id+card")
    assert site.made == made + 1


def test_languages_are_kept_apart(site: Site) -> None:
    assert 'lang="th"' in _twice_is_made_once(site, "/")
    assert 'lang="en"' in _twice_is_made_once(site, "/en/")


PUBLIC = ["/", "/en/", "/help", "/category/", "/places", "/agency/", "/article/", "/emergency"]


@pytest.mark.parametrize(
    "forged",
    [
        {"HTTP_HOST": "evil.example"},
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
        {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_PORT": "4443"},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.7", "REMOTE_ADDR": "192.0.2.7"},
        {"HTTP_ACCEPT_LANGUAGE": "en-GB,en"},
        {"HTTP_COOKIE": "sessionid=evil; django_language=en; csrftoken=evil"},
        {"HTTP_REFERER": "https://evil.example/"},
        {"HTTP_USER_AGENT": "evil"},
        {"HTTP_RANGE": "bytes=0-3"},
    ],
    ids=lambda forged: next(iter(forged)),
)
def test_no_header_of_the_first_reader_is_seen_by_the_next(
    site: Site, forged: dict[str, str]
) -> None:
    manual = standard_manual()
    for path in [*PUBLIC, f"/manual/{manual.procedure_id}"]:
        clean = Site().get(path)
        site.ask(path, **forged)
        after = site.get(path)
        assert after == clean, path
        assert "evil" not in after
        if "HTTP_HOST" not in forged:
            assert site.ask(path, **forged)[2] == clean, path


def test_a_forged_host_gets_the_same_refusal_from_a_kept_page(site: Site) -> None:
    site.get("/help")
    for _round in range(2):
        assert site.ask("/help", HTTP_HOST="evil.example")[0] == "400 Bad Request"
    made = site.made
    site.get("/help")
    assert site.made == made, "the page is still kept"


def test_what_a_page_is_kept_under_is_its_own_parameters_alone(site: Site) -> None:
    manual = standard_manual()
    point = ServicePointFactory()
    PinFactory(manual=manual, point=point)
    path = f"/manual/{manual.procedure_id}"
    site.get(path)
    site.get(path, f"prov={point.province_id}")
    made = site.made
    for number in range(100):
        site.get(path, f"utm_source={number}&fbclid={number * 7}")
        site.get(path, f"x={number}&prov={point.province_id}&y[]=1&prov={point.province_id}")
    assert site.made == made


def test_a_closed_point_is_missing_from_the_counts_at_once(site: Site) -> None:
    manual = standard_manual()
    point, other = ServicePointFactory(), ServicePointFactory()
    for pinned in (point, other):
        PinFactory(manual=manual, point=pinned)
    other.province = point.province
    other.save()
    path = f"/manual/{manual.procedure_id}"
    _twice_is_made_once(site, path)
    with transaction.atomic():
        for closed in (point, other):
            closed.status = PointStatus.CLOSED
            closed.save()
            announce(OutboxTopic.POINT, [closed.pk])
    assert f'value="{point.province_id}"' not in site.get(path)


def test_what_is_remembered_of_a_manual_is_never_old(site: Site) -> None:
    """With no memory for pages, all that a page is made from is still read under its tokens."""
    site.cache = PageCache(WSGIHandler(), most_bytes=0)
    manual = standard_manual()
    local = adoption(manual)
    paths = [
        f"{language}/manual/{manual.procedure_id}{rest}"
        for language in ("", "/en")
        for rest in ("", f"/at/{local.agency_id}", "/v/1")
    ]
    for path in paths:
        assert site.get(path) == site.get(path)
    _publish_free(manual)
    for path in paths:
        is_old = path.endswith("/v/1")
        assert ("ฉบับแก้ไขใหม่ล่าสุด" in site.get(path)) is not is_old, path
    _rename(manual.procedure.owner, OutboxTopic.AGENCY)
    for path in paths[:3]:
        assert "ชื่อที่เพิ่งเปลี่ยน" in site.get(path), path
    services.withdraw_procedure(procedure=manual.procedure, reason="เลิกใช้แล้ว", actor=ACTOR)
    for path in paths:
        assert site.ask(path)[0] == "410 Gone"


def test_two_agencies_and_two_languages_share_no_words(site: Site) -> None:
    manual = standard_manual()
    first, second = adoption(manual), adoption(manual)
    for local in (first, second):
        page = site.get(f"/manual/{manual.procedure_id}/at/{local.agency_id}")
        other = second if local is first else first
        assert local.agency.name_th in page
        assert other.agency.name_th not in page
    assert 'lang="en"' in site.get(f"/en/manual/{manual.procedure_id}/at/{first.agency_id}")
    assert 'lang="th"' in site.get(f"/manual/{manual.procedure_id}/at/{first.agency_id}")


def test_cards_in_other_sites_are_kept_and_never_stale(site: Site) -> None:
    manual, point = standard_manual(), ServicePointFactory()
    cards = (f"/embed/manual/{manual.procedure_id}", f"/embed/point/{point.pk}")
    for card in cards:
        assert _twice_is_made_once(site, card) != _twice_is_made_once(site, card, "theme=dark")
    assert "ฉบับที่ 1" in site.get(cards[0])

    _publish_free(manual)
    _rename(point, OutboxTopic.POINT)

    for query in ("", "theme=dark"):
        assert "ฉบับที่ 2" in site.get(cards[0], query)
        assert "ชื่อที่เพิ่งเปลี่ยน" in site.get(cards[1], query)


THOUGHT_OF = (
    "prov=zz", "kind=palace", "kind=a&prov=zz", "near=here", "district=9999", "group=nobody",
    "topic=nobody", "theme=pink", "for=me", "page=77", "page=77&kind=b&kind=c", "limit=9",
)  # fmt: skip
"""What no page knows or reads."""


def test_nothing_is_kept_for_what_somebody_thinks_of(site: Site) -> None:
    manual, point, article = standard_manual(), ServicePointFactory(), ArticleFactory()
    service = f"/manual/{manual.procedure_id}"
    local = f"{service}/at/{adoption(manual).agency_id}"
    tails = ("", ".json", ".cpsv.ttl", "/legal", "/versions", "/v/1", "/qr.svg", "/places")
    paths = [
        *(f"{start}{tail}" for start in (service, local) for tail in tails),
        *(f"/agency/{manual.agency_id}{tail}" for tail in ("", ".json", "/manuals", "/places")),
        *(f"/place/{point.pk}{tail}" for tail in ("", ".json", ".cpsv.ttl", "/qr.svg")),
        *("/article/", f"/article/{article.pk}", "/agency/", "/places", "/category/"),
        *(f"/category/{manual.procedure.topic.slug}", f"/embed{service}"),
    ]
    for path in paths:
        site.get(path)
        kept = site.cache.held()["pages"]
        for query in THOUGHT_OF:
            site.ask(path, query)
            assert site.cache.held()["pages"] == kept, f"{path}?{query}"


@pytest.mark.parametrize(
    "path", ["/manual/{}.json", "/manual/{}/legal", "/manual/{}/versions", "/agency/", "/article/"]
)
def test_what_is_the_same_in_every_province_is_kept_once(site: Site, path: str) -> None:
    address = path.format(standard_manual().procedure_id)
    page = site.get(address)
    made = site.made
    assert site.get(address, "prov=50&district=5001&near=18.79,98.98&for=other") == page
    assert site.made == made
