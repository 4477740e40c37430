"""The times that a manual does not count, in words beside the time that it promises."""

from __future__ import annotations

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from infogo.core.language import current_language
from infogo.display.filters import DOT
from infogo.display.manual_parts import said
from infogo.manuals.content import ManualContent
from infogo.manuals.pauses import PauseRule


def pause_lines(content: ManualContent) -> list[Markup]:
    """Return one line for each reason for which the clock stands still; none for most manuals."""
    return [_line(rule) for rule in content.pause_rules]


def _line(rule: PauseRule) -> Markup:
    words = {"what": said(rule.what)}
    if rule.limit is None:
        told = escape(_("ไม่นับเวลาที่%(what)s")) % words
    else:
        words["limit"] = rule.limit.text(current_language())
        told = escape(_("ไม่นับเวลาที่%(what)s ไม่เกิน %(limit)s")) % words
    if not rule.law:
        return told
    return told + escape(DOT) + escape(_("ตาม%(law)s")) % {"law": said(rule.law)}
