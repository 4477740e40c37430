"""Names of things that stay: addresses of this site, whatever the language of the reader.

The name of a service, a place or an agency is the address of its page; a part of it has a fragment.
"""

from __future__ import annotations

from urllib.parse import quote

from infogo.records.base import absolute

THAILAND = "http://publications.europa.eu/resource/authority/country/THA"
THAI = "http://publications.europa.eu/resource/authority/language/THA"
BAHT = "http://publications.europa.eu/resource/authority/currency/THB"


def vocabulary() -> str:
    """Return the namespace of our own terms and concepts; their page is at the same address."""
    return absolute("/data/vocabulary#")


def service(procedure_id: int, agency_id: int | None = None) -> str:
    """Return the name of a procedure as its standard manual has it, or of an agency's service."""
    at = f"/at/{agency_id}" if agency_id else ""
    return absolute(f"/manual/{procedure_id}{at}")


def agency(agency_id: int) -> str:
    """Return the name of an agency."""
    return absolute(f"/agency/{agency_id}")


def point(point_id: int) -> str:
    """Return the name of a service point."""
    return absolute(f"/place/{point_id}")


def counter(point_id: int, manual_id: int) -> str:
    """Return the name of a manual's service at a point; a pin made again keeps it."""
    return f"{point(point_id)}#manual-{manual_id}"


def province(code: str) -> str:
    """Return the name of a province."""
    return absolute(f"/agency/province/{code}")


def topic(slug: str) -> str:
    """Return the name of a subject of services."""
    return absolute(f"/category/{slug}")


def target_group(slug: str) -> str:
    """Return the name of a group of people."""
    return absolute(f"/for/{slug}")


def life_event(slug: str) -> str:
    """Return the name of a life event."""
    return absolute(f"/life/{slug}")


def article(article_id: int) -> str:
    """Return the name of an article."""
    return absolute(f"/article/{article_id}")


def document(document_id: int) -> str:
    """Return the name of a canonical document."""
    return absolute(f"/api/v1/documents/{document_id}")


def concept(scheme: str, code: str) -> str:
    """Return the name of a term of a vocabulary."""
    return f"{vocabulary()}{scheme}.{quote(code, safe='-_.')}"


def scheme(name: str) -> str:
    """Return the name of a vocabulary."""
    return f"{vocabulary()}{name}"
