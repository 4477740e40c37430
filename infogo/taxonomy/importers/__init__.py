"""Loading of headings and vocabularies."""
