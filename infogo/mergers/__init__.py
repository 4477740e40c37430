"""Agencies renamed, moved, ended and merged, with all that hangs on them."""
