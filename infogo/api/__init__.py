"""The public face for machines."""
