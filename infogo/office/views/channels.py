"""Electronic channels of agencies: the list of hers, one agency, its channels and its answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.channels import services
from infogo.channels.errors import ChannelError, ChannelFieldError
from infogo.channels.facts import read_channel
from infogo.channels.models import AgencyEChannel, EActDeclaration, Section
from infogo.channels.rules import rules_on
from infogo.editing.may import person_of
from infogo.files.kinds import FileRefusedError
from infogo.files.serving import given
from infogo.office.channel_forms import ChannelForm, DeclareForm
from infogo.office.pages import channels as pages
from infogo.office.views.agencies import for_keepers
from infogo.workspace.forms import begin_anew, form_status
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.needing import needing

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@needing(Act.EDIT_AGENCY)
def channels(request: OfficeRequest) -> HttpResponse:
    """List the agencies whose data she keeps."""
    asked = request.GET
    page = pages.channels_page(
        request.rights, asked.get("q", ""), asked.get("only", ""), asked.get("page", "")
    )
    return render(request, "office/channels.html", {"page": page})


@require_safe
@for_keepers
def channels_agency(request: OfficeRequest, agency: Agency) -> HttpResponse:
    """Show one agency's channels and answers."""
    page = pages.agency_channels(request.rights, agency)
    return render(request, "office/channels_agency.html", {"page": page})


@form_page
@for_keepers
def channel_new(request: OfficeRequest, agency: Agency) -> HttpResponse:
    """Declare a channel."""
    return _channel_page(request, agency, None)


@form_page
def channel_edit(request: OfficeRequest, agency_id: int, channel_id: int) -> HttpResponse:
    """Change a channel."""
    agency, channel = _hers(request, agency_id, channel_id)
    return _channel_page(request, agency, channel)


@require_POST
def channel_close(request: OfficeRequest, agency_id: int, channel_id: int) -> HttpResponse:
    """End a channel, or take it into use again when the button says so."""
    agency, channel = _hers(request, agency_id, channel_id)
    act = services.reopen_channel if "reopen" in request.POST else services.close_channel
    try:
        act(agency_id=agency.pk, channel_id=channel.pk, actor=person_of(request.rights.officer))
    except ChannelError as refusal:
        messages.error(request, str(refusal))
    else:
        done = "เปิดใช้อีกครั้งแล้ว" if "reopen" in request.POST else "เลิกใช้แล้ว ประชาชนไม่เห็น"
        messages.success(request, f"{channel.address} {done}")
    return redirect("office:channels_agency", agency.pk)


@form_page
def channel_declare(request: OfficeRequest, agency_id: int, section: int) -> HttpResponse:
    """Answer about one section."""
    hers = request.rights.agencies(Act.EDIT_AGENCY)
    agency = get_object_or_404(hers, pk=agency_id)
    if section not in Section.values:
        raise Http404
    found = EActDeclaration.objects.filter(agency=agency, section=section).first()
    needs_file = found is None or found.file_id is None or services.has_wrong_file(found)
    form = DeclareForm(request, initial=pages.typed_declaration(found), needs_file=needs_file)
    if request.method == "POST" and form.is_valid():
        if _declared(request, form, agency, section):
            messages.success(request, "บันทึกคำตอบแล้ว ถ้าแนบไฟล์แล้ว ส่วนกลางจะตรวจและแจ้งผล")
            return redirect("office:channels_agency", agency.pk)
        begin_anew(form, found.version if found else 0)
    context = {
        "agency": agency,
        "section": Section(section),
        "form": form,
        "needs_file": needs_file,
    }
    return render(request, "office/channel_declare.html", context, status=form_status(form, ""))


@require_safe
def declaration_file(request: OfficeRequest, declaration_id: int) -> HttpResponse:
    """Answer the file of a declaration to its agency and to the central agency."""
    seen = EActDeclaration.objects.filter(
        agency__in=request.rights.agencies(Act.VIEW).values("pk"),
        file__isnull=False,
        file__withdrawn_at=None,
    )
    found = get_object_or_404(seen.select_related("file"), pk=declaration_id)
    return given(request, found.file)  # type: ignore[arg-type]


def _hers(request: OfficeRequest, agency_id: int, channel_id: int) -> tuple[Agency, AgencyEChannel]:
    agency = get_object_or_404(request.rights.agencies(Act.EDIT_AGENCY), pk=agency_id)
    return agency, get_object_or_404(AgencyEChannel, agency=agency, pk=channel_id)


def _channel_page(
    request: OfficeRequest, agency: Agency, channel: AgencyEChannel | None
) -> HttpResponse:
    rules = rules_on(request.rights.on)
    initial = pages.typed_channel(channel) if channel else None
    form = ChannelForm(request.POST or None, initial=initial, rules=rules)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_channel(
                agency_id=agency.pk,
                facts=read_channel(**form.cleaned_data, rules=rules),
                channel_id=channel.pk if channel else None,
                seen=request.POST.get("seen", ""),
                actor=person_of(request.rights.officer),
            )
        except ChannelError as refusal:
            _add_refusal(form, refusal)
        else:
            messages.success(request, "บันทึกช่องทางแล้ว ประชาชนเห็นทันที")
            return redirect("office:channels_agency", agency.pk)
    if channel:
        channel.refresh_from_db()
    seen = services.channel_mark(channel) if channel else ""
    context = {"agency": agency, "channel": channel, "form": form, "seen": seen}
    return render(request, "office/channel_edit.html", context, status=form_status(form, ""))


def _declared(request: OfficeRequest, form: DeclareForm, agency: Agency, section: int) -> bool:
    """Save the answer of a valid form, or add to the form why not."""
    try:
        services.declare(
            agency_id=agency.pk,
            section=Section(section),
            answered=form.answered,
            upload=form.cleaned_data["file"],
            seen=form.cleaned_data["seen"],
            actor=person_of(request.rights.officer),
        )
    except ChannelError as refusal:
        _add_refusal(form, refusal)
        return False
    except FileRefusedError as refusal:
        form.add_error("file", str(refusal))
        return False
    return True


def _add_refusal(form: Any, refusal: ChannelError) -> None:
    """Write a refusal beside its field, or above the form."""
    form.add_error(refusal.field if isinstance(refusal, ChannelFieldError) else None, str(refusal))
