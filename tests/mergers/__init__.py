"""Agencies are renamed, moved, ended and merged."""
