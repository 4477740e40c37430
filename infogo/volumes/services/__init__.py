"""Every change of reports: one transaction with its audit line, or nothing at all."""
