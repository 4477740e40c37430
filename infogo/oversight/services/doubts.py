"""What the centre does with findings about reported numbers: looks at them, asks the agency."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from infogo.accounts.models import NoticeKind, Officer
from infogo.accounts.notices import notify
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.core import audit
from infogo.core.written import clean_line
from infogo.oversight.events.cells import VolumeDoubt
from infogo.oversight.events.reviews import DoubtReview, DoubtState
from infogo.volumes.addresses import month_page
from infogo.volumes.models import VolumeRow
from infogo.volumes.months import month_label
from infogo.volumes.selectors import reporters_of

TARGET = "volume_doubt"
LONGEST_WORDS = 500
SHORTEST_WORDS = 5
GONE = "ไม่มีข้อสงสัยนี้แล้ว หน่วยงานอาจแก้ตัวเลขไปแล้ว กลับไปดูรายการ"


class DoubtError(Exception):
    """What was asked cannot be done; the message says what to do."""


@transaction.atomic
def mark_seen(*, rights: Rights, row_id: int, kind: str, text: str = "") -> DoubtReview:
    """Note that the numbers may stand as they are; words are welcome, not needed.

    Raises:
        DoubtError: she is no analyst of the centre, or the finding is gone.
    """
    row = _row(rights, row_id, kind)
    return _review(rights, row, kind, DoubtState.SEEN, clean_line(text)[:LONGEST_WORDS])


@transaction.atomic
def ask_agency(*, rights: Rights, row_id: int, kind: str, text: str) -> Sequence[Officer]:
    """Ask the agency to correct or explain a row; returns its reporters, who were told.

    Nobody is told where an agency has no reporter here: the answer is empty, and who asked has to
    reach the agency in another way.

    Raises:
        DoubtError: she is no analyst of the centre, the finding is gone, or no words.
    """
    row = _row(rights, row_id, kind)
    words = clean_line(text)[:LONGEST_WORDS]
    if len(words) < SHORTEST_WORDS:
        raise DoubtError("เขียนสั้น ๆ ว่าขอให้หน่วยงานตรวจอะไร")
    _review(rights, row, kind, DoubtState.ASKED, words)
    report = row.report
    told = reporters_of(report.agency_id, rights.on)
    place = row.point.name_th if row.point else "ออนไลน์"
    notify(
        officers=told,
        kind=NoticeKind.RETURNED,
        text=(
            f"ส่วนกลางขอให้ตรวจรายงานธุรกรรมเดือน{month_label(report.month)} "
            f"{row.manual.procedure.name_th} ({place}): {words}"
        ),
        path=month_page(report.agency_id, report.month),
    )
    return told


def _row(rights: Rights, row_id: int, kind: str) -> VolumeRow:
    if not rights.everywhere(Act.ANALYSE):
        raise DoubtError("เฉพาะนักวิเคราะห์หรือผู้ดูแลส่วนกลางทำได้")
    rows = VolumeRow.objects.select_for_update(of=("self",)).filter(pk=row_id)
    row = rows.select_related("report", "manual__procedure", "point").first()
    if row is None or not VolumeDoubt.objects.filter(row=row_id, kind=kind).exists():
        raise DoubtError(GONE)
    return row


def _review(rights: Rights, row: VolumeRow, kind: str, state: DoubtState, text: str) -> DoubtReview:
    review, _is_new = DoubtReview.objects.update_or_create(
        row=row,
        kind=kind,
        defaults={
            "state": state,
            "text": text,
            "row_version": row.version,
            "officer": rights.officer,
            "at": timezone.now(),
        },
    )
    audit.record(
        actor=rights.officer.audit_name,
        verb=f"doubt_{state.value}",
        target=TARGET,
        target_id=row.pk,
        detail={"kind": kind, "text": text},
    )
    return review
