"""Officers of one's agencies, their rights, and the record of both."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infogo.accounts import invitations, services
from infogo.accounts.models import Officer
from infogo.accounts.roles import Act
from infogo.accounts.services import RefusedError
from infogo.office.forms import InviteForm
from infogo.office.pages import log as log_pages
from infogo.office.pages import team as pages
from infogo.workspace.forms import ReasonForm, form_status, said_so_far, words_sought
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.grants import words_of
from infogo.workspace.letters import invitation_link
from infogo.workspace.needing import needing

form_page = require_http_methods(["GET", "HEAD", "POST"])


for_administrators = needing(Act.ADMINISTER)
"""Answer 403 to an officer who administers nothing; it says whom to ask."""


@require_safe
@for_administrators
def team(request: OfficeRequest) -> HttpResponse:
    """List the officers of her agencies."""
    page = pages.team_page(request.rights, request.GET.get("q", ""), request.GET.get("page", ""))
    return render(request, "office/team.html", {"page": page})


@require_safe
@for_administrators
def officer(request: OfficeRequest, officer_id: int) -> HttpResponse:
    """Show one officer's rights in words."""
    found = get_object_or_404(request.rights.officers(), pk=officer_id)
    return render(
        request, "office/officer.html", {"page": pages.officer_page(request.rights, found)}
    )


@require_safe
@for_administrators
def log(request: OfficeRequest) -> HttpResponse:
    """Show who gave, ended or used what, newest first."""
    page = log_pages.log_page(request.rights, request.GET.get("page", ""))
    return render(request, "office/log.html", {"page": page})


@form_page
@for_administrators
def invite(request: OfficeRequest) -> HttpResponse:
    """Invite a new officer."""
    form = InviteForm(**said_so_far(request))
    problem = ""
    if form.is_valid():
        try:
            invited = invitations.invite_officer(
                actor=request.rights.officer,
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                agency=pages.employer(request.rights, form.cleaned_data["agency"]),
                link=invitation_link(),
            )
        except RefusedError as refusal:
            problem = str(refusal)
        else:
            messages.success(request, f"ส่งคำเชิญถึง {invited.email} แล้ว ขั้นต่อไป ให้สิทธิ")
            return redirect("office:officer", invited.pk)
    page = pages.invite_page(request.rights, words_sought(request), form["agency"].value())
    context = {"page": page, "form": form, "problem": problem}
    return render(request, "office/invite.html", context, status=form_status(form, problem))


@require_POST
@for_administrators
def invite_again(request: OfficeRequest, officer_id: int) -> HttpResponse:
    """Send the invitation once more."""
    found = get_object_or_404(request.rights.officers(), pk=officer_id)
    try:
        sent = invitations.send_invitation(
            actor=request.rights.officer, officer=found, link=invitation_link()
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        told = f"ส่งคำเชิญใหม่ถึง {found.email} แล้ว ลิงก์เดิมใช้ไม่ได้อีก"
        messages.success(
            request, told if sent else f"เพิ่งส่งคำเชิญถึง {found.email} ไปเมื่อครู่ ใช้ลิงก์ในอีเมลนั้นได้"
        )
    return redirect("office:officer", found.pk)


@form_page
@for_administrators
def leave(request: OfficeRequest, officer_id: int) -> HttpResponse:
    """Close the account of an officer who left."""
    found = get_object_or_404(request.rights.officers(), pk=officer_id)
    return _with_reason(
        request,
        found,
        title="เจ้าหน้าที่พ้นจากหน่วยงาน",
        text=f"สิทธิทั้งหมดของ{found.name_th}สิ้นสุดทันที และเข้าสู่ระบบไม่ได้อีก ประวัติยังเก็บไว้",
        button="ปิดบัญชีและยุติสิทธิทั้งหมด",
        act=lambda reason: services.officer_leaves(
            actor=request.rights.officer, officer=found, reason=reason
        ),
        done=f"ปิดบัญชีของ{found.name_th}แล้ว",
    )


@form_page
@for_administrators
def end(request: OfficeRequest, grant_id: int) -> HttpResponse:
    """End one right."""
    grants = request.rights.given_grants().select_related("officer", "agency").with_counts()
    grant = get_object_or_404(grants, pk=grant_id)
    words = words_of(grant)
    return _with_reason(
        request,
        grant.officer,
        title="ยุติสิทธิ",
        text=f"{grant.officer.name_th} จะหมดสิทธินี้ทันที: {words}",
        button="ยุติสิทธินี้",
        act=lambda reason: services.end_grant(
            actor=request.rights.officer, grant=grant, reason=reason
        ),
        done=f"ยุติสิทธิแล้ว: {words}",
    )


def _with_reason(
    request: OfficeRequest,
    about: Officer,
    *,
    title: str,
    text: str,
    button: str,
    act: Callable[[str], None],
    done: str,
) -> HttpResponse:
    """Ask for a reason, do it, and go back to the officer."""
    form = ReasonForm(request.POST or None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data["reason"])
        except RefusedError as refusal:
            problem = str(refusal)
        else:
            messages.success(request, done)
            return redirect("office:officer", about.pk)
    context = {
        "title": title,
        "text": text,
        "button_label": button,
        "form": form,
        "problem": problem,
        "about": about,
    }
    return render(request, "office/reason.html", context, status=form_status(form, problem))
