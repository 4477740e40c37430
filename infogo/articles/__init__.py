"""Plain-language articles that lead to services."""
