"""Every page type of the public site, once: a new page is one line here.

Accessibility, weight, Thai type, third parties, reflow and screenshots all read this table.
``{names}`` in a path are looked up in the loaded country by ``EXAMPLES``.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from itertools import product
from pathlib import Path

LANGUAGES = {"th": "", "en": "/en"}

_PROCEDURE = "SELECT {} FROM manuals_procedure WHERE code = '{}'"
_OVERRIDE = "SELECT {} FROM manuals_manual WHERE overridden_sections != '[]' ORDER BY id LIMIT 1"
_AGENCY = "SELECT id FROM agencies_agency WHERE kind = '{}' ORDER BY id LIMIT 1"
_PLACE = "SELECT id FROM points_servicepoint WHERE {} = '{}' ORDER BY id LIMIT 1"
# Move house, a first driving licence, and a small restaurant.
_PLAN = (
    "SELECT group_concat(id, ',') FROM (SELECT id FROM manuals_procedure"
    " WHERE code IN ('DOPA-016', 'DLT-001', 'LOCAL-010') ORDER BY id)"
)
# The day on which the country was loaded, in Thailand: the first on which manuals were in force.
_FIRST_DAY = "SELECT date(max(published_at), '+7 hours') FROM manuals_manualrevision"
EXAMPLES = {
    "manual": _PROCEDURE.format("id", "DOPA-002"),
    "adopted": _OVERRIDE.format("procedure_id"),
    "adopter": _OVERRIDE.format("agency_id"),
    "ministry": _AGENCY.format("ministry"),
    "department": _PROCEDURE.format("owner_id", "DOPA-002"),
    "municipality": _AGENCY.format("municipality_city"),
    "place": _PLACE.format("kind", "district_office"),
    "approximate_place": _PLACE.format("coordinate_quality", "district_office_proxy"),
    "plan": _PLAN,
    "first_day": _FIRST_DAY,
    "article": "SELECT id FROM articles_article ORDER BY id LIMIT 1",
}


def find_examples(home: Path) -> dict[str, int | str]:
    """Look the examples up in a loaded country."""
    with closing(sqlite3.connect(home / "db.sqlite3")) as database:
        return {name: database.execute(query).fetchone()[0] for name, query in EXAMPLES.items()}


@dataclass(frozen=True)
class PageType:
    """A kind of page and one address that shows it well."""

    name: str
    path: str
    status: int = 200

    def __str__(self) -> str:
        return self.name

    def address(self, language: str, examples: dict[str, int | str]) -> str:
        """Return the path in a language with its examples filled in."""
        return LANGUAGES[language] + self.path.format(**examples)


PAGES = (
    PageType("home", "/"),
    PageType("search", "/search?q=บัตรประชาชน"),
    PageType("search-answered", "/search?q=ต่อใบขับขี่ใช้เอกสารอะไรบ้างกี่บาททำที่ไหน"),
    PageType("search-explained", "/search?q=บัตรประชาชนหายกี่บาท&explain=1"),
    PageType("search-filtered", "/search?q=ใบอนุญาต&type=procedure&topic=business-licence"),
    PageType("search-places", "/search?q=เทศบาล&type=point&prov=50"),
    PageType("search-nothing", "/search?q=กฟหดกฟหดกฟหด"),
    PageType("manual", "/manual/{manual}"),
    PageType("manual-in-province", "/manual/{manual}?prov=50"),
    PageType("manual-local", "/manual/{adopted}/at/{adopter}"),
    PageType("legal", "/manual/{manual}/legal"),
    PageType("legal-local", "/manual/{adopted}/at/{adopter}/legal"),
    PageType("manual-places", "/manual/{manual}/places"),
    PageType("manual-places-in-province", "/manual/{manual}/places?prov=50"),
    PageType("versions", "/manual/{manual}/versions"),
    PageType("version", "/manual/{manual}/v/1"),
    PageType("manual-on-ask", "/manual/{manual}/on"),
    PageType("manual-on-day", "/manual/{manual}/on/{first_day}"),
    PageType("manual-on-day-local", "/manual/{adopted}/at/{adopter}/on/{first_day}"),
    PageType("manual-before-it-was", "/manual/{manual}/on/2020-01-01"),
    PageType("changes", "/manual/{manual}/changes"),
    PageType("differences", "/manual/{adopted}/at/{adopter}/differences"),
    PageType("proof", "/manual/{manual}/proof"),
    PageType("proof-days", "/proof/"),
    PageType("compare-empty", "/compare"),
    PageType("compare-one", "/compare?m={manual}"),
    PageType("compare", "/compare?m={plan}"),
    PageType("compare-local", "/compare?m={adopted},{adopted}@{adopter}"),
    PageType("check", "/check/{manual}/1"),
    PageType("check-local", "/check/{adopted}/at/{adopter}/0.1"),
    PageType("due-form", "/manual/{manual}/due"),
    PageType("times", "/manual/{manual}/times"),
    PageType("manual-for-other", "/manual/{manual}?for=other"),
    PageType("send", "/manual/{manual}/send"),
    PageType("easy", "/manual/{manual}/easy?for=other"),
    PageType("deadline", "/manual/{manual}/deadline"),
    PageType("receipt-form", "/receipt"),
    PageType("rate-manual", "/manual/{manual}/rate"),
    PageType("rate-local", "/manual/{adopted}/at/{adopter}/rate"),
    PageType("ratings", "/manual/{manual}/ratings"),
    PageType("ratings-local", "/manual/{adopted}/at/{adopter}/ratings"),
    PageType("agencies", "/agency/"),
    PageType("agencies-in-province", "/agency/province/50"),
    PageType("ministry", "/agency/{ministry}"),
    PageType("agency", "/agency/{department}"),
    PageType("agency-local", "/agency/{municipality}"),
    PageType("agency-manuals", "/agency/{municipality}/manuals"),
    PageType("agency-places", "/agency/{department}/places"),
    PageType("places", "/places"),
    PageType("places-in-province", "/places?prov=50"),
    PageType("places-near", "/places?near=18.79,98.98"),
    PageType("place", "/place/{place}"),
    PageType("place-approximate", "/place/{approximate_place}"),
    PageType("rate-which", "/place/{place}/rate"),
    PageType("rate-place", "/place/{place}/rate?manual={manual}"),
    PageType("ratings-place", "/place/{place}/ratings"),
    PageType("topics", "/category/"),
    PageType("topic", "/category/id-civil"),
    PageType("groups", "/for/"),
    PageType("group", "/for/elderly"),
    PageType("events", "/life/"),
    PageType("event", "/life/coming-of-age"),
    PageType("articles", "/article/"),
    PageType("article", "/article/{article}"),
    PageType("plan-empty", "/plan"),
    PageType("plan", "/plan?m={plan}&prov=50&district=5001"),
    PageType("plan-for-other", "/plan?m={plan}&prov=50&district=5001&for=other"),
    PageType("plan-send", "/plan/send?m={plan}&prov=50&district=5001"),
    PageType("plan-easy", "/plan/easy?m={plan}&prov=50&district=5001&for=other"),
    PageType("data", "/data"),
    PageType("offline", "/offline"),
    PageType("offline-province", "/offline?prov=50"),
    PageType("offline-district", "/offline/district/5001"),
    PageType("emergency", "/emergency"),
    PageType("help", "/help"),
    PageType("about", "/about"),
    PageType("quality-index", "/about/quality-index"),
    PageType("privacy", "/privacy"),
    PageType("accessibility", "/accessibility"),
    PageType("developers", "/developers"),
    PageType("developers-resource", "/developers/api/planning"),
    PageType("embed", "/embed?url=/manual/{manual}&width=280"),
    PageType("not-found", "/nowhere", status=404),
)
# Answers that are not pages for people, and addresses that repeat a page type: below an agency, or
# with other words for programmers.
EXTRA_ADDRESSES = (
    ("/developers/stability", 200),
    ("/developers/fields/content", 200),
    ("/oembed", 400),
    ("/embed/manual/{manual}", 200),
    ("/en/embed/manual/{adopted}/at/{adopter}?theme=dark", 200),
    ("/embed/point/{place}", 200),
    ("/embed/manual/99999999", 404),
    ("/opensearch.xml", 200),
    ("/en/opensearch.xml", 200),
    ("/sitemap.xml", 200),
    ("/sitemap-manuals-1.xml", 200),
    ("/robots.txt", 200),
    ("/llms.txt", 200),
    ("/mcp", 405),
    ("/api/v1/changes?after=0", 200),
    ("/api/v1/webhooks", 401),
    ("/api/v1/webhooks/1", 401),
    ("/api/v1/webhooks/1/pause", 405),
    ("/api/v1/webhooks/1/resume", 405),
    ("/api/v1/webhooks/1/test", 405),
    ("/api/v1/webhooks/1/secret", 405),
    ("/sw.js", 200),
    ("/manifest.webmanifest", 200),
    ("/.well-known/infogo-pack-keys.json", 200),
    ("/packs/5001", 200),
    ("/packs/5001.json", 200),
    (f"/packs/5001/since/{'0' * 64}", 200),
    (f"/packs/5001/since/{'0' * 64}.json", 200),
    ("/manual/{manual}.json", 200),
    ("/manual/{manual}.cpsv.jsonld", 200),
    ("/manual/{adopted}/at/{adopter}.cpsv.jsonld", 200),
    ("/manual/{manual}/qr.svg", 200),
    ("/manual/{manual}/manual.pdf", 200),
    ("/manual/{manual}/checklist.pdf", 200),
    ("/manual/{adopted}/at/{adopter}/manual.pdf", 200),
    ("/manual/{adopted}/at/{adopter}/checklist.pdf", 200),
    ("/check/{manual}/999", 404),
    ("/check/{adopted}/at/{adopter}/1.1", 200),
    ("/plan.pdf?m={plan}&prov=50&district=5001", 200),
    ("/plan.pdf?m={plan}&large=1", 200),
    ("/plan?m={plan}&v=1,1,1", 200),
    ("/place/{place}/poster.pdf", 200),
    ("/manual/{adopted}/at/{adopter}.json", 200),
    ("/manual/{adopted}/at/{adopter}/qr.svg", 200),
    ("/manual/{adopted}/at/{adopter}/places", 200),
    ("/manual/{adopted}/at/{adopter}/versions", 200),
    ("/manual/{adopted}/at/{adopter}/v/1", 200),
    ("/manual/{adopted}/at/{adopter}/due", 200),
    ("/manual/{adopted}/at/{adopter}/times", 200),
    ("/manual/{manual}/due/202603020-000000", 404),
    ("/manual/{manual}/due/202603020-000000.ics", 404),
    ("/manual/{adopted}/at/{adopter}/due/202603020-000000", 404),
    ("/manual/{adopted}/at/{adopter}/due/202603020-000000.ics", 404),
    ("/manual/{manual}.txt", 200),
    ("/manual/{adopted}/at/{adopter}.txt", 200),
    ("/manual/{adopted}/at/{adopter}/send", 200),
    ("/manual/{adopted}/at/{adopter}/easy", 200),
    ("/manual/{adopted}/at/{adopter}/deadline", 200),
    ("/manual/{manual}/deadline.ics", 404),
    ("/manual/{adopted}/at/{adopter}/deadline.ics", 404),
    ("/plan.txt?m={plan}&prov=50", 200),
    ("/plan.ics?m={plan}&prov=50", 200),
    ("/manual/{manual}/on/{first_day}.json", 200),
    ("/manual/{manual}/proof.json", 200),
    ("/manual/{manual}/feed.atom", 200),
    ("/manual/{adopted}/at/{adopter}/on", 200),
    ("/manual/{adopted}/at/{adopter}/on/{first_day}.json", 200),
    ("/manual/{adopted}/at/{adopter}/changes", 200),
    ("/manual/{adopted}/at/{adopter}/proof", 200),
    ("/manual/{adopted}/at/{adopter}/proof.json", 200),
    ("/manual/{adopted}/at/{adopter}/feed.atom", 200),
    ("/agency/{department}/feed.atom", 200),
    ("/category/id-civil/feed.atom", 200),
    ("/feed.atom", 200),
    ("/proof/verify_editions.py", 200),
    ("/proof/2020-01-01", 404),
    ("/proof/2020-01-01.json", 404),
    ("/manual/{manual}/calculate", 302),
    ("/manual/{adopted}/at/{adopter}/calculate", 302),
    ("/plan/calculate", 302),
    ("/receipt/000000000000", 404),
    ("/receipt/000000000000/due.ics", 404),
    ("/agency/{department}.json", 200),
    ("/place/{place}.json", 200),
    ("/place/{place}/qr.svg", 200),
    ("/manual/{manual}/ratings.json", 200),
    ("/manual/{adopted}/at/{adopter}/ratings.json", 200),
    ("/place/{place}/ratings.json", 200),
    ("/place/{place}/rate/poster.svg", 200),
    ("/place/{place}/rate/poster-a4.pdf", 200),
    ("/place/{place}/rate/poster-a6.pdf", 200),
    ("/api/v1/", 404),
    ("/api/v1/search?q=บัตร", 200),
    ("/api/v1/search?q=บัตร&type=nothing", 422),
    ("/api/v1/suggest?q=บัตร", 200),
    ("/data/catalog.jsonld", 404),
    ("/data/data-go-th.json", 404),
    ("/data/datapackage.json", 404),
    ("/data/schema/points.json", 200),
    ("/data/files/20200101T000000Z/points.csv", 404),
    ("/data/changes/20200101T000000Z.json", 404),
    ("/api/v1/openapi.json", 200),
    ("/api/v1/agencies?limit=5", 200),
    ("/api/v1/agencies/{department}", 200),
    ("/api/v1/points?province=50", 200),
    ("/api/v1/points/{place}", 200),
    ("/api/v1/points/near?lat=18.79&lng=98.98", 200),
    ("/api/v1/pins?point={place}", 200),
    ("/api/v1/procedures?limit=5", 200),
    ("/api/v1/procedures/{manual}", 200),
    ("/api/v1/manuals?procedure={manual}&limit=5", 200),
    ("/api/v1/manuals/1", 200),
    ("/api/v1/manuals/1/editions", 200),
    ("/api/v1/manuals/1/changes?before=1&after=1", 200),
    ("/api/v1/manuals/1/ratings", 200),
    ("/api/v1/manuals/1/times", 200),
    ("/api/v1/manuals/1/due-date?received=2020-01-01T09:00:00", 422),
    ("/api/v1/points/{place}/ratings", 200),
    ("/api/v1/documents?limit=5", 200),
    ("/api/v1/documents/1", 200),
    ("/api/v1/topics", 200),
    ("/api/v1/target-groups", 200),
    ("/api/v1/life-events", 200),
    ("/api/v1/articles", 200),
    ("/api/v1/articles/{article}", 200),
    ("/api/v1/holidays?year=2026", 200),
    ("/api/v1/plan?procedures={plan}&province=50", 200),
    ("/api/v1/due-date?received=2026-10-01T09:00:00%2B07:00&value=5&unit=working_day", 200),
    ("/api/v1/volumes/1/2026-10", 401),
    ("/api/v1/volumes/1/2026-10/submit", 405),
    ("/api/v1/delays", 401),
    ("/api/v1/delays/1", 401),
    ("/api/v1/delays/1/notices", 405),
    ("/api/v1/delays/1/close", 405),
)
BY_LANGUAGE = tuple(product(PAGES, LANGUAGES))
