"""Wiring of the project: environment, settings, addresses, templates. No domain code."""
