"""Keeping the system going: the worker and its periodic duties."""
