"""Loading of agencies, their codes and emergency numbers."""
