"""Faults of the machine and of what stands beside the program: nothing acknowledged is lost."""
