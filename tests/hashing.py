"""Passwords of tests, kept as production keeps them and for a thousandth of the work."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The same function with hardly any memory: a test's password is nobody's secret.

    ``tests/security/test_production.py`` looks at what production asks of it.
    """

    time_cost = 1
    memory_cost = 64
    parallelism = 1
