"""The tree of agencies, their names, codes and contacts."""
