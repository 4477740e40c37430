"""A small manual with cases: a card that is lost or expired, for oneself or by somebody else."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from infogo.manuals.cases import (
    CaseCondition,
    CaseOption,
    CaseQuestion,
    CaseRow,
    CaseTable,
)
from infogo.manuals.content import (
    Channel,
    ChannelKind,
    DocumentGroup,
    Fee,
    FeeKind,
    ManualContent,
    RequiredDocument,
    Step,
    StepKind,
)
from infogo.manuals.part import Listing, ListingState
from tests.factories import manual_content

WORDS = {
    "lost": "บัตรหาย",
    "expired": "บัตรหมดอายุ",
    "first": "ยังไม่เคยมีบัตร",
    "self": "ไปเอง",
    "other": "ให้คนอื่นไปแทน",
}


def question(code: str, text: str, *options: str) -> CaseQuestion:
    return CaseQuestion(
        code=code,
        text=text,
        options=tuple(CaseOption(code=o, label=WORDS.get(o, o)) for o in options),
    )


def row(code: str, when: dict[str, list[str]] | None = None, **given: Any) -> CaseRow:
    conditions = tuple(
        CaseCondition(question=name, options=tuple(options))
        for name, options in (when or {}).items()
    )
    given.setdefault("name", WORDS.get(code, code))
    return CaseRow(code=code, when=conditions, **given)


REASON = question("reason", "ทำบัตรเพราะอะไร", "lost", "expired", "first")
WHO = question("who", "ใครไปยื่น", "self", "other")
REASONS = CaseTable(
    code="reasons",
    title="เหตุที่ทำบัตร",
    rows=(
        row("lost", {"reason": ["lost"]}, note="แจ้งบัตรหายที่เดียวกันได้เลย"),
        row("expired", {"reason": ["expired"]}),
        row("first", {"reason": ["first"]}, refusal="ทำบัตรครั้งแรกใช้คู่มืออีกฉบับ"),
    ),
)
PEOPLE = CaseTable(
    code="people",
    title="ผู้ยื่น",
    rows=(row("self", {"who": ["self"]}), row("other", {"who": ["other"]})),
)


def listed(kind: type[Any], *items: Any) -> Any:
    return Listing[kind](state=ListingState.LISTED, items=items)  # type: ignore[valid-type]


def paper(name: str, *cases: str, **given: Any) -> RequiredDocument:
    return RequiredDocument(group=DocumentGroup.OTHER, name=name, cases=cases, **given)


def fee(item: str, baht: int, *cases: str) -> Fee:
    return Fee(item=item, kind=FeeKind.FIXED, amount_satang=baht * 100, cases=cases)


def card_manual(**given: Any) -> ManualContent:
    """Return a manual of four documents: always one, others by reason or person."""
    usual = {
        "questions": (REASON, WHO),
        "cases": (REASONS, PEOPLE),
        "documents": listed(
            RequiredDocument,
            paper("ทะเบียนบ้าน"),
            paper("บัตรเดิม", "expired"),
            paper("หนังสือมอบอำนาจ", "other"),
            paper("พยานรับรอง", "lost", "other"),
        ),
        "fees": listed(Fee, fee("ค่าบัตร", 20), fee("ค่าปรับ", 100, "lost")),
        "steps": listed(
            Step,
            Step(kind=StepKind.DOCUMENT_CHECK, title="ตรวจเอกสาร"),
            Step(kind=StepKind.CONSIDERATION, title="สอบพยาน", cases=("lost",)),
        ),
        "channels": listed(
            Channel,
            Channel(kind=ChannelKind.IN_PERSON, description="สำนักทะเบียน"),
            Channel(kind=ChannelKind.MOBILE_APP, description="แอป", cases=("expired",)),
        ),
    }
    return manual_content(**{**usual, **given})


codes = st.sampled_from(("a", "b", "c", "d"))


@st.composite
def question_lists(draw: st.DrawFn) -> tuple[CaseQuestion, ...]:
    """Draw up to three questions of two or three answers."""
    names = draw(st.lists(st.sampled_from(("p", "q", "r")), min_size=1, max_size=3, unique=True))
    return tuple(
        question(name, f"ถาม {name}", *("a", "b", "c")[: draw(st.integers(2, 3))]) for name in names
    )


@st.composite
def tables_over(
    draw: st.DrawFn, questions: tuple[CaseQuestion, ...], prefix: str = "c"
) -> CaseTable:
    """Draw a table, whole or not, over some of the questions."""
    rows = []
    for number in range(draw(st.integers(1, 5))):
        asked = draw(st.lists(st.sampled_from(questions), unique=True))
        when = {
            each.code: draw(
                st.lists(st.sampled_from([o.code for o in each.options]), min_size=1, unique=True)
            )
            for each in asked
        }
        refusal = draw(st.sampled_from(("", "", "", "ไม่ได้")))
        rows.append(row(f"{prefix}{number}", when, refusal=refusal))
    return CaseTable(code=f"{prefix}-table", title="ตาราง", rows=tuple(rows))


@st.composite
def whole_tables(
    draw: st.DrawFn, questions: tuple[CaseQuestion, ...], prefix: str = "c"
) -> CaseTable:
    """Draw a table without gap or contradiction: a tree of questions with cases as leaves."""
    paths: list[dict[str, list[str]]] = [{}]
    for each in questions:
        grown: list[dict[str, list[str]]] = []
        for path in paths:
            if draw(st.booleans()):
                first, *rest = [o.code for o in each.options]
                grown += [{**path, each.code: [first]}, {**path, each.code: rest}]
            else:
                grown.append(path)
        paths = grown
    rows = tuple(
        row(f"{prefix}{n}", path, refusal="ไม่ได้" if n and draw(st.integers(0, 5)) == 0 else "")
        for n, path in enumerate(paths)
    )
    return CaseTable(code=f"{prefix}-table", title="ตาราง", rows=rows)
