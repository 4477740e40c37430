"""Officers of one's agencies and their rights."""

from __future__ import annotations

from infogo.accounts.roles import Role
from tests.office.rules.rule import FORM, POST_ONLY, Rule

REASON = {"reason": "ทดสอบการปฏิเสธ"}
GRANT = {"role": Role.REPORTER, "agency": "{agency}"}

RULES = {
    "office:team": Rule("list"),
    "office:log": Rule("list"),
    "office:invite": Rule(
        "list",
        FORM,
        data={"name": "ใครสักคน", "email": "new@agency.example", "agency": "{agency}"},
    ),
    "office:officer": Rule("object", kwargs={"officer_id": "{officer}"}),
    "office:invite_again": Rule("object", POST_ONLY, kwargs={"officer_id": "{invited}"}),
    "office:leave": Rule("object", FORM, kwargs={"officer_id": "{officer}"}, data=REASON),
    "office:give": Rule("object", FORM, kwargs={"officer_id": "{officer}"}, data=GRANT),
    "office:end": Rule("object", FORM, kwargs={"grant_id": "{grant}"}, data=REASON),
}
