#!/usr/bin/env python3
"""Django's command line with this project's settings."""

import os
import sys

from django.core.management import execute_from_command_line

from config.garbage import look_seldom

if __name__ == "__main__":
    look_seldom()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    execute_from_command_line(sys.argv)
