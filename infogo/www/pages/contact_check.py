"""Whether a phone, link, e-mail or LINE account is one of the government's, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from infogo.agencies.models import Agency, EmergencyNumber
from infogo.contacts.hosts import BY_PAPERS, ending, is_of_government, registered
from infogo.contacts.judging import Judgement, Remark, Verdict, judge_all
from infogo.contacts.reading import LONGEST_TEXT, Kind, Reading, Secret, read_contacts
from infogo.contacts.register import Owner, Source
from infogo.contacts.resemblance import Likeness, Resemblance
from infogo.core.language import in_language
from infogo.core.paths import numbered_path
from infogo.display.manual_head import manual_address
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint
from infogo.www.pages.info import Hotline, hotline

MOST_SOURCES = 5
REPORTED_TO = ("1441", "1200", "1111")
"""Online crime, telephones and messages, everything else; those that this installation has."""


@dataclass(frozen=True)
class SourceRow:
    """A record that names the contact; ``note`` says what it is."""

    title: str
    href: str
    lang: str | None
    note: str


@dataclass(frozen=True)
class Answer:
    """What is said of one contact; ``status`` is that of a notice.

    ``said`` are sentences in order. ``more`` counts the records beyond those shown.
    """

    shown: str
    kind: str
    verdict: Verdict
    status: str
    title: str
    said: Sequence[str]
    sources: Sequence[SourceRow]
    more: int
    provenance: Sequence[str]


@dataclass(frozen=True)
class ContactCheckPage:
    """The form, all that was typed, and the answers; ``problem`` says why there are none.

    ``is_typed_wrong`` where other words would help, and not only waiting.
    """

    typed: str
    problem: str
    is_typed_wrong: bool
    answers: Sequence[Answer]
    has_more: bool
    hotlines: Sequence[Hotline]
    is_unverified: bool
    longest: int = LONGEST_TEXT


def contact_check_page(typed: str | None) -> ContactCheckPage:
    """Return the page before (``None``) or after something was typed."""
    if typed is None:
        return _page("")
    text = typed.replace("\r\n", "\n").strip()
    if len(text) > LONGEST_TEXT:
        return _page(text, _too_long(len(text)))
    reading = read_contacts(text)
    return _page(text, "" if reading.contacts else _problem(reading), reading)


def too_often_page(typed: str, seconds: int) -> ContactCheckPage:
    """Return the page with what was typed, for a network that may check again in some seconds."""
    told = _("เครือข่ายของคุณตรวจหลายครั้งในนาทีนี้ ข้อความยังอยู่ในหน้านี้ รอ %(seconds)s วินาทีแล้วกดตรวจอีกครั้ง")
    return _page(typed, told % {"seconds": seconds}, is_typed_wrong=False)


def _page(
    typed: str, problem: str = "", reading: Reading | None = None, *, is_typed_wrong: bool = True
) -> ContactCheckPage:
    judged = judge_all(reading.contacts) if reading else []
    rows = _rows(judged)
    numbers = _hotlines()
    return ContactCheckPage(
        typed=typed,
        problem=problem,
        is_typed_wrong=bool(problem) and is_typed_wrong,
        answers=[_answer(one, rows) for one in judged],
        has_more=bool(reading and reading.has_more),
        hotlines=[hotline(entry) for entry in numbers],
        is_unverified=any(entry.is_unverified for entry in numbers),
    )


def _too_long(length: int) -> str:
    told = _(
        "ข้อความยาวเกินไป %(over)s ตัวอักษร ตรวจได้ครั้งละไม่เกิน %(most)s "
        "ลบส่วนที่ไม่มีเบอร์หรือลิงก์ออก หรือแบ่งตรวจทีละส่วน"
    )
    return told % {"over": f"{length - LONGEST_TEXT:,}", "most": f"{LONGEST_TEXT:,}"}


def _problem(reading: Reading) -> str:
    """Return what to type instead where nothing was found to look up."""
    if reading.secret is Secret.IDENTITY:
        return _("ดูเหมือนเลขบัตรประชาชน เราไม่ต้องใช้และไม่ได้เก็บไว้ ใส่เบอร์หรือลิงก์ที่ติดต่อคุณมาแทน")
    if reading.secret is Secret.ACCOUNT:
        return _("ไม่ใช่เบอร์โทรในประเทศไทย ถ้าเป็นเลขบัญชี หน้านี้ตรวจให้ไม่ได้")
    return _("ไม่พบเบอร์ ลิงก์ อีเมล หรือไลน์ในข้อความ ใส่ใหม่ เช่น 0 2281 3333 หรือ www.example.go.th")


def _hotlines() -> list[EmergencyNumber]:
    found = EmergencyNumber.objects.filter(number__in=REPORTED_TO)
    return sorted(found, key=lambda entry: REPORTED_TO.index(entry.number))


# What is said.


def _answer(judged: Judgement, rows: Mapping[Source, tuple[SourceRow, str]]) -> Answer:
    told = _told_of(judged.sources)
    shown = [rows[source] for source in told if source in rows]
    return Answer(
        shown=judged.contact.shown,
        kind=judged.contact.kind.value,
        verdict=judged.verdict,
        status=_STATUS[judged.verdict],
        title=_title(judged),
        said=_said(judged),
        sources=[row for row, _source in shown],
        more=max(len(_foremost(judged.sources)) - MOST_SOURCES, 0),
        provenance=list(dict.fromkeys(source for _row, source in shown if source)),
    )


_STATUS = {
    Verdict.OFFICIAL: "success",
    Verdict.WITHIN: "success",
    Verdict.GOVERNMENT: "info",
    Verdict.LOOKALIKE: "error",
    Verdict.UNTOLD: "warning",
    Verdict.UNKNOWN: "warning",
}


def _said(judged: Judgement) -> list[str]:
    meaning, remarks = _meaning(judged), _remarks(judged)
    # Where nothing can be told, why comes before what to do.
    return remarks + meaning if judged.verdict is Verdict.UNTOLD else meaning + remarks


def _title(judged: Judgement) -> str:
    if judged.verdict is Verdict.WITHIN:
        if judged.contact.kind is Kind.EMAIL:
            return _("ใช้ชื่อเว็บไซต์ของหน่วยงานที่เรารู้จัก")
        return _("อยู่ในเว็บไซต์ของหน่วยงานที่เรารู้จัก")
    return {
        Verdict.OFFICIAL: _("ตรงกับช่องทางของหน่วยงาน"),
        Verdict.GOVERNMENT: _("ชื่อของภาครัฐ แต่เราไม่รู้ว่าของหน่วยงานใด"),
        Verdict.LOOKALIKE: _("คล้ายของหน่วยงาน แต่ไม่ตรง"),
        Verdict.UNTOLD: _("ดูจากชื่อไม่ได้ว่าเป็นของใคร"),
        Verdict.UNKNOWN: _("ไม่พบในข้อมูลของเรา"),
    }[judged.verdict]


def _meaning(judged: Judgement) -> list[str]:
    """Return what the verdict means, and what it does not."""
    verdict, kind = judged.verdict, judged.contact.kind
    if verdict is Verdict.LOOKALIKE and judged.likeness is not None:
        return [
            _likeness(judged.likeness, judged),
            _("อย่ากรอกข้อมูล อย่าโอนเงิน และอย่าติดตั้งแอปจากที่นี่ ถามหน่วยงานก่อน"),
            _("ชื่ออาจคล้ายกันโดยบังเอิญ แต่ไม่ใช่ช่องทางที่หน่วยงานให้ไว้ในเว็บไซต์นี้"),
        ]
    if verdict in (Verdict.OFFICIAL, Verdict.WITHIN):
        if Remark.PLATFORM in judged.remarks:
            return [_("ใครก็เปิดหน้าในเว็บไซต์นี้ได้ ดูให้ที่อยู่ทั้งบรรทัดตรงทุกตัวอักษร ไม่ใช่แค่ชื่อเว็บไซต์")]
        return [_caution(kind)]
    if verdict is Verdict.GOVERNMENT:
        return [
            _("ชื่อแบบนี้จดได้เฉพาะหน่วยงานของรัฐ แต่ชื่อนี้ไม่มีในข้อมูลของเรา"),
            _("เว็บไซต์และอีเมลของรัฐก็ถูกเจาะหรือปลอมชื่อผู้ส่งได้ ถ้าขอรหัสหรือเงิน โทรถามหน่วยงานก่อน"),
        ]
    ask = _("ถ้าเขาอ้างชื่อหน่วยงานใด โทรถามหน่วยงานนั้นตามเบอร์ในหน้าหน่วยงาน ไม่ใช่เบอร์ที่เขาให้")
    if verdict is Verdict.UNTOLD:
        return [ask]
    return [_("ไม่ได้แปลว่าปลอม และไม่ได้แปลว่าจริง เราไม่มีช่องทางของหน่วยงานครบทุกแห่ง"), ask]


def _caution(kind: Kind) -> str:
    """Return why even an official contact is no proof of who is calling or writing."""
    return {
        Kind.PHONE: _("เบอร์ที่ขึ้นบนจอปลอมได้ ถ้าเขาโทรมา วางสาย แล้วโทรกลับเบอร์นี้เอง"),
        Kind.EMAIL: _("ชื่อผู้ส่งอีเมลปลอมได้ ถ้าอีเมลขอรหัสหรือเงิน โทรถามหน่วยงานก่อน"),
        Kind.LINE: _("ดูให้ชื่อบัญชีตรงทุกตัวอักษร และไม่บอกรหัส OTP ในแชต"),
        Kind.WEB: _("ดูให้ชื่อในช่องที่อยู่ของเบราว์เซอร์ตรงทุกตัวอักษร ก่อนกรอกข้อมูล"),
    }[kind]


def _likeness(likeness: Resemblance, judged: Judgement) -> str:
    names = {"official": likeness.official, "own": _own_name(judged)}
    text = {
        Likeness.DRAWN: _("เขียนด้วยตัวอักษรที่ดูเหมือน %(official)s"),
        Likeness.INSIDE: _("มีชื่อ %(official)s อยู่ข้างใน แต่พาไปที่ %(own)s"),
        Likeness.JOINED: _("เอาชื่อของ %(official)s ไปต่อกับคำอื่น"),
        Likeness.ENDING: _("ชื่อเหมือน %(official)s แต่ลงท้ายไม่เหมือนกัน"),
        Likeness.TYPO: _("ต่างจาก %(official)s เพียงตัวอักษรเดียว"),
        Likeness.WORD: _("มีชื่อของ %(official)s เป็นคำหนึ่งในชื่อ"),
    }[likeness.how]
    return text % names


def _own_name(judged: Judgement) -> str:
    address = judged.contact.address
    return registered(address.host) if address else judged.contact.value.rpartition("@")[2]


def _remarks(judged: Judgement) -> list[str]:
    contact, found = judged.contact, judged.remarks
    is_ours = judged.verdict in (Verdict.OFFICIAL, Verdict.WITHIN)
    if is_ours:
        found -= {Remark.PLATFORM}  # said already, with what to look at
    said = [text for remark, text in _remark_texts().items() if remark in found]
    if contact.address is not None and Remark.STRANGE_LETTERS in found:
        said.append(
            _("ชื่อนี้มีตัวอักษรภาษาอื่นปนอยู่ ชื่อที่จดไว้จริงคือ %(name)s") % {"name": contact.address.ascii_host}
        )
    host = contact.address.site if contact.address else contact.value.rpartition("@")[2]
    if is_ours and contact.kind is Kind.WEB and _is_free_to_take(host, judged.remarks):
        said.append(
            _("ชื่อนี้ไม่ได้ลงท้ายด้วย .go.th ถ้าหน่วยงานเลิกใช้ คนอื่นจดชื่อต่อได้ ดูให้แน่ใจว่าเป็นหน้าของหน่วยงาน")
        )
    return said


def _is_free_to_take(host: str, found: frozenset[Remark]) -> bool:
    is_guest = found & {Remark.PLATFORM, Remark.SHORTENED}
    return not is_of_government(host) and ending(host) not in BY_PAPERS and not is_guest


def _remark_texts() -> dict[Remark, str]:
    return {
        Remark.SHORTENED: _("เป็นลิงก์ย่อ พาไปที่ใดก็ได้"),
        Remark.PLATFORM: _("เว็บไซต์นี้ให้ใครก็ได้เปิดหน้าของตน"),
        Remark.FREE_MAIL: _("เป็นอีเมลที่ใครก็สมัครได้"),
        Remark.IS_NUMBER: _("เป็นตัวเลขแทนชื่อเว็บไซต์ ลิงก์ให้ประชาชนไม่ควรเป็นแบบนี้"),
        Remark.HIDES_BEFORE_AT: _("ข้อความหน้าเครื่องหมาย @ ในลิงก์ไม่ใช่ชื่อเว็บไซต์ ใส่ไว้ให้เข้าใจผิดได้"),
        Remark.FROM_INTERNET_ABROAD: _("+697 คือสายที่โทรผ่านอินเทอร์เน็ตมาจากต่างประเทศ"),
        Remark.FROM_ROAMING: _("+698 คือเบอร์ไทยที่โทรมาจากต่างประเทศ"),
        Remark.FROM_COUNTRY: _("เป็นเบอร์ของต่างประเทศ เราเก็บเฉพาะเบอร์ในประเทศไทย"),
    }  # fmt: skip


# Whose it is.


def _foremost(sources: Sequence[Source]) -> list[Source]:
    """Leave out manuals where an office itself names the contact: they only repeat it."""
    offices = [one for one in sources if one.owner is not Owner.MANUAL]
    return offices or list(sources)


def _told_of(sources: Sequence[Source]) -> list[Source]:
    return sorted(_foremost(sources), key=lambda one: (_ORDER[one.owner], one.record_id))[
        :MOST_SOURCES
    ]


_ORDER = {owner: place for place, owner in enumerate(Owner)}


def _rows(judged: Iterable[Judgement]) -> dict[Source, tuple[SourceRow, str]]:
    """Return each record with where its facts come from; one query for each kind of record."""
    ids: dict[Owner, set[int]] = {owner: set() for owner in Owner}
    for one in judged:
        for source in _told_of(one.sources):
            ids[source.owner].add(source.record_id)
    found: dict[Source, tuple[SourceRow, str]] = {}
    if ids[Owner.HOTLINE]:
        for entry in EmergencyNumber.objects.filter(pk__in=ids[Owner.HOTLINE]):
            row = _row(entry, reverse("www:emergency"), _("สายด่วน"))
            found[Source(Owner.HOTLINE, entry.pk)] = (row, "")
    if ids[Owner.AGENCY]:
        for agency in Agency.objects.filter(pk__in=ids[Owner.AGENCY]):
            row = _row(agency, numbered_path("www:agency", agency.pk), _("หน้าหน่วยงาน"))
            found[Source(Owner.AGENCY, agency.pk)] = (row, agency.source)
    if ids[Owner.POINT]:
        for point in ServicePoint.objects.filter(pk__in=ids[Owner.POINT]):
            row = _row(point, numbered_path("www:place", point.pk), _("หน้าจุดให้บริการ"))
            found[Source(Owner.POINT, point.pk)] = (row, point.source)
    if ids[Owner.MANUAL]:
        manuals = Manual.objects.filter(pk__in=ids[Owner.MANUAL]).select_related("procedure")
        for manual in manuals:
            local = None if manual.is_standard else manual.agency_id
            href = manual_address(manual.procedure_id, local)
            found[Source(Owner.MANUAL, manual.pk)] = (
                _row(manual.procedure, href, _("ช่องทางในคู่มือ")), "",
            )  # fmt: skip
    return found


def _row(record: object, href: str, note: str) -> SourceRow:
    title, lang = in_language(getattr(record, "name_th", ""), getattr(record, "name_en", ""))
    return SourceRow(title, href, lang, note)
