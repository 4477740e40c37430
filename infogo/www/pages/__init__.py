"""Page assembly: each builder reads what a page shows into one frozen dataclass."""
