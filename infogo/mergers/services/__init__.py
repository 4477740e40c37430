"""Every change of the tree of agencies: whole, audited and announced, or not at all."""
