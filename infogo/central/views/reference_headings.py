"""Topics, target groups and life events with their stages."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from infogo.central.heading_forms import (
    EndHeadingForm,
    HeadingForm,
    NewHeadingForm,
    OrderForm,
    StagesForm,
)
from infogo.central.pages import reference_headings as pages
from infogo.central.pages.editing import Editing, Preview
from infogo.central.views.editing import answer_editing, answer_listing
from infogo.central.views.reference import FORM, actor_of, administering
from infogo.core.refusal import mark_of
from infogo.editing.services import headings as services
from infogo.editing.services import stages
from infogo.taxonomy.models import Heading, LifeEvent
from infogo.workspace.gate import OfficeRequest


@require_safe
@administering
def headings(request: OfficeRequest, kind: str) -> HttpResponse:
    """List the headings of a kind."""
    return answer_listing(request, pages.headings_page(_kind(kind)))


@FORM
@administering
def heading_new(request: OfficeRequest, kind: str) -> HttpResponse:
    """Add a heading."""
    named = _kind(kind)

    def save(form: NewHeadingForm, _seen: str) -> str:
        slug = form.cleaned_data["slug"]
        services.add_heading(kind=kind, slug=slug, facts=form.facts(), actor=actor_of(request))
        return f"เพิ่ม{named.name}แล้ว"

    return answer_editing(
        request,
        Editing(
            title=f"เพิ่ม{named.name}",
            back=pages.back_to(named),
            form=NewHeadingForm(request.POST or None),
            look=lambda form: pages.adding(named, form.cleaned_data["slug"], form.facts()),
            save=save,
            to=pages.back_to(named)[1],
            save_label=f"เพิ่ม{named.name}",
            changes=pages.changes(named),
        ),
    )


@FORM
@administering
def heading(request: OfficeRequest, kind: str, heading_id: int) -> HttpResponse:
    """Rename a heading, or change what is said of it."""
    named, held = _kind(kind), _held(kind, heading_id)

    def save(form: HeadingForm, seen: str) -> str:
        services.change_heading(
            kind=kind, heading_id=held.pk, facts=form.facts(), seen=seen, actor=actor_of(request)
        )
        return f"แก้{named.name}แล้ว"

    links = [(f"เลิกใช้{named.name}นี้", reverse("central:heading_end", args=[kind, held.pk]))]
    if isinstance(held, LifeEvent):
        links.insert(0, ("แก้ขั้นและบริการในแต่ละขั้น", reverse("central:stages", args=[held.pk])))
    initial = {name: getattr(held, name) for name in services.FIELDS}
    return answer_editing(
        request,
        Editing(
            title=f"แก้{named.name} “{held.name_th}”",
            back=pages.back_to(named),
            form=HeadingForm(request.POST or None, initial=initial),
            look=lambda form: pages.renaming(named, held, form.facts()),
            save=save,
            to=pages.back_to(named)[1],
            mark=lambda: mark_of(services.values_of(_held(kind, heading_id))),
            now=pages.facts_now(held),
            links=links,
            changes=pages.changes(named, held),
        ),
    )


@FORM
@administering
def heading_end(request: OfficeRequest, kind: str, heading_id: int) -> HttpResponse:
    """End a heading and move its services."""
    named, held = _kind(kind), _held(kind, heading_id)
    others = services.KINDS[kind].objects.exclude(pk=held.pk)

    def look(form: EndHeadingForm) -> Preview:
        successor = others.filter(pk=form.successor_id).first() if form.successor_id else None
        return pages.ending(named, held, successor)

    def save(form: EndHeadingForm, seen: str) -> str:
        count = services.end_heading(
            kind=kind,
            heading_id=held.pk,
            successor_id=form.successor_id,
            seen=seen,
            reason=form.cleaned_data["reason"],
            actor=actor_of(request),
        )
        return f"เลิกใช้แล้ว ย้าย {count:,} บริการ"

    choices = [(str(pk), name) for pk, name in others.values_list("pk", "name_th")]
    return answer_editing(
        request,
        Editing(
            title=f"เลิกใช้{named.name} “{held.name_th}”",
            back=pages.back_to(named),
            form=EndHeadingForm(request.POST or None, choices=choices),
            look=look,
            save=save,
            to=pages.back_to(named)[1],
            mark=lambda: mark_of(services.values_of(_held(kind, heading_id))),
            save_label="เลิกใช้",
            now=pages.facts_now(held),
            changes=pages.changes(named, held),
        ),
    )


@FORM
@administering
def heading_order(request: OfficeRequest, kind: str) -> HttpResponse:
    """Put the headings of a kind in another order."""
    named = _kind(kind)
    present = list(services.KINDS[kind].objects.order_by("order"))

    def save(form: OrderForm, seen: str) -> str:
        services.order_headings(kind=kind, wanted=form.order(), seen=seen, actor=actor_of(request))
        return f"เรียง{named.name}ใหม่แล้ว"

    return answer_editing(
        request,
        Editing(
            title=f"เรียงลำดับ{named.name}",
            lead="ใส่ตัวเลขลำดับของแต่ละรายการ",
            back=pages.back_to(named),
            form=OrderForm(request.POST or None, headings=present),
            look=lambda form: pages.ordering(present, form.order()),
            save=save,
            to=pages.back_to(named)[1],
            mark=lambda: mark_of(services.order_values(kind)),
            changes=pages.changes(named),
        ),
    )


@FORM
@administering
def event_stages(request: OfficeRequest, event_id: int) -> HttpResponse:
    """Arrange the stages of a life event, and which services belong to each."""
    held = get_object_or_404(LifeEvent, pk=event_id)
    present = stages.stages_of(held)

    def look(form: StagesForm) -> Preview:
        stages.checked_services(form.wanted())
        return pages.staging(present, form.wanted())

    def save(form: StagesForm, seen: str) -> str:
        stages.set_stages(
            event_id=held.pk, stages=form.wanted(), seen=seen, actor=actor_of(request)
        )
        return "แก้ขั้นของเหตุการณ์แล้ว"

    return answer_editing(
        request,
        Editing(
            title=f"ขั้นของ “{held.name_th}”",
            lead="แต่ละขั้นมีบริการเรียงตามที่ควรทำ ใส่รหัสบริการบรรทัดละรหัส",
            back=pages.back_to(pages.NAMED["event"]),
            form=StagesForm(request.POST or None, stages=present),
            look=look,
            save=save,
            to=reverse("central:heading", args=["event", held.pk]),
            mark=lambda: mark_of(stages.values_of(held)),
            changes=pages.changes(pages.NAMED["event"], held),
        ),
    )


def _kind(code: str) -> pages.Kind:
    if code not in pages.NAMED:
        raise Http404
    return pages.NAMED[code]


def _held(kind: str, heading_id: int) -> Heading:
    _kind(kind)
    found: Heading = get_object_or_404(services.KINDS[kind].objects, pk=heading_id)
    return found
