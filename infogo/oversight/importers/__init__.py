"""Loading rules of the index from source files."""
