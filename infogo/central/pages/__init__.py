"""What the pages of the central workspace show."""
