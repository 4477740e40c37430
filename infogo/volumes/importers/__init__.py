"""Source files of the report forms."""
