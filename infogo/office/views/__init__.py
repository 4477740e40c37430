"""Thin views: parse, call, render."""
