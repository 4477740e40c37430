"""Atom feeds: what changed, for programs that tell people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from infogo.agencies.models import Agency
from infogo.core.language import current_language
from infogo.manuals.models import Manual
from infogo.taxonomy.models import Topic
from infogo.www.pages import feeds as pages
from infogo.www.views.agencies import of_agency
from infogo.www.views.history import of_kept_manual
from infogo.www.views.taxonomy import of_heading

ATOM = "application/atom+xml; charset=utf-8"


@require_safe
def country_feed(request: HttpRequest) -> HttpResponse:
    """Tell what changed in the whole country."""
    return _answer(pages.country_feed(_before(request)))


@of_heading(Topic, "www:topic_feed")
def topic_feed(request: HttpRequest, topic: Topic) -> HttpResponse:
    """Tell what changed in the manuals of a topic."""
    return _answer(pages.topic_feed(topic, _before(request)))


@of_agency
def agency_feed(request: HttpRequest, found: Agency) -> HttpResponse:
    """Tell what changed in the manuals and at the points of an agency."""
    return _answer(pages.agency_feed(found, _before(request)))


@of_kept_manual
def manual_feed(request: HttpRequest, found: Manual) -> HttpResponse:
    """Tell what changed in a manual; the feed goes on after its end, which it tells, too."""
    return _answer(pages.manual_feed(found, _before(request)))


def _answer(feed: pages.Feed) -> HttpResponse:
    text = render_to_string("www/feed.xml", {"feed": feed, "lang": current_language()})
    return HttpResponse(pages.fit_for_xml(text), content_type=ATOM)


def _before(request: HttpRequest) -> int | None:
    return pages.before_line(request.GET.get("before", ""))
