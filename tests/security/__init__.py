"""Attacks, each with what stands against it; docs/security.md says which face it threatens."""
