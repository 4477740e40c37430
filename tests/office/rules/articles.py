"""Articles: writing, approving, publishing, withdrawing."""

from __future__ import annotations

from tests.office.rules.rule import FORM, POST_ONLY, Rule
from tests.office.rules.team import REASON

DRAFT, WAITING, PUBLIC = (
    {"article_id": name} for name in ("{article}", "{waiting_article}", "{public_article}")
)
TEXT = {"title_th": "ทดสอบการปฏิเสธ", "seen": "0", "do": "save"}

RULES = {
    "office:articles": Rule("list"),
    "office:article_new": Rule("list", FORM, data={"title": "ของเขา", "agency": "{agency}"}),
    "office:article": Rule("object", kwargs=DRAFT),
    "office:article_edit": Rule("object", FORM, kwargs=DRAFT, data=TEXT),
    "office:article_preview": Rule("object", kwargs=DRAFT),
    "office:article_submit": Rule("object", FORM, kwargs=DRAFT, data={"seen": "1"}),
    "office:article_decide": Rule("object", FORM, kwargs=WAITING, data={"seen": "2"}),
    "office:article_take_back": Rule("object", POST_ONLY, kwargs=WAITING, data={"seen": "2"}),
    "office:article_discard": Rule("object", POST_ONLY, kwargs=DRAFT, data={"seen": "1"}),
    "office:article_withdraw": Rule("object", FORM, kwargs=PUBLIC, data=REASON),
    "office:article_edition": Rule("object", kwargs={**PUBLIC, "number": 1}),
}
