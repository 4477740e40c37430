"""The page on which a citizen rates a service, and what she reads afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from infogo.core.dates import BANGKOK, month_and_year
from infogo.core.language import current_language, in_language
from infogo.display.key_facts import KNOWN, KeyFact, key_facts
from infogo.display.manual_head import manual_address
from infogo.display.whereabouts import point_name
from infogo.manuals.case_words import told
from infogo.manuals.models import Manual
from infogo.manuals.selectors import content_here, merged_manual
from infogo.pins.models import Pin
from infogo.pins.selectors import services_at
from infogo.points.models import PointStatus, ServicePoint
from infogo.ratings.guard import Masked
from infogo.ratings.models import Channel, Rating
from infogo.www.pages.service_links import collation_key
from infogo.www.rate_form import RateForm
from infogo.www.rating_words import channel_words, personal_words, score_words

MOST_PLACES = 8
"""Points offered in the form itself; a service with more leads to its list of places."""
AT_POINT = "point-"


@dataclass(frozen=True)
class Subject:
    """What is rated: a manual, at ``point`` if the address says so, else where she says.

    ``places`` are offered in the form (value and label); ``elsewhere_href`` leads to all places
    of the service where there are too many to offer.
    """

    manual: Manual
    point: ServicePoint | None
    places: Sequence[tuple[str, str]]
    elsewhere_href: str
    address: str
    results_href: str

    def answered_by(self, where: str) -> tuple[int, int | None, Channel]:
        """Return manual, point and channel of what she chose."""
        if self.point is not None:
            return self.manual.pk, self.point.pk, Channel.POINT
        if where.startswith(AT_POINT):
            return self.manual.pk, int(where.removeprefix(AT_POINT)), Channel.POINT
        return self.manual.pk, None, Channel(where)


@dataclass(frozen=True)
class Guard:
    """What would be masked in her comment, and how it would read."""

    kinds: str
    text: str


@dataclass(frozen=True)
class RatePage:
    """Everything the form's page shows; ``problem`` is what is wrong with it as a whole."""

    subject: Subject
    title: str
    lang: str | None
    agency: str
    agency_lang: str | None
    place: str
    place_lang: str | None
    trail: Sequence[tuple[str, str]]
    hints: dict[str, str]
    form: RateForm
    token: str
    problem: str
    guard: Guard | None


@dataclass(frozen=True)
class RatedPage:
    """What is said after a rating: its number, where it stands and what happens next."""

    reference: str
    title: str
    lang: str | None
    where: str
    where_lang: str | None
    is_public: bool
    is_hidden: bool
    score: str
    comment: str
    has_masked: bool
    replies: Sequence[tuple[str, str]]
    results_href: str


@dataclass(frozen=True)
class WhichLink:
    """One service of a point, as ``link_list`` reads it."""

    title: str
    href: str
    lang: str | None


@dataclass(frozen=True)
class WhichPage:
    """The services of a point, each leading to its form."""

    name: str
    lang: str | None
    trail: Sequence[tuple[str, str]]
    services: Sequence[WhichLink]
    agency: str
    agency_href: str


def subject_of_manual(manual: Manual, point_id: int | None) -> Subject:
    """Return what is rated on a manual's own form; ``point_id`` names the point she was at."""
    local_id = None if manual.is_standard else manual.agency_id
    address = manual_address(manual.procedure_id, local_id, "rate")
    results = manual_address(manual.procedure_id, local_id, "ratings")
    if point_id is not None and (pin := _pin_at(point_id, manual.procedure_id)):
        query = urlencode({"place": point_id})
        return Subject(pin.manual, pin.point, (), "", f"{address}?{query}", results)
    pins = list(
        Pin.objects.filter(manual=manual)
        .exclude(point__status=PointStatus.CLOSED)
        .select_related("point")
        .order_by("point__sort_key")[: MOST_PLACES + 1]
    )
    offered = pins if len(pins) <= MOST_PLACES else []
    places = [(f"{AT_POINT}{pin.point_id}", point_name(pin.point)[0]) for pin in offered]
    # Everybody may have been anywhere on the standard manual's page: it is the whole country's.
    has_more = manual.is_standard or len(pins) > MOST_PLACES
    elsewhere = manual_address(manual.procedure_id, local_id, "places") if has_more else ""
    return Subject(manual, None, [*places, *channel_words().items()], elsewhere, address, results)


def subject_of_point(point: ServicePoint, procedure_id: int | None) -> Subject | None:
    """Return what is rated at a point: the service asked for, or its only one."""
    pins = list(services_at(point))
    if procedure_id is not None:
        pins = [pin for pin in pins if pin.procedure_id == procedure_id][:1]
    if len(pins) != 1:
        return None
    manual = _manual_with_names(pins[0].manual_id)
    address = reverse("www:place_rate", args=[point.pk])
    query = urlencode({"manual": manual.procedure_id})
    results = reverse("www:place_ratings", args=[point.pk])
    return Subject(manual, point, (), "", f"{address}?{query}", results)


def rate_page(
    subject: Subject,
    form: RateForm,
    token: str,
    *,
    problem: str = "",
    masked: Masked | None = None,
) -> RatePage:
    """Return the form's page; ``masked`` when personal data was found in her comment."""
    manual, procedure = subject.manual, subject.manual.procedure
    title, lang = in_language(procedure.name_th, procedure.name_en)
    agency, agency_lang = in_language(manual.agency.name_th, manual.agency.name_en)
    place, place_lang = point_name(subject.point) if subject.point else ("", None)
    local_id = None if manual.is_standard else manual.agency_id
    trail = [(title, manual_address(procedure.pk, local_id))]
    if subject.point:
        trail = [(place, reverse("www:place", args=[subject.point.pk]))]
    return RatePage(
        subject=subject,
        title=title,
        lang=lang,
        agency=agency,
        agency_lang=agency_lang,
        place=place,
        place_lang=place_lang,
        trail=trail,
        hints=_hints(manual),
        form=form,
        token=token,
        problem=problem,
        guard=_guard(masked) if masked else None,
    )


def which_page(point: ServicePoint) -> WhichPage:
    """Return the page that asks which service was used at a point."""
    name, lang = point_name(point)
    address = reverse("www:place_rate", args=[point.pk])
    services = {}
    for pin in services_at(point):
        title, service_lang = in_language(pin.procedure.name_th, pin.procedure.name_en)
        query = urlencode({"manual": pin.procedure_id})
        services[pin.procedure_id] = WhichLink(title, f"{address}?{query}", service_lang)
    return WhichPage(
        name=name,
        lang=lang,
        trail=[(name, reverse("www:place", args=[point.pk]))],
        services=sorted(services.values(), key=lambda link: collation_key(link.title)),
        agency=in_language(point.agency.name_th, point.agency.name_en)[0],
        agency_href=reverse("www:agency", args=[point.agency_id]),
    )


def rated_page(rating: Rating) -> RatedPage:
    """Return what is said of a rating to whoever knows its number."""
    title, lang = in_language(rating.procedure.name_th, rating.procedure.name_en)
    # As the form named it: the counter she was at, or else whose service it is.
    where, where_lang = (
        point_name(rating.point)
        if rating.point
        else in_language(rating.agency.name_th, rating.agency.name_en)
    )
    replies = [
        (month_and_year(reply.at.astimezone(BANGKOK), current_language()), reply.text)
        for reply in rating.replies.all()
        if reply.kind == "public"
    ]
    if rating.point_id:
        results = reverse("www:place_ratings", args=[rating.point_id])
    else:
        local_id = None if rating.manual.is_standard else rating.manual.agency_id
        results = manual_address(rating.procedure_id, local_id, "ratings")
    return RatedPage(
        reference=rating.reference,
        title=title,
        lang=lang,
        where=where,
        where_lang=where_lang,
        is_public=rating.is_public,
        is_hidden=rating.state == "hidden",
        score=score_words()[rating.overall],
        comment=rating.comment,
        has_masked=rating.has_masked,
        replies=replies,
        results_href=results,
    )


def _pin_at(point_id: int, procedure_id: int) -> Pin | None:
    pin = (
        Pin.objects.filter(point_id=point_id, procedure_id=procedure_id)
        .exclude(point__status=PointStatus.CLOSED)
        .select_related("point")
        .order_by("pk")
        .first()
    )
    if pin is not None:
        pin.manual = _manual_with_names(pin.manual_id)
    return pin


def _manual_with_names(manual_id: int) -> Manual:
    return Manual.objects.select_related("procedure", "agency", "current", "standard__current").get(
        pk=manual_id
    )


def _hints(manual: Manual) -> dict[str, str]:
    """Return what the manual promised, beside the questions about it."""
    facts = {fact.icon: fact for fact in key_facts(told(content_here(merged_manual(manual))), 0)}
    return {
        "in_time": _promised(facts["clock"]),
        "paid_more": _promised(facts["money"]),
        "asked_for_copies": _("หน่วยงานต้องตรวจเองจากทะเบียน ไม่ต้องใช้สำเนา"),
    }


def _promised(fact: KeyFact) -> str:
    if not fact.value:
        return ""
    if fact.state == KNOWN or fact.icon == "money":
        return _("คู่มือบอกไว้: %(value)s") % {"value": fact.value}
    return ""


def _guard(masked: Masked) -> Guard:
    words = personal_words()
    return Guard(" · ".join(words[kind] for kind in masked.kinds), masked.text)
