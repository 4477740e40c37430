"""All tables of the mapping, in the order in which readers look for them."""

from __future__ import annotations

from collections.abc import Mapping

from infogo.linked.mapping.manual import CONTENT
from infogo.linked.mapping.others import (
    ARTICLE,
    DELAYS,
    DOCUMENT,
    HOLIDAY,
    LIFE_EVENT,
    RATINGS,
    TARGET_GROUP,
    TIMES,
    TOPIC,
    TRANSACTIONS,
)
from infogo.linked.mapping.places import AGENCY, PIN, POINT
from infogo.linked.mapping.rows import Table
from infogo.linked.mapping.services import MANUAL, PROCEDURE

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        CONTENT,
        PROCEDURE,
        MANUAL,
        AGENCY,
        POINT,
        PIN,
        DOCUMENT,
        TOPIC,
        TARGET_GROUP,
        LIFE_EVENT,
        ARTICLE,
        HOLIDAY,
        RATINGS,
        TIMES,
        TRANSACTIONS,
        DELAYS,
    )
}
STANDARDS: Mapping[str, tuple[str, str]] = {
    "cpsv": ("CPSV-AP 3.2", "https://semiceu.github.io/CPSV-AP/releases/3.2.0/"),
    "schema": ("schema.org", "https://schema.org/"),
    "hsds": ("Open Referral HSDS 3.0", "https://github.com/openreferral/specification/tree/3.0"),
}
"""What each standard is called and where it is told."""
