"""Topics, target groups and life events."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from infogo.taxonomy.models import LifeEvent, TargetGroup, Topic
from infogo.www.pages.events import event_page
from infogo.www.pages.headings import event_links
from infogo.www.pages.paging import page_number
from infogo.www.pages.topics import GROUPS, TOPICS, heading_list, heading_page


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """List the topics."""
    return render(request, "www/topics.html", {"topics": heading_list(TOPICS)})


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a topic, narrowed to the target group in ``?group=``."""
    page = heading_page(
        TOPICS,
        get_object_or_404(Topic, slug=slug),
        other_slug=request.GET.get("group", ""),
        page=page_number(request.GET.get("page", "")),
    )
    return render(request, "www/heading.html", {"page": page})


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """List the target groups."""
    return render(request, "www/groups.html", {"groups": heading_list(GROUPS)})


@require_safe
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a target group, narrowed to the topic in ``?topic=``."""
    page = heading_page(
        GROUPS,
        get_object_or_404(TargetGroup, slug=slug),
        other_slug=request.GET.get("topic", ""),
        page=page_number(request.GET.get("page", "")),
    )
    return render(request, "www/heading.html", {"page": page})


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """List the life events."""
    return render(request, "www/events.html", {"events": event_links()})


@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a life event as numbered stages."""
    return render(
        request, "www/event.html", {"page": event_page(get_object_or_404(LifeEvent, slug=slug))}
    )
