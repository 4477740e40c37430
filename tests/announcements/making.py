"""Announcements for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils import timezone

from infogo.announcements.models import Announcement, Level, Place
from infogo.announcements.services import Facts, publish_announcement

ACTOR = "officer 1 ผู้ดูแล"


def facts(**given: Any) -> Facts:
    """Return an announcement to everybody that has begun an hour ago and lasts another one."""
    now = timezone.now()
    plain = Facts(
        text_th="ระบบจะปิดปรับปรุงคืนนี้",
        text_en="The site is closed tonight",
        level=Level.INFO,
        place=Place.PUBLIC,
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=1),
    )
    return replace(plain, **given)


def published(**given: Any) -> Announcement:
    """Publish one."""
    return publish_announcement(facts=facts(**given), actor=ACTOR)
