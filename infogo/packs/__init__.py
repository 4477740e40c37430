"""District packs: all of one district in one signed file, to be read without a network."""
