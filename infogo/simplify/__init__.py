"""What could be made simpler: outliers, needless papers, near-duplicates; findings with owners."""
