"""A copy of the public site as plain files, for the days on which nothing else answers."""
