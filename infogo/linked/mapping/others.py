"""What services refer to, and what is published as figures only."""

from __future__ import annotations

from pydantic import BaseModel

from infogo.linked.mapping import reasons as why
from infogo.linked.mapping.rows import Row, Table, Words, fields_of
from infogo.records.articles import ArticleRecord
from infogo.records.documents import DocumentRecord
from infogo.records.figures import RatingFigures, TimesRecord
from infogo.records.headings import LifeEventRecord, TargetGroupRecord, TopicRecord
from infogo.records.holidays import HolidayRecord
from infogo.records.monthly import DelaysRecord, TransactionsRecord

DOCUMENT = Table(
    "documents",
    ("เอกสารในทะเบียน", "Canonical documents"),
    DocumentRecord,
    (
        Row("id", "dct:identifier"),
        Row("name_th", "skos:prefLabel"),
        Row("name_en", "skos:prefLabel"),
        Row("aliases", "skos:altLabel"),
        Row("issuer", "skos:note"),
        Row("is_state_issued", "ig:isStateIssued"),
        Row("is_in_state_register", "skos:note"),
        Row("required_by", why=why.ELSEWHERE),
        Row("perhaps_required_by", why=why.ELSEWHERE),
        Row("produced_by", why=why.ELSEWHERE),
    ),
    cpsv="cv:EvidenceType",
)
_HEADING = (
    Row("id", why=why.OUR_KEY),
    Row("slug", "skos:notation", hsds="code"),
    Row("url", why=why.OUR_KEY, hsds="term_uri"),
    Row("name_th", "skos:prefLabel", hsds="name"),
    Row("name_en", "skos:prefLabel"),
    Row("description_th", "skos:definition", hsds="description"),
    Row("description_en", "skos:definition"),
    Row("order", why=why.NO_WORD),
)
TOPIC = Table(
    "topics",
    ("หมวดบริการ", "Topics"),
    TopicRecord,
    _HEADING,
    cpsv="skos:Concept",
    hsds="taxonomy_term",
)
TARGET_GROUP = Table(
    "target-groups",
    ("กลุ่มเป้าหมาย", "Target groups"),
    TargetGroupRecord,
    _HEADING,
    cpsv="skos:Concept",
    hsds="taxonomy_term",
)
LIFE_EVENT = Table(
    "life-events",
    ("เหตุการณ์ชีวิต", "Life events"),
    LifeEventRecord,
    (
        Row("id", why=why.OUR_KEY),
        Row("slug", "dct:identifier", hsds="code"),
        Row("url", why=why.OUR_KEY, hsds="term_uri"),
        Row("name_th", "dct:title", hsds="name"),
        Row("name_en", "dct:title"),
        Row("description_th", "dct:description", hsds="description"),
        Row("description_en", "dct:description"),
        Row("order", why=why.NO_WORD),
        Row("stages.title_th", "dct:hasPart/dct:title"),
        Row("stages.title_en", "dct:hasPart/dct:title"),
        Row("stages.deadline_th", "dct:hasPart/dct:description"),
        Row("stages.deadline_en", "dct:hasPart/dct:description"),
        Row("stages.procedures", "dct:hasPart/cv:hasRelatedService"),
    ),
    cpsv="cv:LifeEvent",
    hsds="taxonomy_term",
)
ARTICLE = Table(
    "articles",
    ("บทความ", "Articles"),
    ArticleRecord,
    (
        Row("id", "dct:identifier"),
        Row("slug", why=why.OUR_KEY),
        Row("url", why=why.OUR_KEY),
        Row("agency", "dct:publisher"),
        Row("title_th", "dct:title"),
        Row("title_en", "dct:title"),
        Row("summary_th", "dct:abstract"),
        Row("body_th", why=why.ELSEWHERE),
        Row("topic", "cv:thematicArea"),
        Row("life_event", "dct:subject"),
        Row("procedures", "dct:references"),
        Row("is_sample", "ig:verification"),
        Row("source", "skos:note"),
        Row("published_at", "dct:issued"),
        Row("checked_on", "ig:checkedOn"),
    ),
    cpsv="foaf:Document",
)
HOLIDAY = Table(
    "holidays",
    ("วันหยุดราชการ", "Public holidays"),
    HolidayRecord,
    (
        Row("day", schema="specialOpeningHoursSpecification/validFrom"),
        Row("name_th", schema="specialOpeningHoursSpecification/description"),
        Row("name_en", schema="specialOpeningHoursSpecification/description"),
        Row("source", why=why.NO_WORD),
    ),
    schema="GovernmentOffice",
)


def _figures(
    name: str, title: Words, record: type[BaseModel], reason: why.Reason = why.COUNTED
) -> Table:
    """Return the table of figures, of which no field has a place in a standard."""
    fields = fields_of(Table(name, title, record, ()))
    return Table(name, title, record, tuple(Row(one.name, why=reason) for one in fields))


RATINGS = _figures("ratings", ("ความพึงพอใจ", "Satisfaction"), RatingFigures, why.OWN_RATING)
TIMES = _figures("times", ("ระยะเวลาที่สัญญาและที่ใช้จริง", "Promised and real times"), TimesRecord)
TRANSACTIONS = _figures(
    "transactions", ("ปริมาณธุรกรรมรายเดือน", "Monthly transactions"), TransactionsRecord
)
DELAYS = _figures("delays", ("เรื่องล่าช้ารายเดือน", "Monthly delays"), DelaysRecord)
