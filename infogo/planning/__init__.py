"""Several errands prepared together and done in the fewest stops."""
