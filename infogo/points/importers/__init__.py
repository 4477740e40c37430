"""Loading of service points."""
