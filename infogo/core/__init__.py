"""What every app shares: records, outbox, audit trail, dates, hours, phones, money."""
