"""Proof that a refused act left the database as it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.serializers.json import DjangoJSONEncoder
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
from infogo.mergers.models import MergedAgency, Merger, MovedRecords
from infogo.pins.models import Pin, PinSelection, SelectedPin
from infogo.points.models import ServicePoint
from infogo.ratings.models import (
    Improvement,
    ModerationStep,
    Rating,
    RatingReply,
    RatingTally,
    ReplyTemplate,
)
from infogo.simplify.models import Finding, FindingStep
from infogo.volumes.models import (
    MonthlyReport,
    VolumeExplanation,
    VolumeReminder,
    VolumeRow,
)

WATCHED: tuple[type[Model], ...] = (
    Officer,
    CentralProposal,
    Merger,
    MergedAgency,
    MovedRecords,
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


def digest() -> dict[str, tuple[int, str]]:
    """Return the number of rows, and a digest of all their values, for each watched table."""
    found = {}
    for model in WATCHED:
        rows = list(model._default_manager.order_by("pk").values())
        for row in rows:
            row.pop("last_login", None)  # signing in is no refusal
            row.pop("last_used_at", None)  # nor is calling with a token
        text = json.dumps(rows, cls=DjangoJSONEncoder, sort_keys=True)
        found[model.__name__] = (len(rows), hashlib.sha256(text.encode()).hexdigest())
    return found


@contextmanager
def nothing_changes() -> Iterator[None]:
    """Fail when any watched table is different afterwards."""
    before = digest()
    yield
    assert digest() == before
