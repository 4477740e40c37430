"""Loading of the territory."""
