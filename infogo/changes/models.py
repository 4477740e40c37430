"""The change feed, what is known of every record, and the addresses to which changes are sent."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.agencies.models import Agency

LONGEST_URL = 500
LONGEST_NAME = 100
EVERYTHING = "everything"
"""Kind of the change that says: so much changed that a whole copy has to be taken anew."""


class Happened(models.TextChoices):
    """What became of a record."""

    CREATED = "created", "มีใหม่"
    CHANGED = "changed", "เปลี่ยน"
    WITHDRAWN = "withdrawn", "เลิกใช้"
    MERGED = "merged", "รวมหรือย้ายไป"


class Change(models.Model):
    """One change of one public record; never changed itself, removed by age alone.

    Numbers follow one another without a gap, in the order in which they became visible. ``agency``
    is the number of the agency that answers for the record, ``into`` the record that took its
    place, ``version`` the digest of what it said then.
    """

    number = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=20)
    record = models.BigIntegerField()
    what = models.CharField(max_length=10, choices=Happened.choices)
    version = models.CharField(max_length=32, blank=True)
    into = models.BigIntegerField(null=True)
    agency = models.BigIntegerField(null=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["kind", "number"], name="change_of_kind")]

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.record} {self.what}"


class KnownRecord(models.Model):
    """How a public record was when it was last looked at; ``round`` is that of the last recount."""

    kind = models.CharField(max_length=20)
    record = models.BigIntegerField()
    version = models.CharField(max_length=32)
    agency = models.BigIntegerField(null=True)
    round = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "record"], name="known_record_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record} {self.version}"


class Numbering(models.Model):
    """The one row that gives numbers, and how far the outbox was read.

    Events are numbered before they are committed: those up to ``position`` were taken, but for
    ``gaps`` (first, last, when noticed), which may still appear. While ``filling`` names a kind,
    all records are looked at anew, those after ``filled_until``; nothing gets a number then.
    """

    newest = models.BigIntegerField(default=0)
    position = models.BigIntegerField(default=0)
    gaps: models.JSONField[list[Any], list[Any]] = models.JSONField(default=list)
    round = models.PositiveIntegerField(default=0)
    filling = models.CharField(max_length=20, blank=True)
    filled_until = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.newest} changes of {self.position} events"


class SubscriptionState(models.TextChoices):
    """What becomes of changes for an address; they go out while it is ``ACTIVE``."""

    VERIFYING = "verifying", "รอปลายทางยืนยัน"
    ACTIVE = "active", "ส่งอยู่"
    PAUSED = "paused", "พักไว้"
    STOPPED = "stopped", "หยุดเพราะส่งไม่สำเร็จ"


class Subscription(models.Model):
    """An address to which changes are sent, in order (webhook).

    ``agency`` is whose subscription it is, empty for the centre; ``owner`` gets the letters.
    ``kinds`` and ``agencies`` (with all below them) narrow what is sent, empty means everything.
    ``position`` is the last change that was received or passed over. Whoever sends holds the
    ``lease`` until ``leased_until``. ``secret`` and, until ``old_until``, ``old_secret`` sign;
    both are kept encrypted. ``failures`` counts attempts of the message that is due.
    """

    owner = models.ForeignKey(Officer, models.PROTECT, related_name="subscriptions")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="subscriptions")
    name = models.CharField(max_length=LONGEST_NAME)
    url = models.CharField(max_length=LONGEST_URL)
    kinds: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    agencies: models.JSONField[list[int], list[int]] = models.JSONField(default=list)
    state = models.CharField(
        max_length=10, choices=SubscriptionState.choices, default=SubscriptionState.VERIFYING
    )
    challenge = models.CharField(max_length=64)
    secret = models.CharField(max_length=300)
    old_secret = models.CharField(max_length=300, blank=True)
    old_until = models.DateTimeField(null=True)
    position = models.BigIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now)
    lease = models.CharField(max_length=32, blank=True)
    leased_until = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    first_failed_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)
    verified_at = models.DateTimeField(null=True)
    last_tried_at = models.DateTimeField(null=True)
    last_success_at = models.DateTimeField(null=True)
    errand_at = models.DateTimeField(null=True)
    test_result = models.CharField(max_length=200, blank=True)
    tested_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "next_at"], name="subscription_due")]

    def __str__(self) -> str:
        return f"{self.pk} {self.url} ({self.state})"


class DeadLetter(models.Model):
    """A message that an address did not take in all its days; kept until it is sent or removed.

    The line stopped at it. ``resend_at`` is when somebody asked for it to be sent once more after
    the line went on without it.
    """

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="dead_letters")
    message = models.CharField(max_length=64)
    body = models.TextField()
    attempts = models.PositiveIntegerField()
    problem = models.CharField(max_length=200)
    first_failed_at = models.DateTimeField()
    died_at = models.DateTimeField()
    resend_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["subscription", "message"], name="dead_letter_once")
        ]

    def __str__(self) -> str:
        return f"{self.subscription_id} {self.message}"
