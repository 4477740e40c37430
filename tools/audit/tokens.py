"""``python -m tools.audit.tokens WHO``: make a token for a demonstration officer."""

from __future__ import annotations

import sys
from datetime import timedelta

import django

from tools.audit.officer import EMAIL


def main() -> None:
    """Give her program everything that she may let a program do, for a day."""
    django.setup()
    from infogo.accounts.models import Officer
    from infogo.accounts.perms import Rights
    from infogo.accounts.tokens import TOKEN_ACTS, make_token
    from infogo.core.dates import bangkok_now

    officer = Officer.objects.get(email=EMAIL.format(sys.argv[1]))
    today = bangkok_now().date()
    acts = [act for act in TOKEN_ACTS if Rights.of(officer, today).can(act)]
    _token, secret = make_token(
        officer=officer, name="audit", acts=acts, expires_on=today + timedelta(days=1)
    )
    print(secret)
    print(officer.agency_id)


if __name__ == "__main__":
    main()
