"""Every write to delay cases: whole and audited, or not at all."""
