"""Which manual is served at which service point, and what differs there."""
