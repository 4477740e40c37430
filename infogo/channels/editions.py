"""Editions of what the E-Act and the cabinet's methods set."""

from __future__ import annotations

from infogo.channels.models import AgencyEChannel, EActRuleSet
from infogo.channels.rules import EActParameters
from infogo.core.editions import EditionKind
from infogo.core.refusal import RefusalError


def _holds_together(rules: EActParameters) -> None:
    """Every kind has its level, codes are told apart, and nothing that is in use is lost."""
    levels = {level.code for level in rules.levels}
    for at, kind in enumerate(rules.kinds):
        if kind.level not in levels:
            raise RefusalError(f"ไม่มีระดับที่มีรหัส {kind.level} ใส่รหัสของระดับที่มี", f"kinds-{at}-level")
    for name, codes in (
        ("levels", [level.code for level in rules.levels]),
        ("kinds", [kind.code for kind in rules.kinds]),
        ("groups", [group.code for group in rules.groups]),
    ):
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            raise RefusalError(f"รหัส {', '.join(twice)} มีซ้ำ ใส่รหัสที่ต่างกัน", f"{name}-0-code")
    used = set(AgencyEChannel.objects.order_by().values_list("kind", flat=True).distinct())
    if lost := sorted(used - set(rules.kind_of)):
        names = ", ".join(lost)
        raise RefusalError(f"มีหน่วยงานใช้ช่องทางชนิด {names} อยู่ จึงเอาชนิดนี้ออกไม่ได้", "kinds-0-code")


E_ACT_RULES = EditionKind(
    "e_act_rules", EActRuleSet, "parameters", EActParameters, check=_holds_together
)
