"""What readers say is wrong on a page, or ask about it, and what becomes of it."""
