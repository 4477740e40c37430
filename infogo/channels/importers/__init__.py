"""Loading the rules of the E-Act from source files."""
