"""Renewing a licence by paying its fee, without an application (section 12 of the 2558 Act)."""

from __future__ import annotations

from infogo.manuals.part import Line, Part, Text


class FeeRenewal(Part):
    """That the licence is renewed when its fee is paid before it ends; no application is filed.

    Only licences that a royal decree lists are renewed so: ``ground`` names it. ``how`` says where
    and how to pay, as far as the channels of the manual do not.
    """

    ground: Line
    how: Text = ""
