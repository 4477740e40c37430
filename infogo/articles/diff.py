"""What changed between two texts of an article: field by field, word by word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from infogo.articles.texts import ArticleText
from infogo.manuals.diff import Change, Run, diff_words
from infogo.manuals.models import Procedure
from infogo.taxonomy.models import LifeEvent, Topic

LABELS: Mapping[str, str] = {
    "title_th": "ชื่อบทความ",
    "title_en": "ชื่อภาษาอังกฤษ",
    "summary_th": "คำตอบสั้น",
    "body_th": "เนื้อหา",
    "source": "ที่มา",
    "topic": "หมวด",
    "life_event": "เหตุการณ์ชีวิต",
    "services": "บริการที่เกี่ยวข้อง",
    "sayings": "ประโยคที่ประชาชนพูด",
}


@dataclass(frozen=True)
class FieldDiff:
    """One field in both texts."""

    label: str
    runs: tuple[Run, ...]

    @property
    def is_changed(self) -> bool:
        """Whether any word changed."""
        return any(run.change is not Change.KEPT for run in self.runs)


def diff_texts(old: ArticleText, new: ArticleText) -> Sequence[FieldDiff]:
    """Return the fields that changed, in the order of the form; three queries."""
    before, after = _shown(old), _shown(new)
    found = [FieldDiff(label, _runs(before[name], after[name])) for name, label in LABELS.items()]
    return [field for field in found if field.is_changed]


def _shown(text: ArticleText) -> dict[str, str]:
    """Return what each field says to people: names in place of codes."""
    topics = dict(Topic.objects.filter(slug=text.topic).values_list("slug", "name_th"))
    events = dict(LifeEvent.objects.filter(slug=text.life_event).values_list("slug", "name_th"))
    services = Procedure.objects.filter(code__in=text.services)
    names = dict(services.values_list("code", "name_th"))
    return {
        **{name: getattr(text, name) for name in LABELS},
        "topic": topics.get(text.topic, ""),
        "life_event": events.get(text.life_event, ""),
        "services": "\n".join(sorted(names.get(code, code) for code in text.services)),
        "sayings": "\n".join(text.sayings),
    }


def _runs(old: str, new: str) -> tuple[Run, ...]:
    """Compare line by line first, and by words only where lines differ: long texts stay quick."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    runs: list[Run] = []
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        was, becomes = "".join(before[i1:i2]), "".join(after[j1:j2])
        runs += [Run(Change.KEPT, was)] if operation == "equal" else diff_words(was, becomes)
    return tuple(run for run in runs if run.text)
