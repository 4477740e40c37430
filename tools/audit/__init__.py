"""What an attacker would try first, tried against the real site; ``python -m tools.audit``."""
