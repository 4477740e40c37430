"""Rating a service without an account, and what everybody rated.

The forms are pages of their own, never kept: each carries a signed number that proves that we
gave it out and makes sending it twice harmless. There is no session, no cookie and no address.
"""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from infogo.core.dates import bangkok_now
from infogo.manuals.models import Manual
from infogo.manuals.rule_sets import parameters_on
from infogo.points.models import ServicePoint
from infogo.ratings.selectors import by_reference
from infogo.www.anonymous_form import Refusal, answered, token_to_show
from infogo.www.pages.posters import poster_pdf, poster_svg
from infogo.www.pages.rate import (
    Subject,
    rate_page,
    rated_page,
    subject_of_manual,
    subject_of_point,
    which_page,
)
from infogo.www.pages.ratings import manual_ratings_page, point_ratings_page
from infogo.www.pages.ratings_data import manual_ratings_data, point_ratings_data
from infogo.www.rate_form import RateForm
from infogo.www.rating_receipt import receive
from infogo.www.views.manuals import of_manual
from infogo.www.views.papers import on_paper
from infogo.www.views.parameters import read_before, read_manual, read_place
from infogo.www.views.points import of_point

SEE_OTHER = 303
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@partial(of_manual, allowed=form_methods)
def rate_manual(request: HttpRequest, found: Manual) -> HttpResponse:
    """Rate a service from its manual."""
    return _rate(request, subject_of_manual(found, read_place(request)))


@partial(of_point, allowed=form_methods)
def rate_place(request: HttpRequest, point: ServicePoint) -> HttpResponse:
    """Rate a service from the point at which it was used; asks which, if there are several."""
    subject = subject_of_point(point, read_manual(request))
    if subject is None:
        return render(request, "www/rate_which.html", {"page": which_page(point)})
    return _rate(request, subject)


@require_safe
def rated(request: HttpRequest, reference: str) -> HttpResponse:
    """Thank for a rating and say what happens next; may be opened again any time."""
    rating = by_reference(reference)
    if rating is None:
        raise Http404
    response = render(request, "www/rated.html", {"page": rated_page(rating)})
    response.headers["Cache-Control"] = "no-store"
    return response


@of_manual
def manual_ratings(request: HttpRequest, found: Manual) -> HttpResponse:
    """Show what citizens rated a service."""
    page = manual_ratings_page(found, before=read_before(request))
    return render(request, "www/ratings.html", {"page": page})


@of_manual
def manual_ratings_json(request: HttpRequest, found: Manual) -> HttpResponse:
    """Answer a service's ratings as data; see ``ratings_data`` for the fields."""
    data = manual_ratings_data(found)
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


@of_point
def place_ratings(request: HttpRequest, point: ServicePoint) -> HttpResponse:
    """Show what citizens rated a service point."""
    page = point_ratings_page(point, before=read_before(request))
    return render(request, "www/ratings.html", {"page": page})


@of_point
def place_ratings_json(request: HttpRequest, point: ServicePoint) -> HttpResponse:
    """Answer a point's ratings as data; see ``ratings_data`` for the fields."""
    data = point_ratings_data(point)
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


@on_paper
@of_point
def poster(request: HttpRequest, point: ServicePoint) -> HttpResponse:
    """Answer a poster with the code that leads to this point's form, as a picture."""
    return HttpResponse(poster_svg(point), content_type="image/svg+xml")


@on_paper
@of_point
def poster_a4(request: HttpRequest, point: ServicePoint) -> HttpResponse:
    """Answer the poster in A4."""
    return HttpResponse(poster_pdf(point, "a4"), content_type="application/pdf")


@on_paper
@of_point
def poster_a6(request: HttpRequest, point: ServicePoint) -> HttpResponse:
    """Answer the poster in A6, for a counter."""
    return HttpResponse(poster_pdf(point, "a6"), content_type="application/pdf")


def _rate(request: HttpRequest, subject: Subject) -> HttpResponse:
    today = bangkok_now().date()
    if request.method != "POST":
        return _show(request, subject, RateForm(subject.places, today), None)
    form = RateForm(subject.places, today, request.POST)
    try:
        rating = receive(request, subject, form, parameters_on(today).ratings)
    except Refusal as refusal:
        return _show(request, subject, form, refusal)
    address = reverse("www:rated", args=[rating.reference])
    return HttpResponse(status=SEE_OTHER, headers={"Location": address})


def _show(
    request: HttpRequest, subject: Subject, form: RateForm, refusal: Refusal | None
) -> HttpResponse:
    page = rate_page(
        subject,
        form,
        token_to_show(request, refusal, timezone.now()),
        problem=refusal.problem if refusal else "",
        masked=refusal.masked if refusal else None,
    )
    response = render(
        request, "www/rate.html", {"page": page}, status=refusal.status if refusal else None
    )
    return answered(response, refusal)
