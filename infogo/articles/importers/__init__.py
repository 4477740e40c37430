"""Loading of articles."""
