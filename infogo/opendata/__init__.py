"""Bulk data: everything public as files, with checksums, schemas, counts and changes."""
