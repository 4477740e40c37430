"""Commands of the static copy."""
