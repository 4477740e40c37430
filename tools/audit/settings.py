"""The production settings, with the demonstration's officers let in: somebody has to sign in."""

from __future__ import annotations

from config.settings.prod import *  # noqa: F403  (settings modules extend one another)
from config.settings.prod import INFOGO

INFOGO = {**INFOGO, "DEMO_OFFICERS": True}
