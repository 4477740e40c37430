"""Backups and restores of a whole installation: docs/backup.md."""
