"""Reports as readers make them, for tests."""

from __future__ import annotations

from itertools import count
from typing import Any

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.articles.models import Article
from infogo.manuals.models import Manual
from infogo.page_reports.models import Kind, PageReport, Subject
from infogo.page_reports.services import Told, submit_page_report
from infogo.points.models import ServicePoint
from tests.factories import GrantFactory, OfficerFactory

_keys = count(1)
SUBJECTS: dict[type, Subject] = {
    Manual: Subject.MANUAL,
    ServicePoint: Subject.POINT,
    Agency: Subject.AGENCY,
    Article: Subject.ARTICLE,
}


def tell(about: Manual | ServicePoint | Agency | Article | None = None, **said: Any) -> PageReport:
    """Report something of a record, or of the site, under a new key.

    ``said`` are fields of ``Told`` or arguments beside it.
    """
    beside = {name: said.pop(name) for name in ("key", "suspected", "now") if name in said}
    subject = Subject.PAGE if about is None else SUBJECTS[type(about)]
    number = next(_keys)
    told = Told(
        subject=subject,
        subject_id=about.pk if about else None,
        **{
            "path": f"/{subject}/{about.pk if about else ''}",
            "kind": Kind.OTHER,
            "text": f"ข้อมูลไม่ตรง เรื่องที่ {number}",
            **said,
        },
    )
    return submit_page_report(told=told, **{"key": f"test-{number}", **beside})


def handler(agency: Agency, **grant: Any) -> Rights:
    """Return the rights of an officer who handles what people say of an agency."""
    officer: Officer = OfficerFactory(agency=agency)
    GrantFactory(officer=officer, role=Role.FEEDBACK_HANDLER, **grant)
    return Rights.of(officer)


def centre() -> Rights:
    """Return the rights of a central administrator."""
    officer: Officer = OfficerFactory()
    GrantFactory(officer=officer, role=Role.CENTRAL_ADMIN, agency=None)
    return Rights.of(officer)
