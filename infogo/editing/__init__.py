"""Working copies of manuals on their way to citizens: drafts, approval, tasks of adopters."""
