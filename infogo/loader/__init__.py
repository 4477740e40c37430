"""Loading the source files of a country: which steps there are and how they are run."""
