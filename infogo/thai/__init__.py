"""Thai text as pure Python: normalising, segmenting, spelling, keyboards, sorting."""
