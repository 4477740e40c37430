"""Proof that a refused act left the database as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import connection
from django.db.models import Model

from infogo.accounts.models import (
    AgencyToken,
    CentralProposal,
    Grant,
    GrantManual,
    GrantPoint,
    Invitation,
    Letter,
    Notice,
    Officer,
    TokenAnswer,
)
from infogo.agencies.models import Agency, AgencyCode, AgencyFormerName
from infogo.articles.models import Article, ArticleDraft, ArticleEdition
from infogo.care.models import AgencyExport
from infogo.changes.models import DeadLetter, Subscription
from infogo.channels.models import AgencyEChannel, DeclarationStep, EActDeclaration, EActReport
from infogo.core.models import AuditEntry, ChainCheck, OutboxEvent
from infogo.delays.models import (
    ClockExtension,
    ClockPause,
    DelayCase,
    DelayNotice,
    DelayTask,
    Receipt,
    Refusal,
)
from infogo.editing.models import (
    AdopterTask,
    Cancellation,
    Draft,
    DraftSection,
    EditLock,
    ReviewMeasure,
    SectionComment,
    Transition,
    WordProposal,
)
from infogo.files.models import FileUse, StoredFile
from infogo.inspection.models import CasePaper, CaseStep, InspectionCase, StepFile
from infogo.manuals.models import Manual, ManualRevision
from infogo.mergers.models import HandoverProposal, MergedAgency, Merger, MovedRecords
from infogo.page_reports.models import PageReport, PageReportStep
from infogo.pins.models import Pin, PinSelection, SelectedPin
from infogo.points.models import Certificate, ServicePoint
from infogo.ratings.models import (
    Improvement,
    ModerationStep,
    Rating,
    RatingReply,
    RatingTally,
    ReplyTemplate,
)
from infogo.rounds.models import Round
from infogo.simplify.models import Finding, FindingStep
from infogo.volumes.models import (
    MonthlyReport,
    VolumeExplanation,
    VolumeReminder,
    VolumeRow,
)
from tests.filled import filled

WATCHED: tuple[type[Model], ...] = (
    Officer,
    CentralProposal,
    Merger,
    MergedAgency,
    MovedRecords,
    HandoverProposal,
    AgencyExport,
    ChainCheck,
    Grant,
    GrantPoint,
    GrantManual,
    Invitation,
    Letter,
    Notice,
    AgencyToken,
    TokenAnswer,
    EmailAddress,
    Authenticator,
    SocialAccount,
    Manual,
    ManualRevision,
    Draft,
    DraftSection,
    Transition,
    SectionComment,
    AdopterTask,
    Cancellation,
    Pin,
    PinSelection,
    SelectedPin,
    AuditEntry,
    OutboxEvent,
    Agency,
    AgencyCode,
    AgencyFormerName,
    ServicePoint,
    Certificate,
    Round,
    EditLock,
    StoredFile,
    FileUse,
    Article,
    ArticleDraft,
    ArticleEdition,
    AgencyEChannel,
    EActDeclaration,
    DeclarationStep,
    EActReport,
    Receipt,
    Refusal,
    DelayCase,
    ClockPause,
    ClockExtension,
    DelayNotice,
    DelayTask,
    MonthlyReport,
    VolumeRow,
    VolumeExplanation,
    VolumeReminder,
    Rating,
    RatingReply,
    ModerationStep,
    Improvement,
    RatingTally,
    ReplyTemplate,
    PageReport,
    PageReportStep,
    Finding,
    FindingStep,
    InspectionCase,
    CaseStep,
    StepFile,
    CasePaper,
    ReviewMeasure,
    WordProposal,
    Subscription,
    DeadLetter,
)


NO_REFUSAL_CHANGES = frozenset({"last_login", "last_used_at"})
"""Signing in, and calling with a token, are written down whatever comes of it."""


def digest() -> dict[str, tuple[int, str]]:
    """Return the number of rows, and a digest of all their values, for each watched table.

    Asked before and after hundreds of refusals: one question finds the tables that hold anything,
    and only those are read.
    """
    tables = {model._meta.db_table: model for model in WATCHED}
    found = {model.__name__: (0, "") for model in WATCHED}
    with connection.cursor() as cursor:
        for table in filled(tables, cursor):
            order = tables[table]._meta.pk.column
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY "{order}"')  # noqa: S608
            left_out = {
                place
                for place, column in enumerate(cursor.description)
                if column[0] in NO_REFUSAL_CHANGES
            }
            rows = [
                [value for place, value in enumerate(row) if place not in left_out]
                for row in cursor.fetchall()
            ]
            name = tables[table].__name__
            found[name] = (len(rows), hashlib.sha256(repr(rows).encode()).hexdigest())
    return found


@contextmanager
def nothing_changes() -> Iterator[None]:
    """Fail when any watched table is different afterwards."""
    before = digest()
    yield
    assert digest() == before
