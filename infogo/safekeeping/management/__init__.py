"""Commands of operators: backup and restore."""
