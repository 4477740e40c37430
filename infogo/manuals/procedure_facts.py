"""What the official form says of the procedure itself: items 1, 3, 4 and 6, and where it is found.

A procedure keeps these facts in columns; a draft of its standard manual may change them, so that
a new procedure gets its names through the same approval as its text.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from infogo.manuals.content import SECTIONS
from infogo.manuals.diff import SectionDiff, diff_value
from infogo.manuals.models import ENDED_PROCEDURES, Procedure
from infogo.manuals.part import Part, Text
from infogo.taxonomy.models import TargetGroup, Topic, VocabularyTerm
from infogo.taxonomy.selectors import terms_in_force

Code = Annotated[str, Field(min_length=1, max_length=60)]


class ProcedureFacts(Part):
    """The facts of one procedure; codes are terms of vocabularies, topics and groups are slugs."""

    name_th: Annotated[str, Field(min_length=1, max_length=300)]
    official_name_th: Annotated[str, Field(min_length=1, max_length=400)]
    name_en: Annotated[str, Field(max_length=300)] = ""
    summary_th: Text = ""
    service_type: Code
    category: Code
    impact_level: Code
    topic: Annotated[str, Field(min_length=1, max_length=40)]
    target_groups: tuple[str, ...] = ()


FACT_LABELS: Mapping[str, Promise] = {
    "name_th": gettext_lazy("ชื่อที่ประชาชนเรียก"),
    "official_name_th": gettext_lazy("ชื่อทางราชการ"),
    "name_en": gettext_lazy("ชื่อภาษาอังกฤษ"),
    "summary_th": gettext_lazy("สรุปสั้น ๆ"),
    "service_type": gettext_lazy("ประเภทของงานบริการ"),
    "category": gettext_lazy("หมวดหมู่ของงานบริการ"),
    "impact_level": gettext_lazy("ระดับผลกระทบ"),
    "topic": gettext_lazy("หมวดที่ประชาชนค้น"),
    "target_groups": gettext_lazy("กลุ่มเป้าหมาย"),
}
FACT_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "name": ("name_th", "official_name_th", "name_en", "summary_th"),
    "service_type": ("service_type",),
    "category": ("category", "topic", "target_groups"),
    "impact_level": ("impact_level",),
}
"""The items of the official form, by code, with the facts that they show."""
VOCABULARIES: Mapping[str, str] = {
    "service_type": "service_type",
    "category": "service_category",
    "impact_level": "impact_level",
}
"""The vocabulary of each coded fact."""
_LINKED = frozenset({"topic", "target_groups"})


def facts_of(procedure: Procedure) -> ProcedureFacts:
    """Return the facts of a procedure as they are; wants ``topic`` selected.

    They are not validated: a procedure may be older than the rules.
    """
    groups = sorted(procedure.target_groups.all(), key=lambda group: group.order)
    return ProcedureFacts.model_construct(
        **{name: getattr(procedure, name) for name in FACT_LABELS if name not in _LINKED},
        topic=procedure.topic.slug,
        target_groups=tuple(group.slug for group in groups),
    )


def changed_facts(old: ProcedureFacts, new: ProcedureFacts) -> tuple[str, ...]:
    """Return the names of the facts that differ; the order of groups says nothing."""
    changed = {name for name in FACT_LABELS if getattr(old, name) != getattr(new, name)}
    if set(old.target_groups) == set(new.target_groups):
        changed.discard("target_groups")
    return tuple(name for name in FACT_LABELS if name in changed)


def changed_fact_sections(old: ProcedureFacts, new: ProcedureFacts) -> tuple[str, ...]:
    """Return the codes of the items of the form in which facts differ."""
    changed = changed_facts(old, new)
    return tuple(code for code, names in FACT_SECTIONS.items() if set(names) & set(changed))


def fact_problems(facts: ProcedureFacts, procedure: Procedure, day: date) -> dict[str, str]:
    """Return what no type can know, by fact: codes out of force, a name that is taken."""
    terms = terms_in_force(VOCABULARIES.values(), day)
    wrong = {
        name: _("เลือกจากรายการที่ใช้อยู่ตอนนี้")
        for name, vocabulary in VOCABULARIES.items()
        if getattr(facts, name) not in terms.get(vocabulary, {})
    }
    if not Topic.objects.filter(slug=facts.topic).exists():
        wrong["topic"] = _("เลือกจากรายการที่ใช้อยู่ตอนนี้")
    groups = set(facts.target_groups)
    if TargetGroup.objects.filter(slug__in=groups).count() != len(groups):
        wrong["target_groups"] = _("เลือกจากรายการที่ใช้อยู่ตอนนี้")
    same_name = Procedure.objects.filter(official_name_th=facts.official_name_th)
    if same_name.exclude(pk=procedure.pk).exclude(status__in=ENDED_PROCEDURES).exists():
        wrong["official_name_th"] = _("มีกระบวนงานอื่นใช้ชื่อทางราชการนี้แล้ว ใช้ชื่ออื่น หรือใช้กระบวนงานเดิม")
    return wrong


def diff_facts(old: ProcedureFacts, new: ProcedureFacts, day: date) -> tuple[SectionDiff, ...]:
    """Compare facts in words, one section for each item of the form that shows them."""
    words = _Words(day)
    sections = {section.code: section for section in SECTIONS}
    return tuple(
        SectionDiff(
            sections[code],
            tuple(
                diff_value(name, str(FACT_LABELS[name]), words.of(old, name), words.of(new, name))
                for name in names
            ),
        )
        for code, names in FACT_SECTIONS.items()
    )


class _Words:
    """Facts as readers know them: labels in place of codes."""

    def __init__(self, day: date) -> None:
        self.terms: Mapping[str, Mapping[str, VocabularyTerm]] = terms_in_force(
            VOCABULARIES.values(), day
        )
        self.topics = dict(Topic.objects.values_list("slug", "name_th"))
        self.groups = dict(TargetGroup.objects.values_list("slug", "name_th"))

    def of(self, facts: ProcedureFacts, name: str) -> str:
        """Return one fact in words; a code that nothing explains is shown itself."""
        value = getattr(facts, name)
        if name in VOCABULARIES:
            term = self.terms.get(VOCABULARIES[name], {}).get(value)
            return term.label_th if term else str(value)
        if name == "topic":
            return self.topics.get(value, str(value))
        if name == "target_groups":
            return ", ".join(sorted(self.groups.get(slug, slug) for slug in value))
        return str(value)
