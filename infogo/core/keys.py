"""Names of the version keys: what each stands for, in one place.

A key gets a new token with every write that changes what it stands for (``core.versions``); who
shows that, or remembers it, depends on the key. There are three widths:

- ``procedure``, ``agency``, ``point``, ``article``: anything at all of any such record, for what
  tells all about all of them (the API, feeds, dumps);
- ``procedure:7`` and so on (``record_key``): anything at all of one record, for its own pages;
- the others below: only what shows elsewhere than on a record's own pages, for pages that name
  the record among others.

``core.outbox.announce`` touches them; decision 0027 has them as a table.
"""

from __future__ import annotations

EVERYTHING = "everything"
"""Part of every copy: bulk changes, holidays and vocabularies touch it."""

PROCEDURE = "procedure"
AGENCY = "agency"
POINT = "point"
ARTICLE = "article"

PROCEDURE_NAMES = "procedure.names"
"""What procedures there are, what they are called, under which headings they stand, how they
belong together, and in which order of use they are listed; of topics, groups and events as well."""
PROCEDURE_FACTS = "procedure.facts"
"""What a card in a list tells of some procedure: its names, fee, days, documents, points."""
AGENCY_NAMES = "agency.names"
"""What agencies there are, how they are called, of what kind, and where in tree and country."""
POINT_ROWS = "point.rows"
"""What a row in a list tells of some point: name, place, hours, phones, status."""

ANNOUNCEMENT = "announcement"
"""Notices above pages."""
EDITION = "edition"
"""Every edition in the country, an agency's own ones included."""
REGISTER = "register"
"""The days of the register of editions and their roots."""
SYNONYM = "synonym"
"""Words that search takes for one another."""
CHANGES = "changes"
"""How far the feed of changes is numbered."""


def record_key(topic: str, object_id: int) -> str:
    """Return the key of one record: anything at all of it."""
    return f"{topic}:{object_id}"


def procedure_facts(procedure_id: int) -> str:
    """Return the key of what a card in a list tells of one procedure."""
    return f"{PROCEDURE_FACTS}:{procedure_id}"


def served(procedure_id: int) -> str:
    """Return the key of where a procedure is served: its pins, and the rows of their points."""
    return f"served:{procedure_id}"


def points_of(agency_id: int) -> str:
    """Return the key of the rows of one agency's points."""
    return f"points-of:{agency_id}"


def points_in(province: str) -> str:
    """Return the key of the rows of the points in one province, by its code."""
    return f"points-in:{province}"


def ratings_of_procedure(procedure_id: int) -> str:
    """Return the key of what was decided about ratings of one procedure."""
    return f"rating-procedure:{procedure_id}"


def improvements_of(agency_id: int) -> str:
    """Return the key of what an agency told citizens that it improved."""
    return f"improvements-of:{agency_id}"


def ratings_of_point(point_id: int) -> str:
    """Return the key of what was decided about ratings of one point."""
    return f"rating-point:{point_id}"
