"""What an agency is called and how to reach it: checked in one place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from infogo.agencies.models import Agency
from infogo.core.phones import Phone
from infogo.core.written import Written, phones_text, stored_phones

WRITTEN_FIELDS = {
    "name_th": "ชื่อหน่วยงาน",
    "name_en": "ชื่อภาษาอังกฤษ",
    "abbreviation": "ชื่อย่อ",
    "former_names": "ชื่อเดิม",
    "description_th": "คำอธิบาย",
    "address": "ที่อยู่",
    "phones": "โทรศัพท์",
    "email": "อีเมล",
    "website": "เว็บไซต์",
}
SCHEMES = {
    "dga8": "รหัสหน่วยงาน 8 หลัก ของ สพร.",
    "budget5": "รหัสหน่วยรับงบประมาณ 5 หลัก",
    "dola7": "รหัสกรมส่งเสริมการปกครองท้องถิ่น 7 หลัก",
    "nso6": "รหัสเทศบาลของสำนักงานสถิติแห่งชาติ 6 หลัก",
    "wikidata": "Wikidata",
}
_CODES = {
    "dga8": re.compile(r"[0-9]{8}"),
    "budget5": re.compile(r"[0-9]{5}"),
    "dola7": re.compile(r"[0-9]{7}"),
    "nso6": re.compile(r"[0-9]{6}"),
    "wikidata": re.compile(r"Q[1-9][0-9]{0,11}"),
}
MOST_FORMER_NAMES = 20
LONGEST_DESCRIPTION = 2000


@dataclass(frozen=True)
class AgencyFacts:
    """Values fit to be stored; ``former_names`` are all that people may still use."""

    name_th: str
    name_en: str = ""
    abbreviation: str = ""
    former_names: tuple[str, ...] = ()
    description_th: str = ""
    address: str = ""
    phones: tuple[Phone, ...] = ()
    email: str = ""
    website: str = ""

    def columns(self) -> dict[str, Any]:
        """Return the columns of an agency that they fill; former names are rows of their own."""
        found = {**vars(self), "phones": stored_phones(self.phones)}
        del found["former_names"]
        return found


def read_facts(texts: Mapping[str, str]) -> AgencyFacts:
    """Read what somebody wrote under the names of ``WRITTEN_FIELDS``.

    Raises:
        infogo.core.written.WrittenError: with all that has to be mended, by name of the field.
    """
    written, labels = Written(texts), WRITTEN_FIELDS
    facts = AgencyFacts(
        name_th=written.line("name_th", labels["name_th"], 200, required=True),
        name_en=written.line("name_en", labels["name_en"], 200),
        abbreviation=written.line("abbreviation", labels["abbreviation"], 60),
        former_names=written.lines("former_names", labels["former_names"], 200),
        description_th=written.prose(
            "description_th", labels["description_th"], LONGEST_DESCRIPTION
        ),
        address=written.line("address", labels["address"], 400),
        phones=written.phones("phones"),
        email=written.email("email"),
        website=written.website("website"),
    )
    if len(facts.former_names) > MOST_FORMER_NAMES:
        written.problems["former_names"] = f"ใส่ชื่อเดิมไม่เกิน {MOST_FORMER_NAMES} ชื่อ"
    written.done()
    return facts


def read_codes(texts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Read codes by scheme, one a line.

    Raises:
        infogo.core.written.WrittenError: a code has not the form of its scheme.
    """
    written = Written(texts)
    found = {scheme: written.lines(scheme, label, 40) for scheme, label in SCHEMES.items()}
    for scheme, codes in found.items():
        wrong = [code for code in codes if not _CODES[scheme].fullmatch(code)]
        if wrong:
            written.problems[scheme] = f"“{wrong[0]}” ไม่ใช่{SCHEMES[scheme]} ตรวจจำนวนหลัก"
    written.done()
    return found


def written_facts(agency: Agency) -> dict[str, str]:
    """Return what an agency has now as texts that ``read_facts`` reads back."""
    names = agency.former_names.order_by("pk").values_list("name_th", flat=True)
    plain = ("name_th", "name_en", "abbreviation", "description_th", "address", "email", "website")
    return {
        **{name: str(getattr(agency, name)) for name in plain},
        "former_names": "\n".join(names),
        "phones": phones_text(agency.phones),
    }


def written_codes(agency: Agency) -> dict[str, str]:
    """Return the codes of an agency as texts that ``read_codes`` reads back."""
    found: dict[str, list[str]] = {scheme: [] for scheme in SCHEMES}
    for code in agency.codes.order_by("scheme", "code"):
        found.setdefault(code.scheme, []).append(code.code)
    return {scheme: "\n".join(codes) for scheme, codes in found.items()}
