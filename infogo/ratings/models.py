"""What citizens say of a service (ความพึงพอใจ), what officers make of it, and the sums.

Nothing here tells who a citizen is: no address, no cookie, no name. The counters that limit how
often one address may send are apart (``AddressCount``), know it only as a digest under a salt of
one day, and have no way to a rating.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.agencies.models import Agency
from infogo.manuals.models import Manual, Procedure
from infogo.points.models import ServicePoint

DIMENSIONS = ("process", "staff", "facilities", "channels", "quality")
"""Columns of the five dimensions that Thai agencies ask about, in the order of the form."""
FACTS = ("in_time", "asked_for_copies", "paid_more")
"""Columns of the three questions of fact; yes, no, or empty where she did not say."""
SCORES = (1, 2, 3, 4, 5)
LONGEST_COMMENT = 500
"""Characters that a citizen may write; what is masked may be a little longer."""


def _between_one_and_five(column: str) -> Q:
    return Q(**{f"{column}__gte": SCORES[0], f"{column}__lte": SCORES[-1]})


class Channel(models.TextChoices):
    """How she used the service."""

    POINT = "point", "ไปที่จุดให้บริการ"
    ONLINE = "online", "ทางออนไลน์"
    PHONE = "phone", "ทางโทรศัพท์"
    POST = "post", "ทางไปรษณีย์"


class RatingState(models.TextChoices):
    """Whether citizens see a rating and whether it counts: only ``PUBLIC`` does either."""

    PUBLIC = "public", "เผยแพร่"
    HELD = "held", "รอตรวจ"
    HIDDEN = "hidden", "ซ่อน"


class Suspicion(models.TextChoices):
    """Why a rating was held when it came; none of them says that it is false."""

    TOO_FAST = "too_fast", "ส่งเร็วกว่าที่คนอ่านทัน"
    TRAP = "trap", "กรอกช่องที่คนมองไม่เห็น"
    SAME_COMMENT = "same_comment", "ข้อความซ้ำกับความเห็นอื่น"
    BURST_POINT = "burst_point", "จุดให้บริการนี้ได้คะแนนมากผิดปกติในวันเดียว"
    BURST_MANUAL = "burst_manual", "คู่มือนี้ได้คะแนนมากผิดปกติในวันเดียว"
    ONE_ADDRESS = "one_address", "ส่งหลายครั้งจากเครือข่ายเดียวกัน"


class Reason(models.TextChoices):
    """Why somebody held, released or hid a rating; ``ARRIVED`` is the system's own."""

    ARRIVED = "arrived", "ระบบพักไว้เมื่อรับ"
    PERSONAL_DATA = "personal_data", "มีข้อมูลส่วนบุคคล"
    RUDE = "rude", "หยาบคายหรือดูหมิ่น"
    ADVERT = "advert", "โฆษณาหรือข้อความขยะ"
    OFF_TOPIC = "off_topic", "ไม่เกี่ยวกับบริการนี้"
    WRONG_PLACE = "wrong_place", "ให้คะแนนผิดหน่วยงานหรือผิดเรื่อง"
    DUPLICATE = "duplicate", "ส่งซ้ำ"
    BRIGADING = "brigading", "ระดมส่งผิดปกติ"
    CHECKED = "checked", "ตรวจแล้วเผยแพร่ได้"
    OTHER = "other", "เหตุอื่น (ต้องเขียนอธิบาย)"


class Rating(models.Model):
    """One citizen's rating of a manual at a point, or of one used without visiting (no point).

    ``agency`` answers for it: the point's, or the manual's where there is no point. ``month`` is
    the first day of the month of Thai time in which it was given, the month it counts for;
    ``visited_on`` is the first day of the month of her visit, if she said. ``comment`` is what
    she wrote with personal data masked; what was masked was never stored. ``comment_digest``
    finds comments that say the same. ``idempotency_key`` is the number of the form she was given.
    """

    reference = models.CharField(max_length=12, unique=True)
    manual = models.ForeignKey(Manual, models.PROTECT, related_name="ratings")
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="ratings")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="ratings")
    point = models.ForeignKey(
        ServicePoint, models.PROTECT, null=True, blank=True, related_name="ratings"
    )
    channel = models.CharField(max_length=10, choices=Channel.choices)
    overall = models.PositiveSmallIntegerField()
    process = models.PositiveSmallIntegerField(null=True, blank=True)
    staff = models.PositiveSmallIntegerField(null=True, blank=True)
    facilities = models.PositiveSmallIntegerField(null=True, blank=True)
    channels = models.PositiveSmallIntegerField(null=True, blank=True)
    quality = models.PositiveSmallIntegerField(null=True, blank=True)
    in_time = models.BooleanField(null=True)
    asked_for_copies = models.BooleanField(null=True)
    paid_more = models.BooleanField(null=True)
    comment = models.CharField(max_length=2 * LONGEST_COMMENT, blank=True)
    comment_digest = models.CharField(max_length=64, blank=True)
    has_masked = models.BooleanField(default=False)
    visited_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    month = models.DateField()
    state = models.CharField(max_length=10, choices=RatingState.choices, default=RatingState.PUBLIC)
    suspicion: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    idempotency_key = models.CharField(max_length=80, unique=True)
    is_simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["agency", "-created_at"], name="rating_by_agency"),
            models.Index(fields=["point", "-created_at"], name="rating_by_point"),
            models.Index(fields=["manual", "-created_at"], name="rating_by_manual"),
            models.Index(fields=["procedure", "-created_at"], name="rating_by_procedure"),
            models.Index(fields=["month"], name="rating_by_month"),
            models.Index(fields=["-created_at", "-id"], name="rating_newest_first"),
            models.Index(
                fields=["agency"], condition=Q(state="held"), name="rating_waiting_by_agency"
            ),
            models.Index(
                fields=["comment_digest"], condition=~Q(comment_digest=""), name="rating_comment"
            ),
            # The country's unanswered comments are read in this order and left after a page.
            models.Index(
                fields=["month", "created_at", "id"],
                condition=Q(state="public") & ~Q(comment=""),
                name="rating_said_by_month",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=_between_one_and_five("overall"), name="rating_overall_1_to_5"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{column: None}) | _between_one_and_five(column),
                    name=f"rating_{column}_1_to_5",
                )
                for column in DIMENSIONS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.overall} ({self.state})"

    @property
    def is_public(self) -> bool:
        """Whether citizens see it and it counts."""
        return self.state == RatingState.PUBLIC


class ReplyKind(models.TextChoices):
    """Who reads a reply."""

    PUBLIC = "public", "ตอบให้ทุกคนเห็น"
    INTERNAL = "internal", "บันทึกภายใน"


class RatingReply(models.Model):
    """An officer's answer to a rating, or her note about it; never changed afterwards.

    Citizens see the agency, not the officer.
    """

    rating = models.ForeignKey(Rating, models.CASCADE, related_name="replies")
    kind = models.CharField(max_length=10, choices=ReplyKind.choices)
    text = models.CharField(max_length=2000)
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    is_simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["rating", "kind"], name="reply_by_rating")]
        verbose_name_plural = "rating replies"

    def __str__(self) -> str:
        return f"{self.kind} reply to rating {self.rating_id}"


class ModerationStep(models.Model):
    """One change of a rating's state: append-only, each with its reason."""

    rating = models.ForeignKey(Rating, models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=10, choices=RatingState.choices)
    to_state = models.CharField(max_length=10, choices=RatingState.choices)
    reason = models.CharField(max_length=20, choices=Reason.choices)
    text = models.CharField(max_length=400, blank=True)
    actor = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"rating {self.rating_id}: {self.from_state} → {self.to_state} ({self.reason})"


class Improvement(models.Model):
    """คุณบอก เราปรับ: what people said again and again, and what an agency changed.

    ``revision_number`` is the edition of ``manual`` in which the change can be read, if it is one
    of the text. It is public from ``published_on``; a withdrawn one is not shown.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="improvements")
    manual = models.ForeignKey(
        Manual, models.PROTECT, null=True, blank=True, related_name="improvements"
    )
    theme = models.CharField(max_length=300)
    change = models.CharField(max_length=1000)
    revision_number = models.PositiveIntegerField(null=True, blank=True)
    published_on = models.DateField()
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    is_withdrawn = models.BooleanField(default=False)
    is_simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["-published_on", "-id"]
        indexes = [
            models.Index(fields=["agency", "-published_on"], name="improvement_by_agency"),
            models.Index(fields=["manual", "-published_on"], name="improvement_by_manual"),
        ]

    def __str__(self) -> str:
        return f"improvement {self.pk} of agency {self.agency_id}"


class ReplyTemplate(models.Model):
    """A ready text that the officers of an agency put into an answer and change there."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="reply_templates")
    title = models.CharField(max_length=120)
    text = models.CharField(max_length=2000)
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "title"], name="reply_template_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} (agency {self.agency_id})"


class FeedbackDigest(models.Model):
    """The last week of which an officer was written about ratings: its Monday in Thai time."""

    officer = models.OneToOneField(Officer, models.CASCADE, related_name="+")
    week = models.DateField()

    def __str__(self) -> str:
        return f"digest of {self.week} to officer {self.officer_id}"


class TallyScope(models.TextChoices):
    """Of what a row of sums is."""

    MANUAL = "manual", "คู่มือของหน่วยงาน"
    POINT = "point", "จุดให้บริการ"
    PROCEDURE = "procedure", "กระบวนงานทั้งประเทศ"
    AGENCY = "agency", "หน่วยงาน"


class RatingTally(models.Model):
    """Sums of the public ratings of one thing in one month; rebuilt by ``rebuild_ratings``.

    ``n1`` … ``n5`` count ratings by overall score. Of each dimension ``…_sum`` adds the scores of
    the ``…_count`` who gave one; of each question of fact ``…_yes`` and ``…_no`` count answers.
    """

    scope = models.CharField(max_length=10, choices=TallyScope.choices)
    object_id = models.BigIntegerField()
    month = models.DateField()
    is_simulated = models.BooleanField(default=False)
    n1 = models.PositiveIntegerField(default=0)
    n2 = models.PositiveIntegerField(default=0)
    n3 = models.PositiveIntegerField(default=0)
    n4 = models.PositiveIntegerField(default=0)
    n5 = models.PositiveIntegerField(default=0)
    process_sum = models.PositiveIntegerField(default=0)
    process_count = models.PositiveIntegerField(default=0)
    staff_sum = models.PositiveIntegerField(default=0)
    staff_count = models.PositiveIntegerField(default=0)
    facilities_sum = models.PositiveIntegerField(default=0)
    facilities_count = models.PositiveIntegerField(default=0)
    channels_sum = models.PositiveIntegerField(default=0)
    channels_count = models.PositiveIntegerField(default=0)
    quality_sum = models.PositiveIntegerField(default=0)
    quality_count = models.PositiveIntegerField(default=0)
    in_time_yes = models.PositiveIntegerField(default=0)
    in_time_no = models.PositiveIntegerField(default=0)
    asked_for_copies_yes = models.PositiveIntegerField(default=0)
    asked_for_copies_no = models.PositiveIntegerField(default=0)
    paid_more_yes = models.PositiveIntegerField(default=0)
    paid_more_no = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "rating tallies"
        indexes = [models.Index(fields=["month", "scope"], name="tally_by_month")]
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "object_id", "month", "is_simulated"], name="rating_tally_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.object_id} {self.month:%Y-%m}"


TALLY_NUMBERS: tuple[str, ...] = (
    *(f"n{score}" for score in SCORES),
    *(f"{name}_{part}" for name in DIMENSIONS for part in ("sum", "count")),
    *(f"{name}_{part}" for name in FACTS for part in ("yes", "no")),
)
"""Every column of sums."""


class DailySalt(models.Model):
    """What addresses are digested with on one day; removed when the day is over."""

    day = models.DateField(unique=True)
    salt = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"salt of {self.day}"


class AddressCount(models.Model):
    """How often something was sent from one network within an hour, known by a digest alone."""

    digest = models.CharField(max_length=64)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["hour"], name="address_count_by_hour")]
        constraints = [
            models.UniqueConstraint(fields=["digest", "hour"], name="address_count_once")
        ]

    def __str__(self) -> str:
        return f"{self.digest[:8]}… {self.hour}: {self.count}"
