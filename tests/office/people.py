"""The officers of the walk: one who administers, and everybody who must not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.test import Client

from infogo.accounts.models import AgencyToken, Grant, Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.accounts.tokens import make_token
from infogo.agencies.models import Agency
from infogo.articles.models import ArticleEdition
from infogo.bulk.services.jobs import upload as upload_sheet
from infogo.bulk.sheets import SHEETS
from infogo.changes.services import Wanted, subscribe
from infogo.channels.facts import read_channel
from infogo.channels.reports import freeze_report
from infogo.channels.rules import Period
from infogo.channels.services import save_channel
from infogo.core.dates import bangkok_now
from infogo.delays.models import Outcome, Receipt
from infogo.delays.receipts import issue_receipt
from infogo.delays.services.cases import Decision
from infogo.delays.services.refusals import Ground, refuse_case, refuse_receipt
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.models import Draft
from infogo.editing.services.drafts import begin_draft
from infogo.editing.services.proposals import propose_words
from infogo.editing.services.tasks import open_tasks
from infogo.files.models import StoredFile
from infogo.files.services import store_file
from infogo.inspection.models import StepFile
from infogo.inspection.services import propose_to_cabinet
from infogo.manuals import services
from infogo.manuals.content import LocalOverrides
from infogo.manuals.models import Manual
from infogo.pins.models import Pin
from infogo.ratings.models import Improvement, ReplyTemplate, Suspicion
from infogo.search.models import FailedQuery
from tests.articles.office import begun
from tests.articles.office import submitted as submitted_article
from tests.central.reference import reference_ids
from tests.channels.law import KEEPER, RULES, declared
from tests.channels.law import enact as enact_e_act
from tests.delays.making import Made, counter, noticed
from tests.editing.office import good_content, submitted
from tests.factories import (
    ACTOR,
    AgencyFactory,
    ArticleFactory,
    CertificateFactory,
    GrantFactory,
    OfficerFactory,
    PinFactory,
    RoundFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.files.samples import pdf, upload
from tests.inspection.making import REVIEWER, answered, asked, flagged, slow_content
from tests.manuals.lint.law import enact
from tests.office.central_care import central_care
from tests.oversight.doubting import doubt_about
from tests.page_reports.telling import tell
from tests.ratings.giving import rate
from tests.simplify.findings import finding_about, pair_about
from tests.volumes.forms import enact_form

NO_GRANT, EXPIRED, POINT_ONLY, MANUAL_ONLY = "no grant", "expired", "point-only", "manual-only"
NEIGHBOUR, PARENT = "neighbour agency", "parent agency without subtree"
ANONYMOUS, LEFT = "anonymous", "left the agency"
ADMINISTRATOR = "administrator"
OUTSIDERS = (ANONYMOUS, LEFT)
POWERLESS = (NO_GRANT, EXPIRED, POINT_ONLY, MANUAL_ONLY)
ELSEWHERE = (NEIGHBOUR, PARENT)
EVERYBODY = (*OUTSIDERS, *POWERLESS, *ELSEWHERE, ADMINISTRATOR)


@dataclass(frozen=True)
class World:
    """An agency with a parent, its officer with a right, and whoever walks by.

    ``ids`` are the records that rules name, such as ``"{agency}"``; all belong to the agency and
    none of them is among what the officers with narrow rights may touch.
    """

    agency: Agency
    officer: Officer
    grant: Grant
    invited: Officer
    officers: dict[str, Officer]
    clients: dict[str, Client]
    central: Client
    ids: dict[str, int | str]


def with_second_factor(officer: Officer, secret: str = "") -> Officer:
    """Give an officer codes from an app."""
    encrypted = get_adapter().encrypt(secret or generate_totp_secret())
    Authenticator.objects.create(
        user=officer, type=Authenticator.Type.TOTP, data={"secret": encrypted}
    )
    return officer


def signed_in(officer: Officer) -> Client:
    """Return a browser in which an officer is signed in."""
    client = Client()
    client.force_login(officer)
    return client


def administrator(agency: Agency, **grant: object) -> Officer:
    """Make an administrator of an agency, with her second factor."""
    officer = OfficerFactory(agency=agency)
    GrantFactory(officer=officer, role=Role.AGENCY_ADMIN, agency=agency, **grant)
    return with_second_factor(officer)


def token_of(officer: Officer) -> AgencyToken:
    """Let a program of the officer's agency read by her right."""
    last_day = bangkok_now().date() + timedelta(days=30)
    return make_token(officer=officer, name="ระบบทดสอบ", acts=["view"], expires_on=last_day)[0]


def open_draft(manual: Manual, officer: Officer) -> Draft:
    """Begin a draft of a manual as this officer."""
    may = OfficerMay(Rights.of(officer))
    return begin_draft(manual=manual, actor=person_of(officer), may=may)


def private_file(agency: Agency, officer: Officer) -> StoredFile:
    """Keep a file that nothing names yet."""
    return store_file(upload(pdf(), "แบบคำขอ.pdf"), person_of(officer), agency.key)


def articles_on_their_way(agency: Agency) -> dict[str, int]:
    """Make an article that is being written, one that waits for approval, and a public one."""
    editor = OfficerFactory(agency=agency)
    GrantFactory(officer=editor, role=Role.MANUAL_EDITOR)
    rights = Rights.of(editor)
    public = ArticleFactory(agency=agency)
    ArticleEdition.objects.create(
        article=public, number=1, content={"title_th": "x"}, published_at=public.published_at
    )
    return {
        "{article}": begun(agency, rights).article_id,
        "{waiting_article}": submitted_article(agency, rights).article_id,
        "{public_article}": public.pk,
    }


def build_world() -> World:
    """Make the agency and everybody."""
    parent = AgencyFactory()
    agency = AgencyFactory(parent=parent)
    officer = OfficerFactory(agency=agency, name_th="เป้าหมาย ของการทดสอบ")
    grant = GrantFactory(officer=officer, role=Role.VIEWER)
    invited = OfficerFactory(agency=agency, is_active=False)
    powerless = {name: OfficerFactory(agency=agency) for name in POWERLESS}
    GrantFactory(officer=powerless[EXPIRED], role=Role.AGENCY_ADMIN, valid_until=date(2020, 12, 31))
    point = ServicePointFactory(agency=agency)
    GrantFactory(officer=powerless[POINT_ONLY], role=Role.POINT_EDITOR, only=[point])
    manual = adoption(standard_manual(), agency)
    GrantFactory(officer=powerless[MANUAL_ONLY], role=Role.MANUAL_EDITOR, only=[manual])
    adopted = adoption(standard_manual(), agency)
    pin = PinFactory(
        manual=adoption(standard_manual(), agency), point=ServicePointFactory(agency=agency)
    )
    left = administrator(agency)
    officers = {
        **powerless,
        NEIGHBOUR: administrator(AgencyFactory(), whole_subtree=True),
        PARENT: administrator(parent),
        ADMINISTRATOR: administrator(agency),
    }
    clients = {name: signed_in(walker) for name, walker in officers.items()}
    clients |= {ANONYMOUS: Client(), LEFT: signed_in(left)}
    left.is_active, left.left_on = False, bangkok_now().date()
    left.save()
    table = f"รหัสจุด,รหัสรุ่น,หน่วยงาน\n{point.pk},x,{officer.name_th}".encode()
    rights = Rights.of(officers[ADMINISTRATOR])
    job = upload_sheet(rights=rights, sheet=SHEETS["points"], name=officer.name_th, pieces=[table])
    held = RoundFactory(point=ServicePointFactory(agency=agency))
    ids: dict[str, int | str] = {
        "{bulk_job}": job.pk,
        "{agency}": agency.pk,
        "{officer}": officer.pk,
        "{invited}": invited.pk,
        "{token}": token_of(officer).pk,
        "{grant}": grant.pk,
        "{manual}": adopted.pk,
        "{draft}": open_draft(adopted, officers[ADMINISTRATOR]).pk,
        **proposed_words(agency),
        "{point}": held.point_id,
        "{round}": held.pk,
        "{certificate}": CertificateFactory(point_id=held.point_id).pk,
        "{pin}": pin.pk,
        "{pinned_manual}": pin.manual_id,
        "{pinned_point}": pin.point_id,
        "{volume_row}": f"{pin.manual_id}-{pin.point_id}",
        "{adoptable}": standard_manual().procedure_id,
        **manuals_at_work(agency),
        "{file}": private_file(agency, officer).pk,
        **articles_on_their_way(agency),
        **e_act_of(agency),
        "{receipt}": issue_receipt(pin=pin, request_key="w" * 32, actor=ACTOR).pk,
        **late_requests(agency),
        **inspected(agency),
        **rated(pin),
        "{doubted_row}": doubt_about(pin).row_id,
        **reference_ids(),
        **findings_about(adopted),
        "{page_report}": tell(agency).pk,
        "{webhook}": webhook_of(agency, officers[ADMINISTRATOR]),
    }
    central = signed_in(central_officer())
    ids |= central_care(agency)
    return World(agency, officer, grant, invited, officers, clients, central, ids)


def webhook_of(agency: Agency, officer: Officer) -> int:
    """Let changes be sent to an agency's program."""
    wanted = Wanted("ระบบทดสอบ", "https://hooks.example.go.th/in")
    rights = Rights.of(officer)
    return subscribe(rights=rights, agency_id=agency.pk, wanted=wanted)[0].pk


def findings_about(manual: Manual) -> dict[str, int]:
    """Make a finding about a manual of the agency, and a pair of services with like names."""
    other = standard_manual().procedure
    return {
        "{finding}": finding_about(manual).pk,
        "{pair}": pair_about(manual.procedure, other).pk,
    }


def e_act_of(agency: Agency) -> dict[str, int]:
    """Make an agency's channel, its announcement that waits, and a report."""
    law = enact_e_act()
    facts = read_channel(
        kind="email", address="a@b.go.th", purpose_th="", opened_on=date(2024, 1, 1), rules=RULES
    )
    channel = save_channel(agency_id=agency.pk, facts=facts, actor=KEEPER)
    period = Period(first=date(2026, 10, 1), last=date(2026, 11, 29))
    return {
        "{e_channel}": channel.pk,
        "{declaration}": declared(agency).pk,
        "{e_act_report}": freeze_report(rule_set=law, period=period).pk,
    }


def rated(pin: Pin) -> dict[str, int]:
    """Make what citizens said of a pin: a rating, one that waits, and what the agency wrote."""
    agency = pin.point.agency
    text = ReplyTemplate.objects.create(agency=agency, title="ขอบคุณ", text="ขอบคุณที่บอกเรา")
    told = Improvement.objects.create(
        agency=agency,
        manual=pin.manual,
        theme="รอนาน",
        change="เพิ่มช่อง",
        published_on=date(2026, 1, 1),
    )
    waiting = rate(pin.manual, pin.point, suspected=[Suspicion.TOO_FAST])
    return {
        "{rating}": rate(pin.manual, pin.point, comment="รอนาน").pk,
        "{held_rating}": waiting.pk,
        "{ready_text}": text.pk,
        "{improvement}": told.pk,
    }


def central_officer() -> Officer:
    """Make an officer who may do everything in the whole country."""
    officer = OfficerFactory()
    GrantFactory(officer=officer, role=Role.CENTRAL_ADMIN, agency=None)
    return with_second_factor(officer)


def late_requests(agency: Agency) -> dict[str, int]:
    """Make an agency's delayed request of which a notice was sent."""
    made = Made(counter(agency=agency))
    case, refused = made.case(40), made.case(10)
    ended = Decision(bangkok_now().date(), Outcome.REJECTED)
    why = Ground(reason="ทางกว้างไม่พอ", facts="ทางกว้าง 2 เมตร", law="กฎกระทรวง ข้อ 2")
    refuse_case(case_id=refused.pk, decision=ended, ground=why, actor=ACTOR)
    return {
        "{delay_case}": case.pk,
        "{delay_notice}": noticed(case, 5).pk,
        "{refused_case}": refused.pk,
        "{refused_receipt}": refused_receipt(made.pin, why).pk,
    }


def refused_receipt(pin: Pin, why: Ground) -> Receipt:
    """Make a receipt whose request was refused."""
    receipt = issue_receipt(pin=pin, request_key="r" * 32, actor=ACTOR)
    today = bangkok_now().date()
    refuse_receipt(
        receipt_id=receipt.pk, outcome=Outcome.REJECTED, decided_on=today, ground=why, actor=ACTOR
    )
    return receipt


def proposed_words(agency: Agency) -> dict[str, int]:
    """Make an agency's standard manual for which the centre proposes a word."""
    manual = standard_manual(owner=agency)
    proposal = propose_words(
        manual=manual, words=["คำใหม่"], asked=["คำใหม่"], hours=7, why="", actor=REVIEWER
    )
    return {"{standard}": manual.pk, "{word_proposal}": proposal.pk}


def inspected(agency: Agency) -> dict[str, int]:
    """Make a case about an agency's manual: it answered with a file, and a paper was made."""
    manual = standard_manual(content=slow_content(), owner=agency)
    case = answered(asked(flagged(manual)), uploads=[upload(pdf(), "คำชี้แจง.pdf")])
    said = {"opinion": "นาน", "proposal": "ลดเวลา", "seen": case.version, "actor": REVIEWER}
    case = propose_to_cabinet(case_id=case.pk, **said).case
    file = StepFile.objects.get(step__case=case)
    failed = FailedQuery.objects.create(
        digest="x", text="คำใหม่", shortfall="nothing", hours=7, last_on=bangkok_now().date()
    )
    return {
        "{case}": case.pk,
        "{case_version}": case.version,
        "{case_file}": file.file_id,
        "{failed}": failed.pk,
    }


def manuals_at_work(agency: Agency) -> dict[str, int]:
    """Make an agency's draft that waits for approval and a manual whose standard changed.

    The walk's own officers wrote none of it.
    """
    enact()
    enact_form()
    draft = submitted(standard_manual(content=good_content(), owner=agency))
    standard = standard_manual(content=good_content(remark="เดิม"))
    changed = adoption(standard, agency)
    own = LocalOverrides(remark="ของเรา")
    services.publish_overrides(manual=changed, overrides=own, actor=ACTOR)
    newest = services.publish_standard(
        manual=standard, content=good_content(remark="ใหม่"), actor=ACTOR
    )
    open_tasks(standard)
    return {
        "{waiting}": draft.pk,
        "{changed}": changed.pk,
        "{standard_edition}": newest.pk,
    }
