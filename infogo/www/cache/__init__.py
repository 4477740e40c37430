"""Whole public pages kept ready to send, checked against the database before each use."""
