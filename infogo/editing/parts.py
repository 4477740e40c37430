"""A draft in parts: the sections of the form, and what a manual says beside the form.

Parts are saved as they are typed, valid or not. Reading them together tells what is wrong with
each in words, and gives the best content that the valid rest makes, so that lint and preview
work on half-finished drafts too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel, ValidationError

from infogo.core.written import UNSTORABLE
from infogo.manuals.content import (
    CASES,
    LOCAL_SECTIONS,
    SECTIONS,
    LocalOverrides,
    ManualContent,
    Section,
    merge,
)
from infogo.manuals.labels import FIELD_LABELS
from infogo.manuals.lint.findings import Finding
from infogo.manuals.part import Part
from infogo.manuals.procedure_facts import FACT_LABELS, FACT_SECTIONS, ProcedureFacts
from infogo.manuals.rule_sets import Severity

Values = Mapping[str, Any]

BESIDE_THE_FORM: Mapping[str, tuple[str, ...]] = {
    CASES.code: CASES.fields,
    "outputs": ("outputs",),
    "provenance": ("provenance",),
}
PROCEDURE = "procedure"
CONTENT_PARTS: Mapping[str, tuple[str, ...]] = {
    **{section.code: section.fields for section in SECTIONS if section.fields},
    **BESIDE_THE_FORM,
}
# The facts of the procedure are no content. A draft holds them only once somebody changed them, so
# that publishing takes nothing back that changed elsewhere meanwhile.
STANDARD_PARTS: Mapping[str, tuple[str, ...]] = {
    PROCEDURE: tuple(FACT_LABELS),
    **CONTENT_PARTS,
}
LOCAL_PARTS: Mapping[str, tuple[str, ...]] = {
    **{section.code: section.fields for section in LOCAL_SECTIONS},
    "provenance": ("provenance",),
}
BESIDE_SECTIONS: tuple[Section, ...] = (
    Section(
        code=PROCEDURE,
        number=0,
        title=gettext_lazy("ชื่อ ประเภท และหมวดของงาน (ข้อ 1, 3, 4 และ 6)"),
        fields=STANDARD_PARTS[PROCEDURE],
    ),
    CASES,
    *(
        Section(code=code, number=0, title=FIELD_LABELS[ManualContent][names[0]], fields=names)
        for code, names in BESIDE_THE_FORM.items()
        if code != CASES.code
    ),
)
# On the form only sections exist; a problem beside the form is shown with the remark.
_SHOWN_WITH = "remark"
_THAI = re.compile("[ก-๙]")
_MESSAGES = {
    "missing": gettext_lazy("ยังว่างอยู่"),
    "string_too_short": gettext_lazy("ยังว่างอยู่"),
    "string_type": gettext_lazy("ต้องเป็นข้อความ"),
    "enum": gettext_lazy("เลือกจากตัวเลือกที่มี"),
    "int_parsing": gettext_lazy("ต้องเป็นจำนวนเต็ม"),
    "int_type": gettext_lazy("ต้องเป็นจำนวนเต็ม"),
    "int_from_float": gettext_lazy("ต้องเป็นจำนวนเต็ม"),
    "decimal_parsing": gettext_lazy("ต้องเป็นตัวเลข"),
    "decimal_type": gettext_lazy("ต้องเป็นตัวเลข"),
    "greater_than_equal": gettext_lazy("ตัวเลขน้อยเกินไป"),
    "greater_than": gettext_lazy("ตัวเลขน้อยเกินไป"),
    "less_than_equal": gettext_lazy("ตัวเลขมากเกินไป"),
    "date_from_datetime_parsing": gettext_lazy("วันที่ไม่ถูกต้อง"),
    "date_parsing": gettext_lazy("วันที่ไม่ถูกต้อง"),
    "bool_parsing": gettext_lazy("ตอบ “ใช่” หรือ “ไม่ใช่”"),
    "extra_forbidden": gettext_lazy("ไม่มีช่องนี้ในแบบคู่มือ"),
}


@dataclass(frozen=True)
class Reading:
    """What a draft says: the content citizens would read, the agency's own part, what is wrong.

    ``facts`` are what the draft says of the procedure itself; ``None`` leaves them as they are.
    """

    content: ManualContent
    overrides: Part | None
    problems: tuple[Finding, ...]
    facts: ProcedureFacts | None = None

    @property
    def document(self) -> Part:
        """Return what would be published: the whole content, or the overrides of an adoption."""
        return self.content if self.overrides is None else self.overrides


def parts_of_standard(content: ManualContent) -> dict[str, dict[str, Any]]:
    """Return a content cut into parts, as JSON."""
    stored = content.model_dump(mode="json")
    return {code: {name: stored[name] for name in names} for code, names in CONTENT_PARTS.items()}


def parts_of_overrides(overrides: BaseModel) -> dict[str, dict[str, Any]]:
    """Return the parts in which an adopting agency says something, as JSON."""
    stored = overrides.model_dump(mode="json", exclude_none=True)
    return {
        code: {name: stored[name] for name in names if name in stored}
        for code, names in LOCAL_PARTS.items()
        if any(name in stored for name in names)
    }


def read_standard(parts: Mapping[str, Values | None], base: ManualContent | None) -> Reading:
    """Read the parts of a standard manual's draft.

    The mark of a deliberate bad sample stays only as long as the content still deserves it.
    """
    content, problems = _read(ManualContent, _fields(parts), CONTENT_PARTS)
    facts, wrong = _read_facts(parts.get(PROCEDURE))
    was_sample = base is not None and base.is_bad_example
    marked = content.model_copy(
        update={"is_bad_example": was_sample and content.asks_unlawful_copies}
    )
    return Reading(marked, None, (*wrong, *problems), facts)


def read_overrides(parts: Mapping[str, Values | None], standard: ManualContent) -> Reading:
    """Read the parts of an adopting agency's draft over the standard content."""
    overrides, problems = _read(LocalOverrides, _fields(parts), LOCAL_PARTS)
    return Reading(merge(standard, overrides), overrides, problems)


def _fields(parts: Mapping[str, Values | None]) -> dict[str, Any]:
    return {
        name: value
        for code, values in parts.items()
        if values and code != PROCEDURE
        for name, value in values.items()
    }


def _read_facts(values: Values | None) -> tuple[ProcedureFacts | None, tuple[Finding, ...]]:
    """Return the facts of the procedure if all are valid, and a finding for each that is not."""
    if values is None:
        return None, ()
    try:
        return ProcedureFacts.model_validate(values), ()
    except ValidationError as error:
        told = {str(each["loc"][0]): _message(each) for each in error.errors() if each["loc"]}
    return None, fact_findings(told)


def fact_findings(told: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return a finding for each fact of the procedure that is wrong, at its item of the form."""
    sections = {name: code for code, names in FACT_SECTIONS.items() for name in names}
    return tuple(
        Finding(
            rule="invalid",
            severity=Severity.BLOCKING,
            section=sections.get(name, "name"),
            path=name,
            reason=f"{FACT_LABELS[name]}: {message}" if name in FACT_LABELS else message,
            law="",
            todo=_("แก้ช่องนี้ให้ถูกต้อง"),
        )
        for name, message in told.items()
    )


def _read(
    model: type[Part], fields: dict[str, Any], parts: Mapping[str, tuple[str, ...]]
) -> tuple[Any, tuple[Finding, ...]]:
    """Return the model of all fields that are valid, and a finding for each that is not."""
    try:
        return model.model_validate(fields), ()
    except ValidationError as error:
        problems = tuple(_problem(each, parts) for each in error.errors())
        wrong = {str(each["loc"][0]) for each in error.errors() if each["loc"]}
    good = {name: value for name, value in fields.items() if name not in wrong}
    return model.model_validate(good), problems


def _problem(error: Any, parts: Mapping[str, tuple[str, ...]]) -> Finding:
    place = [str(step) for step in error["loc"] if not _is_internal(step)]
    name = place[0] if place else ""
    code = next((code for code, names in parts.items() if name in names), _SHOWN_WITH)
    label = str(FIELD_LABELS[ManualContent].get(name, ""))
    if label and len(place) > 1 and place[1].isdecimal():
        label = _("%(list)s รายการที่ %(number)s") % {"list": label, "number": int(place[1]) + 1}
        if len(place) > 2 and (part := _labels_in(name).get(place[2])):
            label = _("%(item)s ช่อง “%(field)s”") % {"item": label, "field": part}
    message = _message(error)
    return Finding(
        rule="invalid",
        severity=Severity.BLOCKING,
        section=_SHOWN_WITH if code in BESIDE_THE_FORM else code,
        path=".".join(place),
        reason=f"{label}: {message}" if label else message,
        law="",
        todo=_("แก้ช่องนี้ให้ถูกต้อง"),
    )


def _labels_in(name: str) -> Mapping[str, Any]:
    """Return what the fields of an item of a list are called, by their names; of others nothing."""
    kind = ManualContent.model_fields[name].annotation
    listing = getattr(kind, "model_fields", {}).get("items")
    item, *_rest = (*get_args(listing.annotation if listing else kind), None)
    return FIELD_LABELS.get(item, {}) if isinstance(item, type) else {}


def _message(error: Any) -> str:
    # Our own rules say in Thai what is wrong; a library's words are none for officers.
    context = error.get("ctx", {})
    if error["type"] == "string_too_long":
        most = f"{context['max_length']:,}"
        return _("ข้อความยาวเกินไป เขียนไม่เกิน %(most)s ตัวอักษร") % {"most": most}
    said = str(context.get("error", ""))
    return str(_MESSAGES.get(error["type"], said if _THAI.search(said) else _("ค่านี้ใช้ไม่ได้")))


def _is_internal(step: object) -> bool:
    """Whether a step of a place is how lists are stored and not what an officer sees."""
    return step == "items" or (isinstance(step, str) and "[" in step)


def clean(value: Any) -> Any:
    """Return JSON without characters that no text may hold: NUL and halves of surrogate pairs.

    They come with pasted text; PostgreSQL refuses them and nobody can see them.
    """
    if isinstance(value, str):
        return UNSTORABLE.sub("", value)
    if isinstance(value, Mapping):
        return {clean(key): clean(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [clean(each) for each in value]
    return value


def part_of_section(code: str) -> str:
    """Return the part of a draft in which a section of the form is written."""
    return PROCEDURE if code in FACT_SECTIONS else code


def part_to_fix(finding: Finding) -> str:
    """Return the part in which a finding is put right: beside the form its field tells."""
    name = finding.path.partition(".")[0]
    beside = next((code for code, names in BESIDE_THE_FORM.items() if name in names), "")
    return beside or part_of_section(finding.section)


def known_parts(*, is_standard: bool) -> Iterable[str]:
    """Return the codes of the parts that a draft of this sort has."""
    return STANDARD_PARTS if is_standard else LOCAL_PARTS
