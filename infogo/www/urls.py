"""Addresses of the public pages; each exists in Thai and, below ``/en/``, in English."""

from __future__ import annotations

from django.urls import URLPattern, path

import infogo.core.converters  # noqa: F401  (registers <id:…>)
from infogo.core import keys
from infogo.display.case_view import CASE_ANSWERS, CASE_FIELDS
from infogo.points.access import ASKED
from infogo.points.certificates import CERTIFIED
from infogo.www.cache.policy import public_page
from infogo.www.developer_urls import DEVELOPERS
from infogo.www.history_urls import HISTORY
from infogo.www.pages.compare_query import PARAMETERS as COMPARE
from infogo.www.pages.plan_query import PARAMETERS as PLAN
from infogo.www.statistics_urls import STATISTICS
from infogo.www.views import (
    agencies,
    articles,
    compare,
    contacts,
    due,
    embeds,
    home,
    info,
    linked,
    manuals,
    meta,
    offline,
    old_links,
    open_data,
    papers,
    plan,
    points,
    ratings,
    reports,
    search,
    sharing,
    taxonomy,
)

app_name = "www"

# What pages are made from and which parameters make another page: see www/cache/policy.py.
# Keys: core/keys.py. A page of a record depends on all of that record, and on what is shown of the
# others that it names. Cards of services add their own keys while they are made, and so do lists of
# points. Whether a place is open changes with the time of day, so such pages are made anew every
# minute.
MINUTE = 60
IN_PLACE = ("prov", "district", "near", "page")
FOR = "for"
"""Whether the reader does it for somebody else."""
text = public_page()
offline_pages = public_page(parameters=["prov"])
# What is on the page changes when a dump is finished, which touches no token.
data_pages = public_page(seconds=MINUTE)
# Terms of vocabularies come into force on a day.
vocabulary_pages = public_page(depends_on=[keys.PROCEDURE], seconds=24 * 60 * MINUTE)
home_page = public_page(depends_on=[keys.PROCEDURE_NAMES, keys.ARTICLE])
# A page takes part in no parameter that it does not read: each value of it would be kept again.
HEADINGS = [keys.PROCEDURE_NAMES, keys.ARTICLE, keys.AGENCY_NAMES]
headings = public_page(depends_on=HEADINGS)
topic_pages = public_page(depends_on=HEADINGS, parameters=["group", "page"])
group_pages = public_page(depends_on=HEADINGS, parameters=["topic", "page"])
article_lists = public_page(depends_on=HEADINGS, parameters=["page"])
article_pages = public_page(depends_on=HEADINGS)
# All of a manual's pages count or name the points at which it is served. Without a place asked
# for, the standard manual's show no time of day: only the date of printing, and what readers open
# next, which is counted all the time.
MANUAL_KEYS = [
    "procedure:{procedure_id}", keys.PROCEDURE_NAMES, keys.AGENCY_NAMES, "served:{procedure_id}",
]  # fmt: skip
# What programs read tells all that there is of everything it names.
EVERYTHING_NAMED = [keys.PROCEDURE, keys.AGENCY, keys.POINT]
linked_pages = public_page(depends_on=EVERYTHING_NAMED, seconds=MINUTE)
manual_pages = public_page(depends_on=MANUAL_KEYS, seconds=10 * MINUTE)
# The page of a manual itself also depends on the reader's answers: to its questions, and to those
# of its formulas.
ANSWERED = ("prov", "district", "calc", FOR, CASE_ANSWERS, *CASE_FIELDS)
answered_pages = public_page(
    depends_on=MANUAL_KEYS, parameters=ANSWERED, seconds=MINUTE, seconds_unasked=10 * MINUTE
)
local_answered_pages = public_page(depends_on=MANUAL_KEYS, parameters=ANSWERED, seconds=MINUTE)
local_manual_pages = public_page(depends_on=MANUAL_KEYS, seconds=MINUTE)
manual_places_pages = public_page(
    depends_on=MANUAL_KEYS, parameters=(*IN_PLACE, *ASKED), seconds=MINUTE
)
agency_lists = public_page(depends_on=[keys.AGENCY_NAMES], seconds=MINUTE)
AGENCY_KEYS = [
    "agency:{agency_id}", keys.AGENCY_NAMES, keys.PROCEDURE_NAMES, "points-of:{agency_id}",
]  # fmt: skip
own_agency_pages = public_page(depends_on=AGENCY_KEYS, seconds=MINUTE)
agency_manual_lists = public_page(depends_on=AGENCY_KEYS, parameters=["page"], seconds=MINUTE)
agency_place_lists = public_page(
    depends_on=AGENCY_KEYS, parameters=["prov", "page"], seconds=MINUTE
)
# A list of points says itself whose rows it shows.
PLACES = (*IN_PLACE, "kind", *ASKED, CERTIFIED, "manual")
point_lists = public_page(depends_on=[keys.AGENCY_NAMES], parameters=PLACES, seconds=MINUTE)
# A point's own page tells what is served there, and which points are near.
POINT_KEYS = ["point:{point_id}", keys.POINT_ROWS, keys.AGENCY_NAMES, keys.PROCEDURE_NAMES]
point_pages = public_page(depends_on=POINT_KEYS, seconds=MINUTE)
# What is past leaves the file at midnight, and no copy outlives its day.
round_files = public_page(depends_on=POINT_KEYS, seconds=24 * 60 * MINUTE)
# A search for a further service shows the index, which follows the database within a second.
PLAN_KEYS = [keys.PROCEDURE, keys.POINT_ROWS, keys.AGENCY_NAMES]
plan_pages = public_page(depends_on=PLAN_KEYS, parameters=PLAN, seconds=MINUTE)
compare_pages = public_page(depends_on=PLAN_KEYS, parameters=COMPARE, seconds=MINUTE)

# A rating that comes in touches no token, so its sums show within a minute; what an officer
# decides about one touches these keys and shows at once.
manual_results = public_page(
    # A comment names its point, also one that does not serve it any more.
    depends_on=[*MANUAL_KEYS, keys.POINT_ROWS, "rating-procedure:{procedure_id}"],
    parameters=["before"],
    seconds=MINUTE,
)
point_results = public_page(
    depends_on=[*POINT_KEYS, "rating-point:{point_id}"],
    parameters=["before"],
    seconds=MINUTE,
)
posters = public_page(depends_on=["point:{point_id}", keys.AGENCY_NAMES])

# Read most, therefore first: addresses are tried in this order.
# Pages of a manual, below the standard manual and below an agency's manual alike.
MANUAL_PAGES = [
    ("", manuals.manual, ""),
    (".json", manuals.manual_json, "_json"),
    (".cpsv.jsonld", manuals.manual_cpsv, "_cpsv"),
    (".cpsv.ttl", manuals.manual_turtle, "_turtle"),
    ("/legal", manuals.manual_legal, "_legal"),
    ("/places", manuals.manual_places, "_places"),
    ("/qr.svg", manuals.manual_qr, "_qr"),
    ("/versions", manuals.manual_versions, "_versions"),
    ("/v/<id:number>", manuals.manual_version, "_version"),
    ("/v/<id:number>/changes", manuals.manual_changes, "_changes"),
    ("/times", due.manual_times, "_times"),
]
# What a citizen tells herself stands in the address; its words change at midnight and no copy
# lives longer. The form is not kept at all.
# Whom to call when it is late: an agency's phones show on no other page than its own and this.
due_pages = public_page(depends_on=[*MANUAL_KEYS, keys.AGENCY], seconds=24 * 60 * MINUTE)
appeal_pages = public_page(
    depends_on=[*MANUAL_KEYS, keys.AGENCY], parameters=["day"], seconds=24 * 60 * MINUTE
)
DUE_PAGES = [
    ("/appeal", appeal_pages(due.manual_appeal), "_appeal"),
    ("/appeal.ics", appeal_pages(due.manual_appeal_calendar), "_appeal_ics"),
    ("/due", due.manual_due, "_due"),
    ("/due/<slug:token>", due_pages(due.manual_due_on), "_due_on"),
    ("/due/<slug:token>.ics", due_pages(due.manual_due_calendar), "_due_calendar"),
]
# A paper tells the day on which it was printed, so no copy outlives its day. A manual's does not
# show where the reader is; a plan's is what its page is.
manual_papers = public_page(
    depends_on=MANUAL_KEYS, parameters=[CASE_ANSWERS], seconds=24 * 60 * MINUTE
)
plan_papers = public_page(depends_on=PLAN_KEYS, parameters=(*PLAN, "large"), seconds=MINUTE)
point_papers = public_page(depends_on=POINT_KEYS, seconds=MINUTE)
checks = public_page(depends_on=MANUAL_KEYS)
# The form alone; what is typed comes by POST, which nothing keeps.
contact_pages = public_page()
MANUAL_PAPERS = [
    ("/manual.pdf", papers.manual_paper, "_pdf"),
    ("/checklist.pdf", papers.manual_checklist, "_checklist"),
]
urlpatterns: list[URLPattern] = []
for tail, view, name in MANUAL_PAGES:
    kept = {
        "": answered_pages,
        "_places": manual_places_pages,
        "_cpsv": linked_pages,
        "_turtle": linked_pages,
    }.get(name, manual_pages)
    kept_local = {
        "": local_answered_pages, "_cpsv": linked_pages, "_turtle": linked_pages,
        "_places": manual_places_pages,
    }.get(name, local_manual_pages)  # fmt: skip
    urlpatterns += [
        path(f"manual/<id:procedure_id>{tail}", kept(view), name=f"manual{name}"),
        path(
            f"manual/<id:procedure_id>/at/<id:agency_id>{tail}",
            kept_local(view),
            name=f"local_manual{name}",
        ),
    ]

for tail, view, name in MANUAL_PAPERS:
    paper = manual_papers(view)
    urlpatterns += [
        path(f"manual/<id:procedure_id>{tail}", paper, name=f"manual{name}"),
        path(
            f"manual/<id:procedure_id>/at/<id:agency_id>{tail}", paper, name=f"local_manual{name}"
        ),
    ]

for tail, view, name in DUE_PAGES:
    urlpatterns += [
        path(f"manual/<id:procedure_id>{tail}", view, name=f"manual{name}"),
        path(f"manual/<id:procedure_id>/at/<id:agency_id>{tail}", view, name=f"local_manual{name}"),
    ]

# Handing a manual on. The form carries a number of its own and is never kept.
handed_on = public_page(
    depends_on=MANUAL_KEYS,
    parameters=("prov", "district", FOR, CASE_ANSWERS),
    seconds=24 * 60 * MINUTE,
)
deadline_pages = public_page(
    depends_on=MANUAL_KEYS, parameters=("day", "limit"), seconds=24 * 60 * MINUTE
)
SHARING_PAGES = [
    (".txt", handed_on(sharing.manual_text), "_text"),
    ("/easy", handed_on(sharing.manual_easy), "_easy"),
    ("/send", sharing.manual_send, "_send"),
    ("/deadline", deadline_pages(sharing.manual_deadline), "_deadline"),
    ("/deadline.ics", deadline_pages(sharing.manual_deadline_ics), "_deadline_ics"),
]
for tail, view, name in SHARING_PAGES:
    urlpatterns += [
        path(f"manual/<id:procedure_id>{tail}", view, name=f"manual{name}"),
        path(f"manual/<id:procedure_id>/at/<id:agency_id>{tail}", view, name=f"local_manual{name}"),
    ]

RESULT_PAGES = [
    ("/ratings", ratings.manual_ratings, "_ratings"),
    ("/ratings.json", ratings.manual_ratings_json, "_ratings_json"),
]
for where, prefix in (
    ("manual/<id:procedure_id>", "manual"),
    ("manual/<id:procedure_id>/at/<id:agency_id>", "local_manual"),
):
    urlpatterns += [
        path(f"{where}{tail}", manual_results(view), name=f"{prefix}{name}")
        for tail, view, name in RESULT_PAGES
    ]
    # What is typed here stands in the address of the manual a moment later: never kept.
    urlpatterns.append(
        path(f"{where}/calculate", manuals.manual_calculate, name=f"{prefix}_calculate")
    )
    # A form carries a number of its own: it is made anew for everybody and never kept.
    urlpatterns.append(path(f"{where}/rate", ratings.rate_manual, name=f"{prefix}_rate"))

# Cards that other sites frame: as true as the pages they stand for.
THEME = ["theme"]
manual_cards = public_page(depends_on=MANUAL_KEYS, parameters=THEME)
point_cards = public_page(depends_on=POINT_KEYS, parameters=THEME, seconds=MINUTE)
code_pages = public_page(depends_on=EVERYTHING_NAMED, parameters=["url", "theme", "width"])
urlpatterns += [
    path("embed/manual/<id:procedure_id>", manual_cards(embeds.manual_embed), name="embed_manual"),
    path(
        "embed/manual/<id:procedure_id>/at/<id:agency_id>",
        manual_cards(embeds.manual_embed),
        name="embed_local_manual",
    ),
    path("embed/point/<id:point_id>", point_cards(embeds.point_embed), name="embed_point"),
    path("embed", code_pages(embeds.embed), name="embed"),
]

urlpatterns += HISTORY
urlpatterns += STATISTICS
urlpatterns += DEVELOPERS
urlpatterns += [
    path("", home_page(home.home), name="home"),
    path("search", search.search, name="search"),
    path("plan", plan_pages(plan.plan), name="plan"),
    path("plan/calculate", plan.plan_calculate, name="plan_calculate"),
    path("plan.txt", plan_pages(sharing.plan_text), name="plan_text"),
    path("plan.ics", plan_pages(sharing.plan_calendar), name="plan_ics"),
    path("plan/easy", plan_pages(sharing.plan_easy), name="plan_easy"),
    path("plan/send", sharing.plan_send, name="plan_send"),
    path("compare", compare_pages(compare.compare), name="compare"),
    path("plan.pdf", plan_papers(papers.plan_paper), name="plan_paper"),
    path(
        "check/contact",
        contacts.counted(
            contact_pages(contacts.contact_check), contact_pages(contacts.check_too_often)
        ),
        name="contact_check",
    ),
    path("check/<id:procedure_id>/<mark>", checks(papers.check), name="check"),
    path(
        "check/<id:procedure_id>/at/<id:agency_id>/<mark>",
        checks(papers.check),
        name="check_local",
    ),
    path("category/", headings(taxonomy.topics), name="topics"),
    path("category/<slug:slug>", topic_pages(taxonomy.topic), name="topic"),
    path("for/", headings(taxonomy.groups), name="groups"),
    path("for/<slug:slug>", group_pages(taxonomy.group), name="group"),
    path("life/", headings(taxonomy.events), name="events"),
    path("life/<slug:slug>", headings(taxonomy.event), name="event"),
    path("article/", article_lists(articles.articles), name="articles"),
    path("article/<id:article_id>", article_pages(articles.article), name="article"),
    path("receipt", due.receipt_form, name="receipt_form"),
    path("receipt/<str:code>", due.receipt, name="receipt"),
    path("receipt/<str:code>/due.ics", due.receipt_calendar, name="receipt_ics"),
    path("emergency", text(info.emergency), name="emergency"),
    # Links of the site before this one.
    path("procedure/<str:value>/view", old_links.procedure, name="old_procedure"),
    path("service-point/<str:value>/procedures", old_links.point, name="old_point"),
    path("emergency-number", old_links.emergency, name="old_emergency"),
    path("help", text(info.help_page), name="help"),
    path("about", text(info.about), name="about"),
    path("about/quality-index", text(info.quality_index), name="quality_index"),
    path("privacy", text(info.privacy), name="privacy"),
    path("accessibility", text(info.accessibility), name="accessibility"),
    path("data", data_pages(open_data.data), name="data"),
    path("data/mappings", text(linked.mappings), name="mappings"),
    path("data/mappings/<slug:name>", text(linked.mapping), name="mapping"),
    path("data/vocabulary", vocabulary_pages(linked.vocabulary), name="vocabulary"),
    path("offline", offline_pages(offline.offline), name="offline"),
    path("offline/district/<district:district>", text(offline.district), name="offline_district"),
    path("opensearch.xml", text(meta.opensearch), name="opensearch"),
    path("agency/", agency_lists(agencies.agencies), name="agencies"),
    path(
        "agency/province/<code>",
        agency_lists(agencies.agencies_in_province),
        name="agencies_in_province",
    ),
    path("agency/<id:agency_id>", own_agency_pages(agencies.agency), name="agency"),
    path("agency/<id:agency_id>.json", own_agency_pages(agencies.agency_json), name="agency_json"),
    path(
        "agency/<id:agency_id>.cpsv.jsonld",
        linked_pages(agencies.agency_cpsv),
        name="agency_cpsv",
    ),
    path(
        "agency/<id:agency_id>.cpsv.ttl",
        linked_pages(agencies.agency_turtle),
        name="agency_turtle",
    ),
    path(
        "agency/<id:agency_id>/manuals",
        agency_manual_lists(agencies.agency_manuals),
        name="agency_manuals",
    ),
    path(
        "agency/<id:agency_id>/places",
        agency_place_lists(agencies.agency_places),
        name="agency_places",
    ),
    path("places", point_lists(points.places), name="places"),
    path("place/<id:point_id>", point_pages(points.place), name="place"),
    path("place/<id:point_id>.json", point_pages(points.place_json), name="place_json"),
    path("place/<id:point_id>.cpsv.jsonld", linked_pages(points.place_cpsv), name="place_cpsv"),
    path("place/<id:point_id>.cpsv.ttl", linked_pages(points.place_turtle), name="place_turtle"),
    path("place/<id:point_id>/qr.svg", point_pages(points.place_qr), name="place_qr"),
    path(
        "place/<id:point_id>/rounds.ics",
        round_files(points.place_rounds_ics),
        name="place_rounds_ics",
    ),
    path(
        "place/<id:point_id>/rounds/<id:round_id>.ics",
        round_files(points.place_round_ics),
        name="place_round_ics",
    ),
    path("place/<id:point_id>/poster.pdf", point_papers(papers.point_poster), name="place_paper"),
    path("place/<id:point_id>/rate", ratings.rate_place, name="place_rate"),
    path("place/<id:point_id>/rate/poster.svg", posters(ratings.poster), name="place_poster"),
    path(
        "place/<id:point_id>/rate/poster-a4.pdf", posters(ratings.poster_a4), name="place_poster_a4"
    ),
    path(
        "place/<id:point_id>/rate/poster-a6.pdf", posters(ratings.poster_a6), name="place_poster_a6"
    ),
    path("place/<id:point_id>/ratings", point_results(ratings.place_ratings), name="place_ratings"),
    path(
        "place/<id:point_id>/ratings.json",
        point_results(ratings.place_ratings_json),
        name="place_ratings_json",
    ),
    path("rated/<str:reference>", ratings.rated, name="rated"),
    # What readers tell of a page: the form carries a number of its own, the rest needs a reference.
    path("report", reports.report, name="report"),
    path("reported", reports.find_reported, name="find_reported"),
    path("reported/<str:reference>", reports.reported, name="reported"),
    path("reported/<str:reference>/forget", reports.forget, name="forget_reporter"),
]
