"""Writes of bulk work: what officers ask for (``jobs``) and what the worker does (``work``)."""
