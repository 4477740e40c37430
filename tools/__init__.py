"""Tools of the people who build the system; nothing here runs in production."""
