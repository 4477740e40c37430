"""Bringing source files into the system: the demonstration country."""
