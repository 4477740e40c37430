"""The small language in which officers write how a fee or a time is computed."""
