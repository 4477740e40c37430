"""The room of reference data, and announcements."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from infogo.accounts.roles import Act
from infogo.announcements.models import Announcement
from infogo.announcements.services import (
    change_announcement,
    publish_announcement,
    values_of,
    withdraw_announcement,
)
from infogo.central.pages import reference_announcements as pages
from infogo.central.pages.editing import Editing, Preview
from infogo.central.pages.reference import rooms
from infogo.central.reference_forms import AnnouncementForm, EndForm, announcement_initial
from infogo.central.views.editing import answer_editing, answer_listing
from infogo.central.views.needing import needing_central
from infogo.core.refusal import mark_of
from infogo.editing.may import person_of
from infogo.workspace.gate import OfficeRequest

FORM = require_http_methods(["GET", "HEAD", "POST"])
administering = needing_central(Act.ADMINISTER)


def actor_of(request: OfficeRequest) -> str:
    """Return how the audit trail names who asks."""
    return person_of(request.rights.officer).audit_name


@require_safe
@administering
def reference(request: OfficeRequest) -> HttpResponse:
    """Show what there is to edit."""
    return render(request, "central/reference.html", {"rooms": rooms(request.rights.on)})


@require_safe
@administering
def announcements(request: OfficeRequest) -> HttpResponse:
    """List the announcements."""
    return answer_listing(request, pages.announcements_page())


@FORM
@administering
def announcement_new(request: OfficeRequest) -> HttpResponse:
    """Publish an announcement."""

    def save(form: AnnouncementForm, _seen: str) -> str:
        publish_announcement(facts=form.facts(), actor=actor_of(request))
        return "สร้างประกาศแล้ว"

    initial = announcement_initial(None, timezone.now())
    return answer_editing(
        request,
        Editing(
            title="สร้างประกาศ",
            back=pages.BACK,
            form=AnnouncementForm(request.POST or None, initial=initial),
            look=lambda form: pages.preview(form.facts()),
            save=save,
            to=reverse("central:announcements"),
            save_label="เผยแพร่ประกาศ",
            changes=pages.changes(),
        ),
    )


@FORM
@administering
def announcement(request: OfficeRequest, announcement_id: int) -> HttpResponse:
    """Change an announcement."""
    held = get_object_or_404(Announcement, pk=announcement_id)

    def save(form: AnnouncementForm, seen: str) -> str:
        change_announcement(
            announcement_id=held.pk, facts=form.facts(), seen=seen, actor=actor_of(request)
        )
        return "แก้ประกาศแล้ว"

    initial = announcement_initial(held, timezone.now())
    return answer_editing(
        request,
        Editing(
            title="แก้ประกาศ",
            back=pages.BACK,
            form=AnnouncementForm(request.POST or None, initial=initial),
            look=lambda form: pages.preview(form.facts(), own_id=held.pk),
            save=save,
            to=reverse("central:announcements"),
            mark=lambda: _mark(held),
            now=pages.facts_now(held),
            links=[("ถอนประกาศนี้", reverse("central:announcement_withdraw", args=[held.pk]))],
            changes=pages.changes(held.pk),
        ),
    )


@FORM
@administering
def announcement_withdraw(request: OfficeRequest, announcement_id: int) -> HttpResponse:
    """Take an announcement away."""
    held = get_object_or_404(Announcement, pk=announcement_id)

    def save(form: EndForm, seen: str) -> str:
        reason = form.cleaned_data["reason"]
        withdraw_announcement(
            announcement_id=held.pk, seen=seen, reason=reason, actor=actor_of(request)
        )
        return "ถอนประกาศแล้ว หายจากทุกหน้าทันที"

    return answer_editing(
        request,
        Editing(
            title="ถอนประกาศ",
            back=pages.BACK,
            form=EndForm(request.POST or None),
            look=lambda _form: Preview(lead="ประกาศจะหายจากทุกหน้าทันที และแสดงอีกไม่ได้"),
            save=save,
            to=reverse("central:announcements"),
            mark=lambda: _mark(held),
            save_label="ถอนประกาศ",
            now=pages.facts_now(held),
            changes=pages.changes(held.pk),
        ),
    )


def _mark(held: Announcement) -> str:
    held.refresh_from_db()
    return mark_of(values_of(held))
