"""Every change of findings: what the radar sees, and what people do about it."""
