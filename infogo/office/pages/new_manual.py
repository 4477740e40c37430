"""Beginning a manual: for which agency, by adopting, from a copy, or as a new procedure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Case, IntegerField, QuerySet, When
from django.http import QueryDict
from django.urls import reverse

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency, AgencyStatus
from infogo.core.dates import bangkok_now
from infogo.core.written import asked_words
from infogo.manuals.models import Manual, ManualFacts, ManualStatus, Procedure, ProcedureStatus
from infogo.manuals.services import NewProcedure
from infogo.office.pages.manual_list import named
from infogo.office.pages.manual_words import titles_of
from infogo.office.pages.team import AgencyOption, agency_options
from infogo.taxonomy.models import Topic
from infogo.taxonomy.selectors import terms_in_force
from infogo.workspace.choices import line

FOUND_SHOWN = 20
COPIES_SHOWN = 10
SISTERS_ASKED = 20
VOCABULARIES = ("service_type", "service_category")
HINTS = {
    "name": "คำที่ประชาชนใช้ค้น เช่น ขอใบอนุญาตขายอาหาร",
    "official_name": "ชื่อเต็มตามกฎหมายหรือระเบียบ",
}


@dataclass(frozen=True)
class Found:
    """A procedure whose standard manual the agency could adopt."""

    name: str
    official: str
    owner: str
    href: str
    copy_href: str


@dataclass(frozen=True)
class ChoosePage:
    """Agency first, when there are several; then the standard manuals not adopted yet."""

    agency: Agency | None
    agencies: Sequence[AgencyOption]
    agency_total: int
    agency_query: str
    query: str
    found: Sequence[Found]
    is_more: bool
    blank_href: str


@dataclass(frozen=True)
class Copy:
    """A manual of another agency that wrote sections of its own."""

    id: int
    agency: str
    own: Sequence[str]


@dataclass(frozen=True)
class AdoptPage:
    """What an adoption will be, and whose text it could begin from."""

    agency: Agency
    procedure: Procedure
    standard_id: int
    public_href: str
    copies: Sequence[Copy]


class BlankForm(forms.Form):
    """What is needed to begin a procedure; the rest is written in its draft."""

    name = line("ชื่อที่ประชาชนเรียก", 300, HINTS["name"], required=True)
    official_name = line("ชื่อทางราชการ", 400, HINTS["official_name"], required=True)
    topic = forms.ModelChoiceField(
        Topic.objects.all(),
        label="หมวดหมู่สำหรับประชาชน",
        empty_label="เลือกหมวดหมู่",
        error_messages={"required": "เลือกหมวดหมู่สำหรับประชาชน"},
    )
    service_type = forms.ChoiceField(
        label="ประเภทของงานบริการ", error_messages={"required": "เลือกประเภทของงานบริการ"}
    )
    category = forms.ChoiceField(
        label="หมวดหมู่ของงานบริการตามแบบคู่มือ",
        error_messages={"required": "เลือกหมวดหมู่ของงานบริการตามแบบคู่มือ"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terms = terms_in_force(VOCABULARIES, bangkok_now().date())
        fields = zip(("service_type", "category"), VOCABULARIES, strict=True)
        for name, vocabulary in fields:
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                known = terms.get(vocabulary, {})
                field.choices = [("", "เลือก"), *((c, term.label_th) for c, term in known.items())]

    def new_procedure(self) -> NewProcedure:
        """Return what was typed, once it is valid."""
        return NewProcedure(**self.cleaned_data)


def chosen_agency(rights: Rights, data: QueryDict) -> Agency | None:
    """Return the agency named, or the only one for which she may begin manuals."""
    agencies = rights.agencies(Act.EDIT_MANUAL).filter(status=AgencyStatus.ACTIVE)
    wanted = data.get("agency", "")
    if wanted:
        return agencies.filter(pk=_id(wanted)).first()
    first = list(agencies[:2])
    return first[0] if len(first) == 1 else None


def choose_page(rights: Rights, data: QueryDict) -> ChoosePage:
    """Return the first step: the agency, or what it could adopt."""
    agency = chosen_agency(rights, data)
    query = asked_words(data.get("q", ""))
    if agency is None:
        return _agency_step(rights, asked_words(data.get("office", "")))
    rows = _to_adopt(agency, query)
    return ChoosePage(
        agency=agency,
        agencies=(),
        agency_total=1,
        agency_query="",
        query=query,
        found=[_found(standard, agency) for standard in rows[:FOUND_SHOWN]],
        is_more=len(rows) > FOUND_SHOWN,
        blank_href=f"{reverse('office:manual_blank')}?agency={agency.pk}",
    )


def adoptable(agency: Agency) -> QuerySet[Manual]:
    """Return the standard manuals of others that the agency has no manual of."""
    present = Manual.objects.filter(agency=agency).order_by().values("procedure_id")
    return (
        Manual.objects.filter(
            standard=None,
            status=ManualStatus.PUBLISHED,
            current__isnull=False,
            procedure__status=ProcedureStatus.ACTIVE,
        )
        .exclude(agency=agency)
        .exclude(procedure__in=present)
    )


def adopt_page(agency: Agency, standard: Manual) -> AdoptPage:
    """Return what she decides about: adopt as it is, adopt and write, or begin from a copy."""
    own = ManualFacts.objects.filter(manual__standard=standard).values("manual_id")
    near = Manual.objects.filter(pk__in=own, status=ManualStatus.PUBLISHED).exclude(agency=agency)
    copies = [
        Copy(manual.pk, manual.agency.name_th, titles_of(manual.overridden_sections))
        for manual in near.select_related("agency").order_by("-popularity", "pk")[:COPIES_SHOWN]
    ]
    return AdoptPage(
        agency=agency,
        procedure=standard.procedure,
        standard_id=standard.pk,
        public_href=reverse("www:manual", args=[standard.procedure_id]),
        copies=copies,
    )


def copy_source(data: QueryDict) -> Manual | None:
    """Return the published manual that a new one shall begin from, if one is named."""
    manuals = Manual.objects.filter(
        status=ManualStatus.PUBLISHED, procedure__status=ProcedureStatus.ACTIVE
    ).select_related("procedure", "agency", "current__based_on", "standard__current")
    return manuals.filter(pk=_id(data.get("copy", ""))).first()


def _to_adopt(agency: Agency, query: str) -> list[Manual]:
    """Return what the agency could adopt: first what agencies of its kind have, used most first.

    Without words to search for only these: nobody looks through what others do.
    """
    sisters = Agency.objects.filter(kind=agency.kind, status=AgencyStatus.ACTIVE).exclude(
        pk=agency.pk
    )
    some = list(sisters.order_by("pk").values_list("pk", flat=True)[:SISTERS_ASKED])
    theirs = Manual.objects.filter(agency__in=some, status=ManualStatus.PUBLISHED).order_by()
    usual = set(theirs.values_list("procedure_id", flat=True))
    standards = adoptable(agency)
    if query:
        standards = standards.filter(procedure__in=named(query).order_by().values("pk"))
    else:
        standards = standards.filter(procedure__in=usual)
    is_usual = Case(When(procedure__in=usual, then=0), default=1, output_field=IntegerField())
    found = standards.select_related("procedure__owner").alias(unusual=is_usual)
    return list(found.order_by("unusual", "-procedure__popularity", "pk")[: FOUND_SHOWN + 1])


def _agency_step(rights: Rights, query: str) -> ChoosePage:
    agencies = rights.agencies(Act.EDIT_MANUAL).filter(status=AgencyStatus.ACTIVE)
    if query:
        agencies = agencies.filter(name_th__icontains=query)
    return ChoosePage(
        agency=None,
        agencies=agency_options(agencies, rights.officer.agency_id),
        agency_total=agencies.count(),
        agency_query=query,
        query="",
        found=(),
        is_more=False,
        blank_href="",
    )


def _found(standard: Manual, agency: Agency) -> Found:
    procedure = standard.procedure
    adopt = reverse("office:manual_adopt", args=[procedure.pk])
    blank = reverse("office:manual_blank")
    return Found(
        name=procedure.name_th,
        official=procedure.official_name_th,
        owner=procedure.owner.name_th,
        href=f"{adopt}?agency={agency.pk}",
        copy_href=f"{blank}?agency={agency.pk}&copy={standard.pk}",
    )


def _id(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 16 else 0
