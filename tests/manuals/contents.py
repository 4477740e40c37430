"""Random contents of manuals for property tests: short, Thai, and valid."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from infogo.core.durations import Duration, DurationUnit
from infogo.core.hours import Hours, HoursException, Interval
from infogo.core.phones import Phone
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
    ComplaintChannel,
    DocumentGroup,
    Fee,
    FeeKind,
    Form,
    LawDeadline,
    LegalBasis,
    LocalOverrides,
    ManualContent,
    RequestStatistics,
    RequiredDocument,
    Step,
    StepKind,
    StepReduction,
)
from infogo.manuals.copying import CopyFee
from infogo.manuals.formulas import (
    Formula,
    FormulaExample,
    FormulaInput,
    FormulaOption,
    GivenValue,
)
from infogo.manuals.part import Listing, ListingState, Text
from infogo.manuals.pauses import PauseRule
from infogo.manuals.renewal import FeeRenewal
from infogo.manuals.representation import AuthorityDocument, Proxy, Representation

WORDS = (
    "บัตร",
    "ประชาชน",
    "ทะเบียนบ้าน",
    "ยื่น",
    "คำขอ",
    "ที่",
    "อำเภอ",
    "ภายใน",
    "วัน",
    "ฟรี",
    "A4",
    "ท.ร.14",
    "😀",
)
text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map("".join)
spaced = st.lists(text, min_size=1, max_size=3).map(" ".join)
small = st.integers(0, 9)
durations = st.builds(
    lambda low, more, unit: Duration(value_min=low, value_max=low + more, unit=unit),
    small, small, st.sampled_from(list(DurationUnit)),
)  # fmt: skip
reductions = st.builds(StepReduction, is_reduced=st.booleans(), total=durations)
statistics = st.builds(RequestStatistics, average=small, highest=small, lowest=small)
days = st.dates(date(2000, 1, 1), date(2030, 1, 1))
hours = st.builds(
    lambda opens, note, day: Hours(
        week=((Interval(opens=time(opens), closes=time(opens + 8)),),) * 5 + ((),) * 2,
        note=note,
        exceptions=(HoursException(first_on=day, note=note),),
    ),
    st.integers(6, 10), text, days,
)  # fmt: skip
named_cases = st.lists(st.sampled_from(["lost", "other", "gone"]), unique=True).map(tuple)
documents = st.builds(
    RequiredDocument, group=st.sampled_from(list(DocumentGroup)), name=text, issuer=text,
    originals=small, copies=small, note=spaced, is_state_issued=st.booleans(),
    cases=named_cases,
)  # fmt: skip
authority = st.builds(
    AuthorityDocument, name=text, originals=small, stamp_duty_satang=st.none() | small, note=spaced,
)  # fmt: skip
representations = st.builds(
    Representation, answer=st.sampled_from(list(Proxy)), who=text, must_come=st.just("") | text,
    reason=st.just("") | spaced, documents=st.lists(authority, max_size=2).map(tuple), note=spaced,
)  # fmt: skip
steps = st.builds(
    Step, kind=st.sampled_from(list(StepKind)), title=text, description=spaced,
    duration=st.none() | durations, responsible=text, cases=named_cases,
)  # fmt: skip
code = st.sampled_from(WORDS)
numbers = st.integers(0, 10**6).map(Decimal)
formula_options = st.builds(FormulaOption, code=code, label=spaced, value=numbers)
formula_inputs = st.builds(
    FormulaInput, code=code, label=spaced, unit=text, highest=st.none() | numbers,
    options=st.lists(formula_options, max_size=2).map(tuple),
)  # fmt: skip


@st.composite
def formulas_of(draw: st.DrawFn) -> Formula:
    """Draw a formula whose examples give nothing but what is asked, in that order."""
    inputs = draw(st.lists(formula_inputs, max_size=2, unique_by=lambda asked: asked.code))
    examples = []
    for _number in range(draw(st.integers(0, 2))):
        known = [asked for asked in inputs if draw(st.booleans())]
        given = tuple(GivenValue(input=asked.code, value=draw(text)) for asked in known)
        examples.append(FormulaExample(given=given, result=draw(numbers), note=draw(spaced)))
    return Formula(inputs=tuple(inputs), expression=draw(spaced), examples=tuple(examples))


formulas = formulas_of()
pause_rules = st.builds(
    PauseRule, text=spaced, law=text,
    limit=st.none() | st.builds(Duration.of, st.integers(1, 60), st.just("day")),
)  # fmt: skip
fixed_fees = st.builds(
    Fee, item=text, kind=st.just(FeeKind.FIXED), amount_satang=st.integers(0, 10**6),
    cases=named_cases,
)  # fmt: skip
fees = fixed_fees | st.builds(
    Fee, item=text, kind=st.just(FeeKind.FORMULA), formula=spaced, computed=st.none() | formulas,
    cases=named_cases,
)  # fmt: skip
channels = st.builds(
    Channel, kind=st.sampled_from(list(ChannelKind)), description=spaced, url=text,
    hours=st.none() | hours, provinces=st.tuples() | st.tuples(st.sampled_from(["10", "50"])),
)  # fmt: skip
complaints = st.builds(
    ComplaintChannel, name=text, detail=spaced, phones=st.just((Phone(number="1111"),))
)
laws = st.builds(LegalBasis, law=text, section=text, reviewed_on=st.none() | days)
forms = st.builds(Form, name=text, url=text)


def listings(kind: Any, items: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    made = Listing[kind]
    return st.one_of(
        st.just(made()),
        st.just(made(state=ListingState.NONE)),
        st.lists(items, min_size=1, max_size=4).map(
            lambda found: made(state=ListingState.LISTED, items=tuple(found))
        ),
    )


QUESTIONS = (("reason", "lost", "expired"), ("who", "self", "other"))
questions = st.tuples(
    *(
        st.builds(
            CaseQuestion,
            code=st.just(code),
            text=text,
            options=st.tuples(
                *(st.builds(CaseOption, code=st.just(option), label=text) for option in options)
            ),
        )
        for code, *options in QUESTIONS
    )
)
tables = st.tuples(
    *(
        st.builds(
            CaseTable,
            code=st.just(f"{code}-table"),
            title=text,
            rows=st.tuples(
                *(
                    st.builds(
                        CaseRow,
                        code=st.just(option),
                        name=text,
                        when=st.just((CaseCondition(question=code, options=(option,)),)),
                        total=st.none() | durations,
                        refusal=st.just("") | spaced,
                    )
                    for option in options
                )
            ),
        )
        for code, *options in QUESTIONS
    )
)
LOCAL: dict[str, st.SearchStrategy[Any]] = {
    "statistics": st.none() | statistics,
    "channels": listings(Channel, channels),
    "criteria": listings(Text, spaced),
    "steps": listings(Step, steps),
    "total": st.none() | durations,
    "total_formula": st.none() | formulas,
    "pause_rules": st.lists(pause_rules, max_size=2).map(tuple),
    "step_reduction": st.none() | reductions,
    "documents": listings(RequiredDocument, documents),
    "representation": st.none() | representations,
    "fees": listings(Fee, fees),
    "fee_note": st.just("") | spaced,
    "copy_fee": st.none() | st.builds(CopyFee, amount_satang=small, per=st.just("") | text),
    "complaints": listings(ComplaintChannel, complaints),
    "forms": listings(Form, forms),
    "remark": st.just("") | spaced,
}
contents = st.builds(
    ManualContent,
    legal_bases=listings(LegalBasis, laws),
    service_areas=st.lists(st.sampled_from(["central", "local"]), unique=True).map(tuple),
    deadline=st.none() | st.builds(LawDeadline, law=text, limit=durations),
    renewal_by_fee=st.none() | st.builds(FeeRenewal, ground=text, how=st.just("") | spaced),
    reference_name=text,
    questions=st.just(()) | questions,
    cases=st.just(()) | tables,
    **LOCAL,
)
overrides = st.fixed_dictionaries({}, optional=LOCAL).map(lambda given: LocalOverrides(**given))
