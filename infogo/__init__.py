"""infogo: the national centre where anyone finds out how to deal with government."""
