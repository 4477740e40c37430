"""The production settings over a prepared folder's SQLite file, with its officers let in.

Somebody has to sign in, and the country that is served is the one that tests prepared.
"""

from __future__ import annotations

from config.settings.base import database
from config.settings.prod import *  # noqa: F403  (settings modules extend one another)
from config.settings.prod import INFOGO

INFOGO = {**INFOGO, "DEMO_OFFICERS": True}
DATABASES = {"default": database("")}
