"""Emergency numbers, help, and the pages about the site itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infogo.core.dates import bangkok_now
from infogo.www.pages.info import about_page, emergency_page, privacy_page
from infogo.www.pages.quality_index import quality_index_page


@require_safe
def emergency(request: HttpRequest) -> HttpResponse:
    """Show the national emergency and service numbers."""
    return render(request, "www/emergency.html", {"page": emergency_page()})


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Tell how to search, read a manual and report an error."""
    return render(request, "www/help.html")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Tell what this site is, where its data comes from and under which licences."""
    return render(request, "www/about.html", {"page": about_page()})


@require_safe
def quality_index(request: HttpRequest) -> HttpResponse:
    """Tell what the index of service quality is made of."""
    page = quality_index_page(bangkok_now().date())
    return render(request, "www/quality_index.html", {"page": page})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Tell what is stored about readers and what is not."""
    return render(request, "www/privacy.html", {"page": privacy_page()})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Tell how far everyone can use the site, and what is still missing."""
    return render(request, "www/accessibility.html")
