"""What machines ask for: sitemap, robots, OpenSearch, health."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from datetime import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from infogo.agencies.models import AgencyStatus
from infogo.articles.models import ArticleStatus
from infogo.manuals import services
from infogo.manuals.content import Fee, LocalOverrides
from infogo.manuals.models import ProcedureStatus
from infogo.manuals.part import Listing, ListingState
from infogo.points.models import PointStatus
from infogo.www.pages import sitemap
from tests.factories import (
    ACTOR,
    AgencyFactory,
    ArticleFactory,
    ServicePointFactory,
    TopicFactory,
    adoption,
    standard_manual,
)

pytestmark = pytest.mark.django_db
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "o": "http://a9.com/-/spec/opensearch/1.1/",
}


def _xml(client: Client, path: str) -> ElementTree.Element:
    return ElementTree.fromstring(client.get(path).content)  # noqa: S314  (our own answer)


def _locations(client: Client, path: str) -> list[str]:
    return [entry.text or "" for entry in _xml(client, path).iterfind(".//s:loc", NAMES)]


def _paths(client: Client, path: str, settings: Settings) -> list[str]:
    public = settings.INFOGO["PUBLIC_URL"]
    return [location.removeprefix(public) for location in _locations(client, path)]


def test_the_index_names_parts_that_exist(client: Client, settings: Settings) -> None:
    standard_manual()
    ServicePointFactory()
    paths = _paths(client, "/sitemap.xml", settings)
    assert paths == [
        "/sitemap-pages-1.xml",
        "/sitemap-manuals-1.xml",
        "/sitemap-agencies-1.xml",
        "/sitemap-places-1.xml",
    ]
    assert [client.get(path).status_code for path in paths] == [200] * 4


def test_each_page_stands_in_both_languages_and_names_the_other(client: Client) -> None:
    procedure = standard_manual().procedure
    root = _xml(client, "/sitemap-manuals-1.xml")
    thai, english = root.findall("s:url", NAMES)
    assert thai.findtext("s:loc", "", NAMES).endswith(f"/manual/{procedure.pk}")
    assert english.findtext("s:loc", "", NAMES).endswith(f"/en/manual/{procedure.pk}")
    for entry in (thai, english):
        languages = [link.get("hreflang") for link in entry.findall("x:link", NAMES)]
        assert languages == ["th", "en"]
        assert entry.findtext("s:lastmod", "", NAMES).endswith("+07:00")


def test_adoptions_are_listed_only_when_they_say_something_of_their_own(
    client: Client, settings: Settings
) -> None:
    standard = standard_manual()
    adoption(standard)
    local = adoption(standard)
    assert client.get("/sitemap-local-manuals-1.xml").status_code == 404
    free = LocalOverrides(fees=Listing[Fee](state=ListingState.NONE))
    services.publish_overrides(manual=local, overrides=free, actor=ACTOR)
    path = f"/manual/{standard.procedure_id}/at/{local.agency_id}"
    assert _paths(client, "/sitemap-local-manuals-1.xml", settings) == [path, f"/en{path}"]
    services.publish_overrides(manual=local, overrides=LocalOverrides(), actor=ACTOR)
    assert client.get("/sitemap-local-manuals-1.xml").status_code == 404


def test_what_is_gone_is_not_listed(client: Client) -> None:
    closed = AgencyFactory(status=AgencyStatus.CLOSED)
    standard_manual(status=ProcedureStatus.WITHDRAWN, owner=closed)
    ArticleFactory(status=ArticleStatus.DRAFT)
    ServicePointFactory(status=PointStatus.CLOSED, agency=AgencyFactory(status=AgencyStatus.MERGED))
    for section in ("manuals", "agencies", "places", "articles"):
        assert client.get(f"/sitemap-{section}-1.xml").status_code == 404


def test_plain_pages_and_headings_are_listed(client: Client, settings: Settings) -> None:
    TopicFactory(slug="tax")
    paths = _paths(client, "/sitemap-pages-1.xml", settings)
    assert {"/", "/en/", "/category/tax", "/en/category/tax", "/help", "/places"} <= set(paths)
    assert len(paths) == len(set(paths))


def test_a_part_never_holds_more_than_the_protocol_allows(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    assert sitemap.RECORDS_PER_PART * len(settings.LANGUAGES) <= 50_000
    monkeypatch.setattr(sitemap, "RECORDS_PER_PART", 2)
    AgencyFactory.create_batch(3)
    assert len(_locations(client, "/sitemap-agencies-1.xml")) == 4
    assert len(_locations(client, "/sitemap-agencies-2.xml")) == 2
    assert "/sitemap-agencies-2.xml" in _paths(client, "/sitemap.xml", settings)


@pytest.mark.parametrize(
    "path",
    ["/sitemap-nothing-1.xml", "/sitemap-pages-2.xml", "/sitemap-agencies-999999999999999.xml"],
)
def test_unknown_parts_answer_404(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_sitemap_takes_one_query_a_part_however_long(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    AgencyFactory.create_batch(12)
    with django_assert_num_queries(1):
        client.get("/sitemap-agencies-1.xml")
    with django_assert_num_queries(len(sitemap.SECTIONS)):
        client.get("/sitemap.xml")


def test_robots_keep_out_of_search_and_find_the_sitemap(client: Client, settings: Settings) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /search\n" in text
    assert f"Sitemap: {settings.INFOGO['PUBLIC_URL']}/sitemap.xml" in text


@pytest.mark.parametrize(("prefix", "name"), [("", "ติดต่อราชการ"), ("/en", "Thai Public Services")])
def test_browsers_can_add_the_search(client: Client, prefix: str, name: str) -> None:
    root = _xml(client, f"{prefix}/opensearch.xml")
    response = client.get(f"{prefix}/opensearch.xml")
    assert response.headers["Content-Type"].startswith("application/opensearchdescription+xml")
    assert root.findtext("o:ShortName", "", NAMES) == name
    template = root.find("o:Url", NAMES)
    assert template is not None
    assert template.get("template", "").endswith(f"{prefix}/search?q={{searchTerms}}")


def test_dates_come_from_the_data(client: Client) -> None:
    article = ArticleFactory()
    root = _xml(client, "/sitemap-articles-1.xml")
    changed = root.findtext(".//s:lastmod", "", NAMES)
    assert datetime.fromisoformat(changed) == article.updated_at.replace(microsecond=0)
