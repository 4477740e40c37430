"""Officers and everything that decides what they may do."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from infogo.accounts.central_models import (  # Django finds models here only
    CentralProposal as CentralProposal,
)
from infogo.accounts.central_models import (
    ProposalKind as ProposalKind,
)
from infogo.accounts.central_models import (
    ProposalOutcome as ProposalOutcome,
)
from infogo.accounts.roles import ACTS, CENTRAL_ROLES, Act, Role
from infogo.agencies.models import Agency
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint

_CENTRAL = sorted(CENTRAL_ROLES)
_NEVER_NARROWED = sorted({*CENTRAL_ROLES, Role.AGENCY_ADMIN})


class OfficerManager(BaseUserManager["Officer"]):
    """Finds officers; they are made by ``invitations.invite_officer`` only."""

    def get_by_natural_key(self, username: str | None) -> Officer:
        """Find by e-mail, whatever its capitals."""
        return self.get(email__iexact=username)


class Officer(AbstractBaseUser):
    """A person who works in the workspace (เจ้าหน้าที่).

    ``agency`` is her employer; what she may do comes from grants alone. ``is_active`` is false
    until she accepts her invitation and after she leaves. ``is_demo`` marks the invented officers
    of the demonstration, who can sign in only where the settings allow it. ``wants_letters`` says
    whether notices are sent to her address too.
    """

    email = models.EmailField("อีเมล", unique=True)
    name_th = models.CharField("ชื่อ", max_length=200)
    sort_key = models.CharField(max_length=400)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="officers"
    )
    is_active = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    wants_letters = models.BooleanField(default=True)
    left_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name_th"]
    objects = OfficerManager()

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_active=False) | Q(left_on=None), name="officer_left_is_inactive"
            )
        ]

    def __str__(self) -> str:
        return self.name_th

    @property
    def audit_name(self) -> str:
        """How the audit trail names her: her number stays when the e-mail changes."""
        return f"officer {self.pk} {self.name_th}"

    @property
    def is_invited(self) -> bool:
        """Whether she has been invited and has not accepted yet."""
        return not self.is_active and self.left_on is None


class GrantQuerySet(models.QuerySet["Grant"]):
    """Which grants count."""

    def active(self, on: date) -> GrantQuerySet:
        """Return the grants that give rights on a day: begun, not over, of an officer still here.

        Whether she has accepted her invitation does not matter: who cannot sign in does nothing.
        """
        return self.filter(
            Q(valid_until=None) | Q(valid_until__gte=on),
            valid_from__lte=on,
            ended_at=None,
            officer__left_on=None,
        )

    def not_over(self, on: date) -> GrantQuerySet:
        """Return the grants that are active or will be."""
        return self.filter(
            Q(valid_until=None) | Q(valid_until__gte=on), ended_at=None, officer__left_on=None
        )

    def with_counts(self) -> GrantQuerySet:
        """Add ``point_count`` and ``manual_count`` of narrowed grants, for wording."""
        points = GrantPoint.objects.filter(grant=models.OuterRef("pk")).order_by()
        manuals = GrantManual.objects.filter(grant=models.OuterRef("pk")).order_by()

        def counted(rows: models.QuerySet[Any]) -> models.Subquery:
            return models.Subquery(
                rows.values("grant").annotate(count=models.Count("pk")).values("count"),
                output_field=models.IntegerField(),
            )

        return self.annotate(point_count=counted(points), manual_count=counted(manuals))


class Grant(models.Model):
    """A right (สิทธิ): a role of an officer over an agency, for a time.

    ``agency`` is empty for central roles: the whole country. ``only_points`` and ``only_manuals``
    narrow the grant to the rows of ``GrantPoint`` and ``GrantManual``; they are facts of their
    own, so that a narrowed grant whose last point was deleted covers nothing, not everything.
    A grant is never changed: it ends, and another one is given.
    """

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="grants")
    whole_subtree = models.BooleanField(default=False)
    only_points = models.BooleanField(default=False)
    only_manuals = models.BooleanField(default=False)
    points: models.ManyToManyField[ServicePoint, Any] = models.ManyToManyField(
        ServicePoint, through="GrantPoint", related_name="+"
    )
    manuals: models.ManyToManyField[Manual, Any] = models.ManyToManyField(
        Manual, through="GrantManual", related_name="+"
    )
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="given_grants"
    )
    granted_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="ended_grants"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["-granted_at", "-id"]
        indexes = [models.Index(fields=["agency", "role"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(agency=None, role__in=_CENTRAL)
                | (Q(agency__isnull=False) & ~Q(role__in=_CENTRAL)),
                name="grant_central_has_no_agency",
            ),
            models.CheckConstraint(
                condition=Q(only_points=False, only_manuals=False) | ~Q(role__in=_NEVER_NARROWED),
                name="grant_of_whole_agencies",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="grant_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end_reason="")
                | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="grant_ended_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.role} @ {self.agency_id or '*'}"

    @property
    def acts(self) -> frozenset[Act]:
        """What the role may do."""
        return ACTS[self.role]

    @property
    def is_narrowed(self) -> bool:
        """Whether it covers single points or manuals instead of whole agencies."""
        return self.only_points or self.only_manuals

    @property
    def is_ended(self) -> bool:
        """Whether somebody ended it before its time."""
        return self.ended_at is not None


class GrantPoint(models.Model):
    """A service point to which a grant is narrowed."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="point_rows")
    point = models.ForeignKey(ServicePoint, models.CASCADE, related_name="grant_rows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grant", "point"], name="grant_point_once")]

    def __str__(self) -> str:
        return f"{self.grant_id}: {self.point_id}"


class GrantManual(models.Model):
    """A manual to which a grant is narrowed."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="manual_rows")
    manual = models.ForeignKey(Manual, models.CASCADE, related_name="grant_rows")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grant", "manual"], name="grant_manual_once")
        ]

    def __str__(self) -> str:
        return f"{self.grant_id}: {self.manual_id}"


class Invitation(models.Model):
    """A letter with a secret address by which an officer takes up her account, once, in time.

    Only the digest of the secret is kept: a copy of the database opens no account.
    """

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="invitations")
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="sent_invitations"
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"invitation of officer {self.officer_id}"


class SignInOutcome(models.TextChoices):
    """How an attempt to sign in went."""

    SIGNED_IN = "signed_in", "เข้าสู่ระบบแล้ว"
    SIGNED_OUT = "signed_out", "ออกจากระบบ"
    WRONG_PASSWORD = "wrong_password", "รหัสผ่านไม่ถูก"
    WRONG_CODE = "wrong_code", "รหัสยืนยันไม่ถูก"
    REFUSED = "refused", "บัญชีถูกระงับหรือยังไม่เปิดใช้"


class SignIn(models.Model):
    """One line of an officer's sign-in history.

    The address of her computer is not here: it stands in the access log that the Computer Crime
    Act asks for, and nowhere else.
    """

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="sign_ins")
    at = models.DateTimeField(default=timezone.now)
    method = models.CharField(max_length=100)
    outcome = models.CharField(max_length=20, choices=SignInOutcome.choices)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["officer", "-at"])]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.at:%Y-%m-%d %H:%M} {self.outcome}"


class Letter(models.Model):
    """An e-mail that waits to be sent; the row goes when it was handed over.

    It is written in the transaction that gives the reason for it, so no promise of a letter is
    lost when a process dies, and no letter tells of something that was undone.
    """

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.id} {self.subject}"


class AgencyToken(models.Model):
    """A key with which an agency's own program acts for an officer (โทเค็น).

    It may do what she may at that moment, and of that only ``acts``. Only the digest of the secret
    is kept; ``prefix``, its beginning, tells one from another. ``expires_on`` is the last day.
    It opens only from ``networks`` (``203.0.113.0/24``), where any are named.
    """

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=16, unique=True)
    digest = models.CharField(max_length=64)
    acts: models.JSONField[list[str], list[str]] = models.JSONField()
    networks: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    expires_on = models.DateField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.prefix} {self.name}"

    def is_live(self, on: date) -> bool:
        """Whether it opens anything on a day."""
        return self.revoked_at is None and self.expires_on >= on


class TokenAnswer(models.Model):
    """What a request with an ``Idempotency-Key`` was answered, so that sending it again is safe."""

    token = models.ForeignKey(AgencyToken, models.CASCADE, related_name="answers")
    key = models.CharField(max_length=100)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body: models.JSONField[Any, Any] = models.JSONField(null=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="token_answer_once")]

    def __str__(self) -> str:
        return f"{self.token_id} {self.key} {self.status}"


class NoticeKind(models.TextChoices):
    """What a notice tells."""

    SUBMITTED = "submitted", "รอคุณอนุมัติ"
    IN_REVIEW = "in_review", "รอคุณตรวจ"
    APPROVED = "approved", "อนุมัติแล้ว"
    RETURNED = "returned", "ส่งกลับให้แก้"
    PUBLISHED = "published", "เผยแพร่แล้ว"
    DISCARDED = "discarded", "ร่างถูกทิ้ง"
    STANDARD_CHANGED = "standard_changed", "มาตรฐานกลางเปลี่ยน"
    E_ACT_DUE = "e_act_due", "ยังไม่ได้แจ้งช่องทางอิเล็กทรอนิกส์"
    E_ACT_REVIEWED = "e_act_reviewed", "ผลตรวจประกาศช่องทางอิเล็กทรอนิกส์"
    MONTH_DUE = "month_due", "ถึงกำหนดรายงานธุรกรรม"
    INSPECTION = "inspection", "เรื่องตรวจสอบขั้นตอนและระยะเวลา"
    WORD_PROPOSED = "word_proposed", "ส่วนกลางเสนอป้ายคำ"
    ROLE_PROPOSED = "role_proposed", "รอคุณยืนยันหน้าที่ส่วนกลาง"
    ROLE_DECIDED = "role_decided", "ผลข้อเสนอหน้าที่ส่วนกลาง"
    RIGHT_CHANGED = "right_changed", "สิทธิของคุณเปลี่ยน"
    HANDOVER = "handover", "โอนจุดให้บริการ"


class Notice(models.Model):
    """Something an officer should know (แจ้งเตือน), with the page of the workspace to go to.

    ``read_at`` is set when she says so, or when what it asked for was done by anybody.
    """

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    text = models.TextField()
    path = models.CharField(max_length=200, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["officer"], condition=Q(read_at=None), name="notice_unread")
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.kind}"
