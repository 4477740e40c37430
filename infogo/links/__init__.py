"""Web addresses that records name, and whether they still open."""
