"""What changed between two editions, told in words: for pages, feeds, letters and paper.

``told(old, new)`` is the door. Each change is one short sentence ("ค่าธรรมเนียมทำบัตรใหม่: 20 บาท →
30 บาท") of the kind that citizens feel: documents, fees, time, steps. Nothing is left out: where
the comparison word by word shows a difference, something is told, and nothing otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infogo.core.durations import Duration
from infogo.core.language import current_language
from infogo.core.money import baht_text
from infogo.display.manual_parts import channel_label, content_language
from infogo.manuals.content import Channel, Fee, FeeKind, ManualContent, RequiredDocument, Step
from infogo.manuals.diff import (
    Change,
    FieldDiff,
    ItemDiff,
    LineDiff,
    diff_contents,
    diff_unlisted,
)
from infogo.manuals.labels import field_label
from infogo.manuals.lines import items_of, lines_of
from infogo.manuals.matching import name_of
from infogo.manuals.part import Listing, ListingState, Part
from infogo.manuals.wording import fee_formula

LONGEST_TOLD = 160
"""A text with more characters is not repeated: the comparison word by word shows it better."""
SHOWN_IN_SHORT = 3
_THAI = re.compile("[\u0e01-\u0e5b]")


class Felt(StrEnum):
    """What a change means to somebody who prepares a visit, in the order in which it is told."""

    DOCUMENTS = "documents"
    FEES = "fees"
    TIME = "time"
    STEPS = "steps"
    CONDITIONS = "conditions"
    WHERE = "where"
    OTHER = "other"


_OF_SECTION = {
    "documents": Felt.DOCUMENTS,
    "forms": Felt.DOCUMENTS,
    "fees": Felt.FEES,
    "deadline": Felt.TIME,
    "step_reduction": Felt.TIME,
    "steps": Felt.STEPS,
    "criteria": Felt.CONDITIONS,
    "cases": Felt.CONDITIONS,
    "channels": Felt.WHERE,
    "service_areas": Felt.WHERE,
}
_OF_FIELD = {
    "total": Felt.TIME,
    "total_basis": Felt.TIME,
    "pause_rules": Felt.TIME,
    "renewal_by_fee": Felt.CONDITIONS,
    "copy_fee": Felt.OTHER,
    "outputs": Felt.DOCUMENTS,
}
_ORDER = list(Felt)
_IN_AMOUNT = ("kind", "amount_satang", "amount_max_satang", "percent", "percent_base", "per")
"""Fields of a fee that its amount in words says, with ``formula``."""


@dataclass(frozen=True)
class ToldChange:
    """One change in words.

    ``what`` and ``detail`` are in the page's language. ``subject`` is what the manual calls the
    thing, in Thai. A changed thing has ``before`` and ``after`` unless its texts are long, an
    added one may have ``after`` alone; amounts and choices are in the page's language, all else in
    the manual's.
    """

    felt: Felt
    change: Change
    what: str
    subject: str = ""
    detail: str = ""
    before: str = ""
    after: str = ""

    @property
    def before_lang(self) -> str | None:
        """Return the language of ``before`` when it is not the page's."""
        return _language_of(self.before)

    @property
    def after_lang(self) -> str | None:
        """Return the language of ``after`` when it is not the page's."""
        return _language_of(self.after)

    @property
    def text(self) -> str:
        """Return the sentence without markup."""
        head = _joined(self.what, self.subject, self.change)
        if not self.after:
            return f"{head}: {self.detail}" if self.detail else head
        if not self.before:
            return f"{head} ({self.after})"
        detail = f"{self.detail} " if self.detail else ""
        return f"{head}: {detail}{self.before} → {self.after}"


@dataclass(frozen=True)
class ToldGroup:
    """The changes of one kind under their heading."""

    felt: Felt
    title: str
    changes: Sequence[ToldChange]


def told(old: ManualContent, new: ManualContent) -> tuple[ToldChange, ...]:
    """Return what changed from ``old`` to ``new``, in the order in which citizens feel it."""
    found: list[ToldChange] = []
    for section in diff_contents(old, new).changed:
        felt = _OF_SECTION.get(section.section.code, Felt.OTHER)
        for field in section.fields:
            found += _told_field(_OF_FIELD.get(field.name, felt), field, old, new)
    for field in diff_unlisted(old, new):
        found += _told_field(_OF_FIELD.get(field.name, Felt.OTHER), field, old, new)
    return tuple(sorted(found, key=lambda change: _ORDER.index(change.felt)))


def in_groups(changes: Iterable[ToldChange]) -> list[ToldGroup]:
    """Return changes under the headings of their kinds; kinds without any are left out."""
    titles = {
        Felt.DOCUMENTS: _("เอกสาร"),
        Felt.FEES: _("ค่าธรรมเนียม"),
        Felt.TIME: _("ระยะเวลา"),
        Felt.STEPS: _("ขั้นตอน"),
        Felt.CONDITIONS: _("เงื่อนไข"),
        Felt.WHERE: _("ช่องทางและพื้นที่"),
        Felt.OTHER: _("เรื่องอื่น"),
    }
    held: dict[Felt, list[ToldChange]] = {felt: [] for felt in Felt}
    for change in changes:
        held[change.felt].append(change)
    return [ToldGroup(felt, titles[felt], found) for felt, found in held.items() if found]


def in_short(changes: Sequence[ToldChange], most: int = SHOWN_IN_SHORT) -> str:
    """Return the first changes in one line and how many more there are; empty without any."""
    texts = [change.text for change in changes[:most]]
    if rest := len(changes) - most if len(changes) > most else 0:
        texts.append(ngettext("อีก %(count)s อย่าง", "อีก %(count)s อย่าง", rest) % {"count": rest})
    return " · ".join(texts)


def fee_words(fee: Fee) -> str:
    """Return what a fee costs in words, in the page's language."""
    if fee.kind is FeeKind.FREE or (fee.kind is FeeKind.FIXED and not fee.amount_satang):
        return _("ไม่เสียค่าธรรมเนียม")
    if fee.kind is FeeKind.FIXED:
        amount = baht_text(fee.amount_satang or 0, current_language())
        return f"{amount} {_('ต่อ%(thing)s') % {'thing': fee.per}}" if fee.per else amount
    return fee_formula(fee)


def paper_words(document: RequiredDocument) -> str:
    """Return how many originals and copies of a document are asked for, and when."""
    unit = f" {document.unit}" if current_language() == "th" else ""
    counts = [(_("ฉบับจริง"), document.originals), (_("สำเนา"), document.copies)]
    parts = [f"{name} {count}{unit}" for name, count in counts if count]
    return ", ".join([*parts, *([document.condition] if document.condition else [])])


def _language_of(text: str) -> str | None:
    return content_language() if _THAI.search(text) else None


def _joined(what: str, subject: str, change: Change) -> str:
    if not subject or not what:
        return what or subject
    return f"{what} {subject}" if change is Change.CHANGED else f"{what}: {subject}"


def _told_field(
    felt: Felt, field: FieldDiff, old: ManualContent, new: ManualContent
) -> Iterator[ToldChange]:
    if not field.is_changed:
        return
    value = getattr(new, field.name)
    before, after = items_of(getattr(old, field.name)), items_of(value)
    is_list = isinstance(value, (Listing, tuple))
    for item in field.items:
        was = None if item.old_at is None else before[item.old_at]
        now = None if item.new_at is None else after[item.new_at]
        if item.change is Change.KEPT:
            continue
        if not is_list:
            yield from _single(felt, field.label, item, was, now)
        elif item.change is Change.CHANGED and _is_another(item, was, now):
            yield _gone(felt, field.label, was)
            yield _come(felt, field.label, now)
        elif item.change is Change.CHANGED:
            yield from _rewritten(felt, field.label, item, was, now)
        elif item.change is Change.REMOVED:
            yield _gone(felt, field.label, was)
        else:
            yield _come(felt, field.label, now)
    if any(item.is_moved for item in field.items):
        what = _("เรียงลำดับใหม่: %(what)s") % {"what": field.label}
        yield ToldChange(felt, Change.CHANGED, what)


def _is_another(item: ItemDiff, was: Any, now: Any) -> bool:
    """Whether an item took the place of one that has nothing in common with it by name."""
    if type(was) is not type(now):
        return True
    if not isinstance(now, Part) or not item.lines:
        return False
    named = name_of(now)
    for line in item.lines:
        if line.new == named and line.is_changed:
            return not any(run.change is Change.KEPT and run.text.strip() for run in line.runs)
    return False


def _come(felt: Felt, label: str, value: Any) -> ToldChange:
    if isinstance(value, ListingState):
        return ToldChange(felt, Change.ADDED, label, detail=_("คู่มือบอกว่าไม่มี"))
    what = _("เพิ่ม%(what)s") % {"what": _kind_label(label, value)}
    note = _in_brackets(value)
    return ToldChange(felt, Change.ADDED, what, _subject(value), after=note)


def _gone(felt: Felt, label: str, value: Any) -> ToldChange:
    if isinstance(value, ListingState):
        return ToldChange(felt, Change.REMOVED, label, detail=_("เดิมคู่มือบอกว่าไม่มี"))
    what = _("ตัด%(what)s") % {"what": _kind_label(label, value)}
    return ToldChange(felt, Change.REMOVED, what, _subject(value))


def _rewritten(felt: Felt, label: str, item: ItemDiff, was: Any, now: Any) -> Iterator[ToldChange]:
    """Tell an item of a list whose words changed, line by line."""
    what, subject = _kind_label(label, now), _subject(now)
    if not isinstance(now, Part):
        yield _texts(ToldChange(felt, Change.CHANGED, label), str(was), str(now))
        return
    if isinstance(now, Fee) and subject.startswith("ค่า"):
        what = ""
    told_already: set[str] = set()
    head = ToldChange(felt, Change.CHANGED, what, subject)
    if isinstance(now, Fee) and (words := _amounts(was, now)):
        told_already = {field_label(Fee, name) for name in (*_IN_AMOUNT, "formula")}
        yield _with(head, before=words[0], after=words[1])
    for line in item.lines:
        if line.is_changed and line.label not in told_already:
            yield _told_line(head, line, was, now)


def _amounts(was: Fee, now: Fee) -> tuple[str, str] | None:
    before, after = fee_words(was), fee_words(now)
    is_short = max(len(before), len(after)) <= LONGEST_TOLD
    return (before, after) if before != after and before and after and is_short else None


def _told_line(head: ToldChange, line: LineDiff, was: Any, now: Any) -> ToldChange:
    """Tell one line of an item; counts of a document and times of a step as pages write them."""
    if isinstance(now, Step) and line.label == field_label(Step, "duration"):
        lang = current_language()
        before = was.duration.text(lang) if was.duration else _("ไม่ได้บอก")
        after = now.duration.text(lang) if now.duration else _("ไม่ได้บอก")
        return _with(head, detail=line.label, before=before, after=after)
    counts = {field_label(RequiredDocument, name) for name in ("originals", "copies")}
    if isinstance(now, RequiredDocument) and line.label in counts:
        return _with(head, detail=line.label, before=_count(line.old), after=_count(line.new))
    return _texts(_with(head, detail=line.label), line.old, line.new)


def _single(felt: Felt, label: str, item: ItemDiff, was: Any, now: Any) -> Iterator[ToldChange]:
    """Tell a value that a manual has once, such as the total time."""
    head = ToldChange(felt, Change.CHANGED, label)
    if isinstance(was, Duration | None) and isinstance(now, Duration | None):
        lang = current_language()
        before, after = (one.text(lang) if one else _("ไม่ได้บอก") for one in (was, now))
        yield _with(head, before=before, after=after)
        return
    for line in item.lines:
        if line.is_changed:
            yield _texts(_with(head, detail=line.label), line.old, line.new)


def _texts(head: ToldChange, before: str, after: str) -> ToldChange:
    """Tell two texts of the manual; long ones only that they changed."""
    if max(len(before), len(after)) > LONGEST_TOLD or "\n" in before + after:
        where = _("แก้ข้อความในช่อง %(field)s") % {"field": head.detail}
        return _with(head, detail=where if head.detail else _("แก้ข้อความ"))
    nothing = _("ไม่ได้บอก")
    return _with(head, before=before or nothing, after=after or nothing)


def _with(head: ToldChange, **given: Any) -> ToldChange:
    return ToldChange(**{**head.__dict__, **given})


def _count(text: str) -> str:
    return _("ไม่ใช้") if text == "0" else text


def _kind_label(label: str, value: Any) -> str:
    return f"{label} {channel_label(value)}" if isinstance(value, Channel) else label


def _subject(value: Any) -> str:
    """Return what a thing is called; a text that is long only by its beginning words."""
    if isinstance(value, Part):
        words = name_of(value) or (lines_of(value)[0].text if lines_of(value) else "")
    else:
        words = str(value)
    first = words.split("\n", 1)[0]
    return first if len(first) <= LONGEST_TOLD else f"{first[:LONGEST_TOLD].rsplit(' ', 1)[0]}…"


def _in_brackets(value: Any) -> str:
    if isinstance(value, RequiredDocument):
        return paper_words(value)
    if isinstance(value, Fee):
        return fee_words(value)
    if isinstance(value, Step) and value.duration:
        return value.duration.text(current_language())
    return ""
