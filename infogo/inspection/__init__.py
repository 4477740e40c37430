"""Cases that grow from a manual whose time is too long (section 7), up to the cabinet's paper."""
