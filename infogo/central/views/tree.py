"""One agency founded, renamed, moved in the tree, ended or taken up again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from infogo.agencies.models import Agency, AgencyStatus
from infogo.central.care_forms import BasisForm, MoveForm, NewAgencyForm, RenameForm
from infogo.central.pages import agencies as pages
from infogo.central.pages.care_parts import number_in
from infogo.central.views.agencies import administering, form_page
from infogo.geo.models import Province
from infogo.geo.selectors import provinces_by_name
from infogo.mergers.errors import MergerError
from infogo.mergers.services import tree
from infogo.workspace.forms import form_status, said_so_far
from infogo.workspace.gate import OfficeRequest


@form_page
@administering
def agency_new(request: OfficeRequest) -> HttpResponse:
    """Found an agency."""
    choices = {"kinds": pages.kind_choices(), "provinces": provinces_by_name()}
    form = NewAgencyForm(**said_so_far(request), **choices)

    def act(said: dict[str, Any]) -> Agency:
        province = Province.objects.filter(code=said["province"]).first()
        new = tree.NewAgency(
            said["name_th"], said["kind"], said["name_en"], said["abbreviation"],
            parent=_parent(request), province=province,
        )  # fmt: skip
        return tree.create_agency(new=new, basis=said["basis"], actor=request.rights.officer)

    return _form_page(request, None, form, "central/agency_new.html", act, "ตั้งหน่วยงานแล้ว")


@form_page
@administering
def agency_rename(request: OfficeRequest, agency_id: int) -> HttpResponse:
    """Give an agency another name."""
    found = _active(agency_id)
    form = RenameForm(request.POST or None, initial={"name_th": found.name_th}, current=found)

    def act(said: dict[str, Any]) -> Agency:
        return tree.rename_agency(agency_id=found.pk, actor=request.rights.officer, **said)

    done = "เปลี่ยนชื่อแล้ว ค้นด้วยชื่อเดิมก็พบ"
    return _form_page(request, found, form, "central/agency_rename.html", act, done)


@form_page
@administering
def agency_move(request: OfficeRequest, agency_id: int) -> HttpResponse:
    """Put an agency under another one."""
    found, parent = _active(agency_id), _parent(request)

    def act(said: dict[str, Any]) -> Agency:
        return tree.move_agency(
            agency_id=found.pk, parent=parent, basis=said["basis"],
            actor=request.rights.officer,
        )  # fmt: skip

    form = MoveForm(**said_so_far(request), agency=found, parent=parent)
    return _form_page(request, found, form, "central/agency_move.html", act, "ย้ายสังกัดแล้ว")


@form_page
@administering
def agency_end(request: OfficeRequest, agency_id: int) -> HttpResponse:
    """End an agency that has no successor."""
    found = _active(agency_id)

    def act(said: dict[str, Any]) -> Agency:
        return tree.end_agency(
            agency_id=found.pk, reason=said["basis"], actor=request.rights.officer
        )

    more = {"obstacles": tree.obstacles_to_end(found)}
    form = BasisForm(request.POST or None)
    done = "ยุบเลิกหน่วยงานแล้ว"
    return _form_page(request, found, form, "central/agency_end.html", act, done, more)


@form_page
@administering
def agency_reopen(request: OfficeRequest, agency_id: int) -> HttpResponse:
    """Take up again an agency that was ended by mistake."""
    found = get_object_or_404(Agency, pk=agency_id, status=AgencyStatus.CLOSED)

    def act(said: dict[str, Any]) -> Agency:
        return tree.reopen_agency(
            agency_id=found.pk, reason=said["basis"], actor=request.rights.officer
        )

    form = BasisForm(request.POST or None)
    done = "เปิดหน่วยงานอีกครั้งแล้ว แต่งตั้งผู้ดูแลใหม่"
    return _form_page(request, found, form, "central/agency_reopen.html", act, done)


def _active(agency_id: int) -> Agency:
    return get_object_or_404(
        Agency.objects.select_related("parent"), pk=agency_id, status=AgencyStatus.ACTIVE
    )


def _parent(request: OfficeRequest) -> Agency | None:
    return Agency.objects.filter(pk=number_in(request.POST, "parent")).first()


def _form_page(
    request: OfficeRequest,
    agency: Agency | None,
    form: Any,
    template: str,
    act: Callable[[dict[str, Any]], Agency],
    done: str,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show a form, do what was filled in, and go to the agency."""
    problem = ""
    if form.is_bound and form.is_valid():
        try:
            changed = act(form.cleaned_data)
        except MergerError as refusal:
            problem = str(refusal)
        else:
            messages.success(request, done)
            return redirect("central:agency", changed.pk)
    data = request.POST.copy() if request.method == "POST" else request.GET
    context = {
        "agency": agency,
        "form": form,
        "problem": problem,
        "picker": pages.parent_picker(data, agency),
        "list": reverse("central:agencies"),
        **(more or {}),
    }
    return render(request, template, context, status=form_status(form, problem))
