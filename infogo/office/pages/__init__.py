"""What each page of the workspace shows."""
