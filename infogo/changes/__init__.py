"""What changed in the public data: numbered without a gap, read by programs, sent to theirs."""
