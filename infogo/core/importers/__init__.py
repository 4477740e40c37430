"""Seeding of public holidays."""
