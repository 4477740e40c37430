"""Our vocabularies as taxonomies, and terms as attributes of services."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from infogo.linked import uris
from infogo.linked.hsds import ids
from infogo.linked.hsds.base import Thing, thing
from infogo.linked.hsds.ids import Kind, Name
from infogo.linked.words import Words


@dataclass(frozen=True)
class Taxonomy:
    """One taxonomy; its place in ``TAXONOMIES`` is part of the identifiers of its terms."""

    name: str
    title_th: str
    about_th: str


TAXONOMIES = (
    Taxonomy("topic", "หมวดบริการ", "เรื่องที่ประชาชนค้นบริการ"),
    Taxonomy("target_group", "กลุ่มเป้าหมาย", "บริการมีไว้สำหรับใคร"),
    Taxonomy("life_event", "เหตุการณ์ชีวิต", "เหตุการณ์ที่ต้องใช้บริการหลายอย่าง"),
    Taxonomy("service_type", "ประเภทของงานบริการ", "รายการที่ 3 ของแบบคู่มือสำหรับประชาชน"),
    Taxonomy("service_category", "หมวดหมู่ของงานบริการ", "รายการที่ 4 ของแบบคู่มือสำหรับประชาชน"),
    Taxonomy("impact_level", "ระดับผลกระทบ", "รายการที่ 6 ของแบบคู่มือสำหรับประชาชน"),
    Taxonomy("lifecycle", "วงจรของเอกสาร", "บริการทำอะไรกับสิ่งที่ได้ เช่น ขอใหม่หรือต่ออายุ"),
    Taxonomy("verification", "การตรวจสอบข้อมูล", "เนื้อหาตรวจกับแหล่งข้อมูลแล้วแค่ไหน"),
)
_NUMBERS: Mapping[str, int] = {one.name: number for number, one in enumerate(TAXONOMIES, 1)}
_HEADINGS = {
    "topic": uris.topic,
    "target_group": uris.target_group,
    "life_event": uris.life_event,
}


def taxonomy_things() -> list[Thing]:
    """Describe the taxonomies."""
    return [taxonomy_thing(one) for one in TAXONOMIES]


def taxonomy_thing(one: Taxonomy) -> Thing:
    """Describe a taxonomy."""
    return thing(
        id=ids.taxonomy(_NUMBERS[one.name]).text,
        name=one.title_th,
        description=one.about_th,
        uri=uris.scheme(one.name),
    )


def taxonomy_named(text: str) -> Taxonomy | None:
    """Return the taxonomy behind an identifier."""
    found = ids.read(text, Kind.TAXONOMY)
    is_one = found is not None and 0 < found.low <= len(TAXONOMIES)
    return TAXONOMIES[found.low - 1] if found and is_one else None


def term_things(words: Words, only: Taxonomy | None = None) -> Iterator[Thing]:
    """Describe the terms of all taxonomies, or of one."""
    for one in TAXONOMIES:
        if only in (None, one):
            for code in _codes(one.name, words):
                yield term_thing(one.name, code, words)


def term_named(text: str, words: Words) -> tuple[str, str] | None:
    """Return the taxonomy and the code behind the identifier of a term."""
    for name, number in _NUMBERS.items():
        for code in _codes(name, words):
            if ids.term(number, code).text == text.lower():
                return name, code
    return None


def _codes(name: str, words: Words) -> Mapping[str, object]:
    tables: Mapping[str, Mapping[str, object]] = {
        "topic": words.topics,
        "target_group": words.target_groups,
        "life_event": words.life_events,
    }
    return tables[name] if name in tables else words.concepts.get(name, {})


def term_thing(name: str, code: str, words: Words) -> Thing:
    """Describe a term."""
    number = _NUMBERS[name]
    thai, about = _words(name, code, words)
    uri = _HEADINGS[name](code) if name in _HEADINGS else uris.concept(name, code)
    return thing(
        id=ids.term(number, code).text,
        code=code,
        name=thai,
        description=about or thai,
        taxonomy=name,
        taxonomy_id=ids.taxonomy(number).text,
        language="th",
        term_uri=uri,
    )


def _words(name: str, code: str, words: Words) -> tuple[str, str]:
    tables = {
        "topic": words.topics,
        "target_group": words.target_groups,
        "life_event": words.life_events,
    }
    if name not in tables:
        return words.concept(name, code)[0], ""
    heading = tables[name].get(code)
    return (heading.name_th, heading.description_th) if heading else (code, "")


def attributes_of(owner: Name, terms: Iterable[tuple[str, str]], words: Words) -> list[Thing]:
    """Classify a service by the terms in force among these pairs of a taxonomy and a code."""
    return [
        thing(
            id=owner.part(Kind.ATTRIBUTE, number),
            link_id=owner.text,
            link_entity="service",
            link_type=name,
            taxonomy_term_id=ids.term(_NUMBERS[name], code).text,
            taxonomy_term=term_thing(name, code, words),
        )
        for number, (name, code) in enumerate(terms, 1)
        if code in _codes(name, words)
    ]
