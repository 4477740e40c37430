"""Topics, target groups and life events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from infogo.taxonomy.models import Heading, LifeEvent, TargetGroup, Topic
from infogo.taxonomy.selectors import heading_now
from infogo.www.pages import records
from infogo.www.pages.events import event_page
from infogo.www.pages.headings import event_links
from infogo.www.pages.paging import page_number
from infogo.www.pages.topics import GROUPS, TOPICS, heading_list, heading_page
from infogo.www.views.errors import gone

View = Callable[..., HttpResponse]
HeadingView = Callable[[HttpRequest, Any], HttpResponse]


LISTS: Mapping[type[Heading], str] = {
    Topic: "www:topics",
    TargetGroup: "www:groups",
    LifeEvent: "www:events",
}
"""Where all headings of a kind stand."""


def of_heading(model: type[Heading], name: str) -> Callable[[HeadingView], View]:
    """Call ``view(request, heading)``; answer 301 or 410 for a heading that has ended."""

    def around(view: HeadingView) -> View:
        @require_safe
        @wraps(view)
        def shown(request: HttpRequest, slug: str) -> HttpResponse:
            heading = get_object_or_404(model.everything, slug=slug)
            if heading.ended_at is None:
                return view(request, heading)
            successor = heading_now(model, slug)
            if successor is not None:
                return HttpResponsePermanentRedirect(reverse(name, args=[successor.slug]))
            return gone(request, records.gone_heading(heading, LISTS[model]))

        return shown

    return around


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """List the topics."""
    return render(request, "www/topics.html", {"topics": heading_list(TOPICS)})


@of_heading(Topic, "www:topic")
def topic(request: HttpRequest, topic: Topic) -> HttpResponse:
    """Show a topic, narrowed to the target group in ``?group=``."""
    page = heading_page(
        TOPICS,
        topic,
        other_slug=request.GET.get("group", ""),
        page=page_number(request.GET.get("page", "")),
    )
    return render(request, "www/heading.html", {"page": page})


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """List the target groups."""
    return render(request, "www/groups.html", {"groups": heading_list(GROUPS)})


@of_heading(TargetGroup, "www:group")
def group(request: HttpRequest, group: TargetGroup) -> HttpResponse:
    """Show a target group, narrowed to the topic in ``?topic=``."""
    page = heading_page(
        GROUPS,
        group,
        other_slug=request.GET.get("topic", ""),
        page=page_number(request.GET.get("page", "")),
    )
    return render(request, "www/heading.html", {"page": page})


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """List the life events."""
    return render(request, "www/events.html", {"events": event_links()})


@of_heading(LifeEvent, "www:event")
def event(request: HttpRequest, event: LifeEvent) -> HttpResponse:
    """Show a life event as numbered stages."""
    return render(request, "www/event.html", {"page": event_page(event)})
