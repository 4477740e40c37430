"""One record of each kind of reference data, to edit or to end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from infogo.core.dates import bangkok_now
from infogo.core.models import PublicHoliday
from infogo.manuals.models import Procedure, RuleSet
from infogo.search.words.synonyms import groups
from infogo.taxonomy.models import VocabularyTerm
from tests.announcements.making import published
from tests.factories import LifeEventFactory, TagFactory, TopicFactory


def coming(days: int = 40) -> date:
    """Return a day that has not come."""
    return bangkok_now().date() + timedelta(days=days)


def first_of_coming_month() -> date:
    """Return the first day of the month after the next one or so."""
    return (coming(45).replace(day=1) + timedelta(days=32)).replace(day=1)


def coming_rule_set(**given: object) -> RuleSet:
    """Copy the newest rule set to a coming day."""
    newest = RuleSet.objects.order_by("effective_from").last()
    values: dict[str, object] = {
        "code": "coming-rules",
        "name_th": "ฉบับที่จะใช้",
        "effective_from": coming(400),
        "parameters": newest.parameters if newest else {},
        **given,
    }
    return RuleSet.objects.create(**values)


def term(code: str = "signing", **given: object) -> VocabularyTerm:
    """Make a term of a vocabulary."""
    values: dict[str, object] = {
        "vocabulary": "step_type",
        "label_th": "การลงนาม",
        "effective_from": date(2015, 7, 21),
        "source": "แบบคู่มือ",
        **given,
    }
    return VocabularyTerm.objects.create(code=code, **values)


def reference_ids() -> dict[str, int | str]:
    """Make one of each; returns what stands for each in addresses."""
    day = coming()
    PublicHoliday.objects.create(on=day, name_th="วันหยุดพิเศษ", source="มติคณะรัฐมนตรี")
    tag = TagFactory()
    procedure = Procedure.objects.order_by("pk").first()
    assert procedure is not None
    procedure.tags.add(tag)
    return {
        "{announcement}": published(place="officers").pk,
        "{holiday}": day.isoformat(),
        "{synonym}": groups()[0].key,
        "{tag}": tag.pk,
        "{topic}": TopicFactory().pk,
        "{event}": LifeEventFactory().pk,
        "{term}": term().pk,
        "{coming_rule_set}": coming_rule_set().pk,
    }


def seen_on(page: str) -> str:
    """Return the mark that a page carries."""
    return page.split('name="seen" value="')[1].split('"')[0]


def typed(page_fields: Any) -> dict[str, Any]:
    """Return what a form would send as it is shown."""
    return {
        name: value
        for bound in page_fields
        if (name := bound.html_name) and (value := bound.value()) not in (None, "")
        if value is not False
    }
