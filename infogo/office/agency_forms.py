"""What officers type about an agency; what it means is read in ``infogo.agencies.facts``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms

from infogo.agencies.facts import (
    LONGEST_DESCRIPTION,
    SCHEMES,
    WRITTEN_FIELDS,
    AgencyFacts,
    read_codes,
    read_facts,
)
from infogo.core.written import WrittenError
from infogo.workspace.choices import Prose, line, too_long

HINTS = {
    "name_th": "ชื่อเต็มตามกฎหมาย ถ้าเปลี่ยน ชื่อเก่าจะเก็บไว้ในชื่อเดิมเพื่อให้ค้นพบ",
    "former_names": "บรรทัดละหนึ่งชื่อ ประชาชนค้นด้วยชื่อเหล่านี้ได้",
    "description_th": "หน่วยงานนี้ทำอะไรให้ประชาชน สั้น ๆ",
    "phones": "คั่นหลายเบอร์ด้วยจุลภาค เช่น 0 2281 3333 ต่อ 12, 1111",
    "website": "เช่น https://www.agency.go.th",
}
LENGTHS = {"name_th": 200, "name_en": 200, "abbreviation": 60, "address": 400, "phones": 2000}
PROSE = {"former_names": 4500, "description_th": LONGEST_DESCRIPTION * 2}


class _ReadForm(forms.Form):
    """Texts that are read as a whole; what is wrong is written beside its field."""

    found: Any = None
    reads: Callable[[Mapping[str, str]], Any]

    def clean(self) -> dict[str, Any]:
        """Read the texts."""
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                self.found = type(self).reads(cleaned)
            except WrittenError as wrong:
                for name, text in wrong.problems.items():
                    self.add_error(name, text)
        return cleaned


class AgencyForm(_ReadForm):
    """Names and contacts of an agency."""

    found: AgencyFacts | None
    reads = staticmethod(read_facts)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in WRITTEN_FIELDS.items():
            if name in PROSE:
                self.fields[name] = _prose(label, PROSE[name], HINTS[name])
            else:
                self.fields[name] = line(label, LENGTHS.get(name, 300), HINTS.get(name, ""))


class CodesForm(_ReadForm):
    """Codes of an agency, one field for each scheme."""

    found: dict[str, tuple[str, ...]] | None
    reads = staticmethod(read_codes)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for scheme, label in SCHEMES.items():
            self.fields[scheme] = _prose(label, 2000, "บรรทัดละหนึ่งรหัส")


def _prose(label: str, longest: int, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=longest,
        widget=Prose(attrs={"rows": 3}),
        error_messages={"max_length": too_long(label, longest)},
    )
