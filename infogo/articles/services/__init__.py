"""Every write to articles by officers: drafts, their way to citizens, and the end."""
