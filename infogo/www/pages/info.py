"""Pages about the site itself, and the emergency numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from infogo.accounts.retention import DEPARTED_KEPT, SIGN_INS_KEPT
from infogo.agencies.models import Agency, AgencyStatus, EmergencyNumber
from infogo.core.language import in_language
from infogo.display.filters import number
from infogo.geo.models import District, Province, Subdistrict
from infogo.insights.services import KEPT_DAYS
from infogo.manuals.models import Manual, ManualStatus, Procedure, ProcedureStatus
from infogo.page_reports.retention import CONTACTS_KEPT, UNANSWERED_YEARS_KEPT, YEARS_KEPT
from infogo.points.models import PointStatus, ServicePoint
from infogo.search.curation.failed import HOURS_KEPT, LONGEST_TEXT

"""How the source of rows begins that come from no official list: its code, and what it is called
where the loader wrote its name."""


@dataclass(frozen=True)
class Hotline:
    """A telephone number to call in need; names are those that ``hotline_list`` reads."""

    number: str
    name: str
    description: str
    lang: str | None


@dataclass(frozen=True)
class EmergencyPage:
    """National numbers: for danger first, then for questions."""

    is_unverified: bool
    urgent: Sequence[Hotline]
    others: Sequence[Hotline]


@dataclass(frozen=True)
class AboutPage:
    """How much this installation holds, counted now."""

    procedures: int
    manuals: int
    agencies: int
    points: int
    area_text: str


@dataclass(frozen=True)
class PrivacyPage:
    """What the privacy statement says of this installation; no ``tile_host`` means no tiles."""

    contact_name: str
    contact_email: str
    sign_in_days: int
    departed_days: int
    report_contact_days: int
    report_years: int
    report_unanswered_years: int
    kept_days: int
    failed_minimum: int
    failed_days: int
    failed_longest: int
    tile_host: str


def emergency_page() -> EmergencyPage:
    """Return all numbers in the editors' order; one query."""
    numbers = list(EmergencyNumber.objects.all())
    return EmergencyPage(
        is_unverified=any(entry.is_unverified for entry in numbers),
        urgent=[hotline(entry) for entry in numbers if entry.is_urgent],
        others=[hotline(entry) for entry in numbers if not entry.is_urgent],
    )


def about_page() -> AboutPage:
    """Count what citizens can find here."""
    return AboutPage(
        procedures=Procedure.objects.filter(status=ProcedureStatus.ACTIVE).count(),
        manuals=Manual.objects.filter(status=ManualStatus.PUBLISHED).count(),
        agencies=Agency.objects.filter(status=AgencyStatus.ACTIVE).count(),
        points=ServicePoint.objects.filter(status=PointStatus.OPEN).count(),
        area_text=_("%(provinces)s จังหวัด %(districts)s อำเภอและเขต %(subdistricts)s ตำบลและแขวง")
        % {
            "provinces": number(Province.objects.count()),
            "districts": number(District.objects.count()),
            "subdistricts": number(Subdistrict.objects.count()),
        },
    )


def privacy_page() -> PrivacyPage:
    """Return the facts of the privacy statement from where they are decided."""
    return PrivacyPage(
        contact_name=str(settings.INFOGO["DATA_CONTACT_NAME"]),
        contact_email=str(settings.INFOGO["DATA_CONTACT_EMAIL"]),
        sign_in_days=SIGN_INS_KEPT.days,
        departed_days=DEPARTED_KEPT.days,
        report_contact_days=CONTACTS_KEPT.days,
        report_years=YEARS_KEPT,
        report_unanswered_years=UNANSWERED_YEARS_KEPT,
        kept_days=KEPT_DAYS,
        failed_minimum=int(settings.INFOGO["FAILED_QUERY_MINIMUM"]),
        failed_days=HOURS_KEPT.days,
        failed_longest=LONGEST_TEXT,
        tile_host=urlsplit(str(settings.INFOGO["TILE_URL"])).netloc,
    )


def hotline(entry: EmergencyNumber) -> Hotline:
    """Return a number with its name and purpose in the page's language."""
    name, lang = in_language(entry.name_th, entry.name_en)
    description, _lang = in_language(entry.purpose_th, entry.purpose_en)
    return Hotline(number=entry.number, name=name, description=description, lang=lang)
