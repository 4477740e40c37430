"""Direct answers about where and when: counters of a service, one office, or a kind of offices."""

from __future__ import annotations

from math import cos, radians

from django.db.models import (
    Case,
    Count,
    ExpressionWrapper,
    F,
    FloatField,
    QuerySet,
    When,
)
from django.db.models.expressions import Combinable, OrderBy
from django.utils.translation import gettext as _

from infogo.core.hours import Hours
from infogo.core.language import in_language
from infogo.geo.models import Province
from infogo.geo.selectors import district_of, province_of
from infogo.geo.wording import province_name
from infogo.manuals.going import is_at_counter, may_go, needs_no_trip, place_labels, trip_note
from infogo.pins.models import Pin
from infogo.pins.selectors import pins_of, with_points
from infogo.points.models import HoursStatus, ServicePoint
from infogo.points.opening import Clock, hours_line, hours_of, is_assumed, open_now
from infogo.points.selectors import visitable_points
from infogo.points.wording import place_count_text
from infogo.search.answers.facts import (
    KNOWN,
    NONE,
    UNKNOWN,
    About,
    Answer,
    AnswerLine,
    AnswerPart,
    online_text,
)
from infogo.search.results import Kind, Result, SearchPage
from infogo.search.words.lexicon import kinds_of_offices, squashed
from infogo.taxonomy.models import VocabularyTerm
from infogo.taxonomy.selectors import terms_in_force
from infogo.thai.normalise import normalise

POINTS_SHOWN = 3
KINDS_SHOWN = 3


# ---------------------------------------------------------------- counters of a service


def tell_places(about: About) -> AnswerPart:
    """Tell where to file: kinds of offices and the first counters of the reader's province."""
    label = _("ยื่นที่ไหน")
    pins = _pins(about)
    province = _province(about.found)
    everywhere = about.merged.manual.procedure.point_count
    count = pins.filter(province=province).count() if province else everywhere
    if not count:
        return no_counter(about, label, province, elsewhere=everywhere > 0)
    if province is None:
        return AnswerPart(
            "place",
            label,
            KNOWN,
            _("%(places)sทั่วประเทศ") % {"places": place_count_text(count)},
            _places_path(about),
            _("เลือกจังหวัดเพื่อดูจุดให้บริการใกล้คุณ"),
            lines=_kinds_offering(about),
        )
    here = pins.filter(province=province)
    place = province_name(province)
    words = {"places": place_count_text(count), "place": place}
    return AnswerPart(
        "place",
        label,
        KNOWN,
        _("%(places)sใน %(place)s") % words,
        _places_path(about, province),
        _("ดูทั้ง %(places)sใน %(place)s") % words if count > POINTS_SHOWN else _("ดูที่อยู่และเบอร์โทร"),
        lines=tuple(_counter_line(pin, about.clock) for pin in _first_pins(here, about.found)),
        more=_more_places(count - POINTS_SHOWN),
    )


def no_counter(
    about: About, label: str, province: Province | None, *, elsewhere: bool
) -> AnswerPart:
    """Tell where to file what no counter is listed for, or that one need not go anywhere."""
    path, link = f"{about.path}#places", _("ดูช่องทางในคู่มือ")
    if elsewhere and province:
        value = _("ใน %(place)s ยังไม่มีจุดให้บริการเรื่องนี้ในระบบ") % {"place": province_name(province)}
        more = _("ดูจังหวัดที่มีจุดให้บริการ")
        return AnswerPart("place", label, UNKNOWN, value, _places_path(about), more)
    content = about.content
    if content.online_channels:
        value, note = online_text(content), trip_note(content)
        return AnswerPart("place", label, KNOWN, value, path, link, note=note)
    if is_at_counter(content):
        value = _("ที่หน่วยงาน แต่ยังไม่มีที่อยู่ของจุดให้บริการในระบบ")
        return AnswerPart("place", label, UNKNOWN, value, path, link)
    if places := may_go(content):
        value = " · ".join(place_labels(places))
        return AnswerPart("place", label, KNOWN, value, path, link)
    if needs_no_trip(content):
        return AnswerPart("place", label, NONE, _("ไม่ต้องเดินทาง"), path, link)
    value = _("คู่มือยังไม่ได้บอกช่องทาง ถามหน่วยงานก่อนไป")
    return AnswerPart("place", label, UNKNOWN, value, path, link)


def tell_hours(about: About) -> AnswerPart:
    """Tell when the counters of the reader's province are open, together where all are alike."""
    label = _("เวลาเปิด")
    province = _province(about.found)
    here = _pins(about).filter(province=province) if province else Pin.objects.none()
    pins = _first_pins(here, about.found)
    if not pins or province is None:
        value, link = _("แต่ละแห่งอาจเปิดไม่เหมือนกัน"), _("เลือกจังหวัดเพื่อดูเวลาเปิดของแต่ละแห่ง")
        return AnswerPart("hours", label, UNKNOWN, value, _places_path(about), link)
    count, hours = here.count(), _hours_of_all(here)
    return AnswerPart(
        "hours",
        label,
        KNOWN if hours is None or hours.known else UNKNOWN,
        _hours_told(hours) if hours else _("แต่ละแห่งเปิดไม่เหมือนกัน"),
        _places_path(about, province),
        _("ดูเวลาเปิดของทุกแห่งใน %(place)s") % {"place": province_name(province)},
        lines=tuple(_counter_line(pin, about.clock) for pin in pins),
        more=_more_places(count - POINTS_SHOWN),
        note=_caution([pin.point for pin in pins]),
    )


def _hours_of_all(pins: QuerySet[Pin]) -> Hours | None:
    """Return the hours that all these counters keep, known or not; nothing when they differ."""
    kept = list(pins.order_by().values_list("hours", "point__hours").distinct()[:2])
    if len(kept) != 1:
        return None
    stored = kept[0][0] or kept[0][1]
    return Hours.model_validate(stored) if stored else Hours.unknown()


def _pins(about: About) -> QuerySet[Pin]:
    """Return the counters of the service in whichever agency."""
    manual = about.merged.manual
    return pins_of(manual.standard or manual)


def _first_pins(pins: QuerySet[Pin], found: SearchPage) -> list[Pin]:
    """Return a few pins: those of the district named first, then the nearest to it.

    Of these, those that bear the name come first: who names หัวหิน lives in its municipality.
    Without a district those of the capital come first. What has no position comes last.
    """
    order: list[Combinable | OrderBy | str] = ["point__district", "point__sort_key", "pk"]
    if found.place is not None and found.place.level != "province":
        code, said = found.place.code[:4], found.place.neighbourhood or found.place.name_th
        there = Case(When(point__district=code, then=0), default=1)
        called_so = Case(When(point__name_th__contains=said, then=0), default=1)
        order = [there, called_so, *_nearest_to(code, _province(found)), *order]
    return list(with_points(pins).order_by(*order)[:POINTS_SHOWN])


def _nearest_to(code: str, province: Province | None) -> list[OrderBy]:
    """Return what puts points first that are near the middle of a district, if that is known.

    Degrees of longitude are shorter: by the cosine of the latitude.
    """
    district = district_of(code, province)
    if district is None or district.lat is None or district.lng is None:
        return []
    north = F("point__lat") - district.lat
    east = (F("point__lng") - district.lng) * cos(radians(district.lat))
    away = ExpressionWrapper(north * north + east * east, output_field=FloatField())
    return [away.asc(nulls_last=True)]


def _counter_line(pin: Pin, clock: Clock) -> AnswerLine:
    return _point_line(pin.point, clock, pin)


def _point_line(point: ServicePoint, clock: Clock, pin: Pin | None = None) -> AnswerLine:
    text, lang = in_language(point.name_th, point.name_en)
    return AnswerLine(
        text=text,
        lang=lang,
        path=f"/place/{point.pk}",
        status=open_now(point, clock, pin.hours if pin else None),
    )


def _kinds_offering(about: About) -> tuple[AnswerLine, ...]:
    """Return the kinds of offices that offer a service, as the procedure names them."""
    terms = terms_in_force(["point_kind"], about.clock.now.date())["point_kind"]
    kinds = about.merged.manual.procedure.offered_kinds
    lines = []
    for kind in [kind for kind in kinds if kind in terms][:KINDS_SHOWN]:
        text, lang = in_language(terms[kind].label_th, terms[kind].label_en)
        lines.append(AnswerLine(text=text, lang=lang))
    return tuple(lines)


def _places_path(about: About, province: Province | None = None) -> str:
    """Address of the list of all counters, in whichever agency."""
    path = f"/manual/{about.result.id}/places"
    return f"{path}?prov={province.code}" if province else path


def _province(found: SearchPage) -> Province | None:
    return province_of(found.province) if found.province else None


# ---------------------------------------------------------------- offices


def office_answer(found: SearchPage, clock: Clock) -> Answer | None:
    """Answer when one office is open, or else when the offices of a kind are."""
    first = found.results[0] if found.is_convincing else None
    points: list[ServicePoint] = []
    if first is not None and first.kind in {Kind.POINT, Kind.AGENCY}:
        points = _points_of(first)
    if first is not None and len(points) == 1:
        return _one_office(first, points[0], clock)
    kind = _kind_named(found.service, clock)
    if kind is not None:
        return _kind_answer(kind, found)
    return _many_offices(first) if first is not None and points else None


def _points_of(result: Result) -> list[ServicePoint]:
    """Return the point itself, or the first two of an agency: one, or more than one."""
    points = visitable_points()
    if result.kind is Kind.POINT:
        return list(points.filter(pk=result.id))
    return list(points.filter(agency=result.id).order_by("sort_key", "pk")[:2])


def _many_offices(result: Result) -> Answer:
    title, lang = in_language(result.title_th, result.title_en)
    part = AnswerPart(
        "hours",
        _("เวลาเปิด"),
        UNKNOWN,
        _("มีหลายจุดให้บริการ แต่ละแห่งอาจเปิดไม่เหมือนกัน"),
        f"/agency/{result.id}/places",
        _("เลือกจุดให้บริการเพื่อดูเวลาเปิด"),
    )
    return Answer(title, lang, result.path, (part,))


def _one_office(result: Result, point: ServicePoint, clock: Clock) -> Answer:
    title, lang = in_language(result.title_th, result.title_en)
    hours, status = hours_of(point), open_now(point, clock)
    part = AnswerPart(
        "hours",
        _("เวลาเปิด"),
        KNOWN if hours.known else UNKNOWN,
        _hours_told(hours),
        f"/place/{point.pk}",
        _("ดูเวลาเปิด ที่อยู่ และเบอร์โทร"),
        status=status if status.state != "unknown" else None,
        note=_caution([point]),
    )
    return Answer(title, lang, f"/place/{point.pk}", (part,))


def _kind_named(subject: str, clock: Clock) -> VocabularyTerm | None:
    """Return the kind of offices that is called exactly this, by its name or everyday word."""
    asked = squashed(normalise(subject))
    if not asked:
        return None
    terms = terms_in_force(["point_kind"], clock.now.date())["point_kind"]
    by_label = [
        term
        for term in terms.values()
        if asked in {squashed(normalise(term.label_th)), squashed(normalise(term.label_en))}
    ]
    if by_label:
        return by_label[0]
    kinds = kinds_of_offices().get(asked, ())
    return terms.get(kinds[0]) if len(kinds) == 1 else None


def _kind_answer(kind: VocabularyTerm, found: SearchPage) -> Answer | None:
    province = _province(found)
    points = visitable_points().filter(kind=kind.code)
    if province:
        points = points.filter(province=province)
    total = points.count()
    if not total:
        return None
    path = f"/places?{f'prov={province.code}&' if province else ''}kind={kind.code}"
    title, lang = in_language(kind.label_th, kind.label_en)
    words = {"places": place_count_text(total)}
    link = _("ดูทั้ง %(places)s") % words
    if province:
        link = _("ดูทั้ง %(places)sใน %(place)s") % {**words, "place": province_name(province)}
    return Answer(title, lang, path, (_kind_part(points, path, link),))


def _kind_part(points: QuerySet[ServicePoint], path: str, link: str) -> AnswerPart:
    """Tell the hours that all these points keep, or that they differ."""
    label = _("เวลาเปิด")
    kept = list(points.order_by().values("hours", "hours_status").annotate(n=Count("pk"))[:2])
    if len(kept) != 1:
        value = _("แต่ละแห่งเปิดไม่เหมือนกัน เลือกแห่งที่จะไปเพื่อดูเวลาเปิด")
        return AnswerPart("hours", label, UNKNOWN, value, path, link)
    stored, status = kept[0]["hours"], kept[0]["hours_status"]
    hours = Hours.model_validate(stored) if stored else Hours.unknown()
    value = _hours_told(hours)
    if not hours.known:
        return AnswerPart("hours", label, UNKNOWN, value, path, link)
    note = _assumed_text() if status == HoursStatus.ASSUMED else ""
    return AnswerPart("hours", label, KNOWN, value, path, link, note=note)


def _hours_told(hours: Hours) -> str:
    """Write hours, or what is told in words where they are not known."""
    if hours.known:
        return hours_line(hours)
    return hours.text or _("ไม่มีข้อมูลเวลาทำการ โทรถามก่อนไป")


def _more_places(left_out: int) -> str:
    """Say how many places were left out, if any."""
    if left_out <= 0:
        return ""
    return _("และอีก %(places)s") % {"places": place_count_text(left_out)}


def _caution(points: list[ServicePoint]) -> str:
    return _assumed_text() if any(is_assumed(point) for point in points) else ""


def _assumed_text() -> str:
    return _("เวลาเปิดปิดคิดจากเวลาราชการทั่วไป หน่วยงานยังไม่ยืนยัน")
