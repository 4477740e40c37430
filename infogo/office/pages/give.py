"""The steps of giving a right: where, what, with which records, review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Q, QuerySet
from django.urls import reverse

from infogo.accounts.models import Grant, Officer
from infogo.accounts.perms import Proposal, Rights
from infogo.accounts.roles import DUTIES, Act, Role
from infogo.accounts.services import RefusedError, check_term
from infogo.accounts.words import grant_words
from infogo.agencies.models import Agency, AgencyPath
from infogo.core.dates import DateInputError, long_date
from infogo.manuals.models import Manual
from infogo.office.pages.give_choice import ALL, MANUALS, MOST_CHOSEN, POINTS, Choice
from infogo.office.pages.team import AgencyOption, agencies_to_choose, agency_options
from infogo.points.models import ServicePoint
from infogo.thai.collate import by_name

WHERE, WHAT, WHICH, REVIEW = "where", "what", "which", "review"
MOST_RECORDS = 100
NARROWINGS = {
    POINTS: "เฉพาะบางจุดให้บริการ",
    MANUALS: "เฉพาะบางคู่มือ",
}


@dataclass(frozen=True)
class Option:
    """Something to choose, with a hint below it."""

    value: str
    label: str
    hint: str = ""
    checked: bool = False


@dataclass(frozen=True)
class GivePage:
    """One step. Only what its step shows is filled in; ``proposal`` is set at the review.

    Who administers one agency alone is not asked where (``asks_where``). ``wrong`` says what is
    wrong with a field, by its name; ``problem`` what is wrong elsewhere.
    """

    step: str
    officer: Officer
    choice: Choice
    path: str
    asks_where: bool = True
    back: str = ""
    problem: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)
    agencies: Sequence[AgencyOption] = ()
    agency_total: int = 0
    can_propose: bool = False
    agency_name: str = ""
    can_have_subtree: bool = False
    roles: Sequence[Option] = ()
    narrowings: Sequence[Option] = ()
    latest: str = ""
    records: Sequence[Option] = ()
    chosen: Sequence[Option] = ()
    record_total: int = 0
    kept: Sequence[tuple[str, str]] = ()
    words: str = ""
    facts: Sequence[tuple[str, str]] = ()
    proposal: Proposal | None = None

    @property
    def number(self) -> str:
        """Which step of how many."""
        steps = (WHERE, WHAT, REVIEW) if self.asks_where else (WHAT, REVIEW)
        at = WHAT if self.step == WHICH else self.step
        return f"ขั้นที่ {steps.index(at) + 1} จาก {len(steps)}"

    @property
    def faults(self) -> Mapping[str, str]:
        """What is wrong by the id of the field that mends it, for the list above the form."""
        first = self.roles[0].value if self.roles else ""
        ids = {"role": f"role-{first}", "narrow": f"narrow-{ALL}"}
        return {ids.get(name, name): text for name, text in self.wrong.items()}


def give_page(rights: Rights, officer: Officer, choice: Choice) -> GivePage:
    """Return the step that comes next for what was chosen so far."""
    path = reverse("office:give", args=[officer.pk])
    alone = _only_agency(rights)
    has_begun = choice.agency is not None or choice.role or choice.narrow
    if alone is not None and not has_begun:
        choice = replace(choice, agency=alone)
    asks_where = alone is None or choice.agency != alone
    base = GivePage(WHERE, officer, choice, path, asks_where)
    agency = _agency(rights, choice)
    if (choice.at == WHERE and base.asks_where) or agency is None:
        problem = "เลือกหน่วยงาน" if choice.at == WHAT and choice.agency is None else ""
        return replace(_where(base, rights), problem=problem)
    base = replace(base, agency_name=agency.name_th)
    offered = _roles(rights, choice)
    asks = choice.at == WHAT or not (choice.role or choice.narrow)
    wrong = {} if asks else _what_is_wrong(choice, offered, rights)
    if asks or wrong:
        return replace(_what(base, rights, agency, offered), wrong=wrong)
    proposal = choice.proposal()
    if choice.narrow in {POINTS, MANUALS}:
        problem = _wrong_number(choice)
        if choice.at == WHICH or not choice.picked or problem:
            return replace(_which(base, agency), problem=problem)
    return _review(base, rights, agency, proposal)


def _only_agency(rights: Rights) -> int | None:
    """Return the one agency that she administers; none when there are several to choose from."""
    if rights.everywhere(Act.ADMINISTER):
        return None
    found = agencies_to_choose(rights, "").order_by("pk").values_list("pk", flat=True)[:2]
    return found[0] if len(found) == 1 else None


def _wrong_number(choice: Choice) -> str:
    """Say that too few or too many records were chosen; too many would be left out in silence."""
    if len(choice.picked) > MOST_CHOSEN:
        return (
            f"สิทธิหนึ่งเลือกได้ไม่เกิน {MOST_CHOSEN} รายการ เอาออกจนเหลือเท่านี้ แล้วให้อีกสิทธิสำหรับที่เหลือ "
            "หรือให้สิทธิทั้งหน่วยงาน"
        )
    return "เลือกอย่างน้อยหนึ่งรายการ" if choice.at == REVIEW and not choice.picked else ""


def _what_is_wrong(choice: Choice, offered: Sequence[Option], rights: Rights) -> dict[str, str]:
    """Return what is wrong with a duty, its limit and its days, each by its field."""
    wrong = {}
    role = next((each.label for each in offered if each.value == choice.role), "")
    if not role:
        wrong["role"] = "เลือกหน้าที่"
    elif choice.narrow not in {"", ALL, *choice.narrowings}:
        limit = NARROWINGS.get(choice.narrow, "แบบนี้")
        wrong["narrow"] = f"หน้าที่{role}จำกัด{limit}ไม่ได้ เลือกขอบเขตอื่นหรือหน้าที่อื่น"
    if said := _wrong_term(replace(choice, until=""), rights):
        wrong["since"] = said
    alone = replace(choice, since="") if "since" in wrong else choice
    if said := _wrong_term(alone, rights):
        wrong["until"] = said
    return wrong


def _wrong_term(choice: Choice, rights: Rights) -> str:
    try:
        check_term(choice.proposal(), rights.on)
    except (DateInputError, RefusedError) as refusal:
        return str(refusal)
    return ""


def _where(base: GivePage, rights: Rights) -> GivePage:
    choice = base.choice
    found = agencies_to_choose(rights, choice.query)
    wanted = choice.agency if choice.agency is not None else base.officer.agency_id
    return replace(
        base,
        step=WHERE,
        agencies=agency_options(found, wanted),
        agency_total=found.count(),
        can_propose=rights.everywhere(Act.ADMINISTER),
        kept=choice.fields("agency", "subtree", "points", "manuals"),
    )


def _what(base: GivePage, rights: Rights, agency: Agency, offered: Sequence[Option]) -> GivePage:
    choice = base.choice
    limits = [grant.valid_until for grant in rights.grants if Act.ADMINISTER in grant.acts]
    latest = None if None in limits else max(filter(None, limits), default=None)
    below = AgencyPath.objects.filter(ancestor=agency, depth__gt=0)
    has_below = below.exists() and bool(_roles(rights, replace(choice, subtree=True)))
    return replace(
        base,
        step=WHAT,
        back=choice.address(base.path, WHERE),
        roles=offered,
        can_have_subtree=has_below,
        narrowings=_narrowing_options(choice),
        latest=long_date(latest) if latest else "",
        kept=choice.fields("role", "since", "until", "subtree", "narrow"),
    )


def _which(base: GivePage, agency: Agency) -> GivePage:
    """Offer the records; those chosen already stand by themselves, whatever is looked for."""
    choice = base.choice
    found = _records(choice, agency)
    others = found.exclude(pk__in=choice.picked)
    return replace(
        base,
        step=WHICH,
        back=choice.address(base.path, WHAT),
        records=_options(choice, others[:MOST_RECORDS]),
        chosen=_options(choice, _records(choice, agency, chosen_only=True)),
        record_total=others.count(),
        kept=choice.fields(POINTS, MANUALS),
    )


def _options(choice: Choice, rows: Iterable[tuple[int, str, str]]) -> list[Option]:
    """Return records in the order of a dictionary; of many agencies each says whose it is."""
    found = {pk: (name, owner) for pk, name, owner in rows}
    picked = set(choice.picked)
    return [
        Option(str(pk), name, found[pk][1] if choice.subtree else "", checked=pk in picked)
        for pk, name in by_name((pk, name) for pk, (name, _owner) in found.items())
    ]


def _review(base: GivePage, rights: Rights, agency: Agency, proposal: Proposal) -> GivePage:
    choice = base.choice
    grant = Grant(
        role=choice.role,
        agency=agency,
        whole_subtree=choice.subtree,
        only_points=proposal.point_ids is not None,
        only_manuals=proposal.manual_ids is not None,
    )
    words = grant_words(grant, len(proposal.point_ids or ()), len(proposal.manual_ids or ()))
    facts = [
        ("เจ้าหน้าที่", base.officer.name_th),
        ("หน้าที่", str(Role(choice.role).label)),
        ("ขอบเขต", words),
        ("เริ่ม", long_date(proposal.valid_from) if proposal.valid_from else "วันนี้"),
        ("สิ้นสุด", long_date(proposal.valid_until) if proposal.valid_until else "ไม่มีกำหนด"),
    ]
    problem = "" if rights.can_give(proposal) else "สิทธินี้กว้างหรือนานกว่าสิทธิของคุณ แก้ขอบเขตหรือวันสิ้นสุด"
    return replace(
        base,
        step=REVIEW,
        back=choice.address(base.path, WHICH if choice.narrow in NARROWINGS else WHAT),
        words=words,
        facts=facts,
        records=_options(choice, _records(choice, agency, chosen_only=True)),
        kept=choice.fields(),
        problem=problem,
        proposal=proposal,
    )


def _agency(rights: Rights, choice: Choice) -> Agency | None:
    return rights.agencies(Act.ADMINISTER).filter(pk=choice.agency or 0).first()


def _roles(rights: Rights, choice: Choice) -> list[Option]:
    """Return the roles that she may hand on there."""
    return [
        Option(role.value, str(role.label), DUTIES[role], checked=role.value == choice.role)
        for role in Role
        if rights.covers(
            Proposal(
                role=role.value,
                agency_id=choice.agency,
                whole_subtree=choice.subtree,
            )
        )
    ]


def _narrowing_options(choice: Choice) -> list[Option]:
    return [
        Option(ALL, "ทุกจุดและทุกคู่มือของหน่วยงาน", checked=choice.narrow in {"", ALL}),
        *[
            Option(value, label, checked=choice.narrow == value)
            for value, label in NARROWINGS.items()
        ],
    ]


def _records(
    choice: Choice, agency: Agency, *, chosen_only: bool = False
) -> QuerySet[ServicePoint, tuple[int, str, str]] | QuerySet[Manual, tuple[int, str, str]]:
    """Return (id, name, its agency's name) of the points or manuals that can be chosen."""
    below = AgencyPath.objects.filter(ancestor=agency)
    if not choice.subtree:
        below = below.filter(depth=0)
    there = Q(agency_id__in=below.values("descendant_id"))
    if chosen_only:
        there &= Q(pk__in=choice.picked if choice.narrow in NARROWINGS else ())
    if choice.narrow == POINTS:
        named = Q(name_th__icontains=choice.query) if choice.query and not chosen_only else Q()
        points = ServicePoint.objects.filter(there & named).order_by("sort_key", "pk")
        return points.values_list("pk", "name_th", "agency__name_th")
    named = (
        Q(procedure__name_th__icontains=choice.query) if choice.query and not chosen_only else Q()
    )
    manuals = Manual.objects.filter(there & named).order_by("procedure__name_th", "pk")
    return manuals.values_list("pk", "procedure__name_th", "agency__name_th")
