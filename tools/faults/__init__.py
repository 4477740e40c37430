"""Rounds of kill -9 under load: everything acknowledged must be there, once, and everywhere."""
