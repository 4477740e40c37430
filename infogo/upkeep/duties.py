"""Periodic duties: what, how often. Each is safe to run twice and in any process."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Max
from django.utils import timezone

from infogo.accounts.letters import send_due_letters
from infogo.accounts.perms import Rights
from infogo.accounts.retention import forget_departed, forget_invitees, forget_old_traces
from infogo.accounts.tokens import forget_answers, rights_of
from infogo.articles.services.workflow import publish_due as publish_due_articles
from infogo.bulk.models import BulkJob
from infogo.bulk.services.jobs import forget_old
from infogo.bulk.services.work import work
from infogo.bulk.sheet import Acting
from infogo.care import exporting
from infogo.care.services import refresh_quality
from infogo.changes.delivering import deliver_due
from infogo.changes.numbering import forget_old as forget_old_changes
from infogo.changes.numbering import number_small, number_some
from infogo.channels.reminders import remind_some
from infogo.channels.reports import freeze_due_reports
from infogo.core import audit
from infogo.core.dates import bangkok_now
from infogo.core.limits import forget_counts
from infogo.core.models import OutboxEvent
from infogo.delays.duty import run_daily
from infogo.delays.services.holidays import recount_some
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.services.tasks import sweep_tasks
from infogo.editing.services.workflow import publish_due
from infogo.files.services import sweep_files
from infogo.insights.services import refresh_popularity, refresh_tallies
from infogo.links import services as links
from infogo.manuals.register_services import note_register
from infogo.mergers.services.merging import work_on_mergers
from infogo.opendata import nightly
from infogo.oversight.services.coverage import refresh_coverage
from infogo.oversight.services.events import refresh_events
from infogo.oversight.services.quality import refresh_index
from infogo.packs.services import renew_one
from infogo.page_reports.retention import forget_old_reports
from infogo.pins.counting import mend_counts
from infogo.ratings.digest import send_digests
from infogo.ratings.limits import forget_networks
from infogo.rounds.services import forget_past
from infogo.search.curation import failed
from infogo.search.memory.background import Background
from infogo.search.ranking.semantic import embed_a_few
from infogo.simplify.services.sweeping import sweep_some
from infogo.upkeep.timetable import Duty
from infogo.volumes.services import duties as volumes
from infogo.watch import sealing

OUTBOX_KEPT = timedelta(days=7)
"""An index that was away for longer is rebuilt whole instead of following events."""
AUDIT_LINES_AT_ONCE = 2000
"""Lines of the audit trail, some hundredths of a second: a million takes ten minutes."""
EMBEDDED_AT_ONCE = 4
"""Texts; each takes the model a tenth of a second or so."""


def prune_outbox() -> int:
    """Remove events that every living index has long followed; returns how many.

    The newest stays, however old: by it an index that was away for longer sees what it missed.
    """
    newest = OutboxEvent.objects.aggregate(newest=Max("id"))["newest"]
    old = OutboxEvent.objects.filter(created_at__lt=timezone.now() - OUTBOX_KEPT)
    removed, _details = old.exclude(id=newest).delete()
    return removed


def refresh_popularity_today() -> int:
    """Recompute popularity as of today in Thai time; returns how many procedures changed."""
    return refresh_popularity(today=bangkok_now().date())


def note_register_today() -> int:
    """Note the last edition of every manual, once a day; returns how many days were noted."""
    return int(note_register(now=timezone.now()) is not None)


def embed_a_few_services() -> int:
    """Give a few services without one a vector of their meaning; returns how many texts.

    A few at a time, because the worker has to follow the outbox within a second.
    """
    return embed_a_few(EMBEDDED_AT_ONCE)


def forget_failed_searches() -> int:
    """Remove what is kept about failed searches and old enough; returns how many rows."""
    return failed.forget_old(now=timezone.now())


def forget_rating_networks() -> int:
    """Throw away yesterday's salt and the counts of past hours; returns how many rows."""
    return forget_networks(now=timezone.now())


def forget_past_rounds() -> int:
    """Remove rounds of mobile units that were over for long enough; returns how many."""
    return forget_past(bangkok_now().date())


def forget_unused_files() -> int:
    """Remove files that nothing ever named, and bytes without a row; returns how many of both."""
    swept = sweep_files()
    return swept.files + swept.contents


def forget_old_sessions() -> int:
    """Remove sessions that ended by themselves."""
    removed, _details = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return removed


def acting_for(job: BulkJob) -> Acting:
    """Return a job's officer with the rights that she, or her program, has at this moment."""
    rights = rights_of(job.token) if job.token else Rights.of(job.officer)
    return Acting(rights, person_of(job.officer), OfficerMay(rights))


def work_on_spreadsheets() -> int:
    """Move uploaded spreadsheets on for half a second; returns how many rows were done.

    Half a second at a time, because the worker has to follow the outbox within a second.
    """
    return work(acting_for)


def collect_links() -> int:
    """Read the web addresses out of all records, in a thread; 0, for nobody waits for it."""
    if settings.INFOGO["LINK_CHECK"]:
        _collecting.start(_collect)
    return 0


def check_links() -> int:
    """Ask a few web addresses whether they open, in a thread: a slow site must hold up nothing."""
    if settings.INFOGO["LINK_CHECK"]:
        _checking.start(_check)
    return 0


def open_volume_reports() -> int:
    """Open the reports of the month that ended for some agencies; returns how many."""
    return volumes.open_reports(today=bangkok_now().date())


def remind_reporters() -> int:
    """Remind some reporters of the month that ended; returns how many."""
    return volumes.remind(today=bangkok_now().date())


def lock_volume_reports() -> int:
    """Lock some reports that nobody confirmed in time; returns how many."""
    return volumes.lock_due(today=bangkok_now().date())


def count_agencies() -> int:
    """Count what agencies have and lack, in a thread: it takes seconds in a whole country."""
    _counting.start(_count)
    return 0


def mend_counts_of_points() -> int:
    """Put counts of points right that no change put right, in a thread: it counts the country."""
    _mending.start(mend_counts)
    return 0


def look_for_simpler() -> int:
    """Look at a few records for what could be simpler, in a thread: a bite takes up to a second."""
    _simplifying.start(_simplify)
    return 0


def _count() -> None:
    refresh_tallies(now=timezone.now())


def count_coverage() -> int:
    """Count the state of the country for its central officers, in a thread: it takes seconds."""
    _covering.start(_cover)
    return 0


def _cover() -> None:
    refresh_coverage(now=timezone.now())


def count_events() -> int:
    """Count ratings, transactions and delays that changed, in a thread; 0, nobody waits for it."""
    _following.start(_follow)
    return 0


def _follow() -> None:
    refresh_events(now=timezone.now())


def _simplify() -> None:
    sweep_some(now=timezone.now())


def count_quality() -> int:
    """Count the index of service quality anew, in a thread: it takes seconds."""
    _grading.start(_grade)
    return 0


def _grade() -> None:
    refresh_index(now=timezone.now())


def _collect() -> None:
    links.collect_uses(now=timezone.now())


def _check() -> None:
    links.check_some(now=timezone.now())


_counting, _mending = Background("agency-tallies"), Background("counts of points")
_covering = Background("coverage")
_following = Background("rollups of events")
_simplifying = Background("simplification-radar")
_grading = Background("quality-index")
_collecting, _checking = Background("link-uses"), Background("link-checks")


def begin_audit_check() -> int:
    """Begin to verify the audit trail anew, once a day; 0, for it goes on in portions."""
    audit.begin_check(requested_by="")
    return 0


def verify_audit() -> int:
    """Verify some lines of the audit trail, if somebody or the day asked for it."""
    return audit.check_some(most=AUDIT_LINES_AT_ONCE)


def look_for_errors() -> int:
    """Look for errors in the data anew, in a thread: it takes seconds in a whole country."""
    _looking.start(_look)
    return 0


def make_exports() -> int:
    """Make the exports that wait, in a thread: a large agency takes a minute."""
    _exporting.start(exporting.work_on_exports)
    return 0


def forget_old_exports() -> int:
    """Remove exports after their days; returns how many."""
    return exporting.forget_exports(now=timezone.now())


def write_open_data() -> int:
    """Write the nightly dump when it is due, in a process of its own; 0, nobody waits for it."""
    if nightly.is_due(timezone.now()):
        _dumping.start(nightly.write_beside)
    return 0


def _look() -> None:
    refresh_quality(now=timezone.now())


_looking, _exporting = Background("quality"), Background("agency-exports")
_dumping = Background("open-data")


def keep_access_log() -> int:
    """Seal the days of the access log that are over and end those kept for long enough."""
    days = settings.INFOGO["ACCESS_LOG_DAYS"]
    if not days:
        return 0
    kept = sealing.keep(Path(settings.INFOGO["ACCESS_LOG_DIR"]), days=days, now=timezone.now())
    return kept.sealed + kept.ended


def send_changes() -> int:
    """Send changes to the addresses that asked for them, in threads: a slow one holds up nobody."""
    _sending.start(deliver_due)
    return 0


def send_letters() -> int:
    """Send letters that wait, in a thread: a slow mail server must hold up nothing."""
    _mailing.start(send_due_letters)
    return 0


_sending, _mailing = Background("webhooks"), Background("mail")


DUTIES: Sequence[Duty] = (
    Duty("scheduled manuals", 30, publish_due),
    Duty("scheduled articles", 30, publish_due_articles),
    Duty("adopters", 600, sweep_tasks),
    Duty("register of editions", 60, note_register_today),
    Duty("popularity", 600, refresh_popularity_today),
    Duty("outbox", 3600, prune_outbox),
    Duty("meaning", 10, embed_a_few_services, at_any_time=True),
    Duty("failed searches", 3600, forget_failed_searches),
    Duty("networks that rated", 3600, forget_rating_networks),
    Duty("old page reports", 3600, forget_old_reports),
    Duty("past rounds", 3600, forget_past_rounds),
    Duty("agency tallies", 900, count_agencies),
    Duty("counts of points", 86400, mend_counts_of_points, at_any_time=True),
    Duty("coverage", 1800, count_coverage),
    Duty("rollups of events", 60, count_events),
    Duty("simplification radar", 10, look_for_simpler),
    Duty("quality index", 21600, count_quality),
    Duty("link uses", 3600, collect_links),
    Duty("link checks", 60, check_links),
    Duty("delayed requests", 2, run_daily),
    Duty("days after a holiday changed", 2, recount_some),
    Duty("volume reports", 5, open_volume_reports),
    Duty("volume reminders", 60, remind_reporters),
    Duty("volume locks", 600, lock_volume_reports),
    Duty("letters", 5, send_letters),
    Duty("feedback digests", 30, send_digests),
    Duty("sessions", 3600, forget_old_sessions),
    Duty("old traces of officers", 3600, forget_old_traces),
    Duty("officers who left", 86400, forget_departed),
    Duty("invited who never came", 86400, forget_invitees),
    Duty("api answers", 3600, forget_answers),
    Duty("api limits", 600, forget_counts),
    Duty("spreadsheets", 0, work_on_spreadsheets, at_any_time=True),
    Duty("old spreadsheets", 3600, forget_old),
    Duty("e-act reports", 600, freeze_due_reports),
    Duty("e-act reminders", 30, remind_some),
    Duty("files", 86400, forget_unused_files),
    Duty("district packs", 5, renew_one),
    Duty("mergers", 1, work_on_mergers, at_any_time=True),
    Duty("audit check", 86400, begin_audit_check),
    Duty("audit lines", 1, verify_audit, at_any_time=True),
    Duty("quality", 900, look_for_errors),
    Duty("change feed", 0, number_some, at_any_time=True),
    Duty("headings and holidays that changed", 60, number_small),
    Duty("webhooks", 0, send_changes, at_any_time=True),
    Duty("old changes", 3600, forget_old_changes),
    Duty("agency exports", 5, make_exports, at_any_time=True),
    Duty("old exports", 3600, forget_old_exports),
    Duty("open data", 60, write_open_data),
    Duty("access log", 3600, keep_access_log),
)
