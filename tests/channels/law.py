"""The E-Act's rules of the demonstration country, in force for tests, and declared agencies."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from infogo.agencies.models import Agency
from infogo.channels import services
from infogo.channels.models import EActDeclaration, EActRuleSet, Review, Section
from infogo.channels.rules import EActParameters
from infogo.channels.services import Answered
from infogo.editing.people import Person
from tests.files.samples import pdf, upload

FILE = Path(__file__).resolve().parents[2] / "demo" / "data" / "e_act_rules.json"
(LAW_OF_2565,) = json.loads(FILE.read_text(encoding="utf-8"))
RULES = EActParameters.model_validate(LAW_OF_2565["parameters"])
KEEPER = Person("officer 901", "ผู้ดูแล")
REVIEWER = Person("officer 902", "ผู้ตรวจ")
ISSUED = Answered(is_issued=True, order_number="12/2566", signed_on=date(2023, 3, 1))
AT_IT = Answered(is_issued=False)


def enact(**parameters: Any) -> EActRuleSet:
    """Put the rules in force, some parameters replaced."""
    given = {**LAW_OF_2565["parameters"], **parameters}
    return EActRuleSet.objects.create(**{**LAW_OF_2565, "parameters": given})


def declared(
    agency: Agency, section: Section = Section.FILING, *, with_file: bool = True, **given: Any
) -> EActDeclaration:
    """Answer for an agency: announced, with its file."""
    sent = upload(pdf(), "ประกาศ.pdf") if with_file else None
    args: dict[str, Any] = {"answered": ISSUED, "actor": KEEPER, "upload": sent, **given}
    return services.declare(agency_id=agency.pk, section=section, **args)


def reviewed(
    declaration: EActDeclaration, review: Review = Review.ACCEPTED, reason: str = ""
) -> EActDeclaration:
    """Decide about a declaration as the central agency."""
    return services.review_declaration(
        declaration_id=declaration.pk,
        review=review,
        reason=reason,
        actor=REVIEWER,
        seen=declaration.version,
    )
