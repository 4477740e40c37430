"""What the centre made of findings about reported numbers; written by officers, kept."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.volumes.models import VolumeRow


class DoubtState(models.TextChoices):
    """What became of a finding."""

    SEEN = "seen", "ดูแล้ว ไม่ต้องแก้"
    ASKED = "asked", "ขอให้หน่วยงานตรวจแล้ว"


class DoubtReview(models.Model):
    """The centre's last word on one finding of one row.

    ``row_version`` is the row as the officer saw it: a later one shows that the agency changed
    its numbers since.
    """

    row = models.ForeignKey(VolumeRow, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=DoubtState.choices)
    text = models.CharField(max_length=500, blank=True)
    row_version = models.PositiveIntegerField()
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["row", "kind"], name="volume_doubt_reviewed_once")
        ]

    def __str__(self) -> str:
        return f"{self.row_id} {self.kind} {self.state}"
