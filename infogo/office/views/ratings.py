"""Ratings by citizens: the inbox, one of them, hiding and releasing, those that wait, the table."""

from __future__ import annotations

import io

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infogo.accounts.roles import Act
from infogo.bulk.tables import XLSX_TYPE, csv_table, write_table
from infogo.core.dates import bangkok_now
from infogo.office.pages.rating import rating_page
from infogo.office.pages.rating_held import held_page, offered, ticked
from infogo.office.pages.rating_table import HEADS, MOST_ROWS, TITLE, WIDE, rating_rows
from infogo.office.pages.rating_trends import trends_page
from infogo.office.pages.ratings import inbox_page, read_filter
from infogo.office.rating_forms import HIDE, HeldForm, HidingForm, ReadyChoiceForm, ReplyForm
from infogo.ratings.errors import RatingError
from infogo.ratings.models import Rating, RatingState, Reason, ReplyKind, ReplyTemplate
from infogo.ratings.officer_selectors import filtered
from infogo.ratings.ready_texts import put_into
from infogo.ratings.selectors import answering_agency, ratings_for
from infogo.ratings.services import decide, reply
from infogo.workspace.forms import form_status
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.needing import needing

form_page = require_http_methods(["GET", "HEAD", "POST"])
handlers = needing(Act.HANDLE_FEEDBACK)
PUT_IN = "use"
"""What the button sends that puts a ready text into the answer."""


def rating_or_404(request: OfficeRequest, rating_id: int) -> Rating:
    """Return a rating that she answers for, with its names.

    Raises:
        Http404: it is not hers.
    """
    hers = ratings_for(request.rights).select_related("procedure", "agency", "point", "manual")
    return get_object_or_404(hers, pk=rating_id)


@require_safe
@handlers
def inbox(request: OfficeRequest) -> HttpResponse:
    """List the ratings that she answers for."""
    page = inbox_page(request.rights, read_filter(request.GET), request.GET.get("after", ""))
    return render(request, "office/ratings/inbox.html", {"page": page})


@form_page
def rating(request: OfficeRequest, rating_id: int) -> HttpResponse:
    """Show one rating, and take an answer to it."""
    found = rating_or_404(request, rating_id)
    if request.method != "POST":
        return _rating_shown(request, found, ReplyForm(initial=_first_kind(found)))
    if request.POST.get("act") == PUT_IN:
        return _rating_shown(request, found, _with_ready_text(request, found))
    form = ReplyForm(request.POST)
    if form.is_valid():
        try:
            made = reply(rating_id=found.pk, rights=request.rights, **form.cleaned_data)
        except RatingError as refusal:
            form.add_error("text", str(refusal))
        else:
            is_public = made.kind == ReplyKind.PUBLIC
            messages.success(request, "ตอบแล้ว ทุกคนอ่านคำตอบนี้ได้" if is_public else "บันทึกภายในแล้ว")
            return redirect("office:rating", found.pk)
    return _rating_shown(request, found, form)


@form_page
def hide(request: OfficeRequest, rating_id: int) -> HttpResponse:
    """Hide a rating, with one of the reasons for which that is allowed."""
    found = rating_or_404(request, rating_id)
    if found.state == RatingState.HIDDEN:
        messages.error(request, "ความเห็นนี้ซ่อนอยู่แล้ว")
        return redirect("office:rating", found.pk)
    form = HidingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            decide(
                rating_id=found.pk,
                to=RatingState.HIDDEN,
                rights=request.rights,
                **form.cleaned_data,
            )
        except RatingError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "ซ่อนแล้ว ประชาชนไม่เห็นความเห็นนี้ และไม่นับในคะแนน")
            return redirect("office:rating", found.pk)
    context = {"page": rating_page(found), "form": form}
    return render(request, "office/ratings/hide.html", context, status=form_status(form, ""))


@require_POST
def release(request: OfficeRequest, rating_id: int) -> HttpResponse:
    """Publish a rating that waits or is hidden."""
    found = rating_or_404(request, rating_id)
    try:
        decide(
            rating_id=found.pk,
            to=RatingState.PUBLIC,
            reason=Reason.CHECKED,
            rights=request.rights,
        )
    except RatingError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "เผยแพร่แล้ว ประชาชนเห็นความเห็นนี้ และนับในคะแนน")
    return redirect("office:rating", found.pk)


@form_page
@handlers
def held(request: OfficeRequest) -> HttpResponse:
    """List the ratings that wait, and decide on those that she ticks."""
    numbers = ticked(request.POST)
    sent = request.POST.copy()
    sent.setlist("rating", numbers)
    form = HeldForm(
        sent if request.method == "POST" else None, offered=offered(request.rights, numbers)
    )
    if request.method == "POST" and form.is_valid():
        _decide_all(request, form)
        return redirect("office:ratings_held")
    page = held_page(request.rights, request.GET.get("after", ""))
    context = {"page": page, "form": form, "ticked": set(numbers)}
    return render(request, "office/ratings/held.html", context, status=form_status(form, ""))


@require_safe
@handlers
def trends(request: OfficeRequest) -> HttpResponse:
    """Show how ratings went month by month."""
    page = trends_page(request.rights, request.GET.get("of", ""), request.GET.get("span", ""))
    return render(request, "office/ratings/trends.html", {"page": page})


@require_safe
def table(request: OfficeRequest) -> HttpResponseBase:
    """Send the ratings of a filtered list as a file."""
    if not request.rights.can(Act.HANDLE_FEEDBACK):
        raise PermissionDenied
    chosen = read_filter(request.GET)
    found = filtered(request.rights, chosen)
    if found.order_by().values("pk")[: MOST_ROWS + 1].count() > MOST_ROWS:
        words = f"มีมากกว่า {MOST_ROWS:,} ความเห็น เลือกช่วงเวลาหรือจุดให้เหลือน้อยลง"
        messages.error(request, words)
        return redirect(f"{reverse('office:ratings')}?{request.GET.urlencode()}")
    name = f"{TITLE}-{bangkok_now():%Y%m%d}"
    rows = rating_rows(found)
    if request.GET.get("file") == "csv":
        lines = csv_table(HEADS, rows)
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.csv")
        return answer
    target = io.BytesIO()  # compressed: a few megabytes at most
    write_table(target, TITLE, HEADS, rows, WIDE)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX_TYPE)


def _rating_shown(request: OfficeRequest, found: Rating, form: ReplyForm) -> HttpResponse:
    context = {"page": rating_page(found), "form": form}
    return render(request, "office/ratings/rating.html", context, status=form_status(form, ""))


def _first_kind(found: Rating) -> dict[str, str]:
    """Offer an answer for everybody only where everybody sees what is answered."""
    is_public = found.state == RatingState.PUBLIC
    return {"kind": ReplyKind.PUBLIC if is_public else ReplyKind.INTERNAL}


def _with_ready_text(request: OfficeRequest, found: Rating) -> ReplyForm:
    """Return the form as typed, with the ready text that she chose in it; nothing is saved."""
    typed = {"kind": request.POST.get("kind", ""), "text": request.POST.get("text", "")}
    choice = ReadyChoiceForm(request.POST)
    if choice.is_valid():
        wanted = choice.cleaned_data["template"]
        ready = ReplyTemplate.objects.filter(agency=answering_agency(found), pk=wanted).first()
        if ready is not None:
            typed["text"] = put_into(typed["text"], ready)
    return ReplyForm(initial=typed)


def _decide_all(request: OfficeRequest, form: HeldForm) -> None:
    """Decide on every rating that she ticked; one that moved on meanwhile is left and told."""
    is_hiding = form.cleaned_data["act"] == HIDE
    how = {"to": RatingState.PUBLIC, "reason": Reason.CHECKED}
    if is_hiding:
        how = {"to": RatingState.HIDDEN, "reason": form.cleaned_data["reason"]}
    done = left = 0
    for number in form.cleaned_data["rating"]:
        try:
            decide(
                rating_id=number,
                text=form.cleaned_data["text"] if is_hiding else "",
                seen=RatingState.HELD,
                rights=request.rights,
                **how,
            )
            done += 1
        except RatingError:
            left += 1
    if done:
        messages.success(request, f"{'ซ่อน' if is_hiding else 'เผยแพร่'}แล้ว {done:,} ความเห็น")
    if left:
        messages.warning(request, f"เว้นไว้ {left:,} ความเห็นที่มีคนตรวจไปแล้ว")
