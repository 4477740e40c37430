"""Rollups of what happened: derived from raw rows, rebuildable whole, never edited.

A row stands for what happened in one month at one agency, for one procedure, in the district of the
point (empty where no point is known), real and simulated apart. Numbers may be added to those of
other rows of the same table; ``None`` where nobody told one. ``DelayStock`` alone is a state: its
rows of different months must not be added.

Cells of agencies are added up to whole branches of the tree as well, once by province and once by
procedure, because a page over the country would read a million of them: ``events.branches`` says
which table holds the sums of which.
"""

from __future__ import annotations

from django.db import models

from infogo.agencies.models import Agency
from infogo.geo.models import District, Province
from infogo.manuals.models import Procedure
from infogo.volumes.models import VolumeRow


def _number() -> models.PositiveIntegerField[int, int]:
    return models.PositiveIntegerField(default=0)


def _told() -> models.PositiveBigIntegerField[int | None, int | None]:
    return models.PositiveBigIntegerField(null=True)


class Place(models.Model):
    """When and where something happened, and whether it was made up."""

    month = models.DateField()
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+", db_index=False)
    province = models.ForeignKey(
        Province, models.CASCADE, null=True, related_name="+", db_index=False
    )
    district = models.ForeignKey(
        District, models.CASCADE, null=True, related_name="+", db_index=False
    )
    is_simulated = models.BooleanField(default=False)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["month", "agency"], name="%(class)s_by_agency")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} agency {self.agency_id} in {self.district_id}"


class Served(Place):
    """A place with the procedure that it was about."""

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="+", db_index=False)

    class Meta(Place.Meta):
        abstract = True


class Branch(models.Model):
    """A month of a whole branch of the tree; without ``branch`` the country."""

    month = models.DateField()
    branch = models.ForeignKey(Agency, models.CASCADE, null=True, related_name="+", db_index=False)
    is_simulated = models.BooleanField(default=False)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["branch", "month"], name="%(class)s_by_branch")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} branch {self.branch_id}"


class BranchPlace(Branch):
    """A branch in one province."""

    province = models.ForeignKey(
        Province, models.CASCADE, null=True, related_name="+", db_index=False
    )

    class Meta(Branch.Meta):
        abstract = True


class BranchService(Branch):
    """A branch and one procedure."""

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="+", db_index=False)

    class Meta(Branch.Meta):
        abstract = True


APART = ("is_simulated", "province", "procedure", "channel", "reason", "measured", "days")
"""What tells the cells of one month and branch apart, where a table has it: all else is added."""


class RatingNumbers(models.Model):
    """What can be told of ratings by citizens in the month in which they were given.

    Public ones alone count in the sums, as in ``RatingTally``. ``comments`` are the public ones
    with words, ``unanswered`` those of them without an answer for everybody; ``held`` and
    ``hidden`` count in nothing else.
    """

    n1 = _number()
    n2 = _number()
    n3 = _number()
    n4 = _number()
    n5 = _number()
    process_sum = _number()
    process_count = _number()
    staff_sum = _number()
    staff_count = _number()
    facilities_sum = _number()
    facilities_count = _number()
    channels_sum = _number()
    channels_count = _number()
    quality_sum = _number()
    quality_count = _number()
    in_time_yes = _number()
    in_time_no = _number()
    asked_for_copies_yes = _number()
    asked_for_copies_no = _number()
    paid_more_yes = _number()
    paid_more_no = _number()
    comments = _number()
    unanswered = _number()
    held = _number()
    hidden = _number()

    class Meta:
        abstract = True


class RatingCell(Served, RatingNumbers):
    """Ratings of one agency and procedure in one district."""


class RatingBranchCell(BranchPlace, RatingNumbers):
    """The sum of ``RatingCell`` over a branch, by province."""


class RatingServiceCell(BranchService, RatingNumbers):
    """The sum of ``RatingCell`` over a branch, by procedure."""


class VolumeNumbers(models.Model):
    """Transactions that agencies reported and stand by, by the channel they came through.

    ``rows`` are the rows of submitted reports; a sum is ``None`` where none of them told it.
    """

    channel = models.CharField(max_length=10)
    rows = _number()
    brought_forward = _told()
    received = _told()
    completed_in_time = _told()
    completed_late = _told()
    returned = _told()
    withdrawn = _told()
    carried_forward = _told()
    fee_satang = _told()

    class Meta:
        abstract = True


class VolumeCell(Served, VolumeNumbers):
    """Transactions of one agency and procedure in one district."""


class VolumeBranchCell(BranchPlace, VolumeNumbers):
    """The sum of ``VolumeCell`` over a branch, by province."""


class VolumeServiceCell(BranchService, VolumeNumbers):
    """The sum of ``VolumeCell`` over a branch, by procedure."""


class ReportNumbers(models.Model):
    """Monthly reports that were asked for.

    ``reports`` = filed in time + filed late + unfiled. A report that asks for no row is none.
    """

    reports = _number()
    filed_in_time = _number()
    filed_late = _number()
    unfiled = _number()
    expected_rows = _number()
    filled_rows = _number()

    class Meta:
        abstract = True


class ReportCell(Place, ReportNumbers):
    """Reports of one agency; the place is its own."""


class ReportBranchCell(BranchPlace, ReportNumbers):
    """The sum of ``ReportCell`` over a branch, by province of the agency."""


class DelayNumbers(models.Model):
    """Watched requests by the month of their promised day.

    ``due`` = in time + late + overdue + waiting + returned in time, as on the day of counting:
    ``overdue`` ones are past their day and undecided, ``waiting`` ones undecided before it. What
    was returned in time was not finished and stands in ``due`` alone.
    """

    due = _number()
    in_time = _number()
    late = _number()
    overdue = _number()
    waiting = _number()

    class Meta:
        abstract = True


class DelayCell(Served, DelayNumbers):
    """Watched requests of one agency and procedure in one district, by their promised day."""


class DelayBranchCell(BranchPlace, DelayNumbers):
    """The sum of ``DelayCell`` over a branch, by province."""


class DelayServiceCell(BranchService, DelayNumbers):
    """The sum of ``DelayCell`` over a branch, by procedure."""


class StockNumbers(models.Model):
    """Watched requests undecided at the end of a month, or on the day of counting in the last one.

    ``missed`` ones have a turn of notices that had passed by then without one.
    """

    open = _number()
    overdue = _number()
    held = _number()
    missed = _number()

    class Meta:
        abstract = True


class DelayStock(Served, StockNumbers):
    """Undecided requests of one agency and procedure in one district."""


class StockBranchCell(BranchPlace, StockNumbers):
    """The sum of ``DelayStock`` over a branch, by province."""


class StockServiceCell(BranchService, StockNumbers):
    """The sum of ``DelayStock`` over a branch, by procedure."""


class NoticeNumbers(models.Model):
    """Notices of delay: sent in the month, by reason, and turns that passed in it without one."""

    reason = models.CharField(max_length=40, blank=True)
    sent = _number()
    missed = _number()
    uncopied = _number()

    class Meta:
        abstract = True


class NoticeCell(Served, NoticeNumbers):
    """Notices of one agency and procedure in one district."""


class NoticeBranchCell(BranchPlace, NoticeNumbers):
    """The sum of ``NoticeCell`` over a branch, by province."""


class NoticeServiceCell(BranchService, NoticeNumbers):
    """The sum of ``NoticeCell`` over a branch, by procedure."""


class ReceiptNumbers(models.Model):
    """Receipts by the month in which their requests were finished; those in error are none."""

    finished = _number()
    in_time = _number()

    class Meta:
        abstract = True


class ReceiptCell(Served, ReceiptNumbers):
    """Receipts of one agency and procedure in one district."""


class ReceiptBranchCell(BranchPlace, ReceiptNumbers):
    """The sum of ``ReceiptCell`` over a branch, by province."""


class ReceiptServiceCell(BranchService, ReceiptNumbers):
    """The sum of ``ReceiptCell`` over a branch, by procedure."""


class Measured(models.TextChoices):
    """Of what days are counted; working and calendar days never meet."""

    OVER = "over", "วันที่เกินกำหนด"
    TAKEN_WORKING = "taken_w", "วันทำการที่ใช้จริง"
    TAKEN_CALENDAR = "taken_c", "วันที่ใช้จริง"
    PROMISED_WORKING = "promised_w", "วันทำการที่สัญญา"
    PROMISED_CALENDAR = "promised_c", "วันที่สัญญา"


class DaysNumbers(models.Model):
    """How many requests took a number of days: a histogram from which medians follow exactly.

    ``over`` belongs to the late and overdue requests of ``DelayCell``, the others to the finished
    receipts of ``ReceiptCell`` that promise whole days.
    """

    measured = models.CharField(max_length=10, choices=Measured.choices)
    days = models.PositiveIntegerField()
    requests = _number()

    class Meta:
        abstract = True


class DaysCell(Served, DaysNumbers):
    """Days of one agency and procedure in one district."""


class DaysBranchCell(BranchPlace, DaysNumbers):
    """The sum of ``DaysCell`` over a branch, by province."""


class DaysServiceCell(BranchService, DaysNumbers):
    """The sum of ``DaysCell`` over a branch, by procedure."""


class VolumeDoubt(Served):
    """A finding about a row of a submitted report, as ``volumes.findings`` makes it anew."""

    row = models.ForeignKey(VolumeRow, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    weight = models.CharField(max_length=10)
    what = models.CharField(max_length=300)
    words = models.CharField(max_length=500, blank=True)

    class Meta(Served.Meta):
        constraints = [models.UniqueConstraint(fields=["row", "kind"], name="volume_doubt_once")]


class Follower(models.Model):
    """How far the cells of a subject have followed the audit trail.

    ``number`` is the last line that they contain; ``whole_on`` the day of the last whole count,
    which also sees what leaves no line (a point that moved to another district). ``version``
    changes with every write, so that a count made before another write is thrown away; ``written``
    is the version of the last write that changed a cell, by month (its first day). Of cells of
    branches, ``tree`` is ``Tree.digest`` of the tree by which all were added up, ``added`` the
    version of the cells of agencies that they contain.
    """

    subject = models.SlugField(max_length=20, unique=True)
    number = models.BigIntegerField(default=0)
    whole_on = models.DateField(null=True)
    counted_at = models.DateTimeField(null=True)
    version = models.PositiveBigIntegerField(default=0)
    written = models.JSONField(null=True)
    tree = models.CharField(max_length=64, default="", db_default="")
    added = models.PositiveBigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.subject} up to {self.number}"
