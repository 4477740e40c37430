"""Ratings (ความพึงพอใจ): what citizens say of a manual at a point, what is made of it."""
